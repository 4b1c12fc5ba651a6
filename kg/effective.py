"""What is in force in a document: its assignments and deadlines, less what a person rejected or changed, plus what one added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.iris import effective_iri
from kg.quads import Quads, node, term_node, text_of
from ontology.terms import code, term


@dataclass(slots=True)
class Verdicts:
    """What persons decided: IRIs of statements that do not stand, and quads of all statements that persons made."""

    fallen: frozenset[str] = frozenset()
    added: list[Quad] = field(default_factory=list)


def effective_quads(document: str, quads: Iterable[Quad], verdicts: Verdicts | None = None) -> list[Quad]:
    """The graph `effective/<document>`: `?measure ?role ?unit`, and links to the assignments and deadlines in force.

    `quads` are those of the document's graph; statements added by persons count where their measure is of this document.
    """
    verdicts = verdicts or Verdicts()
    own = list(quads)
    added = [quad for quad in verdicts.added if _is_below(quad, document)]
    result = Quads(effective_iri(document))
    for iri, values in _statements(own).items():
        if iri not in verdicts.fallen and "measure" in values:
            _write(result, iri, values)
    if added:
        _write_added(result, _statements(added), _places(own), verdicts)
    return result.rows()


def _write_added(result: Quads, statements: dict[str, dict[str, str]], places: dict[str, dict[str, str]], verdicts: Verdicts) -> None:
    """What persons made: each with its evidence, and in force unless it fell or is printed too."""
    printed = set(result.rows())
    for iri, values in statements.items():
        place = places.get(values.get("measure", ""))
        if place is None:
            continue
        _write_evidence(result, iri, place)
        if iri not in verdicts.fallen and not _says_again(values, printed, result):
            _write(result, iri, values)


def _write(result: Quads, iri: str, values: dict[str, str]) -> None:
    if values["type"] == term("Assignment"):
        result.link(values["measure"], code(values["role"]), values["unit"])
        result.link(values["measure"], "assignment", iri)
    else:
        result.link(values["measure"], "deadline", iri)


def _says_again(values: dict[str, str], printed: set[Quad], result: Quads) -> bool:
    """Whether what a person added is printed too: then the printed statement stands."""
    if values["type"] != term("Assignment"):
        return False
    return Quad(node(values["measure"]), node(values["role"]), node(values["unit"]), result.graph) in printed


def _write_evidence(result: Quads, iri: str, place: dict[str, str]) -> None:
    """A person's statement is printed nowhere; it leads to the whole measure."""
    evidence = f"{iri}/evidence"
    selector = node(place["oa:hasSelector"])
    result.add(
        evidence, "Evidence", pattern="person", oa__hasSource=node(place["oa:hasSource"]), oa__hasSelector=selector, context=selector
    )
    result.link(iri, "mention", evidence)


def _places(quads: list[Quad]) -> dict[str, dict[str, str]]:
    """Source and selector of each measure, by its IRI."""
    names = {term(name): name for name in ("oa:hasSource", "oa:hasSelector")}
    places: dict[str, dict[str, str]] = {}
    evidence: dict[str, str] = {}
    for quad in quads:
        if quad.predicate.value in names:
            places.setdefault(text_of(quad.subject), {})[names[quad.predicate.value]] = text_of(quad.object)
        elif quad.predicate == term_node("evidence"):
            evidence[text_of(quad.subject)] = text_of(quad.object)
    return {subject: places[iri] for subject, iri in evidence.items() if len(places.get(iri, {})) == len(names)}


def _statements(quads: list[Quad]) -> dict[str, dict[str, str]]:
    """Assignments and deadlines with their `type`, `measure`, `unit` and `role`, in the order of their IRIs."""
    kinds = {term("Assignment"), term("Deadline")}
    names = {term(name): name for name in ("measure", "unit", "role")}
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate == term_node("rdf:type") and text_of(quad.object) in kinds:
            found[text_of(quad.subject)] = {"type": text_of(quad.object)}
    for quad in quads:
        if quad.predicate.value in names and text_of(quad.subject) in found:
            found[text_of(quad.subject)][names[quad.predicate.value]] = text_of(quad.object)
    return dict(sorted(found.items()))


def _is_below(quad: Quad, document: str) -> bool:
    return text_of(quad.subject).startswith(document + "/")
