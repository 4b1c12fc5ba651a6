"""What a person changed in a ledger, row by row: units, deadlines, notes, rows that are new, gone or moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.whens import when_from_value, when_value
from ontology.paths import is_path
from ontology.records import By, Open, Role, When
from ontology.times import time_from_words
from visualize.ledger import CHECKED, EDITED_ROLES, checksum
from visualize.ledger_return import ReturnedLedger, ReturnedRow, edited_columns
from visualize.ledger_text import names_in

BETWEEN_DATES = re.compile(
    "[\uff1b\n]|\u3001(?!\\d{1,2}(?:\u3001\\d{1,2})*[\u6708\u65e5])|;(?!(?!FREQ)[A-Z]+=)"
)  # but not between the numbers or the parts of one rule
NO_NAME = re.compile(r'[<>"{}|\\^`\x00-\x1f=]')
HAS_WORDS = re.compile("[\u3400-\u9fff]|[A-Za-z]{2}")
LONGEST_NAME = 60
DAY = re.compile("(\\d{4})\\s*[-/.\u5e74]\\s*(\\d{1,2})\\s*[-/.\u6708]\\s*(\\d{1,2})\\s*\u65e5?(?:\\s*\u4e4b?\u524d)?")
END = re.compile("(\\d{4})\\s*\u5e74(?:\\s*(\\d{1,2})\\s*\u6708)?\\s*[\u5e95\u672b](?:\\s*\u4e4b?\u524d)?")  # of a year, of a month
PERIOD = re.compile(r"P(?:\d+[YMWD](?:\d+[MWD])*|T\d+[HM])(?: workdays)?")
RULE = re.compile(r"FREQ=(?:MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[-+A-Z0-9,]+)*")


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit was written into a cell, or taken out of it."""

    row: ReturnedRow
    measure: str
    role: Role
    name: str
    is_added: bool


@dataclass(frozen=True, slots=True)
class DateChange:
    """Deadlines of a measure: the texts that were taken out, and the times that were written in."""

    row: ReturnedRow
    measure: str
    removed: tuple[str, ...]
    added: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class RowDeleted:
    """A row that is no longer there."""

    measure: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """A cell whose change stays in the file: a note of the person, or a column made from the printed words."""

    row: ReturnedRow
    column: str
    is_note: bool


Change = UnitChange | DateChange | RowDeleted | NotKept


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes in the order of the file, how many rows were moved, and how many were added."""

    changes: tuple[Change, ...]
    moved: int
    added: int


def find_changes(ledger: ReturnedLedger, measures: Mapping[str, tuple[str, str]]) -> Changes:
    """The changes of a returned ledger; `measures` are the store's: identifier -> number and path. Raises LedgerError."""
    found: list[Change] = []
    for row in ledger.rows:
        if row.state is not None and row.cells["measure_id"] not in measures:
            raise row.error("measure_id", "correct_unknown_measure", found=row.cells["measure_id"].partition("/id/")[2])
        measure = row.cells["measure_id"] if row.state is not None else _named_measure(row, measures)
        found += [*_unit_changes(row, measure), *_date_changes(row, measure), *_not_kept(row)]
    found += [RowDeleted(measure) for measure in ledger.deleted if measure in measures]
    return Changes(tuple(found), _moved(ledger), sum(row.state is None for row in ledger.rows))


def _named_measure(row: ReturnedRow, measures: Mapping[str, tuple[str, str]]) -> str:
    """The measure that an added row names by its number and its section."""
    section = row.cells.get("section", "").split("\n", 1)[0].strip()
    for measure, (number, path) in measures.items():
        if section and number == row.cells.get("number", "").strip() and is_path(path, section):
            return measure
    raise row.error("section", "correct_new_row")


def _before(row: ReturnedRow, column: str) -> str:
    return row.state.cells.get(column, "") if row.state is not None else ""


def names_before_and_now(row: ReturnedRow) -> Iterator[tuple[Role, list[str], list[str]]]:
    """For each column of units the names that stood in the row, and those that stand in it now."""
    whole = row.state.names if row.state is not None else ()
    for role in EDITED_ROLES:
        yield role, names_in(_before(row, role.value), whole), names_in(row.cells[role.value], whole)


def _unit_changes(row: ReturnedRow, measure: str) -> Iterator[UnitChange]:
    for role, old, new in names_before_and_now(row):
        for name in new:
            if name in old:
                continue
            if len(name) > LONGEST_NAME or NO_NAME.search(name) or not HAS_WORDS.search(name):
                raise row.error(role.value, "correct_bad_unit", found=name[:40])
            yield UnitChange(row, measure, role, name, is_added=True)
        yield from (UnitChange(row, measure, role, name, is_added=False) for name in old if name not in new)


def _date_changes(row: ReturnedRow, measure: str) -> Iterator[DateChange]:
    old, new = (_dates(text) for text in (_before(row, "date"), row.cells["date"]))
    if old == new:
        return
    added = tuple(_when(row, text) for text in new if text not in old)
    removed = tuple(text for text in old if text not in new)
    if added or removed:
        yield DateChange(row, measure, removed, added)


def _dates(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in BETWEEN_DATES.split(text) if part.strip()))


def _when(row: ReturnedRow, text: str) -> When:
    """The time that a person wrote; a date in any usual form, a range, a period, a rule."""
    try:
        day = DAY.fullmatch(text)
        if day:
            return By(date(*(int(part) for part in day.groups())))
        end = END.fullmatch(text)
        if end:
            year, month = int(end[1]), int(end[2] or 12)
            return By(date(year, month, monthrange(year, month)[1]))
        found = when_from_value(time_from_words(text))
    except ValueError:
        raise row.error("date", "correct_bad_date", found=text[:40]) from None
    if isinstance(found, Open) or _is_odd(when_value(found)):
        raise row.error("date", "correct_bad_date", found=text[:40])
    return found


def _is_odd(value: str) -> bool:
    return (value.startswith("P") and not PERIOD.fullmatch(value)) or (value.startswith("FREQ=") and not RULE.fullmatch(value))


def _not_kept(row: ReturnedRow) -> Iterator[NotKept]:
    for column in edited_columns(["note"]):
        if row.cells[column.key] != _before(row, column.key):
            yield NotKept(row, column.key, is_note=True)
    if row.state is None:
        return
    for key in CHECKED:
        if key in row.cells and row.state.fixed.get(key) != checksum(row.cells[key]):
            yield NotKept(row, key, is_note=False)


def _moved(ledger: ReturnedLedger) -> int:
    """How many rows stand out of their order: all less the longest run that is still in it."""
    numbers = [
        int(row.cells.get("sequence", "")) for row in ledger.rows if row.state is not None and row.cells.get("sequence", "").isdecimal()
    ]
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(numbers) - len(ends)
