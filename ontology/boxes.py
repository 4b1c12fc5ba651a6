"""Where on a page something is printed: a box in points, and the fragment that names it in a PDF file (RFC 8118).

A point is 1/72 inch. Boxes count from the upper left corner of the page as it is shown, x to the right and y down, as the
`viewrect` of the PDF open parameters does (a PDF file itself counts from the lower left corner, upwards).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology.pages import BREAK, line_starts
from ontology.words import say

STANDARD = "http://tools.ietf.org/rfc/rfc8118"
CENTIMETRES = 2.54 / 72
_FRAGMENT = re.compile(r"page=(\d+)&viewrect=([\d.-]+),([\d.-]+),([\d.-]+),([\d.-]+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page (counted from 1), in points from the upper left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float

    @property
    def fragment(self) -> str:
        """`page=3&viewrect=90,120.5,415,33.6`: what stands behind the # of a link into a PDF file."""
        return f"page={self.page}&viewrect={self.left:g},{self.top:g},{self.width:g},{self.height:g}"

    @classmethod
    def of_fragment(cls, fragment: str) -> Box | None:
        """The box that such a fragment names, None for another text."""
        found = _FRAGMENT.fullmatch(fragment)
        return None if found is None else cls(int(found[1]), *(float(found[group]) for group in range(2, 6)))

    @property
    def from_edges(self) -> tuple[float, float]:
        """How far it begins from the upper and from the left edge, in centimetres."""
        return round(self.top * CENTIMETRES, 1), round(self.left * CENTIMETRES, 1)

    def say(self, place: str, language: str) -> str:
        """The page and line in words (`place`) with what a ruler finds: the distance from the upper and the left edge."""
        top, left = self.from_edges
        return say("pages.box", language, place=place, top=top, left=left)


def around(boxes: Sequence[Box]) -> Box | None:
    """The box around those that stand on the first one's page; None of none."""
    if not boxes:
        return None
    here = [box for box in boxes if box.page == boxes[0].page]
    left, top = min(box.left for box in here), min(box.top for box in here)
    right, bottom = max(box.left + box.width for box in here), max(box.top + box.height for box in here)
    return Box(boxes[0].page, left, top, round(right - left, 1), round(bottom - top, 1))


@dataclass(frozen=True, slots=True)
class PrintedLines:
    """The printed lines of a text with their boxes, one a line in their order; None where a line has no place on a page."""

    text: str
    boxes: tuple[Box | None, ...]
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", line_starts(self.text) if self.boxes else ())

    def box(self, start: int, end: int) -> Box | None:
        """The box around the lines that hold these characters, on the first of their pages; None where no place is known."""
        if not self.boxes:
            return None
        while start < end - 1 and self.text[start] in f"\n{BREAK}":
            start += 1
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, max(start, end - 1)))
        return around([box for box in self.boxes[first : last + 1] if box is not None])
