"""Tables that were flattened to lines, a cell a line: the lines of a row are joined by the bars that tables are read by.

A heading 序号 on a line of its own, headings below it of which one names units, and a first row numbered 1 tell of such a table.
A row is what stands from its number to the next one. Where it has more lines than headings, lines that cannot end a cell go on with
the next one; where the count still differs, nothing is joined, and the row is a Doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.chinese_dates import number
from extract.patterns import expression, words
from ontology.records import Doubt, Span

MOST = 14  # headings of one table
PATTERN = "tables.number"


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Row:
    cells: list[list[_Line]]  # the lines of each cell
    is_whole: bool  # as many cells as there are headings
    dropped: _Line | None = None  # the heading of a last column that is empty in the rows (备注)


def flattened(text: str) -> str:
    """The text with a bar for the end of each line inside a row of such a table, character for character."""
    found: list[tuple[int, str]] = []
    bar = words("tables", "bar")[0]
    for row in _rows(text):
        if row.dropped:
            found += [(at, " ") for at in range(row.dropped.start, row.dropped.end)]
        if row.is_whole:
            lines = [(line, cell is not row.cells[-1] and line is cell[-1]) for cell in row.cells for line in cell]
            found += [
                (at, bar if ends and at == line.end else " ")
                for (line, ends), (after, _) in pairwise(lines)
                for at in range(line.end, after.start)
            ]
    if not found:
        return text
    characters = list(text)
    for at, character in found:
        characters[at] = character
    return "".join(characters)


def unread_rows(text: str) -> list[Doubt]:
    """A Doubt for each row of such a table whose cells cannot be told apart."""
    return [
        Doubt(Span(lines[0].start, lines[-1].end), "row_unread", (("text", lines[0].text),), PATTERN)
        for row in _rows(text)
        if not row.is_whole and (lines := [line for cell in row.cells for line in cell])
    ]


def _rows(text: str) -> Iterator[_Row]:
    """The heading row and the rows of each such table."""
    if not expression("tables.number_line").search(text):
        return
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        count = _headings(lines, at)
        if not count:
            at += 1
            continue
        first = at + count
        is_note = expression("tables.note").fullmatch(lines[first - 1].text)
        filled = len(_cells(lines[first : _row_end(lines, first, count - 1, 1)]))
        dropped = lines[first - 1] if is_note and filled == count - 1 else None
        count -= dropped is not None
        yield _Row([[line] for line in lines[at : at + count]], is_whole=True, dropped=dropped)
        at, expected = first, 1
        while at < len(lines) and _number(lines[at].text) == expected:
            stop = _row_end(lines, at, count, expected)
            yield _row(lines[at:stop], count)
            at, expected = stop, expected + 1


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare)
            yield _Line(start, start + len(bare), "".join(bare.split()))
        at += len(raw) + 1


def _headings(lines: list[_Line], at: int) -> int:
    """How many headings a table has whose first one stands at `at`; 0 where none begins there."""
    if not expression("tables.number").fullmatch(lines[at].text):
        return 0
    for count in range(2, min(MOST, len(lines) - at)):
        line = lines[at + count].text
        if _number(line) == 1:
            named = [lines[at + place].text for place in range(1, count)]
            return count if any(expression("tables.unit_label").fullmatch(heading) for heading in named) else 0
        if not expression("tables.heading").fullmatch(line):
            return 0
    return 0


def _number(text: str) -> int | None:
    match = expression("tables.row_number").match(text)
    if match is None:
        return None
    bare = match["id"].strip("\uff08\uff09")
    return int(bare) if bare.isdecimal() else number(bare)


def _row_end(lines: list[_Line], at: int, count: int, expected: int) -> int:
    """Where the row ends that begins at `at`: before the next number, or, the last one, when its cells are full."""
    for place in range(at + 2, min(len(lines), at + count * 6)):
        if _number(lines[place].text) == expected + 1:
            return place
    stop = at + 1
    while stop < len(lines) and len(_cells(lines[at:stop])) < count and not expression("tables.behind").match(lines[stop].text):
        stop += 1
    return stop


def _row(lines: list[_Line], count: int) -> _Row:
    alone = [[line] for line in lines]
    if len(alone) == count:
        return _Row(alone, is_whole=True)
    cells = _cells(lines)
    return _Row(cells, is_whole=len(cells) == count)


def _cells(lines: list[_Line]) -> list[list[_Line]]:
    """The lines of a row put together where one cannot be the end of a cell: it ends in a comma, or the next begins with one."""
    cells: list[list[_Line]] = []
    for line in lines:
        if cells and (expression("clean.cut").search(cells[-1][-1].text) or expression("clean.mark_at_start").match(line.text)):
            cells[-1].append(line)
        else:
            cells.append([line])
    return cells
