"""Printed lines: where each stands in a text, how wide it is, and the margin that a wrapped text was set to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.patterns import expression

BLANKS = " \t\u3000\xa0\u200b\ufeff\u2002\u2003\r\x0b\x0c"
HEADING = re.compile(r"[ \t\f\u3000]*(#{1,6})[ \t]+|[?\uff1f][?\uff1f \t\u3000]+|[ \t\f\u3000]*>[ \t]?")
INDENT = re.compile("\u3000{2}|[ \xa0]{4}|\t")
LOST = "?\uff1f"  # what is left of a blank that an encoding did not know
LONGEST_WRAPPED = 62  # widths (in full-width characters) beyond which a line is a paragraph, not a printed line
MARGIN_SLACK = 3.0  # full-width characters by which a justified line may fall short of the margin
SHORTEST_MARGIN = 20.0  # a page is never set as narrow as this
DOUBLE_SPACED = 0.9  # of all lines, the share with a blank line above, from which on a text is double-spaced
FEWEST_SET_IN = 3  # lines that are set in, and lines that go on in mid-sentence, from which on indents are trusted
MOST_SET_IN = 0.7  # of all lines
CUT_LINES = 0.12  # of the lines of a double-spaced text, the share that is full and ends in mid-sentence where they are wrapped


@dataclass(slots=True)
class Line:
    """A printed line, half open, its width in full-width characters, and what stands before it."""

    start: int
    end: int
    width: float
    mark: int
    is_indented: bool
    after_blank: bool
    after_page: bool


def read_lines(even: str) -> list[Line]:
    """The printed lines of a text, without page marks; one that is double-spaced has no blank lines."""
    page = expression("clean.page")
    lines: list[Line] = []
    at, after_blank, after_page = 0, True, False
    for raw in even.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        if page.match(raw):
            after_page = True
            continue
        mark, indented = 0, bool(INDENT.match(raw.lstrip("\f")))
        heading = HEADING.match(raw)
        if heading:
            start += heading.end()
            mark = len(heading[1] or "")
        while start < end and even[start] in BLANKS:
            start += 1
        while end > start and even[end - 1] in BLANKS:
            end -= 1
        if start == end or even[start:end] in LOST:
            after_blank = True
            continue
        lines.append(Line(start, end, _width(even, start, end), mark, indented, after_blank, after_page))
        after_blank = after_page = False
    return _single_spaced(even, lines)


def _single_spaced(even: str, lines: list[Line]) -> list[Line]:
    """The lines of a wrapped text that has a blank line after every line, without these: they part no paragraphs."""
    margin = margin_of(lines)
    if margin is None or sum(line.after_blank for line in lines) < DOUBLE_SPACED * len(lines):
        return lines
    full = (line for line in lines if margin - MARGIN_SLACK <= line.width <= margin + 2)
    cut = sum(not expression("clean.sentence_end").search(even, line.start, line.end) for line in full)
    if cut >= CUT_LINES * len(lines):
        for line in lines:
            line.after_blank = False
    return lines


def are_set_in(even: str, lines: list[Line], margin: float | None) -> bool:
    """Whether a wrapped text sets in the first line of each paragraph, and no other: then indents tell where paragraphs begin."""
    if margin is None:
        return False
    indented = sum(line.is_indented for line in lines)
    goes_on = [
        line.is_indented
        for before, line in pairwise(lines)
        if before.width >= margin - MARGIN_SLACK and not expression("clean.sentence_end").search(even, before.start, before.end)
    ]
    return FEWEST_SET_IN <= indented <= MOST_SET_IN * len(lines) and len(goes_on) >= FEWEST_SET_IN and not any(goes_on)


def _width(text: str, start: int, end: int) -> float:
    piece = text[start:end]
    narrow = len(piece.encode("ascii", "ignore"))
    return len(piece) - narrow / 2


def margin_of(lines: list[Line]) -> float | None:
    """The width of a full printed line where the text is wrapped to one, else None."""
    if len(lines) < 6:
        return None
    widths = sorted(line.width for line in lines)
    top = widths[int(len(widths) * 0.97)]
    if top > LONGEST_WRAPPED or top < SHORTEST_MARGIN:
        return None
    near = sum(top - MARGIN_SLACK <= width <= top + 2 for width in widths)
    return top if near >= max(3, 0.05 * len(widths)) else None
