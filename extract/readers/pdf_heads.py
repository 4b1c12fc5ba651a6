"""Running heads and page numbers of a PDF: what comes back in the margins of its pages is told apart from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from extract.readers.pdf_lines import Line

DIGITS = re.compile(r"\d+|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u3007]+(?=\u9875)")
BLANKS = re.compile(r"[\s\u3000]+")
PAGE_NUMBER = re.compile(
    r"[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|/\u7b2c\u9875\u5171]*\d{1,4}(?:\s*[/\u5171\uff0c,\u7b2c]\s*\d{1,4})?[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|\u9875]*"
)
DASHED_NUMBER = re.compile(r"\s*[\-\u2010-\u2015\u2212\uff0d\u00b7]+\s*\d{1,4}\s*[\-\u2010-\u2015\u2212\uff0d\u00b7]+\s*")
WIDE_MARGIN = 0.18  # the same for the outermost line of a page
MARGIN = 0.1  # the share of a page's height, above and below, in which running heads stand
MOST_DIGITS = 9
LEVEL = 3.0  # points by which one height differs from page to page
SMALL = 0.95  # times the size of the text, below which a line is smaller


def without_running_heads(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page less page numbers, and less what comes back in the margins of a third of the pages."""
    margins = [_in_margin(lines, height) for lines, height in zip(pages, heights, strict=True)]
    size = median([line.em for lines in pages for line in lines] or [0.0])
    seen: dict[str, dict[int, Line]] = {}
    for number, margin in enumerate(margins):
        for line in margin:
            seen.setdefault(_shape(line), {})[number] = line
    often = {shape for shape, found in seen.items() if len(found) * 3 >= len(pages) and _comes_back(found, heights, size)}
    kept: list[list[Line]] = []
    for lines, height, margin in zip(pages, heights, margins, strict=True):
        gone = {id(line) for line in margin if _shape(line) in often or _is_page_number(line, height)}
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _in_margin(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines in the margins, and the outermost ones where the text begins low or ends high on its page."""
    if not lines:
        return []
    highest, lowest = max(line.top for line in lines), min(line.bottom for line in lines)
    return [
        line
        for line in lines
        if _is_outside(line, height)
        or (line.bottom <= lowest + 1 and line.top < WIDE_MARGIN * height)
        or (line.top >= highest - 1 and line.bottom > (1 - WIDE_MARGIN) * height)
    ]


def _is_outside(line: Line, height: float) -> bool:
    return line.top < MARGIN * height or line.bottom > (1 - MARGIN) * height


def _is_page_number(line: Line, height: float) -> bool:
    """Whether a line is nothing but a number, which has dashes where it stands further in: a cell of a table holds numbers too."""
    return bool((PAGE_NUMBER if _is_outside(line, height) else DASHED_NUMBER).fullmatch(line.text))


def _comes_back(found: Mapping[int, Line], heights: Sequence[float], size: float) -> bool:
    """Whether a line (by its page) is a running head.

    It stands in the margins of three pages; or, on two or further in, at one height and smaller than the text (`size`).
    """
    bottoms = [line.bottom for line in found.values()]
    is_small = max(bottoms) - min(bottoms) < LEVEL and max(line.em for line in found.values()) < SMALL * size
    is_outside = len(found) >= 3 and all(_is_outside(line, heights[page]) for page, line in found.items())
    is_head = is_outside or (len(found) >= 2 and is_small)
    return is_head and _counts_pages([(page, DIGITS.findall(line.text)) for page, line in found.items()])


def _counts_pages(found: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether each figure in a line that comes back stays or grows with the page, as in a head and not in the rows of a table."""
    if not all(digits.isdecimal() for _, row in found for digits in row):
        return True
    columns = zip(*([(number, int(digits[:MOST_DIGITS])) for digits in row] for number, row in found), strict=True)
    return all(_stays_or_grows(list(column)) for column in columns)


def _stays_or_grows(column: Sequence[tuple[int, int]]) -> bool:
    """Whether the figures are few, or few in relation to their pages: a compilation counts each of its documents from one."""
    most = max(len(column) // 3, 1)
    return len({value for _, value in column}) <= most or len({value - number for number, value in column}) <= most


def _shape(line: Line) -> str:
    return DIGITS.sub("#", BLANKS.sub("", line.text))
