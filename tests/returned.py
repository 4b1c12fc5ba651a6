"""A folder with a store and its ledger as xlsx and csv; what a person changes in the file, and the ledger afterwards."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.cli import Ran, run
from tests.gold_readings import GOLD
from visualize.ledger_columns import layout

COLUMN = {column.key: place for place, column in enumerate(layout().columns, 1)}


def store_with_ledgers(folder: Path) -> Path:
    """Builds one document, and writes `l.xlsx` and `l.csv`."""
    (folder / "kunming.txt").write_bytes((GOLD / "kunming.txt").read_bytes())
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0
    assert run("ledger", "-o", "l.csv", folder=folder).code == 0
    return folder


def change_sheet(folder: Path, change: Callable[[Any], None]) -> None:
    """Lets `change` work on the first sheet of `l.xlsx`."""
    book = load_workbook(folder / "l.xlsx")
    change(book["台账"])
    book.save(folder / "l.xlsx")


def correct(folder: Path, *more: str) -> Ran:
    """Takes `l.xlsx` back."""
    return run("correct", "l.xlsx", "--by", "李某", *more, folder=folder)


def ledger_row(folder: Path, place: int = 2) -> dict[str, str]:
    """A row of a ledger that is written now, by column key."""
    assert run("ledger", "-o", "after.csv", folder=folder).code == 0
    rows = list(csv.reader(io.StringIO((folder / "after.csv").read_bytes().decode("utf-8-sig"), newline="")))
    return dict(zip([column.key for column in layout().columns], rows[place - 1], strict=True))
