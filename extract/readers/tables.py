"""Tables as lines: a row a line, `｜` between the cells, so that the reader of measures can find columns by their headings.

A cell that spans rows is repeated in each of them; one that spans columns stands once and leaves the others empty; a row of one
cell across the whole table is a plain line; a header row that comes again is left out; a table of one column is plain lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BETWEEN = "｜"
BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u3000]+")
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def table_lines(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a table; none for an empty one."""
    return [line for _, line in numbered_lines(rows)]


def numbered_lines(rows: Iterable[Sequence[Cell]]) -> list[tuple[int, str]]:
    """The lines of a table, each with the number of the row that it prints, from 0."""
    grid = _grid(rows)
    width = max((len(row) for row in grid), default=0)
    lines: list[tuple[int, str]] = []
    header: list[str] | None = None
    for number, row in enumerate(grid):
        texts = [text for text, _ in row]
        spread = [text for text, is_first in row if is_first]
        if not any(texts):
            continue
        if len(spread) == 1 or width == 1:
            lines += [(number, line) for line in spread[0].split("\n") if line.strip()]
            continue
        cells = [_one_line(text) for text in texts] + [""] * (width - len(texts))
        if cells != header:
            lines.append((number, BETWEEN.join(cells)))
        header = header or cells
    return lines


def _grid(rows: Iterable[Sequence[Cell]]) -> list[list[tuple[str, bool]]]:
    """Each row as its columns: the text, and whether the cell begins there (in this row)."""
    grid: list[list[tuple[str, bool]]] = []
    hanging: dict[int, tuple[str, bool, int]] = {}  # column -> a cell from above, and how many rows it still covers
    for row in rows:
        line: list[tuple[str, bool]] = []
        cells = iter(row[:MOST_COLUMNS])
        cell = next(cells, None)
        while len(line) < MOST_COLUMNS and (cell is not None or len(line) in hanging):
            place = len(line)
            if place in hanging:
                text, is_first, left = hanging.pop(place)
                line.append((text, is_first))
                if left > 1:
                    hanging[place] = (text, is_first, left - 1)
                continue
            if cell is None:
                break
            for step in range(min(max(cell.columns, 1), MOST_COLUMNS)):
                written = (cell.text if step == 0 else "", step == 0)
                line.append(written)
                if cell.rows > 1:
                    hanging[place + step] = (*written, cell.rows - 1)
            cell = next(cells, None)
        grid.append(line[:MOST_COLUMNS])
    return grid


def _one_line(text: str) -> str:
    return BLANKS.sub(" ", text.replace(BETWEEN, "|")).strip()
