"""Printed text as it stands in a cell: on one line, without the blanks of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

BLANKS = re.compile(r"[\s\u3000\xa0]+")
NARROW = re.compile(r"[!-~]")
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SEPARATOR = "\n"
PIECE = re.compile("[^\u3001\uff0c,\uff1b;\n]+")  # what stands between two signs that part the names of a cell
MARKUP = re.compile(r"\*\*|^#+\s*", re.MULTILINE)


def flat(text: str) -> str:
    """The text on one line: blanks go, save one between two Latin words; so do signs that a cell cannot hold."""
    clean = MARKUP.sub("", UNWRITABLE.sub("", text)).strip()

    def blank(match: re.Match[str]) -> str:
        left, right = clean[match.start() - 1], clean[match.end() : match.end() + 1]
        return " " if NARROW.match(left) and NARROW.match(right) else ""

    return BLANKS.sub(blank, clean)


def names_in(cell: str, whole: Iterable[str] = ()) -> list[str]:
    """The names in a cell, each once; `whole` are names that hold a separator themselves, like 市、县两级财政部门."""
    found: list[tuple[int, str]] = []
    rest = cell
    for name in sorted(whole, key=len, reverse=True):
        at = rest.find(name)
        if at >= 0:
            found.append((at, name))
            rest = rest[:at] + SEPARATOR * len(name) + rest[at + len(name) :]
    found += [(match.start(), name) for match in PIECE.finditer(rest) if (name := match[0].strip())]
    return without_repeats(name for _, name in sorted(found))


def is_compound(name: str) -> bool:
    """Whether a name holds a sign that parts the names of a cell."""
    return PIECE.fullmatch(name) is None


def without_repeats(parts: Iterable[str]) -> list[str]:
    """Each part once, in order."""
    return list(dict.fromkeys(parts))
