"""Existing ledgers (xlsx, csv) as tables of text: one line a row, sheet after sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from extract.readers.archive import open_package, part
from extract.readers.errors import ReaderError
from extract.readers.tables import Cell, table_lines
from extract.readers.xml import declares_types

FORM = "xlsx"
MOST_CELLS = 2_000_000
EMPTY_ROWS = 1000  # rows without text after which a sheet is taken to be at its end
MERGED = re.compile(rb'mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
SEPARATORS = ",\t;|"


def text_of_csv(text: str, name: str) -> str:
    """The table of a comma-separated file (or one with tabs or semicolons); raises ReaderError."""
    head = text[:4096].split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    cells = text.count(separator) + text.count("\n")
    if cells > MOST_CELLS:
        raise ReaderError("too_much_inside", name, found=f"{cells // 1000} k", limit=f"{MOST_CELLS // 1000} k")
    try:
        rows = [[Cell(cell) for cell in row] for row in csv.reader(io.StringIO(text.replace("\0", "")), delimiter=separator)]
    except csv.Error:
        raise ReaderError("damaged", name, format="csv") from None
    return _whole([table_lines(rows)], name)


def text_of_xlsx(data: bytes, name: str) -> str:
    """The tables of all sheets that are shown; raises ReaderError."""
    package = open_package(data, name, FORM)
    for member in package.namelist():
        if member.endswith((".xml", ".rels")) and not member.startswith("xl/media/"):
            _check_part(part(package, member, name, FORM), name)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=False, data_only=True, keep_links=False)
    sheets = [table_lines(_rows(sheet, name)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return _whole(sheets, name)


def _check_part(data: bytes, name: str) -> None:
    if declares_types(data):
        raise ReaderError("doctype", name)
    if data.count(b"<") > MOST_CELLS:
        raise ReaderError("too_much_inside", name, found=f"{data.count(b'<') // 1000} k", limit=f"{MOST_CELLS // 1000} k")
    covered = sum(_area(found) for found in MERGED.findall(data))
    if covered > MOST_CELLS:
        raise ReaderError("too_much_inside", name, found=f"{covered // 1000} k", limit=f"{MOST_CELLS // 1000} k")


def _area(reference: tuple[bytes, bytes, bytes, bytes]) -> int:
    """How many cells a merged one covers; the library would make each of them."""
    left, top, right, bottom = reference
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    return sum((letter - 64) * 26**place for place, letter in enumerate(reversed(letters)))


def _rows(sheet: Any, name: str) -> Iterable[Sequence[Cell]]:
    """The rows as cells; merged ones cover what they cover, hidden columns and rows without text are left out."""
    spans = {
        (found.min_row, found.min_col): (found.max_col - found.min_col + 1, found.max_row - found.min_row + 1)
        for found in sheet.merged_cells.ranges
    }
    covered = _covered(sheet)
    if sheet.max_row * sheet.max_column > 20 * MOST_CELLS:
        raise ReaderError("too_much_inside", name, found=f"{sheet.max_row} x {sheet.max_column}", limit=f"{20 * MOST_CELLS // 1000} k")
    empty = 0
    for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
        empty = 0 if any(value not in (None, "") for value in row) else empty + 1
        if empty > EMPTY_ROWS:
            return
        if empty and not any((line, column) in covered for column in range(1, len(row) + 1)):
            continue
        yield [
            Cell(_written(value), *spans.get((line, column), (1, 1)))
            for column, value in enumerate(row, 1)
            if (line, column) not in covered
        ]  # fmt: skip


def _covered(sheet: Any) -> set[tuple[int, int]]:
    """The places that a merged cell covers beside its own."""
    places: set[tuple[int, int]] = set()
    for found in sheet.merged_cells.ranges:
        places |= {(row, column) for row in range(found.min_row, found.max_row + 1) for column in range(found.min_col, found.max_col + 1)}
        places.discard((found.min_row, found.min_col))
    return places


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case datetime():
            return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat(" ")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _whole(sheets: list[list[str]], name: str) -> str:
    text = "\n\n".join("\n".join(lines) for lines in sheets if lines)
    if not text.strip():
        raise ReaderError("no_text", name)
    return text + "\n"
