"""Documents in and out of a state: their quads, the full-text index of their words, the registry that is known beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Store

from kg.backends import State
from kg.iris import UNITS_GRAPH, effective_iri
from kg.quads import QuadStore, node, term_node, text_of
from kg.search import Indexed
from kg.unit_descriptions import unit_forms
from kg.units import UnitBook
from ontology.terms import term

_LINKS = ("unit", "org:member", "hostedBy", "eli:passed_by")  # what a document names units by
INDEXED = ("path", "dcterms:title", "text", "heading", "mention", "oa:hasSelector", "oa:exact", "rdfs:label", *_LINKS)  # all that is read


class Pending:
    """Quads that are not in the store yet: many at once are written several times as fast."""

    MANY = 1_000
    MOST = 100_000

    def __init__(self, store: QuadStore) -> None:
        self._store = store
        self._quads: list[Quad] = []

    def add(self, *quads: list[Quad]) -> None:
        """Takes quads in; writes when there are many."""
        for some in quads:
            self._quads += some
        if len(self._quads) > self.MOST:
            self.write()

    def write(self) -> None:
        """Puts all into the store."""
        if len(self._quads) > self.MANY:
            self._store.bulk_extend(self._quads)
        else:
            self._store.extend(self._quads)
        self._quads = []


def holds_document(store: QuadStore, document: str) -> bool:
    """Whether the store holds the document with that IRI."""
    return next(iter(store.quads_for_pattern(node(document), term_node("rdf:type"), term_node("Document"))), None) is not None


def drop_document(state: State, document: str) -> None:
    """Takes a document out, with what is in force in it and its words."""
    state.store.remove_graph(node(document))
    state.store.remove_graph(node(effective_iri(document)))
    state.search.remove(document)


def take_out_stale(store: QuadStore, graph: str, quads: list[Quad]) -> tuple[list[Quad], bool]:
    """Takes out of a graph what is not among `quads`: those of them that it lacks then, and whether anything differs at all.

    At an endpoint, where others may write meanwhile, a graph is replaced whole: two differences could mix two readings.
    """
    if not isinstance(store, Store):
        store.remove_graph(node(graph))
        return quads, True
    before = set(store.quads_for_pattern(None, None, None, node(graph)))
    if not before:
        return quads, bool(quads)
    gone = before.difference(quads)
    if len(gone) * 2 > len(before):
        store.remove_graph(node(graph))
        return quads, True
    for quad in gone:
        store.remove(quad)
    new = [quad for quad in quads if quad not in before]
    return new, bool(gone or new)


def write_registry(state: State, book: UnitBook) -> None:
    """Describes the registry's units anew; units that only documents name stay, also those a former registry knew."""
    store, graph = state.store, node(UNITS_GRAPH)
    new = set(book.quads())
    subjects = {quad.subject for quad in new}
    old = {quad for quad in store.quads_for_pattern(None, None, None, graph) if quad.subject in subjects}
    if old == new:
        return
    for quad in old - new:
        store.remove(quad)
    store.extend(sorted(new - old, key=str))
    state.search.remove(UNITS_GRAPH)
    state.search.name_units(UNITS_GRAPH, unit_forms(store))


def index_document(state: State, document: str, quads: Iterable[Quad]) -> None:
    """Puts the words of a document's measures, and the printed names of its units, into the full-text index."""
    wanted = {term_node(name) for name in INDEXED}
    rows = [quad for quad in quads if quad.predicate in wanted]
    values: dict[str, dict[str, str]] = {}
    for quad in rows:
        values.setdefault(text_of(quad.subject), {})[quad.predicate.value] = text_of(quad.object)
    path, title, text, heading = (term(name) for name in ("path", "dcterms:title", "text", "heading"))
    measures = [
        Indexed(iri, row.get(title, ""), row.get(text, ""), row.get(heading, "")) for iri, row in sorted(values.items()) if path in row
    ]
    state.search.remove(document)
    state.search.add(document, measures)
    state.search.name_units(document, [*_printed(values), *_standard(rows, state.store)])


def _printed(values: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The forms under which a document prints its units: mentions of assignments, names of members."""
    unit, member, label = term("unit"), term("org:member"), term("rdfs:label")
    mention, selector, exact = term("mention"), term("oa:hasSelector"), term("oa:exact")
    for row in values.values():
        if unit in row:
            words = values.get(values.get(row.get(mention, ""), {}).get(selector, ""), {})
            if exact in words:
                yield words[exact], row[unit]
        elif member in row and label in row:
            yield row[label], row[member]


def _standard(quads: list[Quad], store: QuadStore) -> Iterator[tuple[str, str]]:
    """The standard names of all units that a document links to."""
    links = {term_node(name) for name in _LINKS}
    for iri in {text_of(quad.object) for quad in quads if quad.predicate in links}:
        for quad in store.quads_for_pattern(node(iri), term_node("skos:prefLabel"), None, node(UNITS_GRAPH)):
            yield text_of(quad.object), iri
