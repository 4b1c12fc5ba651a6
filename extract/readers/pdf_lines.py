"""The printed lines of a PDF page with their places: columns in reading order, running heads and page numbers told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

DIGITS = re.compile(r"\d+|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u3007]+(?=\u9875)")
BLANKS = re.compile(r"[\s\u3000]+")
PAGE_NUMBER = re.compile(
    r"[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|/\u7b2c\u9875\u5171]*\d{1,4}(?:\s*[/\u5171\uff0c,\u7b2c]\s*\d{1,4})?[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|\u9875]*"
)
MARGIN = 0.1  # the share of a page's height, above and below, in which running heads stand
WIDE_GAP = 2.0  # ems between two pieces of one printed line that belong to two columns
MOST_DIGITS = 9
MOST_LINES = 1_000  # of a page of running text
INDENT = "\u3000\u3000"
INDENTED = (1.3, 2.8)  # ems by which the first line of a paragraph is set in


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its box, in points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Line) -> bool:
        """Whether the middle of another line lies in this box."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order of its own stream, its height, and how many drawn paths it holds."""

    lines: list[Line]
    height: float
    rules: int


def page_lines(page: Any) -> Page:
    """The lines of one page (a pypdfium2 page)."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    lines: list[Line] = []
    at = 0
    total = textpage.count_chars()
    for raw in text.split("\r\n"):
        places = range(at, min(at + len(raw), total))
        at += len(raw) + 2
        lines += _pieces(raw, [_box(textpage, place) for place in places])
    rules = sum(1 for found in page.get_objects(max_depth=2) if found.type == 2)
    height = float(page.get_height())
    textpage.close()
    page.close()
    return Page(lines, height, rules)


def _box(textpage: Any, place: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = textpage.get_charbox(place)
    return float(left), float(bottom), float(right), float(top)


def _pieces(text: str, boxes: Sequence[tuple[float, float, float, float]]) -> list[Line]:
    """One line, or several where wide gaps part it."""
    found: list[Line] = []
    start = 0
    inked = [place for place in range(min(len(text), len(boxes))) if not text[place].isspace() and boxes[place][2] > boxes[place][0]]
    for before, after in pairwise(inked):
        size = max(boxes[before][3] - boxes[before][1], 6.0)
        if boxes[after][0] - boxes[before][2] > WIDE_GAP * size and after - before > 1:
            found.append(_line(text[start:after], boxes[start:after]))
            start = after
    found.append(_line(text[start:], boxes[start:]))
    return [line for line in found if line.text.strip()]


def _line(text: str, boxes: Sequence[tuple[float, float, float, float]]) -> Line:
    inked = [box for character, box in zip(text, boxes, strict=False) if not character.isspace() and box[2] > box[0]]
    if not inked:
        return Line(text.rstrip(), 0, 0, 0, 0)
    edges = min(box[0] for box in inked), min(box[1] for box in inked), max(box[2] for box in inked), max(box[3] for box in inked)
    return Line(text.replace("\ufffe", "").replace("\0", "").rstrip(), *edges)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column as the stream has them, pieces of one printed line together; those of two, left column first."""
    middle = _gutter(lines)
    if middle is None:
        return _rejoined(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda found: (-round(found.top), found.left)):
        if line.left < middle < line.right:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= middle else right).append(line)
    return _rejoined([*ordered, *left, *right])


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where two columns part; None for one column: most lines then cross the middle."""
    if len(lines) < 12:
        return None
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    crossing = sum(line.left < middle < line.right for line in lines)
    left = [line for line in lines if line.right <= middle]
    right = [line for line in lines if line.left >= middle]
    if crossing > 0.25 * len(lines) or min(len(left), len(right)) < 0.25 * len(lines):
        return None
    beside = sum(any(abs(one.bottom - other.bottom) < 3 for other in right) for one in left)
    return middle if beside > 0.5 * len(left) or len(lines) > 30 else None


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Pieces that stand side by side are one line again, a blank between them."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and line.left >= last.right and abs(line.bottom - last.bottom) < 0.4 * max(line.top - line.bottom, 6):
            joined[-1] = Line(
                f"{last.text} {line.text.strip()}", last.left, min(last.bottom, line.bottom), line.right, max(last.top, line.top)
            )
        else:
            joined.append(line)
    return joined


def with_indents(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those that are set in by about two characters against at least two others printed with an indent."""
    if len(lines) > MOST_LINES:
        return list(lines)
    left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    return [
        replace(line, text=INDENT + line.text.lstrip())
        if _is_set_in(line, lines) and not _is_centred(line, left, right)
        else line
        for line in lines
    ]  # fmt: skip


def _is_centred(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle between the edges of a page's text, further in than a paragraph begins: a title."""
    size = max(line.top - line.bottom, 6.0)
    return line.left - left > INDENTED[1] * size and abs((line.left - left) - (right - line.right)) < size


def _is_set_in(line: Line, lines: Sequence[Line]) -> bool:
    size = max(line.top - line.bottom, 6.0)
    least, most = (share * size for share in INDENTED)
    further_left = sum(least <= line.left - other.left <= most for other in lines)
    beside = sum(abs(line.left - other.left) < 0.3 * size for other in lines)
    return further_left >= 2 and beside <= 3 * further_left


def without_running_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page less page numbers, and less what comes back in the margins of a third of the pages."""
    seen: dict[str, list[tuple[int, list[str]]]] = {}
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for shape, digits in {_shape(line): DIGITS.findall(line.text) for line in lines if _is_in_margin(line, height)}.items():
            seen.setdefault(shape, []).append((number, digits))
    often = {shape for shape, found in seen.items() if len(found) >= 3 and len(found) * 3 >= len(pages) and _counts_pages(found)}
    return [
        [line for line in lines if not (_is_in_margin(line, height) and (_shape(line) in often or PAGE_NUMBER.fullmatch(line.text)))]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _counts_pages(found: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether each figure in a line that comes back stays or grows with the page, as in a head and not in the rows of a table."""
    if not all(digits.isdecimal() for _, row in found for digits in row):
        return True
    columns = zip(*([(number, int(digits[:MOST_DIGITS])) for digits in row] for number, row in found), strict=True)
    return all(_stays_or_grows(list(column)) for column in columns)


def _stays_or_grows(column: Sequence[tuple[int, int]]) -> bool:
    """Whether the figures are few, or few in relation to their pages: a compilation counts each of its documents from one."""
    most = len(column) // 3
    return len({value for _, value in column}) <= most or len({value - number for number, value in column}) <= most


def _is_in_margin(line: Line, height: float) -> bool:
    return line.top < MARGIN * height or line.bottom > (1 - MARGIN) * height


def _shape(line: Line) -> str:
    return DIGITS.sub("#", BLANKS.sub("", line.text))
