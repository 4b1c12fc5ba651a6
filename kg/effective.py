"""What is in force in a document: its assignments and deadlines, less what a person rejected or changed, plus what one added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.iris import effective_iri
from kg.quads import Quads, term_node


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
        if values["type"] == term_node("Assignment"):
            result.link(values["measure"].value, _role(values["role"]), values["unit"].value)
            result.link(values["measure"].value, "assignment", iri)
        else:
            result.link(values["measure"].value, "deadline", iri)
    return result.rows()


def _statements(quads: list[Quad]) -> dict[str, dict[str, NamedNode]]:
    kinds = {term_node("Assignment"), term_node("Deadline")}
    names = {term_node(name): name for name in ("measure", "unit", "role")}
    found: dict[str, dict[str, NamedNode]] = {}
    for quad in quads:
        if quad.predicate == term_node("rdf:type") and quad.object in kinds:
            found[quad.subject.value] = {"type": quad.object}
    for quad in quads:
        if quad.predicate in names and quad.subject.value in found:
            found[quad.subject.value][names[quad.predicate]] = quad.object
    return dict(sorted(found.items()))


def _role(node: NamedNode) -> str:
    return node.value.rpartition("#")[2]


def _is_below(quad: Quad, document: str) -> bool:
    return quad.subject.value.startswith(document + "/")
