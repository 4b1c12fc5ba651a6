"""What is written beside the documents: descriptions of units, and the full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.backends import State
from kg.iris import UNITS_GRAPH
from kg.quads import QuadStore, node, term_node, text_of
from kg.search import Indexed
from kg.units import UnitBook, described
from ontology.terms import term


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
    state.search.name_units(UNITS_GRAPH, book.forms())


def describe_units(store: QuadStore, quads: Iterable[Quad]) -> None:
    """Describes units that documents name; what the registry says of a unit stands."""
    known = term_node("isKnown")
    for subject, rows in described(quads).items():
        before = list(store.quads_for_pattern(node(subject), None, None, node(UNITS_GRAPH)))
        is_known = any(quad.predicate == known and text_of(quad.object) == "true" for quad in before)
        if before == rows or is_known:
            continue
        for quad in before:
            store.remove(quad)
        store.extend(rows)


def index_document(state: State, document: str, quads: Iterable[Quad]) -> None:
    """Puts the words of a document's measures, and the printed names of its units, into the full-text index."""
    rows = list(quads)
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
    links = {term(name) for name in ("unit", "org:member", "hostedBy", "eli:passed_by")}
    for iri in {text_of(quad.object) for quad in quads if quad.predicate.value in links}:
        for quad in store.quads_for_pattern(node(iri), term_node("skos:prefLabel"), None, node(UNITS_GRAPH)):
            yield text_of(quad.object), iri
