"""Changes to an endpoint's graphs: made in memory, then sent, one update request a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from kg.errors import StoreError
from kg.iris import BASE, DECISIONS_GRAPH, TEXTS, UNITS_GRAPH, effective_iri
from kg.quads import node, term_node, text_of
from kg.remote_store import RemoteStore
from ontology.words import say


class RemoteDraft:
    """The state of an endpoint with changes that are not sent yet: a graph is fetched whole before it is changed, unless it is replaced."""

    def __init__(self, base: RemoteStore) -> None:
        self._base = base
        self._local = Store()
        self._before: dict[str, frozenset[Quad] | None] = {}  # what a fetched graph held; None: what it held does not count

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:  # noqa: A002
        """The quads of our graphs that fit, as they will be; None fits everything."""
        if isinstance(graph_name, DefaultGraph):
            return
        if graph_name is not None:
            self._fetch(graph_name)
        else:
            for quad in self._base.quads_for_pattern(subject, predicate, object):
                if text_of(quad.graph_name) not in self._before:
                    yield quad
        yield from self._local.quads_for_pattern(subject, predicate, object, graph_name)

    def remove(self, quad: Quad) -> None:
        """Takes one quad out."""
        self._fetch(quad.graph_name)
        self._local.remove(quad)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Puts quads in."""
        new = list(quads)
        for graph in {quad.graph_name for quad in new}:
            self._fetch(graph)
        self._local.extend(new)

    bulk_extend = extend

    def remove_graph(self, graph_name: Any) -> None:
        """Takes a whole graph out; the text of a source goes with its source."""
        name = text_of(graph_name)
        text = name.replace(f"{BASE}source/", TEXTS, 1) if name.startswith(f"{BASE}source/") else name
        for graph in dict.fromkeys((name, text)):
            self._before[graph] = None
            self._local.remove_graph(node(graph))

    def named_graphs(self) -> NoReturn:
        """Nothing that a change needs."""
        raise ValueError("unexpected: the graphs of a draft")

    def query(self, query: str, **_options: Any) -> NoReturn:
        """Nothing that a change needs."""
        raise ValueError(f"unexpected query of a draft: {query!r}")

    def flush(self) -> None:
        """Nothing: only `publish` sends."""

    def __iter__(self) -> NoReturn:
        raise ValueError("unexpected: all quads of a draft")

    def publish(self) -> None:
        """Sends the changes: units first, each document with what is in force in it, and last the marks that a file was read.

        So a build that is killed between two documents reads their file again. Decisions go out together with all that they change.
        """
        changes = {graph: change for graph in sorted(self._before) if (change := self._change(graph))}
        marks = self._marks(changes)
        documents = sorted({_document(graph) for graph in changes if graph.startswith((f"{BASE}doc/", f"{BASE}effective/"))})
        parts = [[graph] for graph in changes if graph == UNITS_GRAPH or graph.startswith((f"{BASE}source/", TEXTS))]
        parts += [[one for one in (document, effective_iri(document)) if one in changes] for document in documents]
        if DECISIONS_GRAPH in changes:
            parts = [list(changes)]
        for at, part in enumerate(parts):
            self._base.endpoint.update(";\n".join(changes[graph] for graph in part))
            if at == 0:
                self._check_that_graphs_are_kept(part)
        if marks:
            self._base.endpoint.update(_insert(marks))

    def _fetch(self, graph: Any) -> None:
        name = text_of(graph)
        if name not in self._before:
            held = frozenset(self._base.quads_for_pattern(None, None, None, graph))
            self._before[name] = held
            self._local.extend(held)

    def _change(self, graph: str) -> str:
        """The operations that make a graph what it is to be; the mark of a read file is left to the end."""
        before = self._before[graph]
        now = [quad for quad in self._local.quads_for_pattern(None, None, None, node(graph)) if not _is_mark(quad)]
        if before is None:
            return ";\n".join([f"DROP SILENT GRAPH {node(graph)}", *([_insert(now)] if now else [])])
        gone = {quad for quad in before - set(now) if not _is_mark(quad)}
        new = [quad for quad in now if quad not in before]
        return ";\n".join(word + _data(graph, rows) for word, rows in (("DELETE", gone), ("INSERT", new)) if rows)

    def _marks(self, changes: Iterable[str]) -> list[Quad]:
        return [quad for graph in changes for quad in self._local.quads_for_pattern(None, None, None, node(graph)) if _is_mark(quad)]

    def _check_that_graphs_are_kept(self, part: list[str]) -> None:
        """Raises StoreError where an endpoint took graphs and does not show them by name."""
        for graph in part:
            is_filled = any(self._local.quads_for_pattern(None, None, None, node(graph)))
            if is_filled and not self._base.holds_graph(graph):
                raise StoreError(say("kg.endpoint_no_graphs", path=self._base.endpoint.address))


def _document(graph: str) -> str:
    """The document of its own graph, or of the graph of what is in force in it."""
    return graph.replace(f"{BASE}effective/", f"{BASE}doc/", 1)


def _is_mark(quad: Quad) -> bool:
    return quad.predicate == term_node("fingerprint")


def _insert(quads: Iterable[Quad]) -> str:
    """One operation that puts quads into their graphs."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(text_of(quad.graph_name), []).append(quad)
    return ";\n".join("INSERT" + _data(graph, rows) for graph, rows in sorted(graphs.items()))


def _data(graph: str, quads: Iterable[Quad]) -> str:
    """Quads of one graph as the rest of INSERT or DELETE."""
    rows = sorted(quads, key=str)
    text = serialize((Triple(row.subject, row.predicate, row.object) for row in rows), format=RdfFormat.N_TRIPLES)
    return f" DATA {{ GRAPH {node(graph)} {{\n{(text or b'').decode('utf-8')}}} }}"
