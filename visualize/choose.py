"""Which document, measure or unit the arguments of a view name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import networkx

from kg.errors import UnknownName
from ontology.records import Source
from ontology.words import say
from visualize.errors import ViewError
from visualize.facts import DocumentFact, Facts, MeasureFact
from visualize.read_network import read_network


class ChainGraph(Protocol):
    """What the views ask of a graph; `kg.graph.Graph` is one."""

    def network(self, document: str | None = None, unit: str | None = None, measure: str | None = None) -> networkx.MultiDiGraph[str]:
        """The network of the store, or of one document, unit or measure; raises UnknownName for an unknown name."""

    def source(self, digest: str) -> Source:
        """The text with this digest."""

    def audit(self, *names: str) -> Sequence[Any]:
        """The findings of the audits."""


def facts_of(graph: ChainGraph, *, document: str | None = None, unit: str | None = None) -> Facts:
    """The rows of the network of one document (its number or words of its title), of one unit, or of all."""
    try:
        return read_network(graph.network(document=document, unit=unit))
    except UnknownName as error:
        found = _named(graph, document) if document else None
        if found is None:
            raise ViewError(str(error)) from None
        return read_network(graph.network(document=found))


def _named(graph: ChainGraph, words: str) -> str | None:
    """The node of the one document whose title holds these words, else None."""
    everything = graph.network()
    held = [(key, row) for key, row in everything.nodes(data=True) if row["type"] == "document" and row.get("is_held", True)]
    fitting = [key for key, row in held if words in (row.get("title") or "")]
    return fitting[0] if len(fitting) == 1 else None


def one_document(facts: Facts, name: str) -> DocumentFact:
    """The held document that the network was asked for."""
    held = facts.held()
    exact = [document for document in held if name in (document.number, document.key, document.title)]
    fitting = exact or [document for document in held if name in document.title]
    return (fitting or held)[0]


def one_measure(measures: Sequence[MeasureFact], path: str, language: str) -> MeasureFact:
    """The measure with this path; a path is also found without its marks, `四（二）` for `四/（二）`."""
    found = [measure for measure in measures if measure.path == path] or [m for m in measures if _plain(m.path) == _plain(path)]
    if not found:
        paths = say("view.list_comma", language).join(measure.path for measure in measures[:8])
        raise ViewError(say("view.error.unknown_path", language, path=path, paths=paths))
    return found[0]


def _plain(path: str) -> str:
    return "".join(char for char in path if char.isalnum())


def at_most(arguments: Sequence[str], least: int, most: int, view: str, language: str) -> None:
    """Raises ViewError unless the number of arguments is right for the view."""
    if not least <= len(arguments) <= most:
        raise ViewError(say("view.error.arguments", language, usage=say(f"view.usage.{view}", language), count=len(arguments)))
