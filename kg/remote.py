"""An endpoint as the place of the graph: its quads, the words of its measures indexed in memory, the texts of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from pyoxigraph import Literal, Quad, Store

from kg.backends import State
from kg.endpoint import Endpoint
from kg.errors import StoreError
from kg.iris import BASE, DECISIONS_GRAPH, TEXTS, UNITS_GRAPH, source_iri
from kg.quads import QuadStore, node, term_node, text_of
from kg.remote_draft import RemoteDraft
from kg.remote_store import RemoteStore
from kg.search import Indexed, SearchIndex
from kg.storing import INDEXED, index_document
from kg.unit_descriptions import decided_forms, unit_forms
from ontology.words import say


class RemoteBackend:
    """An endpoint. Every document is changed whole or not at all, graphs that are not ours are not touched; nobody is locked out."""

    def __init__(self, endpoint: Endpoint, *, create: bool = False) -> None:
        self._endpoint = endpoint
        self._create = create

    def read(self) -> State:
        """What the endpoint holds; raises StoreError where it holds nothing of ours and is not about to be filled."""
        store = RemoteStore(self._endpoint)
        if store.is_empty() and not self._create:
            raise StoreError(say("kg.empty_store", path=self._endpoint.address))
        return State(store, RemoteIndex(store), RemoteShelf(store))

    def is_current(self, state: State) -> bool:  # noqa: ARG002
        """Never: an endpoint does not say what others wrote."""
        return False

    @contextmanager
    def writing(self) -> Iterator[State]:
        """Changes in memory, sent when the block ends without an error."""
        base = RemoteStore(self._endpoint)
        base.is_empty()
        draft = RemoteDraft(base)
        yield State(draft, RemoteIndex(base), RemoteShelf(draft))
        draft.publish()


class RemoteShelf:
    """Texts as literals, each in a graph of its own that goes when its source goes."""

    def __init__(self, store: QuadStore) -> None:
        self._store = store

    def put(self, digest: str, text: str) -> None:
        """Keeps the text."""
        graph = node(TEXTS + digest)
        self._store.remove_graph(graph)
        self._store.extend([Quad(node(source_iri(digest)), term_node("schema:text"), Literal(text), graph)])

    def get(self, digest: str) -> str:
        """The text as it was read, newlines too; raises KeyError."""
        if not digest.isalnum():
            raise KeyError(digest)
        for quad in self._store.quads_for_pattern(node(source_iri(digest)), term_node("schema:text"), None, node(TEXTS + digest)):
            return text_of(quad.object)
        raise KeyError(digest)

    def keep_only(self, digests: frozenset[str]) -> None:
        """Nothing: a text goes with its source."""


class RemoteIndex(SearchIndex):
    """The full-text index of an endpoint: made in memory when it is first asked."""

    def __init__(self, store: RemoteStore) -> None:
        super().__init__(None)
        self._store = store
        self._is_full = self._is_filling = False

    def remove(self, document: str) -> None:
        """Nothing: what is written is indexed when it is next asked for."""
        if self._is_filling:
            super().remove(document)

    def add(self, document: str, measures: Iterable[Indexed]) -> None:
        """As `remove`."""
        if self._is_filling:
            super().add(document, measures)

    def name_units(self, document: str, forms: Iterable[tuple[str, str]]) -> None:
        """As `remove`."""
        if self._is_filling:
            super().name_units(document, forms)

    def find(self, words: str) -> list[tuple[str, int]]:
        """As the index of a folder."""
        self._fill()
        return super().find(words)

    def units(self, name: str) -> list[str]:
        """As the index of a folder."""
        self._fill()
        return super().units(name)

    def forms(self) -> Sequence[str]:
        """As the index of a folder."""
        self._fill()
        return super().forms()

    def _fill(self) -> None:
        if self._is_full:
            return
        self._is_full = self._is_filling = True
        units = Store()
        units.extend(self._store.quads_for_pattern(None, None, None, node(UNITS_GRAPH)))
        predicates = " ".join(str(term_node(name)) for name in INDEXED)
        ours = f'STRSTARTS(STR(?g), "{BASE}doc/")'
        graphs: dict[str, list[Quad]] = {}
        for quad in self._store.quads(f"SELECT * WHERE {{ VALUES ?p {{ {predicates} }} GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"):
            graphs.setdefault(text_of(quad.graph_name), []).append(quad)
        for graph, quads in sorted(graphs.items()):
            index_document(State(units, self, RemoteShelf(self._store)), graph, quads)
        units.extend(self._store.quads_for_pattern(None, None, None, node(DECISIONS_GRAPH)))
        self.name_units(UNITS_GRAPH, [*unit_forms(units), *decided_forms(units)])
        self._is_filling = False
