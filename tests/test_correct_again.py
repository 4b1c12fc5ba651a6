"""Ledgers written again over files that persons wrote in: nothing is lost, nothing is taken back twice."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kg.store import open_store
from ontology.records import By
from tests.cli import run
from tests.returned import COLUMN, change_sheet, correct, ledger_row, store_with_ledgers
from visualize.ledger_changes import DateChange, find_changes
from visualize.ledger_columns import layout
from visualize.ledger_return import LedgerError, ReturnedLedger, ReturnedRow


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with_ledgers(tmp_path_factory.mktemp("stored"))


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stored, tmp_path / "work"))


@pytest.mark.parametrize("name", ["l.xlsx", "l.csv"])
def test_notes_stay_when_the_file_is_written_again(folder: Path, name: str) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["remark"]).value = "已问过"
        sheet.cell(3, COLUMN["progress"]).value = "完成一半"

    change_sheet(folder, change)
    if name.endswith("csv"):
        rows = list(csv.reader(io.StringIO((folder / name).read_bytes().decode("utf-8-sig"), newline="")))
        rows[1][COLUMN["remark"] - 1], rows[2][COLUMN["progress"] - 1] = "=已问过", "完成一半"
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as handle:
            csv.writer(handle).writerows(rows)
    again = run("ledger", "-o", name, folder=folder)
    assert again.code == 0, again.err
    assert "2 处" in again.err
    data = (folder / name).read_bytes()
    assert run("ledger", "-o", name, folder=folder).code == 0
    assert (folder / name).read_bytes() == data
    assert "备注" not in run("correct", name, "--yes", folder=folder).out
    assert run("ledger", "-o", name, "--to", "1999-01-01", folder=folder).code == 2
    assert (folder / name).read_bytes() == data


def test_what_was_not_taken_back_is_not_written_over(folder: Path) -> None:
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", "市审计局"))
    before = (folder / "l.xlsx").read_bytes()
    refused = run("ledger", "-o", "l.xlsx", folder=folder)
    assert refused.code == 2
    assert "l.xlsx" in refused.err
    assert (folder / "l.xlsx").read_bytes() == before
    assert correct(folder, "--yes").code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0


def test_a_unit_that_is_named_twice_goes_with_both_its_names(folder: Path) -> None:
    """A measure's own bracket and the prose before it may name the same unit; a bureau taken out of the cell is out."""
    network = open_store(folder / "chain.db").network()
    pairs = Counter((start, network.nodes[end]["name"]) for start, end, edge in network.edges(data=True) if edge["type"] == "role")
    measure, name = next(pair for pair, count in pairs.items() if count > 1)
    place = next(number for number in range(2, 40) if ledger_row(folder, number)["measure_id"] == measure)
    before = ledger_row(folder, place)["responsible"].split("、")
    assert name in before
    others = "、".join(other for other in before if other != name)
    change_sheet(folder, lambda sheet: setattr(sheet.cell(place, COLUMN["responsible"]), "value", others))
    assert correct(folder, "--yes").code == 0
    assert ledger_row(folder, place)["responsible"] == others


def test_changes_in_the_sheet_of_a_unit_are_refused_with_their_place(folder: Path) -> None:
    assert run("ledger", "-o", "l.xlsx", "--per-unit", folder=folder).code == 0
    assert correct(folder, "--yes").code == 0
    book = load_workbook(folder / "l.xlsx")
    sheet = book.worksheets[2]
    sheet.cell(2, COLUMN["remark"]).value = "问过"
    book.save(folder / "l.xlsx")
    refused = correct(folder, "--yes")
    assert refused.code == 2
    assert f"“{sheet.title}”第 2 行“备注”" in refused.err
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 2
    sheet.cell(1, COLUMN["state"]).value = "别的"
    book.save(folder / "l.xlsx")
    assert correct(folder, "--yes").code == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x", "一,二\n".encode()])
def test_a_file_that_is_no_ledger_is_written_over(folder: Path, data: bytes) -> None:
    for name in ("l.xlsx", "l.csv"):
        (folder / name).write_bytes(data)
        assert run("ledger", "-o", name, folder=folder).code == 0
        assert (folder / name).stat().st_size > 1000


def test_what_was_taken_back_is_taken_back_once_and_shown_by_the_next_ledger(folder: Path) -> None:
    """Whatever the person's way of writing: other names of a unit, other forms of a date, added and deleted rows."""

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["lead"]).value = "市审计局；市发改委"
        sheet.cell(3, COLUMN["support"]).value = "发改委"
        sheet.cell(4, COLUMN["date"]).value = "2023年12月1日"
        sheet.cell(5, COLUMN["date"]).value = datetime(2023, 11, 30)  # noqa: DTZ001 - a cell has no zone
        new = sheet.max_row + 1
        for key in ("number", "section"):
            sheet.cell(new, COLUMN[key]).value = sheet.cell(6, COLUMN[key]).value
        sheet.cell(new, COLUMN["supervise"]).value = "市气象局"
        sheet.delete_rows(8)

    change_sheet(folder, change)
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 2
    first = correct(folder, "--yes")
    assert first.code == 0, first.err
    assert "没有改动" not in first.err
    assert "没有改动" in correct(folder, "--yes").err
    again = run("ledger", "-o", "l.xlsx", folder=folder)
    assert again.code == 0, again.err
    assert "0 处" in correct(folder).out
    assert run("correct", "--undo", folder=folder).code == 0
    assert run("correct", "--undo", folder=folder).code == 2


def test_whatever_is_taken_out_of_the_gazette_is_out_and_comes_back(tmp_path: Path) -> None:
    """Also units whose names hold a 、, units named twice, and deadlines without a day."""
    assert run("build", ":sample:", folder=tmp_path).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=tmp_path).code == 0
    assert run("ledger", "-o", "before.csv", folder=tmp_path).code == 0
    keys = ("lead", "responsible", "support", "supervise", "date")

    def change(sheet: Any) -> None:
        for place in range(2, sheet.max_row + 1):
            for key in keys:
                sheet.cell(place, COLUMN[key]).value = None

    change_sheet(tmp_path, change)
    assert correct(tmp_path, "--yes").code == 0
    assert "没有改动" in correct(tmp_path, "--yes").err
    assert run("ledger", "-o", "l.xlsx", folder=tmp_path).code == 0
    with (tmp_path / "l.xlsx").open("rb") as handle:
        sheet = load_workbook(handle).worksheets[0]
    assert not [cell for key in keys for cell in next(sheet.iter_cols(COLUMN[key], COLUMN[key], 2, values_only=True)) if cell]
    assert run("correct", "--undo", folder=tmp_path).code == 0
    assert run("ledger", "-o", "after.csv", folder=tmp_path).code == 0
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("每季度25日前", "每季度25日前"),
        ("15个工作日", "15个工作日内"),
        ("每月10、20日前；长期", "每月10、20日前；长期坚持"),
        ("FREQ=WEEKLY;BYDAY=FR", "每周五前"),
    ],
)
def test_times_in_words_go_out_and_come_back(folder: Path, typed: str, shown: str) -> None:
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["date"]), "value", typed))
    ran = correct(folder, "--yes")
    assert ran.code == 0, ran.err
    assert set(ledger_row(folder)["date"].split("；")) == set(shown.split("；"))
    assert "FREQ" not in ledger_row(folder)["printed_deadline"] + ran.out.replace(typed, "")
    assert "没有改动" in correct(folder, "--yes").err
    assert run("ledger", "-o", "e.xlsx", "--lang", "en", folder=folder).code == 0
    assert "没有改动" in run("correct", "e.xlsx", "--yes", folder=folder).err


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [("leader", "=SUM(1)", "责任领导"), ("lead", "=SUM(1)", "牵头单位"), ("date", "=TODAY()", "完成时限"), ("remark", "=1", "备注")],
)
def test_formulas_are_said(folder: Path, key: str, typed: str, said: str) -> None:
    """A formula whose result no office program has worked out yet."""
    change_sheet(folder, lambda sheet: setattr(sheet.cell(3, COLUMN[key]), "value", typed))
    ran = correct(folder, "--yes")
    assert ran.code == (2 if key in ("lead", "date") else 0)
    assert said in ran.out + ran.err
    assert "3" in ran.out + ran.err


@pytest.mark.parametrize(("name", "is_known"), [("市财正局", False), ("张三", False), ("市审计局", True), ("遂平县公安局", True)])
def test_names_that_nobody_knows_are_said(folder: Path, name: str, is_known: bool) -> None:
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["support"]), "value", name))
    ran = correct(folder)
    assert ("请核对" in ran.out) is not is_known
    assert name != "市财正局" or "市财政局" in ran.out


def test_what_a_deleted_row_takes_along_is_counted(folder: Path) -> None:
    row = ledger_row(folder)
    change_sheet(folder, lambda sheet: sheet.delete_rows(2))
    units = sum(len(row[role].split("、")) for role in ("lead", "responsible", "support", "supervise") if row[role])
    assert units
    assert f"删去的行 1（撤去单位 {units}、时限 " in correct(folder, "--yes").out
    again = correct(folder, "--yes")
    assert "删去的行 0" in again.out
    assert "没有改动" in again.err


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2018年底前", date(2018, 12, 31)),
        ("2020年2月末", date(2020, 2, 29)),
        ("2018年6月30日之前", date(2018, 6, 30)),
        ("2018年13月底", None),
    ],
)
def test_ends_of_months_and_years_are_days(typed: str, day: date | None) -> None:
    cells = {**dict.fromkeys((column.key for column in layout().columns), ""), "number": "甲1号", "section": "一", "date": typed}
    ledger = ReturnedLedger((ReturnedRow("台账", 2, cells, None),), {})
    if day is None:
        with pytest.raises(LedgerError):
            find_changes(ledger, {"m": ("甲1号", "一")})
        return
    assert [change.added for change in find_changes(ledger, {"m": ("甲1号", "一")}).changes if isinstance(change, DateChange)] == [
        (By(day),)
    ]
