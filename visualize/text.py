"""How wide printed text is, how it is broken into lines, and how paths, dates and names are written in a view."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from functools import cache

from visualize.page import asset

_PARAGRAPH = re.compile(r"\bp(?=\d+\b)")
ELLIPSIS = "\u2026"
LEFT, RIGHT = "\uff08", "\uff09"
AFTER_NUMBER = "\u3001.\uff0e,\uff0c: \uff1a"


def width(text: str, size: float = 13.0) -> float:
    """The width of `text` in pixels at a font size: wide characters count one em, others a little over half."""
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else size * 0.58 for char in text)


def wrap(text: str, limit: float, *, size: float = 13.0, lines: int = 2, first: float | None = None) -> list[str]:
    """`text` in at most `lines` lines of `limit` pixels (the first of `first`); what does not fit ends in an ellipsis."""
    rows: list[str] = []
    rest = " ".join(text.split())
    while rest and len(rows) < lines:
        room = first if first is not None and not rows else limit
        cut = _fitting(rest, room, size)
        if cut < len(rest) and len(rows) == lines - 1:
            rows.append(rest[: max(_fitting(rest, room - size, size), 1)].rstrip() + ELLIPSIS)
            return rows
        rows.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return rows


def _fitting(text: str, limit: float, size: float) -> int:
    used = 0.0
    for index, char in enumerate(text):
        used += width(char, size)
        if used > limit:
            return max(index, 1)
    return len(text)


def printed_path(path: str) -> str:
    """The path with its chapter, so that （一） names one measure: 四（二）1（1）."""
    named = _PARAGRAPH.sub("\u00b6", path.split("~")[0])
    return named.replace("/", " ").replace(f" {LEFT}", LEFT).replace(f"{RIGHT} ", RIGHT)


def bare_title(title: str, path: str) -> str:
    """The title without its own number, which stands before it, and on one line."""
    flat = "".join(title.split()) if _is_mostly_wide(title) else " ".join(title.split())
    last = path.split("~")[0].rsplit("/", 1)[-1]
    for form in (last, last.replace(LEFT, "(").replace(RIGHT, ")")):
        if form and flat.startswith(form):
            return flat[len(form) :].lstrip(AFTER_NUMBER) or flat
    return flat


def _is_mostly_wide(text: str) -> bool:
    return sum(unicodedata.east_asian_width(char) in "WF" for char in text) * 2 > len(text)


@cache
def _initial_table() -> tuple[list[int], str, dict[str, str]]:
    table = tomllib.loads(asset("initials.toml"))
    bounds: dict[str, int] = table["bounds"]
    letters = sorted(bounds, key=lambda letter: bounds[letter])
    return [bounds[letter] for letter in letters], "".join(letters), dict(table["others"])


def initials(text: str) -> str:
    """The pinyin initials of `text` (市财政局 → sczj); letters and digits stay, signs are left out."""
    return "".join(_initial(char) for char in text)


def _initial(char: str) -> str:
    bounds, letters, others = _initial_table()
    if char in others:
        return others[char]
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    place = bisect_right(bounds, code) - 1
    return letters[place] if place >= 0 and code <= 0xD7F9 else ""
