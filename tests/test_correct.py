"""A ledger goes out, a person changes it, it comes back, and the changes outlast a new reading."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli import run
from tests.programs import converted
from tests.returned import COLUMN, change_sheet, correct, ledger_row, store_with_ledgers
from visualize.ledger_columns import layout

NUMBER = "昆政办笺〔2023〕2号"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with_ledgers(tmp_path_factory.mktemp("stored"))


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stored, tmp_path / "work"))


def test_nothing_changed(folder: Path) -> None:
    for name in ("l.xlsx", "l.csv"):
        ran = run("correct", name, "--yes", folder=folder)
        assert (ran.code, "0 处" in ran.out) == (0, True)


def test_units_and_dates_outlast_a_new_reading(folder: Path) -> None:
    before = ledger_row(folder)

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["lead"]).value = "市审计局"
        sheet.cell(2, COLUMN["support"]).value = "市财政局、市统计局"
        sheet.cell(2, COLUMN["responsible"]).value = ""
        sheet.cell(2, COLUMN["date"]).value = "2023年11月30日前"

    change_sheet(folder, change)
    shown = correct(folder)
    assert shown.code == 1
    assert ledger_row(folder) == before
    kept = correct(folder, "--yes")
    assert kept.code == 0, kept.err
    assert "市审计局" in kept.out
    for again in range(2):
        row = ledger_row(folder)
        assert (row["lead"], row["responsible"], row["date"]) == ("市审计局", "", "2023-11-30"), again
        assert set(row["support"].split("、")) == {"市财政局", "市统计局"}
        (folder / "kunming.txt").write_text((folder / "kunming.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("correct", "--undo", folder=folder).code == 0
    assert {key: ledger_row(folder)[key] for key in ("lead", "responsible", "support", "date")} == {
        key: before[key] for key in ("lead", "responsible", "support", "date")
    }
    assert run("correct", "--undo", folder=folder).code == 2


def test_a_unit_that_changes_its_role_is_one_decision(folder: Path) -> None:
    place, unit = _first(folder, "responsible")

    def change(sheet: Any) -> None:
        held = [name for name in sheet.cell(place, COLUMN["responsible"]).value.split("、") if name != unit]
        sheet.cell(place, COLUMN["responsible"]).value = "、".join(held)
        sheet.cell(place, COLUMN["lead"]).value = unit

    change_sheet(folder, change)
    ran = correct(folder, "--yes")
    assert "1 处修改" in ran.err, ran.err
    row = ledger_row(folder, place)
    assert unit in row["lead"].split("、")
    assert unit not in row["responsible"].split("、")


def _first(folder: Path, key: str) -> tuple[int, str]:
    sheet = load_workbook(folder / "l.xlsx")["台账"]
    for place in range(2, sheet.max_row + 1):
        value = str(sheet.cell(place, COLUMN[key]).value or "")
        if value and not sheet.cell(place, COLUMN["lead"]).value:
            return place, value.split("、")[0]
    raise AssertionError(f"no row with {key}")


def test_moved_deleted_and_added_rows(folder: Path) -> None:
    def change(sheet: Any) -> None:
        values = [cell.value for cell in sheet[4]]
        added: list[Any] = [None] * len(values)
        for key, value in (("number", values[COLUMN["number"] - 1]), ("section", values[COLUMN["section"] - 1]), ("support", "市统计局")):
            added[COLUMN[key] - 1] = value
        sheet.delete_rows(3, 2)
        sheet.append(values)
        sheet.append(added)

    gone = ledger_row(folder, 3)["measure_id"]
    change_sheet(folder, change)
    ran = correct(folder, "--yes")
    assert ran.code == 0, ran.err
    assert "挪动的行 1；删去的行 1" in ran.out
    rows = {row["measure_id"]: row for row in (ledger_row(folder, place) for place in range(2, 8))}
    assert not rows.get(gone, {}).get("responsible")
    assert "市统计局" in ledger_row(folder, 4)["support"] or any("市统计局" in row["support"] for row in rows.values())


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("lead", "=1+1", "牵头单位"), ("lead", "1", "牵头单位"), ("support", "<script>", "配合单位"), ("date", "尽快", "完成时限"), ("date", "2023-02-30", "完成时限"),
     ("date", "2023-12-01/2023-13-01", "完成时限"), ("date", "FREQ=SOMETIMES", "完成时限"), ("state", "{}", "原值"), ("measure_id", "https://x/id/y", "标识"),
     ("measure_id", None, "章节")],
)  # fmt: skip
def test_nonsense_refuses_all(folder: Path, key: str, value: str | None, said: str) -> None:
    before = ledger_row(folder, 3)

    def change(sheet: Any) -> None:
        sheet.cell(3, COLUMN["lead"]).value = "市审计局"
        sheet.cell(2, COLUMN[key]).value = value
        sheet.cell(2, COLUMN[key]).data_type = "s" if value else "n"
        if key == "measure_id" and value is None:
            sheet.cell(2, COLUMN["section"]).value = "九十九"

    change_sheet(folder, change)
    ran = correct(folder, "--yes")
    assert ran.code == 2, (ran.out, ran.err)
    assert ran.err.strip().count("\n") == 0
    assert "第 2 行" in ran.err
    assert said in ran.err
    assert ledger_row(folder, 3) == before


def test_the_same_row_twice_is_refused(folder: Path) -> None:
    change_sheet(folder, lambda sheet: sheet.append([cell.value for cell in sheet[2]]))
    assert "第 2 行" in correct(folder, "--yes").err


def test_notes_and_printed_columns_are_said_and_not_kept(folder: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["remark"]).value = "已问过"
        sheet.cell(2, COLUMN["task"]).value = "别的任务"

    change_sheet(folder, change)
    ran = correct(folder, "--yes")
    assert ran.code == 0
    assert "备注" in ran.out
    assert "任务内容" in ran.out


def test_a_csv_in_the_encoding_of_excel(folder: Path) -> None:
    text = (folder / "l.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows[1][COLUMN["lead"] - 1] = "市审计局"
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    (folder / "l.csv").write_bytes(buffer.getvalue().encode("gb18030"))
    assert run("correct", "l.csv", "--yes", folder=folder).code == 0
    assert ledger_row(folder)["lead"] == "市审计局"


@pytest.mark.parametrize("name", ["l.csv", "l.xlsx"])
def test_a_file_that_was_cut_is_refused(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    for share in range(1, 40):
        (folder / name).write_bytes(data[: len(data) * share // 40])
        ran = run("correct", name, "--yes", folder=folder)
        assert ran.code == 2, (share, ran.out, ran.err)
        assert ran.err.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"x"),
        ("a.csv", "一,二\n三,四\n".encode()),
        ("a.csv", b""),
        ("a.csv", bytes(range(256))),
        ("a.txt", b"x"),
        ("a.doc", b"x"),
    ],
)
def test_other_files_are_refused(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    assert run("correct", name, folder=folder).code == 2
    assert run("correct", "missing.xlsx", folder=folder).code == 2
    assert run("correct", folder=folder).code == 2
    assert run("correct", "--undo", "l.xlsx", folder=folder).code == 2


def test_decisions_whose_ground_has_gone_are_listed(folder: Path) -> None:
    place, _ = _first(folder, "responsible")
    change_sheet(folder, lambda sheet: setattr(sheet.cell(place, COLUMN["responsible"]), "value", ""))
    assert correct(folder, "--yes").code == 0
    text = (folder / "kunming.txt").read_text(encoding="utf-8")
    (folder / "kunming.txt").write_text(text[: text.index("一、")], encoding="utf-8")
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("ledger", "-o", "l2.xlsx", folder=folder).code == 0
    ran = run("correct", "l2.xlsx", folder=folder)
    assert ran.code == 0, ran.err
    assert "昆政办笺" in ran.err


def test_through_libreoffice(folder: Path) -> None:
    """LibreOffice writes the changed file anew, through its own format and back."""
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", "市审计局"))
    converted(converted(folder / "l.xlsx", "ods"), "xlsx")
    ran = correct(folder, "--yes")
    assert ran.code == 0, ran.err
    assert "1 处修改" in ran.err
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert ledger_row(folder)["lead"] == "市审计局"


def test_the_state_of_a_row_says_what_was_written(folder: Path) -> None:
    row = ledger_row(folder)
    state = json.loads(row["state"])
    assert state["cells"] == {column.key: row[column.key] for column in layout().columns if column.edits and row[column.key]}
