"""Finding what people name: a unit by any printed form, a document by its number or by words of its title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.iris import BASE, document_iri, item_iri, normal_number
from kg.placed_names import of_several_places, units_named
from kg.quads import node, term_node, text_of
from ontology.paths import is_path
from ontology.words import say

if TYPE_CHECKING:
    from kg.store import Graph


def find_units(graph: Graph, name: str) -> list[str]:
    """IRIs of the units called `name`: an IRI, any printed form (its place before it or not), or pinyin initials; or raises UnknownName."""
    if name.startswith(f"{BASE}unit/"):
        return [name]
    found = units_named(graph.state, name)
    if found:
        return found
    near = _near(name, graph.state.search.forms())
    raise UnknownName(say("kg.unknown_unit_near" if near else "kg.unknown_unit", name=name, near=say("kg.between").join(near)), near)


def find_units_of_one_place(graph: Graph, name: str) -> list[str]:
    """As `find_units`; raises UnknownName with the names to choose from where units of several places are called so."""
    found = find_units(graph, name)
    several = of_several_places(graph.state, found)
    if several:
        raise UnknownName(say("kg.several_units", name=name, near=say("kg.between").join(several)), tuple(several))
    return found


def find_document(graph: Graph, name: str) -> str:
    """The IRI of the document with that IRI, number, or with those words in its title; raises UnknownName unless one fits."""
    held = documents(graph)
    for iri in (name, document_iri(name)):
        if iri in held:
            return iri
    plain = "".join(name.split())
    fitting = [iri for iri, title in held.items() if plain and plain in title]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        titles = tuple(held[iri] for iri in fitting)
        raise UnknownName(say("kg.several_documents", name=name, near=say("kg.between").join(titles[:5])), titles)
    near = _near(normal_number(name), [_number(graph, iri) for iri in held])
    raise UnknownName(
        say("kg.unknown_document_near" if near else "kg.unknown_document", name=name, near=say("kg.between").join(near)), near
    )


def find_measure(graph: Graph, name: str, document: str | None = None) -> str:
    """The IRI of the measure with that IRI, or with that path (in either form) in `document` (an IRI); raises UnknownName."""
    kind = term_node("Measure")
    for iri in [name] if name.startswith(BASE) else [item_iri(document, find_path(graph, name, document))] if document else []:
        if next(iter(graph.state.store.quads_for_pattern(node(iri), term_node("rdf:type"), kind)), None) is not None:
            return iri
    raise UnknownName(say("kg.unknown_measure", name=name))


def find_path(graph: Graph, words: str, document: str) -> str:
    """The path in `document` (an IRI) that the words name, as kept or as a person writes it; the words themselves where there is none."""
    store = graph.state.store
    measures = (quad.subject for quad in store.quads_for_pattern(None, term_node("eli:is_part_of"), node(document)))
    paths = {text_of(quad.object) for measure in measures for quad in store.quads_for_pattern(measure, term_node("path"), None)}
    return words if words in paths else min((path for path in paths if is_path(path, words)), default=words)


def documents(graph: Graph) -> dict[str, str]:
    """The titles of all documents that the store holds, by IRI."""
    store = graph.state.store
    found = sorted(text_of(quad.subject) for quad in store.quads_for_pattern(None, term_node("rdf:type"), term_node("Document")))
    return {iri: _first(graph, iri, "dcterms:title") for iri in found}


def _number(graph: Graph, iri: str) -> str:
    return _first(graph, iri, "eli:number")


def _first(graph: Graph, iri: str, predicate: str) -> str:
    for quad in graph.state.store.quads_for_pattern(node(iri), term_node(predicate), None):
        return text_of(quad.object)
    return ""


def _near(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(name, [form for form in forms if form], n=5, cutoff=0.5))
