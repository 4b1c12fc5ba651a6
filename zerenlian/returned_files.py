"""Ledger files that persons wrote in: read back, and not written over before what stands in them is safe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.times import time_from_words
from visualize.ledger_columns import layout
from visualize.ledger_text import is_compound, names_in
from zerenlian.failures import CommandError
from zerenlian.typed_names import known_names

if TYPE_CHECKING:
    from kg.store import Graph
    from visualize.ledger import Ledger, LedgerRow
    from visualize.ledger_changes import Change
    from visualize.ledger_return import ReturnedLedger, ReturnedRow

NO_LEDGER = ("correct_no_ids", "damaged_book")  # what stands there holds no decision of a person
DECIDED = ("lead", "responsible", "support", "supervise", "date")


def returned_ledger(file: str) -> ReturnedLedger:
    """The rows of a file, by its ending; a csv may be in the encoding of a Chinese Excel. Raises CommandError, LedgerError, ReaderError."""
    from visualize.ledger_return import LedgerError, read_returned_csv, read_returned_xlsx

    path = Path(file)
    if not path.is_file():
        raise CommandError("missing_file_only", path=file)
    data = path.read_bytes()
    match path.suffix.lower():
        case ".csv":
            from extract.readers.text import decode

            return read_returned_csv(decode(data, path.name), path.name)
        case ".xlsx":
            from extract.readers.archive import open_package
            from extract.readers.errors import ReaderError

            try:
                open_package(data, path.name, "xlsx")
            except ReaderError:
                raise LedgerError("damaged_book", name=path.name) from None
            return read_returned_xlsx(data, path.name)
        case _:
            raise CommandError("wrong_file_kind", name=path.name)


def with_notes_of(made: Ledger, target: str, graph: Graph) -> tuple[Ledger, int]:
    """The ledger with the notes that persons wrote into the file that it replaces, and how many.

    Raises CommandError where the old file holds what would be lost: changes that the graph does not hold, or notes of rows that the
    new ledger does not have. A file that is no ledger of ours holds nothing.
    """
    from extract.readers.errors import ReaderError
    from visualize.ledger_return import LedgerError

    if not Path(target).is_file():
        return made, 0
    try:
        old = returned_ledger(target)
    except ReaderError:
        return made, 0
    except LedgerError as error:
        if error.kind in NO_LEDGER:
            return made, 0
        raise CommandError("ledger_loses", path=target, count="1") from None
    fresh = {row.cells["measure_id"]: row for row in made.rows}
    notes = {row.cells["measure_id"]: dict(_notes(row)) for row in old.rows}
    lost = _changes_lost(old, fresh, graph) + sum(len(found) for key, found in notes.items() if key not in fresh)
    if lost:
        raise CommandError("ledger_loses", path=target, count=str(lost))
    kept = sum(len(found) for found in notes.values())
    return replace(made, rows=tuple(_with(row, notes.get(row.cells["measure_id"], {})) for row in made.rows)), kept


def _changes_lost(old: ReturnedLedger, fresh: Mapping[str, LedgerRow], graph: Graph) -> int:
    """How many changes of the old file the new ledger does not show; cells that make no sense count as one."""
    from visualize.ledger_changes import find_changes
    from visualize.ledger_decisions import measures_of
    from visualize.ledger_return import LedgerError

    network = cache(graph.network)  # asked for only where something was changed
    moved = bool(old.deleted) or any(row.state is None for row in old.rows)
    measures = measures_of(network()) if moved else {}
    measures |= {row.cells["measure_id"]: ("", "") for row in old.rows if row.cells["measure_id"] not in measures}
    try:
        changes = find_changes(old, measures).changes
    except LedgerError:
        return 1
    known = known_names(graph, network()) if changes else str
    return sum(_is_lost(change, fresh, known) for change in changes)


def _is_lost(change: Change, fresh: Mapping[str, LedgerRow], known: Callable[[str], str]) -> bool:
    from kg.whens import when_value
    from visualize.ledger_changes import DateChange, NotKept, RowDeleted, UnitChange

    match change:
        case UnitChange(_, measure, role, name, is_added):
            shown = names_in(fresh[measure].cells[role.value], filter(is_compound, fresh[measure].units)) if measure in fresh else []
            return (known(name) in shown) != is_added
        case DateChange(_, measure, removed, added):
            cell = fresh[measure].cells["date"] if measure in fresh else ""
            days = {time_from_words(text) for text in cell.split(layout().list_separator)}
            return bool({when_value(when) for when in added} - days or {time_from_words(text) for text in removed} & days)
        case RowDeleted(measure):
            return measure in fresh and any(fresh[measure].cells[key] for key in DECIDED)
        case NotKept():
            return False
        case _:
            raise ValueError(f"unexpected change: {change!r}")


def _notes(row: ReturnedRow) -> Iterator[tuple[str, str]]:
    for column in layout().columns:
        if column.edits == "note" and row.cells[column.key]:
            yield column.key, row.cells[column.key]


def _with(row: LedgerRow, notes: dict[str, str]) -> LedgerRow:
    if not notes:
        return row
    state = json.loads(row.cells["state"])
    state["cells"] |= notes
    packed = json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(row, cells={**row.cells, **notes, "state": packed})
