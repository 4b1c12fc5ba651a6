"""What is in force in a document: its assignments and deadlines, less what a person rejected or changed, plus what one added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.iris import effective_iri
from kg.quads import Quads, term_node, text_of
from ontology.terms import code, term


@dataclass(slots=True)
class Verdicts:
    """What persons decided: IRIs of statements that no longer stand, and quads of statements that they added."""

    fallen: frozenset[str] = frozenset()
    added: list[Quad] = field(default_factory=list)


def effective_quads(document: str, quads: Iterable[Quad], verdicts: Verdicts | None = None) -> list[Quad]:
    """The graph `effective/<document>`: `?measure ?role ?unit`, and links to the assignments and deadlines in force.

    `quads` are those of the document's graph; statements added by persons count where their measure is of this document.
    """
    verdicts = verdicts or Verdicts()
    statements = _statements([*quads, *(quad for quad in verdicts.added if _is_below(quad, document))])
    result = Quads(effective_iri(document))
    for iri, values in statements.items():
        if iri in verdicts.fallen or "measure" not in values:
            continue
        if values["type"] == term("Assignment"):
            result.link(values["measure"], code(values["role"]), values["unit"])
            result.link(values["measure"], "assignment", iri)
        else:
            result.link(values["measure"], "deadline", iri)
    return result.rows()


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
