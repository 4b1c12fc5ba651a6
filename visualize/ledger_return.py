"""A ledger that comes back from a person: its rows out of xlsx or csv, told apart by their identifiers."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ontology.words import say
from visualize.ledger_columns import Column, layout
from visualize.ledger_csv import unguard
from visualize.ledger_xlsx import REGISTER

FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


class LedgerError(ValueError):
    """A file that cannot be taken back: one line with sheet, row and column; `kind` names the sentence `error.<kind>`."""

    def __init__(self, kind: str, place: tuple[str, int, str] | None = None, **values: str) -> None:
        super().__init__(kind)
        self.kind, self.place, self.values = kind, place, values

    def say(self, language: str = "zh") -> str:
        """The sentence in one language."""
        reason = say(f"error.{self.kind}", language, **self.values)
        if self.place is not None:
            sheet, row, column = self.place
            heading = layout().column(column).heading(language)
            reason = say("error.correct_place", language, sheet=sheet, row=row, column=heading, reason=reason)
        return say("error.correct_refused", language, reason=reason)

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class State:
    """What a row held when it was written: the cells that may be changed, checks of the others, how many rows there were.

    `names` are the row's units whose names hold a sign that parts names.
    """

    cells: dict[str, str]
    fixed: dict[str, str]
    rows: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as it came back; `state` is None for one that a person added."""

    sheet: str
    row: int
    cells: dict[str, str]
    state: State | None

    def error(self, column: str, kind: str, **values: str) -> LedgerError:
        """What is wrong in one of its cells."""
        return LedgerError(kind, (self.sheet, self.row, column), **values)


@dataclass(frozen=True, slots=True)
class ReturnedLedger:
    """All rows as they came back, and the states of those that were deleted, by measure."""

    rows: tuple[ReturnedRow, ...]
    deleted: dict[str, State]


def read_returned_xlsx(data: bytes, name: str) -> ReturnedLedger:
    """The rows of the first sheet with identifiers; raises LedgerError, also where a person wrote in one of the others."""
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        tables = _tables(data, has_results=True)
        if _holds_formulas(data):
            written = _tables(data, has_results=False)
            tables = [(title, _with_formulas(rows, other)) for (title, rows), (_, other) in zip(tables, written, strict=True)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, SyntaxError, TypeError):
        raise LedgerError("damaged_book", name=name) from None
    register = {str(row[0]): str(row[1] or "") for title, table in tables if title == REGISTER for row in table[1:] if row and row[0]}
    named = [(title, table) for title, table in tables if title != REGISTER and table and "measure_id" in _headings(table[0])]
    if not named:
        raise LedgerError("correct_no_ids", name=name, column=layout().column("measure_id").heading("zh"))
    for title, table in named[1:]:
        if "state" in _headings(table[0]):
            _refuse_changes(title, table)
    return _ledger(*named[0], name, register)


def _tables(data: bytes, *, has_results: bool) -> list[tuple[str, list[list[Any]]]]:
    """The title and the rows of each sheet: of a formula its result as the office program kept it, or itself."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=has_results, keep_links=False)
    return [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]


def _holds_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(FORMULA.search(package.read(member)) for member in package.namelist() if member.startswith("xl/worksheets/"))


def _with_formulas(results: list[list[Any]], written: list[list[Any]]) -> list[list[Any]]:
    """The results; where a program left none, the formula itself, so that it is refused with its place or said, never passed over."""
    return [
        [found if found is not None else formula for found, formula in zip(*rows, strict=True)]
        for rows in zip(results, written, strict=True)
    ]


def _refuse_changes(title: str, table: Sequence[Sequence[Any]]) -> None:
    """The sheets of units repeat rows of the first one: what a person writes there would be lost, so it is said."""
    for row in _rows(title, table, _headings(table[0])):
        for column in layout().columns:
            before = row.state.cells.get(column.key, "") if row.state is not None else ""
            if column.edits and "".join(row.cells.get(column.key, "").split()) != "".join(before.split()):
                raise row.error(column.key, "correct_other_sheet")


def read_returned_csv(text: str, name: str) -> ReturnedLedger:
    """The rows of a csv, which cannot tell a deleted row from one that was cut off; raises LedgerError."""
    try:
        table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise LedgerError("correct_cut", name=name, reason=str(error)) from None
    if not table or _headings(table[0]).get("measure_id") is None:
        raise LedgerError("correct_no_ids", name=name, column=layout().column("measure_id").heading("zh"))
    for number, row in enumerate(table, 1):
        if row and len(row) != len(table[0]):
            raise LedgerError("correct_cut", name=name, reason=f"{number}: {len(row)} / {len(table[0])}")
    return _ledger("csv", [[unguard(cell) for cell in row] for row in table], name, {})


def _headings(row: Sequence[Any]) -> dict[str, int]:
    """The place of each column, whatever their order and the language of their headings."""
    known = {heading: column.key for column in layout().columns for heading in (column.zh, column.en)}
    return {known[text]: place for place, cell in enumerate(row) if (text := str(cell or "").strip()) in known}


def _ledger(title: str, table: Sequence[Sequence[Any]], name: str, register: dict[str, str]) -> ReturnedLedger:
    places = _headings(table[0])
    for column in layout().columns:
        if column.key not in places and (column.edits or column.is_hidden):
            raise LedgerError("correct_no_ids", name=name, column=column.zh)
    rows = tuple(_rows(title, table, places))
    held = Counter(row.cells["measure_id"] for row in rows if row.state is not None)
    for row in rows:
        if row.state is not None and held[row.cells["measure_id"]] > 1:
            raise row.error("measure_id", "correct_twice", found=_short(row.cells["measure_id"]))
    wanted = max((row.state.rows for row in rows if row.state is not None), default=0)
    if not register and len(held) < wanted:
        raise LedgerError("correct_cut", name=name, reason=f"{len(held)} / {wanted}")
    gone = {measure: state for measure, text in register.items() if measure not in held and (state := _state(text)) is not None}
    return ReturnedLedger(rows, gone)


def _rows(title: str, table: Sequence[Sequence[Any]], places: dict[str, int]) -> Iterator[ReturnedRow]:
    for number, row in enumerate(table[1:], 2):
        cells = {key: _text(row[place]) if place < len(row) else "" for key, place in places.items()}
        if not any(cells.values()):
            continue
        made = ReturnedRow(title, number, cells, _state(cells["state"]) if cells["measure_id"] else None)
        if cells["measure_id"] and made.state is None:
            raise made.error("state", "correct_bad_state")
        yield made


def _text(value: Any) -> str:
    """A cell as text: a day as ISO, a whole number without its point."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).replace("_x000D_", "").strip()


def _state(text: str) -> State | None:
    try:
        found = json.loads(text)
        return State(dict(found["cells"]), dict(found["fixed"]), int(found["rows"]), tuple(map(str, found.get("names", ()))))
    except (ValueError, KeyError, TypeError):
        return None


def _short(identifier: str) -> str:
    return identifier.partition("/id/")[2] or identifier


def edited_columns(edits: Iterable[str]) -> list[Column]:
    """The columns whose change is a change of one of those kinds."""
    wanted = set(edits)
    return [column for column in layout().columns if column.edits in wanted]
