"""Printed text as it stands in a cell: on one line, without the blanks of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visualize.ledger_columns import layout

BLANKS = re.compile(r"[\s\u3000\xa0]+")
NARROW = re.compile(r"[!-~]")
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PARAGRAPH = re.compile(r"p(\d+)")
MARKUP = re.compile(r"\*\*|^#+\s*", re.MULTILINE)


def flat(text: str) -> str:
    """The text on one line: blanks go, save one between two Latin words; so do signs that a cell cannot hold."""
    clean = MARKUP.sub("", UNWRITABLE.sub("", text)).strip()

    def blank(match: re.Match[str]) -> str:
        left, right = clean[match.start() - 1], clean[match.end() : match.end() + 1]
        return " " if NARROW.match(left) and NARROW.match(right) else ""

    return BLANKS.sub(blank, clean)


def item_path(path: str) -> str:
    """A path as a person writes it: 四（二）1（1）, and 第2段 for p2; levels that touch as digits keep their stroke."""
    written = ""
    for part in (_part(printed) for printed in path.split("~")[0].split("/")):
        between = "/" if written and written[-1].isalnum() and part[:1].isalnum() else ""
        written += between + part
    return written


def _part(printed: str) -> str:
    paragraph = PARAGRAPH.fullmatch(printed)
    return layout().paragraph.format(number=paragraph[1]) if paragraph else printed


def without_repeats(parts: Iterable[str]) -> list[str]:
    """Each part once, in order."""
    return list(dict.fromkeys(parts))
