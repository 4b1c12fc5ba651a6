"""Plans annexed to a notice whose own heading is not the title under which the notice issues them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownName

if TYPE_CHECKING:
    from kg.store import Graph

_NEAR = 0.8
_LONGEST = 3  # times as long as a title, blanks and marks included, no line is that title
_PUNCTUATION = re.compile(r"[\W_]+")


def other_titles(graph: Graph, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of issued titles (`issued`) whose document has a line that is nearly the title, but not the same; `annexed` is that line.

    `marks` are the brackets of a title: a line that holds them cites, and is no heading.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    texts: dict[str, str | None] = {}
    for row in rows:
        name = str(row["source"])
        if name not in texts:
            texts[name] = _text(graph, name)
        for start, line in _lines(texts[name] or "", int(row["start"]), int(row["end"])):
            if not any(mark in line for mark in str(row["marks"])) and _is_another(line, str(row["issued"])):
                key = (str(row["document"]), _plain(line))
                found.setdefault(key, {**row, "annexed": line.strip("# \t"), "quote": line, "start": start, "end": start + len(line)})
    return list(found.values())


def _text(graph: Graph, name: str) -> str | None:
    try:
        return graph.source(name)
    except UnknownName:
        return None


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    at = start
    for line in text[start:end].split("\n"):  # the printed lines of one paragraph stay together
        yield at, line.rstrip("\r")
        at += len(line) + 1


def _is_another(line: str, title: str) -> bool:
    if len(line) > _LONGEST * len(title):
        return False
    plain, wanted = _plain(line), _plain(title)
    if not plain or wanted in plain or plain in wanted or not 0.7 <= len(plain) / max(len(wanted), 1) <= 1.4:
        return False
    return plain[-2:] == wanted[-2:] and SequenceMatcher(None, plain, wanted, autojunk=False).ratio() >= _NEAR


def _plain(text: str) -> str:
    return _PUNCTUATION.sub("", text)
