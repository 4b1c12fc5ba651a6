"""Rows as a table for a person at a terminal: full-width characters count twice, long cells are shortened, no control signs."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from zerenlian.cells import MACHINE_ONLY, headings, spoken

WIDEST = 44  # columns of a terminal that one cell may take
NARROWEST = 8
ENOUGH = 14  # what is left of a sentence or a title before numbers and names are cut as well
EXACT = {"number", "path", "unit", "role", "date", "question", "arguments", "audit", "severity", "cited", "deadlines"}
GAP = "  "
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], language: str) -> str:
    """The table, as wide as the terminal allows where standard output is one."""
    shown = [key for key in columns if key not in MACHINE_ONLY]
    named = dict(zip(columns, headings(columns, language), strict=True))
    head = [named[key] for key in shown]
    body = [[visible(spoken(key, row, language)) for key in shown] for row in rows]
    widths = [min(max([width_of(line[place]) for line in [head, *body]], default=0), WIDEST) for place in range(len(shown))]
    if sys.stdout.isatty():
        widths = fitted(widths, shutil.get_terminal_size().columns - 1, [key in EXACT for key in shown])
    lines = [_line(head, widths), GAP.join("-" * width for width in widths), *(_line(line, widths) for line in body)]
    return "\n".join(lines) + "\n"


def visible(text: str) -> str:
    """The text without signs that steer a terminal."""
    return CONTROLS.sub("", text)


def fitted(widths: Sequence[int], room: int, exact: Sequence[bool] | None = None) -> list[int]:
    """The widths made smaller, the widest first, until the line fits or no column can give more; `exact` ones give last."""
    found = list(widths)
    firm = list(exact) if exact is not None else [False] * len(found)
    for least, chosen in ((ENOUGH, [not one for one in firm]), (NARROWEST, [True] * len(found))):
        while found and sum(found) + len(GAP) * (len(found) - 1) > room:
            widest = max((place for place in range(len(found)) if chosen[place]), key=found.__getitem__, default=0)
            if not chosen[widest] or found[widest] <= least:
                break
            found[widest] -= 1
    return found


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def shortened(text: str, room: int) -> str:
    """The text, cut off with … where it is wider than the room."""
    if width_of(text) <= room:
        return text
    kept, width = 0, 0
    for character in text:
        width += width_of(character)
        if width > room - 2:
            break
        kept += 1
    return text[:kept] + "…"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = [shortened(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return GAP.join(cell + " " * (width - width_of(cell)) for cell, width in zip(cut, widths, strict=True)).rstrip()
