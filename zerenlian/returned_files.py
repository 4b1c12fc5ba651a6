"""Ledger files that persons wrote in: read back, and not written over before what stands in them is safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from visualize.ledger_columns import layout
from zerenlian.failures import CommandError

if TYPE_CHECKING:
    from visualize.ledger import Ledger, LedgerRow
    from visualize.ledger_return import ReturnedLedger, ReturnedRow


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


def with_notes_of(made: Ledger, target: str) -> tuple[Ledger, int]:
    """The ledger with the notes that persons wrote into the file that it replaces, and how many.

    Raises CommandError where the old file holds what would be lost: changes that were not taken back, or notes of rows that the new
    ledger does not have. A file that is no ledger of ours holds nothing.
    """
    from extract.readers.errors import ReaderError
    from visualize.ledger_return import LedgerError

    if not Path(target).is_file():
        return made, 0
    try:
        old = returned_ledger(target)
    except (LedgerError, ReaderError):
        return made, 0
    fresh = {row.cells["measure_id"]: row for row in made.rows}
    lost = sum(_lost(row, fresh.get(row.cells["measure_id"])) for row in old.rows)
    if lost:
        raise CommandError("ledger_loses", path=target, count=str(lost))
    notes = {row.cells["measure_id"]: dict(_notes(row)) for row in old.rows}
    kept = sum(len(found) for found in notes.values())
    return replace(made, rows=tuple(_with(row, notes.get(row.cells["measure_id"], {})) for row in made.rows)), kept


def _lost(row: ReturnedRow, fresh: LedgerRow | None) -> int:
    """How many cells of an old row a person wrote and the new one does not hold."""
    before = row.state.cells if row.state is not None else {}
    written = [
        column.key
        for column in layout().columns
        if column.edits not in (None, "note") and _words(row.cells[column.key]) != _words(before.get(column.key, ""))
    ]
    if fresh is None:
        return len(written) + len(list(_notes(row)))
    return sum(_words(row.cells[key]) != _words(fresh.cells[key]) for key in written)


def _words(cell: str) -> str:
    return "".join(cell.split())


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
