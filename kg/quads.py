"""Writing quads: one place that turns Python values into RDF terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ontology.terms import term


class QuadStore(Protocol):
    """What the graph needs of a store of quads: that of pyoxigraph, or one that speaks to an endpoint in its way."""

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:  # noqa: A002
        """The quads that fit; None fits everything."""

    @property
    def query(self) -> Callable[..., Any]:
        """The method that answers a query, as pyoxigraph does."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of all graphs."""

    def remove(self, quad: Quad) -> None:
        """Takes one quad out."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Puts quads in."""

    def bulk_extend(self, quads: Iterable[Quad]) -> None:
        """Puts many quads in."""

    def remove_graph(self, graph_name: Any) -> None:
        """Takes a whole graph out."""

    def flush(self) -> None:
        """Makes what was written last."""

    def __iter__(self) -> Any:
        """All quads."""


Value = str | bool | int | date | Literal | NamedNode | None


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """The node of an IRI."""
    return NamedNode(iri)


@lru_cache(maxsize=1024)
def term_node(name: str) -> NamedNode:
    """The node of a term (`zrl` names bare, others `prefix:name`)."""
    return NamedNode(term(name))


def decimal(value: float | str) -> Literal:
    """A number as xsd:decimal, at most four places."""
    text = value if isinstance(value, str) else f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=term_node("xsd:decimal"))


def as_term(value: str | bool | int | date | Literal | NamedNode) -> Literal | NamedNode:
    """A Python value as an RDF literal; a node or a literal stays."""
    match value:
        case NamedNode() | Literal():
            return value
        case bool():
            return Literal(value)
        case int():
            return Literal(value)
        case date():
            return Literal(value.isoformat(), datatype=term_node("xsd:date"))
        case str():
            return Literal(value)
        case _:
            raise ValueError(f"unexpected value: {value!r}")


@lru_cache(maxsize=1024)
def _predicate(name: str) -> NamedNode:
    """The node of a term that is written as the name of an argument."""
    prefix, _, local = name.rstrip("_").rpartition("__")
    return term_node(f"{prefix}:{local}" if prefix else local)


def text_of(part: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    """The IRI or the text of a part of a quad; the default graph is ""."""
    match part:
        case NamedNode() | BlankNode() | Literal():
            return part.value
        case DefaultGraph():
            return ""
        case _:
            raise ValueError(f"unexpected part of a quad: {part!r}")


class Quads:
    """Quads under way into one named graph; the same statement is written once."""

    def __init__(self, graph: str) -> None:
        self.graph = node(graph)
        self._rows: dict[tuple[NamedNode, NamedNode, Literal | NamedNode], None] = {}

    def add(self, subject: str, *types: str, **values: Value | list[str]) -> None:
        """`subject` is of `types` and has `values`: `dcterms__title="…"` is a term with a prefix, a trailing `_` is dropped.

        A str is a literal, a NamedNode a link, a list several literals, None nothing.
        """
        here = node(subject)
        for kind in types:
            self._rows[here, term_node("rdf:type"), term_node(kind)] = None
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                if one is not None:
                    self._rows[here, _predicate(name), as_term(one)] = None

    def link(self, subject: str, predicate: str, target: str) -> None:
        """`subject` `predicate` (a term) `target` (an IRI)."""
        self._rows[node(subject), term_node(predicate), node(target)] = None

    def rows(self) -> list[Quad]:
        """The quads, in the order in which they were added."""
        return [Quad(*row, self.graph) for row in self._rows]
