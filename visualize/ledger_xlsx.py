"""The 台账 as a workbook: text cells only, so that nothing printed can become a formula; the same ledger gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from ontology.words import say
from visualize.ledger import Ledger, LedgerRow, mark_words
from visualize.ledger_columns import Column, layout
from visualize.ledger_text import UNWRITABLE

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767  # what a cell can hold; the library drops longer text without a word
LONGEST_NOTE = 2_000
LINE_HEIGHT = 13.5  # points of a printed line
HIGHEST_ROW = 405.0
HEADING_HEIGHT = 30.0
NARROW = 9.0  # the width of a column in which nothing stands
LONGEST_NAME = 31  # of a sheet
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a fixed day: the same ledger gives the same bytes
REGISTER = "_zerenlian"  # the hidden sheet that knows which rows were written, so that a deleted one is noticed
COLOURS = {"overdue": "#F8CBAD", "unowned": "#FFE699", "doubtful": "#DDEBF7"}


def ledger_xlsx(ledger: Ledger, *, language: str = "zh", per_unit: bool = False) -> bytes:
    """The workbook: 台账, on request a sheet a unit, findings, doubts."""
    buffer = io.BytesIO()
    book = _book(buffer)
    styles = _styles(book)
    used: set[str] = set()
    _ledger_sheet(book, styles, _sheet_name(say("ledger.sheet.ledger", language), used), ledger.rows, language)
    if per_unit:
        for unit in sorted({unit for row in ledger.rows for unit in row.units}):
            rows = [row for row in ledger.rows if unit in row.units]
            _ledger_sheet(book, styles, _sheet_name(unit, used), rows, language, is_main=False)
    for name, columns, lines in (
        ("findings", layout().finding, ledger.findings),
        ("doubts", layout().doubt, ledger.doubts),
    ):
        sheet = book.add_worksheet(_sheet_name(say(f"ledger.sheet.{name}", language), used))
        _table(sheet, styles, columns, ([getattr(line, column.key) for column in columns] for line in lines), language)
    _register(book, ledger)
    book.close()
    return buffer.getvalue()


def plain_workbook(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet: rows of text under their headings."""
    buffer = io.BytesIO()
    book = _book(buffer)
    styles = _styles(book)
    sheet = book.add_worksheet("zerenlian")
    columns = tuple(Column(heading, heading, heading, min(max(len(heading) * 2.2, 14), 40)) for heading in headings)
    _table(sheet, styles, columns, rows, "zh")
    book.close()
    return buffer.getvalue()


def _book(buffer: io.BytesIO) -> Workbook:
    from xlsxwriter import Workbook

    book = Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True})
    book.set_properties({"created": CREATED, "author": "zerenlian", "title": "zerenlian"})
    return book


def _styles(book: Workbook) -> dict[str, Format]:
    plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "num_format": "@", "font_size": 10}
    styles = {"plain": book.add_format(plain), "edit": book.add_format({**plain, "locked": False})}
    styles |= {mark: book.add_format({**plain, "bg_color": colour}) for mark, colour in COLOURS.items()}
    styles["heading"] = book.add_format({**plain, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E1F2"})
    styles["edited_heading"] = book.add_format({**plain, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E2EFDA"})
    return styles


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that a sheet may bear, told apart from the others by a number."""
    allowed = "".join("_" if character in "[]:*?/\\'" else character for character in UNWRITABLE.sub("", name))
    allowed = allowed[:LONGEST_NAME] or "_"
    candidate, number = allowed, 2
    while candidate.lower() in used or candidate.lower() == "history":
        ending = f"~{number}"
        candidate, number = allowed[: LONGEST_NAME - len(ending)] + ending, number + 1
    used.add(candidate.lower())
    return candidate


def _ledger_sheet(
    book: Workbook, styles: Mapping[str, Format], name: str, rows: Sequence[LedgerRow], language: str, *, is_main: bool = True
) -> None:
    sheet = book.add_worksheet(name)
    used = {column.key for column in layout().columns if column.edits or any(row.cells[column.key] for row in rows)}
    columns = [column if column.key in used else replace(column, width=min(column.width, NARROW)) for column in layout().columns]
    if not is_main:  # changes are taken from the main sheet alone
        columns = [replace(column, edits=None) for column in columns]
    _frame(sheet, styles, columns, len(rows), language)
    places = {column.key: place for place, column in enumerate(columns)}
    for line, row in enumerate(rows, 1):
        sheet.set_row(
            line, _height([(row.cells[column.key], column.width) for column in columns if column.is_printed and not column.is_hidden])
        )
        for key, place in places.items():
            _write(sheet, line, place, row.cells[key], styles[row.marks.get(key, "plain")])
        if is_main:
            _notes(sheet, line, places, row, language)
    legend = "ledger.legend" if is_main else "ledger.legend_of_unit"
    sheet.set_footer(f"&L{say(legend, language, sheet=say('ledger.sheet.ledger', language))}&R&P / &N")


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points at which the longest cell is seen whole, as far as a row can be that high."""
    lines = max((sum(_lines(part, width) for part in text.split("\n")) for text, width in cells if text), default=1)
    return min(lines * LINE_HEIGHT + 4, HIGHEST_ROW)


def _lines(part: str, width: float) -> int:
    """How many printed lines a paragraph takes: a Chinese character is as wide as two figures."""
    return ceil(max(len(part.encode("gb18030", "replace")), 1) / max(width, 1)) if 2 * len(part) > width else 1


def _notes(sheet: Worksheet, line: int, places: Mapping[str, int], row: LedgerRow, language: str) -> None:
    for key in sorted({*row.notes, *row.marks}, key=places.__getitem__):
        parts = [mark_words(row.marks[key], language)] if key in row.marks else []
        parts += [row.notes[key]] if key in row.notes else []
        sheet.write_comment(
            line, places[key], _fitted("\n".join(parts), LONGEST_NOTE), {"x_scale": 2.5, "y_scale": 1.5, "author": "zerenlian"}
        )


def _table(sheet: Worksheet, styles: Mapping[str, Format], columns: Sequence[Column], rows: Iterable[Sequence[Any]], language: str) -> None:
    line = 0
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _height([(str(cell), column.width) for cell, column in zip(row, columns, strict=True)] or [("", 10)]))
        for place, cell in enumerate(row):
            _write(sheet, line, place, str(cell), styles["plain"])
    _frame(sheet, styles, columns, line, language)


def _frame(sheet: Worksheet, styles: Mapping[str, Format], columns: Sequence[Column], count: int, language: str) -> None:
    """Headings that stay in sight, filters, widths, and how it prints: A4 across, the headings on every page."""
    for place, column in enumerate(columns):
        _write(sheet, 0, place, column.heading(language), styles["edited_heading" if column.edits else "heading"])
        sheet.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
    sheet.set_row(0, HEADING_HEIGHT)
    shown = [place for place, column in enumerate(columns) if not column.is_hidden]
    last = shown[-1] if shown else 0
    printed = max((place for place in shown if columns[place].is_printed), default=last)
    sheet.freeze_panes(1, min(3, last))
    sheet.autofilter(0, 0, max(count, 1), last)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.set_header("&C&A")  # the name of the sheet: its unit, where it is the sheet of one
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(count, 1), printed)


def _write(sheet: Worksheet, line: int, place: int, text: str, style: Format) -> None:
    shown = text if text.isprintable() else UNWRITABLE.sub("", text)
    if sheet.write_string(line, place, _fitted(shown, LONGEST_CELL), style) < 0:
        raise ValueError(f"unexpected refusal of cell {line}, {place}: {text[:40]!r}")


def _fitted(text: str, longest: int) -> str:
    """Text that fits a cell; what is left out is marked. Excel counts a character beyond the basic plane twice."""
    if len(text) * 2 <= longest or len(text.encode("utf-16-le")) // 2 <= longest:
        return text
    return text.encode("utf-16-le")[: (longest - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _register(book: Workbook, ledger: Ledger) -> None:
    """The measures that the file holds, in a hidden sheet."""
    sheet = book.add_worksheet(REGISTER)
    sheet.write_string(0, 0, "zerenlian ledger 1")
    for line, row in enumerate(ledger.rows, 1):
        sheet.write_string(line, 0, row.cells["measure_id"])
        sheet.write_string(line, 1, _fitted(row.cells["state"], LONGEST_CELL))
    sheet.hide()
