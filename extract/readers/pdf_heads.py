"""Running heads and page numbers of a PDF: what comes back in the margins of its pages is told apart from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.readers.pdf_lines import Line

DIGITS = re.compile(r"\d+|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u3007]+(?=\u9875)")
BLANKS = re.compile(r"[\s\u3000]+")
PAGE_NUMBER = re.compile(
    r"[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|/\u7b2c\u9875\u5171]*\d{1,4}(?:\s*[/\u5171\uff0c,\u7b2c]\s*\d{1,4})?[\s\-\u2010-\u2015\u2212\uff0d\u00b7.|\u9875]*"
)
MARGIN = 0.1  # the share of a page's height, above and below, in which running heads stand
MOST_DIGITS = 9


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
