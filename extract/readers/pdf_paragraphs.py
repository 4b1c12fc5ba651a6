"""Printed lines of a PDF that are one paragraph, told by how they are set: margin, indent, distance, size, and what could have fitted.

A line goes on in the next one when the next one's first word had no room left on it. What is set in begins a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.readers.pdf_lines import FULL_WIDTH, Line
from extract.readers.pdf_words import begins, stands_alone

INDENT = "\u3000\u3000"
INDENTED = (1.3, 2.8)  # ems by which the first line of a paragraph is set in
DEEP = 3.2  # ems from the left margin beyond which a line is no running text: a title, a signature
NEAR = 0.35  # ems by which edges that are meant to be one differ
SIZES = 0.08  # the share by which sizes of one font differ
LARGE = 1.25  # times the size of the text, from which on a line may be one of a title
NARROWEST = 12.0  # ems: no column is as narrow as this
MOST_EDGES = 1_000  # that are looked at
ENOUGH = 3  # lines that reach a margin, so that it is one
SHARED = 0.05  # the share of lines that reach a margin
LOOSE = 1.35  # times the usual distance of two lines, from which on a paragraph ends between them
FEWEST_SET_IN = 0.08  # the share of lines that are set in, in a text whose paragraphs are
CLOSING = re.compile(r"[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\u201d\u2019\uff09)\u300b\u3009\u3011\u3015\]\u300d%\uff05.,:;]")
FIRST_WORD = re.compile(rf"[\u201c\u2018\uff08(\u300a\u3008\u3010\u3014\[\u300c]*(?:[!-~\xa0-\u2000]+|.){CLOSING.pattern}*")
HALF = 0.6  # ems of a Latin letter or a figure
LISTED = re.compile(r"(?:[.\u2026\u00b7\u2025\uff0e]{2,}|/)\s*\d{1,4}\s*$")  # an entry of a table of contents


@dataclass(frozen=True, slots=True)
class Frame:
    """The left and the right margin of a column, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a whole file is set: whether its paragraphs begin set in, the usual distance of lines by their size, the size of its text."""

    is_set_in: bool
    distances: dict[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a column of one page, and its margins."""

    lines: list[Line]
    frame: Frame


def columns_of(parts: Sequence[list[Line]]) -> list[Column]:
    """The columns of a whole file with their margins; one of few lines has those of its like."""
    own = [_frame(lines) for lines in parts]
    sure = Counter(_rounded(frame) for frame, is_sure in own if is_sure)
    frames = [frame if is_sure else _like(frame, lines, sure) for (frame, is_sure), lines in zip(own, parts, strict=True)]
    return [Column(lines, frame) for lines, frame in zip(parts, frames, strict=True)]


def _frame(lines: Sequence[Line]) -> tuple[Frame, bool]:
    """The margins that a column's lines show, and whether enough of them reach both."""
    lefts = sorted((line.left, line.em) for line in lines)
    rights = sorted(((line.right - (line.em if CLOSING.match(line.text[-1:]) else 0.0), line.em) for line in lines), reverse=True)
    left, at_left = _shared(lefts)
    right, at_right = _shared(rights)
    narrow = left + NARROWEST * median(line.em for line in lines)
    return Frame(left, max(right, narrow)), right >= narrow and at_left >= ENOUGH and at_right >= ENOUGH


def _shared(edges: Sequence[tuple[float, float]]) -> tuple[float, int]:
    """The outermost edge (they come in order) that several lines share, and how many do; the outermost of all where none do."""
    for edge, em in edges[:MOST_EDGES]:
        beside = [other for other, _ in edges if abs(other - edge) <= NEAR * em]
        if len(beside) >= max(2, SHARED * len(edges)):
            return median(beside), len(beside)
    return edges[0][0], 1


def _rounded(frame: Frame) -> tuple[int, int]:
    return round(frame.left), round(frame.right)


def _like(frame: Frame, lines: Sequence[Line], sure: Mapping[tuple[int, int], int]) -> Frame:
    """The most frequent margins between which all these lines stand; without any, the widest of the file."""
    size = max(line.em for line in lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    fitting = [(count, edges) for edges, count in sure.items() if edges[0] <= left + size and right <= edges[1] + 1.5 * size]
    if fitting:
        edges = max(fitting)[1]
        return Frame(float(edges[0]), float(edges[1]))
    widest = max((float(edges[1]) for edges in sure), default=frame.right)
    return Frame(frame.left, max(frame.right, widest))


def setting_of(columns: Sequence[Column]) -> Setting:
    """How a file's columns are set."""
    shifts = [(line.left - column.frame.left) / line.em for column in columns for line in column.lines]
    at_margin = sum(abs(shift) <= NEAR for shift in shifts)
    set_in = sum(INDENTED[0] <= shift <= INDENTED[1] for shift in shifts)
    distances: dict[float, Counter[float]] = {}
    for column in columns:
        for upper, lower in zip(column.lines, column.lines[1:], strict=False):
            if upper.bottom > lower.bottom and _is_alike(upper, lower):
                distances.setdefault(round(upper.em), Counter())[round((upper.bottom - lower.bottom) * 2) / 2] += 1
    usual = {size: min(found, key=lambda distance: (-found[distance], distance)) for size, found in distances.items()}
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[round(line.em, 1)] += len(line.text)
    size = min(sizes, key=lambda one: (-sizes[one], one), default=0.0)
    return Setting(set_in > FEWEST_SET_IN * (at_margin + set_in), usual, size)


def goes_on(upper: Line, above: Frame, lower: Line, below: Frame, setting: Setting, so_far: str, *, is_beside: bool) -> bool:
    """Whether `lower` is the next printed line of `upper`'s paragraph, of which `so_far` is printed.

    `is_beside`: both stand in one column of one page.
    """
    if not _is_alike(upper, lower) or upper.has_gap or lower.has_gap or LISTED.search(upper.text):
        return False
    if is_beside and _is_apart(upper, lower, setting):
        return False
    if is_beside and _is_title(upper, above, setting) and _is_title(lower, below, setting):
        return not stands_alone(upper.text, lower.text)
    shift = (lower.left - below.left) / lower.em
    if not (_is_running(upper, above) and _is_running(lower, below) and _is_full(upper, above, lower)):
        return False
    if INDENTED[0] <= shift <= INDENTED[1] and setting.is_set_in:
        return False
    return not begins(so_far, lower.text, is_told_by_indent=setting.is_set_in)


def had_room(upper: Line, above: Frame, lower: Line, below: Frame) -> bool:
    """Whether two lines of running text stand one below the other, although the second one's first word had room on the first."""
    return _is_alike(upper, lower) and _is_running(upper, above) and _is_running(lower, below) and not _is_full(upper, above, lower)


def _is_running(line: Line, frame: Frame) -> bool:
    """Whether a line begins where running text does, not deep inside like a title or a signature."""
    return (line.left - frame.left) / line.em <= DEEP


def _is_alike(upper: Line, lower: Line) -> bool:
    return abs(upper.em - lower.em) <= SIZES * max(upper.em, lower.em)


def _is_title(line: Line, frame: Frame, setting: Setting) -> bool:
    """Whether a line is larger than the text and stands in the middle."""
    return line.em >= LARGE * setting.size and abs((line.left - frame.left) - (frame.right - line.right)) < line.em


def _is_apart(upper: Line, lower: Line, setting: Setting) -> bool:
    usual = setting.distances.get(round(upper.em), 0.0)
    return usual > 0 and upper.bottom - lower.bottom > LOOSE * usual


def _is_full(upper: Line, frame: Frame, lower: Line) -> bool:
    """Whether the first word of the next line had no room on this one."""
    word = FIRST_WORD.match(lower.text.strip())
    wide = sum(1.0 if character >= FULL_WIDTH else HALF for character in word[0]) if word else 1.0
    return upper.right + (wide + NEAR) * lower.em > frame.right


def with_indent(line: Line, frame: Frame, setting: Setting) -> Line:
    """The first line of a paragraph, printed with an indent where it is set in by about two characters and not in the middle."""
    shift = (line.left - frame.left) / line.em
    is_centred = abs((line.left - frame.left) - (frame.right - line.right)) < line.em and shift > INDENTED[1]
    if not setting.is_set_in or not INDENTED[0] <= shift <= INDENTED[1] or is_centred:
        return line
    return replace(line, text=INDENT + line.text.lstrip())
