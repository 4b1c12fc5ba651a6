"""The 台账 as comma-separated text, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from visualize.ledger import Ledger
from visualize.ledger_columns import layout

STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what could begin one."""
    return "'" + cell if cell.startswith(STARTS) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS) else cell


def ledger_csv(ledger: Ledger, language: str = "zh") -> bytes:
    """UTF-8 with a byte-order mark (Excel asks for one); all columns, identifiers last."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    columns = layout().columns
    writer.writerow([column.heading(language) for column in columns])
    writer.writerows([[guard(row.cells[column.key]) for column in columns] for row in ledger.rows])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")
