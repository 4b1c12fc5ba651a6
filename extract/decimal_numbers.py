"""Decimal numbering: 1 总则, 1.1 编制目的, 2.1.3 …, as emergency plans and standards print it.

A text is numbered so where a `k.1` stands with a `k.2` or a `k+1.1`. Only there is a bare number before a short heading (4 附则) a
number of the outline, and `4.` before one the number above `4.1`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.numbering import Number
from extract.patterns import expression

ABOVE_ALL = 2.1  # the rank of 1: below an article, above 一、; each further part is a tenth below


@dataclass(slots=True)
class Decimals:
    """The decimal numbers of one document: which chapters have parts, and the last chapter that was read (0: none)."""

    chapters: frozenset[int]
    last: int = 0

    def read(self, text: str) -> Number | None:
        """The decimal number that a paragraph begins with, or None."""
        if not self.chapters:
            return None
        match = expression("decimals.part").match(text)
        if match:
            name = match["id"]
            return Number(round(ABOVE_ALL + 0.1 * name.count("."), 1), name, match.end())
        match = expression("decimals.chapter").match(text)
        if match and int(match["id"]) == self.last + 1:
            self.last += 1
            return Number(ABOVE_ALL, match["id"], match.end())
        return None


def find_decimals(texts: Iterable[str]) -> Decimals:
    """The decimal numbers of a document, by its paragraphs; without any where its numbers are others."""
    parts = {tuple(map(int, match["id"].split(".")[:2])) for text in texts if (match := expression("decimals.part").match(text))}
    is_run = any((chapter, 2) in parts or (chapter + 1, 1) in parts for chapter, part in parts if part == 1)
    return Decimals(frozenset(chapter for chapter, part in parts if part == 1) if is_run else frozenset())
