"""The drawn tables of a PDF: their rows with merged cells, and those that go on over the next page joined to one."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.readers.errors import ReaderError
from extract.readers.pdf_lines import Line
from extract.readers.tables import Cell, numbered_lines

FEWEST_CELLS = 4  # of a table of its own; what goes on from the page before may be a row
NEAR = 4.0  # points by which the edges of one table differ from page to page
EDGE = 1.0


@dataclass(slots=True)
class Table:
    """A table on one page: its frame, its rows and their edges (lower, upper), and whether it is joined with the page before or after."""

    frame: Line
    rows: list[list[Cell]]
    edges: list[tuple[float, float]]
    cells: int
    follows: bool = False
    is_followed: bool = False

    def lines(self) -> list[Line]:
        """Its rows with their places, a blank line where it begins and where it ends."""
        left, right, top, bottom = self.frame.left, self.frame.right, self.frame.top, self.frame.bottom
        rows = [Line(text, left, self.edges[number][0], right, self.edges[number][1]) for number, text in numbered_lines(self.rows)]
        before = [] if self.follows else [Line("", left, top, right, top)]
        after = [] if self.is_followed else [Line("", left, bottom, right, bottom)]
        return [*before, *rows, *after]


def find_tables(data: bytes, numbers: Sequence[int], name: str) -> dict[int, list[Table]]:
    """The tables on those pages (counted from 0), each page from top to bottom; raises ReaderError without the extra."""
    try:
        import pdfplumber
    except ImportError:
        raise ReaderError("needs_extra", name, extra="pdf") from None
    found: dict[int, list[Table]] = {}
    with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in numbers]) as document:
        for page in document.pages:
            height = float(page.height)
            made = (_table(table, height) for table in page.find_tables())
            kept = sorted((table for table in made if max(map(len, table.rows)) > 1), key=lambda table: -table.frame.top)
            if kept:
                found[page.page_number - 1] = kept
            page.close()
    return found


def _table(table: Any, height: float) -> Table:
    left, top, right, bottom = (float(edge) for edge in table.bbox)
    texts, rows = table.extract(), table.rows
    covered: set[tuple[int, int]] = set()
    made: list[list[Cell]] = []
    for number, row in enumerate(rows):
        line: list[Cell] = []
        for column, box in enumerate(row.cells):
            if (number, column) in covered:
                continue
            high = 1 if box is None else max(sum(box[1] - EDGE <= other.bbox[1] < box[3] - EDGE for other in rows[number:]), 1)
            wide = 1 if box is None else _width(row.cells, column)
            covered |= {(number + down, column + across) for down in range(high) for across in range(wide)}
            line.append(Cell(_joined(texts[number][column]), wide, high))
        made.append(line)
    edges = [(height - float(row.bbox[3]), height - float(row.bbox[1])) for row in rows]
    return Table(Line("", left, height - bottom, right, height - top), made, edges, len(table.cells))


def _width(cells: Sequence[tuple[float, float, float, float] | None], column: int) -> int:
    """How many columns a cell covers: the places to its right that are empty and begin before its right edge."""
    box = cells[column]
    assert box is not None
    following = next((place for place in range(column + 1, len(cells)) if cells[place] is not None), len(cells))
    after = cells[following] if following < len(cells) else None
    reaches = after is None or abs(after[0] - box[2]) <= NEAR
    return following - column if reaches else 1


def _joined(text: str | None) -> str:
    """The text of a cell; its lines are one, because a narrow cell breaks words anywhere."""
    joined = ""
    for line in (part.strip() for part in (text or "").split("\n")):
        is_latin = joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        joined += (" " if is_latin and not (joined[-1:].isdigit() and line[:1].isdigit()) else "") + line
    return joined


def join_tables(tables: Mapping[int, list[Table]], pages: Sequence[Sequence[Line]]) -> None:
    """Joins each table that ends its page with the one that begins the next, where their edges and their columns are the same.

    The header that is printed again goes, and so does the second half of a row that the page break cut: it is added to the first.
    Frames of few cells that continue nothing are taken out: they are no tables.
    `pages` are the lines of each page without running heads.
    """
    header: list[str] = []
    for number in sorted(tables):
        first = tables[number][0]
        before = tables.get(number - 1, [None])[-1]
        if before is None or not _goes_on(before, pages[number - 1], first, pages[number]):
            header = []
            continue
        header = header or _texts(before.rows[0])
        before.is_followed = first.follows = True
        if _texts(first.rows[0]) == header:
            del first.rows[0], first.edges[0]
        if first.rows and _is_rest(first.rows[0], before):
            _add(before, first.rows.pop(0))
            del first.edges[0]
        if len(tables[number]) > 1:
            header = []
    for found in tables.values():
        found[:] = [table for table in found if table.follows or table.cells >= FEWEST_CELLS]


def _goes_on(upper: Table, above: Sequence[Line], lower: Table, below: Sequence[Line]) -> bool:
    edges = (upper.frame.left - lower.frame.left, upper.frame.right - lower.frame.right)
    if not upper.rows or max(map(abs, edges)) > NEAR or _columns(upper) != _columns(lower):
        return False
    last = all(line.top > upper.frame.bottom - EDGE for line in above)
    return last and all(line.bottom < lower.frame.top + EDGE for line in below)


def _columns(table: Table) -> int:
    return max(sum(cell.columns for cell in row) for row in table.rows)


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _is_rest(row: Sequence[Cell], before: Table) -> bool:
    """Whether a row goes on where the page before was full: its first cell is empty, though all others of its column are filled."""
    full = [cells for cells in before.rows if len(cells) == len(row)]
    plain = len(full) == len(before.rows) and all(cell.rows == 1 for cells in full for cell in cells)
    return plain and not row[0].text and any(cell.text for cell in row) and all(cells[0].text for cells in full)


def _add(before: Table, row: Sequence[Cell]) -> None:
    before.rows[-1] = [
        Cell(_joined(f"{upper.text}\n{lower.text}".strip()), upper.columns) for upper, lower in zip(before.rows[-1], row, strict=True)
    ]
