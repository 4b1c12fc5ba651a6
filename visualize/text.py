"""How wide printed text is, how it is broken into lines, and how titles are written in a view."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "\u2026"
LEFT, RIGHT = "\uff08", "\uff09"
CLOSING = ")\uff09\u300b\u201d\u3001\uff0c\u3002\uff1b\u3015\u3009"
AFTER_NUMBER = "\u3001.\uff0e,\uff0c: \uff1a"

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


def width(text: str, size: float = 13.0) -> float:
    """The width of `text` in pixels at a font size: wide characters count one em, others a little over half."""
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else size * 0.58 for char in text)


def wrap(text: str, limit: float, *, size: float = 13.0, lines: int = 2) -> list[str]:
    """`text` in at most `lines` lines of `limit` pixels, no line starting with a closing sign; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    rest = " ".join(text.split())
    while rest and len(rows) < lines:
        cut = _fitting(rest, limit, size)
        if cut < len(rest) and len(rows) == lines - 1:
            rows.append(rest[: max(_fitting(rest, limit - size, size), 1)].rstrip() + ELLIPSIS)
            return rows
        cut -= cut > 2 and cut < len(rest) and (rest[cut] in CLOSING or cut == len(rest) - 1)
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


def around_days(text: str) -> tuple[str, ...]:
    """The text in pieces, every second of which is a day (2018-06-30), which no line should break."""
    return tuple(DAY.split(text))


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
