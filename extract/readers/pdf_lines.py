"""The printed lines of a PDF page with their places: columns in reading order, pieces of one printed line together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

WIDE_GAP = 2.0  # ems between two pieces of one printed line that belong to two columns
LEAST_SIZE = 6.0  # points below which no line is set
FULL_WIDTH = "\u2010"  # from this character on, a character is as wide as its font is high

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its box, in points from the lower left corner of the page; `size` is that of its font, also in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = 0.0
    has_gap: bool = False  # two pieces stand in it, far from each other

    def holds(self, other: Line) -> bool:
        """Whether the middle of another line lies in this box."""
        across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top

    @property
    def em(self) -> float:
        """The width of a full-width character, in points."""
        return max(self.size or self.top - self.bottom, LEAST_SIZE)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order of its own stream, its width and height, and how many drawn paths it holds."""

    lines: list[Line]
    width: float
    height: float
    rules: int


def page_lines(page: Any) -> Page:
    """The lines of one page (a pypdfium2 page), as it is shown: turned pages are turned."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    width, height = float(page.get_width()), float(page.get_height())
    turn, corner = int(page.get_rotation()), tuple(float(edge) for edge in page.get_bbox())
    lines: list[Line] = []
    at = 0
    total = textpage.count_chars()
    for raw in text.split("\r\n"):
        places = range(at, min(at + len(raw), total))
        at += len(raw) + 2
        lines += _pieces(raw, [_shown(textpage.get_charbox(place, loose=True), turn, corner) for place in places])
    rules = sum(1 for found in page.get_objects(max_depth=2) if found.type == 2)
    textpage.close()
    page.close()
    return Page(lines, width, height, rules)


def _shown(box: Box, turn: int, corner: tuple[float, ...]) -> Box:
    """A box from the lower left corner of what is shown of its page, which is turned by 0, 90, 180 or 270 degrees."""
    left, bottom, right, top = box[0] - corner[0], box[1] - corner[1], box[2] - corner[0], box[3] - corner[1]
    width, height = corner[2] - corner[0], corner[3] - corner[1]
    match turn:
        case 90:
            return bottom, width - right, top, width - left
        case 180:
            return width - right, height - top, width - left, height - bottom
        case 270:
            return height - top, left, height - bottom, right
        case _:
            return left, bottom, right, top


def _pieces(text: str, boxes: Sequence[Box]) -> list[Line]:
    """One line, or several where wide gaps part it."""
    found: list[Line] = []
    start = 0
    inked = [place for place in range(min(len(text), len(boxes))) if not text[place].isspace() and boxes[place][2] > boxes[place][0]]
    for before, after in pairwise(inked):
        size = max(boxes[before][3] - boxes[before][1], LEAST_SIZE)
        if boxes[after][0] - boxes[before][2] > WIDE_GAP * size and after - before > 1:
            found.append(_line(text[start:after], boxes[start:after]))
            start = after
    found.append(_line(text[start:], boxes[start:]))
    return [line for line in found if line.text.strip()]


def _line(text: str, boxes: Sequence[Box]) -> Line:
    inked = [(character, box) for character, box in zip(text, boxes, strict=False) if not character.isspace() and box[2] > box[0]]
    # U+FFFE is what the library makes of a hyphen that ends a line; Chinese is not hyphenated, so it is one: 5G-A, 1-6月
    shown = " ".join(text.replace("\ufffe", "-").replace("\0", "").splitlines()).rstrip()
    if not inked:
        return Line(shown, 0, 0, 0, 0)
    edges = (
        min(box[0] for _, box in inked),
        min(box[1] for _, box in inked),
        max(box[2] for _, box in inked),
        max(box[3] for _, box in inked),
    )
    wide = [box[2] - box[0] for character, box in inked if character >= FULL_WIDTH]
    return Line(shown, *edges, size=median(wide) if wide else edges[3] - edges[1])


def in_reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page, a list a column: one as the stream has it, or of two the left one first; what crosses both stands apart."""
    middle = _gutter(lines)
    if middle is None:
        return [_rejoined(lines)] if lines else []
    ordered: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in sorted(lines, key=lambda found: (-round(found.top), found.left)):
        if line.left < middle < line.right:
            ordered += [left, right]
            left, right = [], []
            across.append(line)
        else:
            ordered.append(across)
            across = []
            (left if line.right <= middle else right).append(line)
    return [_rejoined(column) for column in (*ordered, across, left, right) if column]


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
        if last is not None and line.left >= last.right and abs(line.bottom - last.bottom) < 0.4 * max(line.top - line.bottom, LEAST_SIZE):
            text = f"{last.text} {line.text.strip()}"
            edges = (last.left, min(last.bottom, line.bottom), line.right, max(last.top, line.top))
            joined[-1] = replace(Line(text, *edges), size=max(last.size, line.size), has_gap=True)
        else:
            joined.append(line)
    return joined
