"""Which document, measure or unit the arguments of a view name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.names import find_units_of_one_place
from ontology.pages import PagedTexts
from ontology.paths import is_path, item_path
from ontology.words import say
from visualize.errors import ViewError
from visualize.facts import Facts, MeasureFact
from visualize.read_network import read_network

if TYPE_CHECKING:
    from kg.store import Graph


def facts_of(graph: Graph, *, document: str | None = None, unit: str | None = None) -> Facts:
    """The rows of the network of one document (its number or words of its title), of one unit of one place, or of all."""
    try:
        if unit is not None:
            find_units_of_one_place(graph, unit)
        network = graph.network(document=document, unit=unit)
    except UnknownName as error:
        raise ViewError(str(error)) from None
    return replace(read_network(network), pages=PagedTexts(graph.state.shelf.get))


def one_measure(measures: Sequence[MeasureFact], path: str, language: str) -> MeasureFact:
    """The measure with this path; a path is also found without its marks, `四（二）` for `四/（二）`."""
    found = [measure for measure in measures if is_path(measure.path, path)] or [m for m in measures if _plain(m.path) == _plain(path)]
    if not found:
        paths = say("view.list_comma", language).join(item_path(measure.path) for measure in measures[:8])
        raise ViewError(say("view.error.unknown_path", language, path=path, paths=paths))
    return found[0]


def _plain(path: str) -> str:
    return "".join(char for char in path if char.isalnum())


def at_most(arguments: Sequence[str], least: int, most: int, view: str, language: str) -> None:
    """Raises ViewError unless the number of arguments is right for the view."""
    if not least <= len(arguments) <= most:
        raise ViewError(say("view.error.arguments", language, usage=say(f"view.usage.{view}", language), count=len(arguments)))
