"""The numbers of an outline: 第一章, 第一条, 一、, （一）, 1., （1）, ① at the start of a paragraph, and those inside one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.chinese_dates import number
from extract.paragraphs import Paragraph
from extract.patterns import Pattern, expression, patterns

FIRST_CIRCLED = 0x2460  # ①


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the outline: its rank (0 chapter … 7 ①), its name as a path shows it, its length in characters."""

    rank: float
    name: str
    length: int


@cache
def _numberings() -> tuple[tuple[int, Pattern], ...]:
    return tuple((int(pattern.value), pattern) for pattern in patterns("outline") if pattern.value is not None)


def read_number(text: str) -> Number | None:
    """The number that a paragraph begins with, or None."""
    for rank, pattern in _numberings():
        match = pattern.expression.match(text)
        if match:
            return Number(rank, match["id"], match.end())
    return None


def inline_numbers(paragraph: Paragraph) -> list[tuple[int, int, str]]:
    """Numbers inside a paragraph, in rising order from the first, as (offset, rank, name); empty when there are fewer than two."""
    runs: dict[int, list[tuple[int, int, str]]] = {}
    for match in expression("outline.inline_numbers").finditer(paragraph.text):
        if match["arabic"]:
            rank, value, name = 6, int(match["arabic"]), match["id"]
        elif match["han"]:
            rank, value, name = 4, number(match["han"]) or 0, match["id"]
        elif match["circled"]:
            rank, value, name = 7, ord(match["circled"]) - FIRST_CIRCLED + 1, match["id"]
        else:
            rank, value, name = 5, int(match["plain"]), match["plain"]
        run = runs.setdefault(rank, [])
        if value == len(run) + 1:
            run.append((match.start(), rank, name))
    whole = [run for run in runs.values() if len(run) >= 2]
    return min(whole, key=lambda run: run[0][1]) if whole else []
