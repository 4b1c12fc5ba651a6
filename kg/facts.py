"""Some graphs of the store as plain Python: subject -> term -> values, without a query."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.quads import QuadStore, node, text_of
from ontology.terms import code, term


class Facts:
    """What some graphs say; values are texts (IRIs or literals), in a fixed order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._rows: dict[str, dict[str, list[str]]] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode):
                self._rows.setdefault(text_of(quad.subject), {}).setdefault(quad.predicate.value, []).append(text_of(quad.object))

    @classmethod
    def of(cls, store: QuadStore, *graphs: str) -> Facts:
        """The facts of these graphs."""
        return cls(quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, node(graph)))

    def join(self, other: Facts) -> None:
        """Takes in the facts of others."""
        for subject, row in other._rows.items():
            mine = self._rows.setdefault(subject, {})
            for predicate, values in row.items():
                mine[predicate] = [*mine.get(predicate, []), *values]

    def subjects(self, kind: str) -> list[str]:
        """All things of a type (a term), sorted."""
        wanted = term(kind)
        return sorted(subject for subject, row in self._rows.items() if wanted in row.get(term("rdf:type"), ()))

    def many(self, subject: str, predicate: str) -> list[str]:
        """All values, sorted, each once."""
        return sorted(set(self._rows.get(subject, {}).get(term(predicate), ())))

    def one(self, subject: str | None, predicate: str) -> str | None:
        """The value (the first of several), or None."""
        values = self._rows.get(subject, {}).get(term(predicate)) if subject is not None else None
        return min(values) if values else None

    def number(self, subject: str | None, predicate: str) -> int | None:
        """The value as an int, or None."""
        value = self.one(subject, predicate)
        return None if value is None else int(value)

    def code(self, subject: str | None, predicate: str) -> str | None:
        """The code of the term that is the value (kind-named is `named`), or None."""
        value = self.one(subject, predicate)
        return None if value is None else code(value)

    def is_true(self, subject: str, predicate: str) -> bool:
        """Whether the value is true."""
        return self.one(subject, predicate) == "true"

    def about(self, subject: str) -> bool:
        """Whether anything is said of `subject`."""
        return subject in self._rows
