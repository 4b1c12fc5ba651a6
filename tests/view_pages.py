"""Pages of the views for the tests, each rendered once, and what is read out of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from lxml import html

from kg.store import Graph, open_store
from ontology.records import Reading
from tests.gold_readings import gold_reading
from tests.view_readings import busy_reading, hostile_reading, idle_reading, silent_reading
from visualize.catalogue import VIEWS, render

NUMBER = "驻政办〔2018〕113号"
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "chain": (NUMBER,), "ladder": (), "unit": ("市财政局",), "matrix": (), "network": (), "gaps": (), "timeline": (), "source": (NUMBER,),
    "sheet": (NUMBER,),
}  # fmt: skip
BESIDE = {view: f"{view}.html" for view in VIEWS}  # the other pages of the folder
HOSTILE: dict[str, tuple[str, ...]] = {
    **ARGUMENTS,
    **dict.fromkeys(("chain", "source", "sheet"), ("驻政〔2018〕1号",)),
    "unit": ("411700",),
}


def graph_of(*readings: Reading) -> Graph:
    """A store in memory."""
    graph = open_store(":memory:")
    graph.add(readings, version="test")
    return graph


@cache
def gold_store() -> Graph:
    """The four annotated documents of the gazette."""
    return graph_of(*(gold_reading(key) for key in ("zz48", "zz50", "zz109", "zz113")))


@cache
def store(name: str) -> Graph:
    """A store by name: gold, empty, hostile, silent, idle, busy."""
    match name:
        case "gold":
            return gold_store()
        case "empty":
            return open_store(":memory:")
        case "hostile":
            return graph_of(hostile_reading())
        case "silent":
            return graph_of(silent_reading())
        case "idle":
            return graph_of(idle_reading())
        case "busy":
            return graph_of(busy_reading())
        case other:
            raise ValueError(f"unexpected store: {other!r}")


@cache
def page_of(view: str, name: str = "gold", *arguments: str, language: str = "zh") -> str:
    """The page of a view on a store."""
    return render(view, store(name), arguments or ARGUMENTS[view], language=language, beside=BESIDE)


def tree_of(text: str) -> html.HtmlElement:
    """The page as a parser sees it."""
    return html.document_fromstring(text)


def data_of(text: str) -> dict[str, Any]:
    """The data that a page carries for its scripts."""
    found: dict[str, Any] = json.loads(tree_of(text).xpath("//script[@id='data']")[0].text)
    return found
