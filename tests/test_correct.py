"""The ledger out, changed, and back in: decisions that last, refusals that name the cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli import run
from tests.gold_readings import GOLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "k.txt").write_bytes((GOLD / "kunming.txt").read_bytes())
    assert run("build", "k.txt", folder=tmp_path).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=tmp_path).code == 0
    return tmp_path


def _change(folder: Path, change: Callable[[Any, dict[str, int]], None]) -> None:
    book = openpyxl.load_workbook(folder / "l.xlsx")
    sheet: Any = book.worksheets[0]
    change(sheet, {str(cell.value): cell.column for cell in sheet[1]})
    book.save(folder / "l.xlsx")


def _owners(folder: Path, path: str) -> dict[str, str]:
    rows = json.loads(run("ask", "unit-tasks", "市水务局", "--format", "json", folder=folder).out)
    return {row["path"]: row["role"] for row in rows if row["path"].endswith(path)}


def test_a_round_trip_without_changes(folder: Path) -> None:
    assert run("correct", "l.xlsx", "--yes", folder=folder).code == 0
    assert not json.loads(run("sparql", "SELECT ?d { ?d a zrl:Decision }", "--format", "json", folder=folder).out)


def test_changes_last_and_can_be_undone(folder: Path) -> None:
    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(3, at["责任单位"]).value = "市水务局、各产业园区管委会"
        sheet.cell(3, at["完成时限（日期）"]).value = "2023-12-31"
        sheet.cell(3, at["进展"]).value = "已启动"

    _change(folder, change)
    shown = run("correct", "l.xlsx", folder=folder)
    assert shown.code == 2
    assert "市水务局" in shown.out
    kept = run("correct", "l.xlsx", "--yes", "--by", "张三", folder=folder)
    assert kept.code == 0, kept.err
    assert "responsible" in _owners(folder, "").values()
    assert run("build", "k.txt", folder=folder).code == 0
    assert run("ledger", "-o", "again.xlsx", folder=folder).code == 0
    sheet: Any = openpyxl.load_workbook(folder / "again.xlsx").worksheets[0]
    at = {str(cell.value): cell.column for cell in sheet[1]}
    assert "市水务局" in sheet.cell(3, at["责任单位"]).value
    assert sheet.cell(3, at["进展"]).value == "已启动"
    assert "2023-12-31" in sheet.cell(3, at["完成时限（日期）"]).value
    before = len(_owners(folder, ""))
    assert run("correct", "--undo", folder=folder).code == 0
    assert len(_owners(folder, "")) == before - 1


def test_rows_may_be_moved(folder: Path) -> None:
    def change(sheet: Any, at: dict[str, int]) -> None:
        first = [cell.value for cell in sheet[2]]
        second = [cell.value for cell in sheet[3]]
        for place, (left, right) in enumerate(zip(second, first, strict=True), 1):
            sheet.cell(2, place).value = left
            sheet.cell(3, place).value = right

    _change(folder, change)
    assert run("correct", "l.xlsx", "--yes", folder=folder).code == 0


@pytest.mark.parametrize(
    ("column", "value"), [("牵头单位", "=1+1"), ("完成时限（日期）", "下个月"), ("标识", "x"), ("原值", "{"), ("责任单位", "x" * 99)]
)
def test_nonsense_refuses_the_whole_file_with_its_place(folder: Path, column: str, value: str) -> None:
    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(4, at["牵头单位"]).value = "市水务局"
        cell = sheet.cell(5, at[column])
        cell.value = value
        cell.data_type = "s"

    _change(folder, change)
    ran = run("correct", "l.xlsx", "--yes", folder=folder)
    assert ran.code == 2
    assert "5" in ran.err
    assert column in ran.err
    assert not json.loads(run("sparql", "SELECT ?d { ?d a zrl:Decision }", "--format", "json", folder=folder).out)


def test_other_files_are_refused(folder: Path) -> None:
    (folder / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "y.xlsx").write_bytes(b"no book")
    for name in ("x.csv", "y.xlsx", "missing.xlsx", "k.txt"):
        assert run("correct", name, folder=folder).code == 2
    assert run("correct", "--undo", folder=folder).code == 2
