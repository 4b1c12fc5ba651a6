"""A ledger that a person changed becomes decisions: cells are compared with what they held when the file was written."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.corrections import Decision, Verdict
from ontology.records import Between, By, Role, When
from visualize.ledger_columns import Column, layout
from visualize.ledger_csv import unguard
from zerenlian.failures import CommandError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LONGEST_NAME = 60
NOT_IN_A_NAME = set("\n\t=<>{}|\\^`;\uff1b\u3002")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file: where it stands, and its cells by column key."""

    sheet: str
    line: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Changes:
    """What a person changed: decisions to keep, and lines that say so."""

    decisions: list[Decision] = field(default_factory=list)
    lines: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # a message key and its values
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    deleted: int = 0


def read_rows(path: str) -> list[FileRow]:
    """The rows of a ledger file; raises CommandError for a file that is none."""
    name = Path(path).name
    ending = Path(path).suffix.lower()
    if not Path(path).is_file():
        raise CommandError("missing_file_only", path=path)
    if ending == ".csv":
        table = _csv(path, name)
    elif ending == ".xlsx":
        table = _xlsx(path, name)
    else:
        raise CommandError("wrong_file_kind", name=name)
    return _rows(table, name)


def _csv(path: str, name: str) -> tuple[str, list[list[str]]]:
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = Path(path).read_bytes().decode("gb18030")  # as a spreadsheet saves it
        except UnicodeDecodeError:
            raise CommandError("damaged_book", name=name) from None
    return name, [[unguard(cell) for cell in line] for line in csv.reader(io.StringIO(text))]


def _xlsx(path: str, name: str) -> tuple[str, list[list[str]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = [["" if cell is None else _text(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise CommandError("damaged_book", name=name) from None
    return sheet.title, lines


def _text(value: Any) -> str:
    return value.date().isoformat() if hasattr(value, "date") and callable(value.date) else str(value)


def _rows(table: tuple[str, list[list[str]]], name: str) -> list[FileRow]:
    sheet, lines = table
    columns = {column.zh: column.key for column in layout().columns} | {column.en: column.key for column in layout().columns}
    for start, line in enumerate(lines[:5]):
        keys = [columns.get(cell.strip()) for cell in line]
        if "measure_id" in keys and "state" in keys:
            return [
                FileRow(sheet, number, {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None})
                for number, cells in enumerate(lines[start + 1 :], start + 2)
                if any(cell.strip() for cell in cells)
            ]
    raise CommandError("correct_no_ids", name=name, column=layout().column("measure_id").zh)


def read_changes(rows: Iterable[FileRow], network: MultiDiGraph[str], who: str, when: str) -> Changes:
    """The changes of all rows; the first cell that makes no sense refuses the whole file, with its place."""
    changes = Changes()
    order = [key for key, node in network.nodes(data=True) if node["type"] == "measure"]
    places = {key: place for place, key in enumerate(order)}
    seen: list[str] = []
    for row in rows:
        key = row.cells.get("measure_id", "").strip()
        if not key:
            raise _refused(row, "measure_id", CommandError("correct_new_row"))
        if key not in places:
            raise _refused(row, "measure_id", CommandError("correct_unknown_measure", found=key))
        if key in seen:
            raise _refused(row, "measure_id", CommandError("correct_twice", found=key))
        seen.append(key)
        _row(changes, row, key, network, who, when)
    ranks = [places[key] for key in seen]
    changes.moved = sum(left > right for left, right in pairwise(ranks))
    return changes


def _refused(row: FileRow, column: str, reason: CommandError) -> CommandError:
    place = CommandError("correct_place", sheet=row.sheet, row=str(row.line), column=layout().column(column).zh, reason=reason.say("zh"))
    return CommandError("correct_refused", reason=place.say("zh"))


def _row(changes: Changes, row: FileRow, key: str, network: MultiDiGraph[str], who: str, when: str) -> None:
    try:
        before = json.loads(row.cells.get("state") or "{}")
        assert isinstance(before, dict)
    except (ValueError, AssertionError):
        raise _refused(row, "state", CommandError("correct_bad_state")) from None
    node = network.nodes[key]
    for column in layout().columns:
        if column.edits is None or column.key not in row.cells:
            continue
        old, new = str(before.get(column.key, "")).strip(), row.cells[column.key].strip()
        if old == new:
            continue
        place = f"{node.get('number') or node.get('document_title')} {node.get('path')}"
        match column.edits:
            case "note":
                _note(changes, row, column, key, network, new, place, who, when)
            case "date":
                _dates(changes, row, column, key, node, old, new, place, who, when)
            case _:
                _units(changes, row, column, key, network, old, new, place, who, when)


def _names(row: FileRow, column: Column, cell: str) -> list[str]:
    for mark in ("\uff0c", ",", ";", "\uff1b", "\n"):
        cell = cell.replace(mark, layout().separator)
    names = [name.strip() for name in cell.split(layout().separator) if name.strip()]
    for name in names:
        if len(name) > LONGEST_NAME or NOT_IN_A_NAME & set(name) or not any(character.isalpha() for character in name):
            raise _refused(row, column.key, CommandError("correct_bad_unit", found=name))
    return names


def _units(
    changes: Changes,
    row: FileRow,
    column: Column,
    key: str,
    network: MultiDiGraph[str],
    old: str,
    new: str,
    place: str,
    who: str,
    when: str,
) -> None:
    role = Role(column.edits or "")
    before, now = _names(row, column, old), _names(row, column, new)
    for name in before:
        if name not in now:
            for assignment in _assignments(network, key, name, role):
                changes.decisions.append(Decision(Verdict.REJECTED, assignment, who, when))
            changes.removed += 1
            changes.lines.append(("removed_unit", {"place": place, "role": column.zh, "name": name}))
    for name in now:
        if name not in before:
            changes.decisions.append(Decision(Verdict.ADDED, key, who, when, unit=name, role=role))
            changes.added += 1
            changes.lines.append(("added_unit", {"place": place, "role": column.zh, "name": name}))


def _assignments(network: MultiDiGraph[str], key: str, name: str, role: Role) -> Iterator[str]:
    for _, unit, edge in network.out_edges(key, data=True):
        if edge["type"] == "role" and edge["role"] == role and network.nodes[unit]["name"] == name and edge.get("assignment"):
            yield str(edge["assignment"])


def _dates(
    changes: Changes, row: FileRow, column: Column, key: str, node: Mapping[str, Any], old: str, new: str, place: str, who: str, when: str
) -> None:
    from visualize.ledger_time import as_date_text

    parts = [part.strip() for part in new.split(layout().list_separator) if part.strip()]
    before = {as_date_text(deadline): str(deadline["deadline"]) for deadline in node.get("deadlines") or ()}
    gone = [iri for text, iri in before.items() if text not in parts]
    fresh = [_when(row, column, part) for part in parts if part not in before]
    for iri, due in zip(gone, fresh, strict=False):
        changes.decisions.append(Decision(Verdict.CHANGED, iri, who, when, due=due))
    changes.decisions += [Decision(Verdict.REJECTED, iri, who, when) for iri in gone[len(fresh) :]]
    changes.decisions += [Decision(Verdict.ADDED, key, who, when, due=due) for due in fresh[len(gone) :]]
    changes.changed += 1
    changes.lines.append(("changed_date", {"place": place, "old": old, "new": new}))


def _when(row: FileRow, column: Column, text: str) -> When:
    try:
        first, _, last = text.replace("\uff0f", "/").partition("/")
        start = date.fromisoformat(first.strip()[:10])
        return Between(start, date.fromisoformat(last.strip()[:10])) if last else By(start)
    except ValueError:
        raise _refused(row, column.key, CommandError("correct_bad_date", found=text)) from None


def _note(
    changes: Changes, row: FileRow, column: Column, key: str, network: MultiDiGraph[str], new: str, place: str, who: str, when: str
) -> None:
    """A word about a measure is kept as the reason of accepting the first statement about it."""
    statements = [
        str(edge["assignment"]) for _, _, edge in network.out_edges(key, data=True) if edge["type"] == "role" and edge.get("assignment")
    ]
    statements += [str(deadline["deadline"]) for deadline in network.nodes[key].get("deadlines") or ()]
    if not statements:
        raise _refused(row, column.key, CommandError("correct_not_editable"))
    changes.decisions.append(Decision(Verdict.ACCEPTED, statements[0], who, when, reason=f"{column.key}={new}"))
    changes.changed += 1
    changes.lines.append(("changed_note", {"place": place, "column": column.zh, "new": new}))


def notes_of(kept: Iterable[Any]) -> dict[str, dict[str, str]]:
    """The words that persons left about measures, by measure and column; the last word stands."""
    noted: dict[str, dict[str, str]] = {}
    for one in kept:
        column, mark, text = str(one.reason or "").partition("=")
        if mark and any(found.key == column and found.edits == "note" for found in layout().columns):
            measure = one.statement.partition("/assignment/")[0].partition("/deadline/")[0]
            noted.setdefault(measure, {})[column] = text
    return noted
