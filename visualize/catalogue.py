"""The views by name: `render("chain", graph, ["驻政〔2018〕48号"])` answers one offline page as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ontology.words import say
from visualize.errors import ViewError

if TYPE_CHECKING:
    from kg.store import Graph
    from visualize.page import Page

VIEWS = ("chain", "ladder", "unit", "matrix", "network", "gaps", "timeline", "source", "sheet")
ALONE: Mapping[str, str] = MappingProxyType({})


def render(
    view: str,
    graph: Graph,
    arguments: Sequence[str],
    *,
    language: str = "zh",
    as_of: date | None = None,
    beside: Mapping[str, str] = ALONE,
) -> str:
    """The HTML text of a view, one self-contained file; the same graph and arguments give the same bytes.

    `as_of` is the day that counts as today, None where nothing is overdue. `beside` names the files of other views that stand in the same
    folder; the page links to these and to no others. Raises ViewError for an unknown view, document, unit or path.
    """
    check_view(view, language)
    return _page(view, graph, arguments, language, as_of).html(beside)


def check_view(view: str, language: str) -> None:
    """Raises ViewError, naming all views, where there is none of that name."""
    if view not in VIEWS:
        raise ViewError(say("view.error.view", language, view=view, views=say("view.list_comma", language).join(VIEWS)))


def _page(view: str, graph: Graph, arguments: Sequence[str], language: str, as_of: date | None) -> Page:
    match view:
        case "chain":
            from visualize.chain import chain

            return chain(graph, arguments, language)
        case "source":
            from visualize.source import source

            return source(graph, arguments, language)
        case "ladder":
            from visualize.ladder import ladder

            return ladder(graph, arguments, language)
        case "unit":
            from visualize.unit import unit

            return unit(graph, arguments, language)
        case "matrix":
            from visualize.matrix import matrix

            return matrix(graph, arguments, language)
        case "timeline":
            from visualize.timeline import timeline

            return timeline(graph, arguments, language, as_of)
        case "gaps":
            from visualize.gaps import gaps_view

            return gaps_view(graph, arguments, language, as_of)
        case "sheet":
            from visualize.sheet import sheet

            return sheet(graph, arguments, language, as_of)
        case "network":
            from visualize.explore import explore

            return explore(graph, arguments, language)
        case _:
            raise ValueError(f"unexpected view: {view!r}")
