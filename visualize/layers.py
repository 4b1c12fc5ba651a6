"""A drawing in layers: boxes in columns, ordered so that few lines cross, each at a free height near its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx

from visualize.text import width

TOP = 34.0
BADGE_SIZE = 11.5
ROOM = 740.0


@dataclass(frozen=True, slots=True)
class Badge:
    """A short text at the right end of a box; a gap is drawn with a dashed outline."""

    text: str
    is_gap: bool = False

    @property
    def width(self) -> float:
        """The room that it takes, its outline with it."""
        return width(self.text, BADGE_SIZE) + 10


@dataclass(slots=True)
class Box:
    """One box: `number` and `lines` of text, badges from the right end; `part` names the chapter that it opens; in drawing units."""

    key: str
    item: int
    kind: str
    lines: Sequence[str]
    label: str
    width: float
    height: float
    badges: Sequence[Badge] = ()
    is_gap: bool = False
    number: Sequence[str] = ()
    part: str = ""
    x: float = 0.0
    y: float = 0.0

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    @property
    def placed_badges(self) -> list[tuple[Badge, float]]:
        """The badges with the left end of each, the first one outermost."""
        right, placed = self.width - 2, []
        for badge in self.badges:
            right -= badge.width
            placed.append((badge, right))
        return placed


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two boxes, of a style, standing for an item (None where it is only structure).

    `between` are the columns that it crosses: it runs level through the free room beside their boxes.
    """

    start: Box
    end: Box
    style: str
    item: int | None = None
    between: Sequence[Column] = ()

    @property
    def path(self) -> str:
        """The curve as SVG path data in whole units."""
        if self.start.x >= self.end.x or self.style == "basis":
            left = round(self.start.x)
            return f"M{left} {round(self.start.middle)}H{left - 8}V{round(self.end.y)}"
        x, y = self.start.x + self.start.width, self.start.middle
        end = (self.end.x, self.end.middle)
        path = f"M{round(x)} {round(y)}"
        for column in self.between:
            if not column.lets_pass((x, y), end):
                level = column.free(y + (end[1] - y) * (column.x + column.width / 2 - x) / (end[0] - x))
                path += _bend(x, y, column.x, level) + f"H{round(column.x + column.width)}"
                x, y = column.x + column.width, level
        return path + _bend(x, y, *end)


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = round((x1 + x2) / 2)
    return f"C{middle} {round(y1)} {middle} {round(y2)} {round(x2)} {round(y2)}"


def height_at(start: tuple[float, float], end: tuple[float, float], x: float) -> float:
    """The height at which the curve from `start` to `end` passes `x`."""
    low, high = 0.0, 1.0
    for _ in range(14):
        t = (low + high) / 2
        across = 1.5 * t * (1 - t) + t**3
        low, high = (t, high) if start[0] + (end[0] - start[0]) * across < x else (low, t)
    return start[1] + (end[1] - start[1]) * (3 * low**2 - 2 * low**3)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One SVG drawing: its columns, its lines in drawing order, its size."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    height: float
    width: float

    @property
    def widest(self) -> float:
        """How wide it may be shown so that it stands on one screen, text no smaller than drawn and no larger than 1.22 times."""
        return self.width * min(max(ROOM / self.height, 1.0), 1.22)


@dataclass(slots=True)
class Column:
    """One headed column of boxes."""

    title: str
    x: float
    width: float
    boxes: list[Box] = field(default_factory=list)
    gap: float = 5.0

    def stack(self, start: float = TOP) -> float:
        """Places the boxes one under another in their order; answers the height used."""
        y = start
        for box in self.boxes:
            box.x, box.y = self.x, y
            y += box.height + self.gap
        return y - self.gap if self.boxes else start

    def free(self, y: float) -> float:
        """The height nearest to `y` at which a line passes beside the boxes."""
        for box in self.boxes:
            if box.y - 2 < y < box.y + box.height + 2:
                above, below = box.y - self.gap / 2, box.y + box.height + self.gap / 2
                return above if y - above < below - y else below
        return y

    def lets_pass(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether the curve from `start` to `end` meets none of the boxes."""
        heights = height_at(start, end, self.x), height_at(start, end, self.x + self.width)
        return not any(box.y - 2 < max(heights) and min(heights) < box.y + box.height + 2 for box in self.boxes if box.kind != "void")

    def settle(self, wanted: Mapping[str, float], bottom: float) -> None:
        """Orders the boxes by the wanted heights of their middles and moves them there as far as they do not overlap."""
        self.boxes.sort(key=lambda box: wanted.get(box.key, bottom))
        if self.stack() >= bottom:
            return
        y = TOP
        for box in self.boxes:
            box.y = max(wanted.get(box.key, TOP) - box.height / 2, y)
            y = box.y + box.height + self.gap
        limit = bottom
        for box in reversed(self.boxes):
            box.y = min(box.y, limit - box.height)
            limit = box.y - self.gap


def barycentres(graph: networkx.Graph[str], heights: Mapping[str, float], keys: Iterable[str]) -> dict[str, float]:
    """For each key the mean height of its neighbours that stand somewhere; keys without such a neighbour are left out."""
    wanted: dict[str, float] = {}
    for key in keys:
        found = [heights[other] for other in graph.adj.get(key, ()) if other in heights]
        if found:
            wanted[key] = sum(found) / len(found)
    return wanted
