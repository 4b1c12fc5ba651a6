"""The sources behind what is drawn: those of one document, of a unit's tasks, or of the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.names import documents
from kg.quads import node, term_node, text_of
from ontology.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store import Graph


def sources_of(graph: Graph, documents: Iterable[str]) -> list[tuple[str, str]]:
    """The SHA-256 and the file name of each source of these documents (IRIs), by name."""
    files = {file for document in documents for file in _objects(graph, document, "dcterms:source")}
    return sorted(
        ((file.rpartition("/")[2], name) for file in files for name in _objects(graph, file, "rdfs:label")), key=lambda one: one[::-1]
    )


def documents_of_units(graph: Graph, units: Iterable[str]) -> set[str]:
    """The IRIs of the documents that give something to do to these units, or to a class that one of them belongs to."""
    named = set(units)
    named |= {origin for unit in named for origin in _subjects(graph, "covers", unit)}
    measures = {measure for unit in named for role in Role for measure in _subjects(graph, role.value, unit)}
    return {document for measure in measures for document in _objects(graph, measure, "eli:is_part_of")} & set(documents(graph))


def _objects(graph: Graph, subject: str, term: str) -> list[str]:
    return [text_of(quad.object) for quad in graph.state.store.quads_for_pattern(node(subject), term_node(term), None)]


def _subjects(graph: Graph, term: str, target: str) -> list[str]:
    return [text_of(quad.subject) for quad in graph.state.store.quads_for_pattern(None, term_node(term), node(target))]
