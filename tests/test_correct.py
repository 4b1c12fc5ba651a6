"""A ledger goes out, a person changes it, it comes back, and the changes outlast a new reading."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli import Ran, run
from tests.gold_readings import GOLD
from visualize.ledger_columns import layout

COLUMN = {column.key: place for place, column in enumerate(layout().columns, 1)}
NUMBER = "昆政办笺〔2023〕2号"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    (folder / "kunming.txt").write_bytes((GOLD / "kunming.txt").read_bytes())
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0
    assert run("ledger", "-o", "l.csv", folder=folder).code == 0
    return folder


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stored, tmp_path / "work"))


def _change(folder: Path, change: Callable[[Any], None]) -> None:
    book = load_workbook(folder / "l.xlsx")
    change(book["台账"])
    book.save(folder / "l.xlsx")


def _correct(folder: Path, *more: str) -> Ran:
    return run("correct", "l.xlsx", "--by", "李某", *more, folder=folder)


def _row(folder: Path, place: int = 2) -> dict[str, str]:
    assert run("ledger", "-o", "after.csv", folder=folder).code == 0
    rows = list(csv.reader(io.StringIO((folder / "after.csv").read_bytes().decode("utf-8-sig"), newline="")))
    return dict(zip([column.key for column in layout().columns], rows[place - 1], strict=True))


def test_nothing_changed(folder: Path) -> None:
    for name in ("l.xlsx", "l.csv"):
        ran = run("correct", name, "--yes", folder=folder)
        assert (ran.code, "0 处" in ran.out) == (0, True)


def test_units_and_dates_outlast_a_new_reading(folder: Path) -> None:
    before = _row(folder)

    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["lead"]).value = "市审计局"
        sheet.cell(2, COLUMN["support"]).value = "市财政局、市统计局"
        sheet.cell(2, COLUMN["responsible"]).value = ""
        sheet.cell(2, COLUMN["date"]).value = "2023年11月30日前"

    _change(folder, change)
    shown = _correct(folder)
    assert shown.code == 1
    assert _row(folder) == before
    kept = _correct(folder, "--yes")
    assert kept.code == 0, kept.err
    assert "市审计局" in kept.out
    for again in range(2):
        row = _row(folder)
        assert (row["lead"], row["responsible"], row["date"]) == ("市审计局", "", "2023-11-30"), again
        assert set(row["support"].split("、")) == {"市财政局", "市统计局"}
        (folder / "kunming.txt").write_text((folder / "kunming.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("correct", "--undo", folder=folder).code == 0
    assert {key: _row(folder)[key] for key in ("lead", "responsible", "support", "date")} == {
        key: before[key] for key in ("lead", "responsible", "support", "date")
    }
    assert run("correct", "--undo", folder=folder).code == 2


def test_a_unit_that_changes_its_role_is_one_decision(folder: Path) -> None:
    place, unit = _first(folder, "responsible")

    def change(sheet: Any) -> None:
        held = [name for name in sheet.cell(place, COLUMN["responsible"]).value.split("、") if name != unit]
        sheet.cell(place, COLUMN["responsible"]).value = "、".join(held)
        sheet.cell(place, COLUMN["lead"]).value = unit

    _change(folder, change)
    ran = _correct(folder, "--yes")
    assert "1 处修改" in ran.err, ran.err
    row = _row(folder, place)
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

    gone = _row(folder, 3)["measure_id"]
    _change(folder, change)
    ran = _correct(folder, "--yes")
    assert ran.code == 0, ran.err
    assert "挪动的行 1；删去的行 1" in ran.out
    rows = {row["measure_id"]: row for row in (_row(folder, place) for place in range(2, 8))}
    assert not rows.get(gone, {}).get("responsible")
    assert "市统计局" in _row(folder, 4)["support"] or any("市统计局" in row["support"] for row in rows.values())


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("lead", "=1+1", "牵头单位"), ("lead", "1", "牵头单位"), ("support", "<script>", "配合单位"), ("date", "尽快", "完成时限"), ("date", "2023-02-30", "完成时限"),
     ("date", "2023-12-01/2023-13-01", "完成时限"), ("date", "FREQ=SOMETIMES", "完成时限"), ("state", "{}", "原值"), ("measure_id", "https://x/id/y", "标识"),
     ("measure_id", None, "章节")],
)  # fmt: skip
def test_nonsense_refuses_all(folder: Path, key: str, value: str | None, said: str) -> None:
    before = _row(folder, 3)

    def change(sheet: Any) -> None:
        sheet.cell(3, COLUMN["lead"]).value = "市审计局"
        sheet.cell(2, COLUMN[key]).value = value
        sheet.cell(2, COLUMN[key]).data_type = "s" if value else "n"
        if key == "measure_id" and value is None:
            sheet.cell(2, COLUMN["section"]).value = "九十九"

    _change(folder, change)
    ran = _correct(folder, "--yes")
    assert ran.code == 2, (ran.out, ran.err)
    assert ran.err.strip().count("\n") == 0
    assert "第 2 行" in ran.err
    assert said in ran.err
    assert _row(folder, 3) == before


def test_the_same_row_twice_is_refused(folder: Path) -> None:
    _change(folder, lambda sheet: sheet.append([cell.value for cell in sheet[2]]))
    assert "第 2 行" in _correct(folder, "--yes").err


def test_notes_and_printed_columns_are_said_and_not_kept(folder: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["remark"]).value = "已问过"
        sheet.cell(2, COLUMN["task"]).value = "别的任务"

    _change(folder, change)
    ran = _correct(folder, "--yes")
    assert ran.code == 0
    assert "备注" in ran.out
    assert "任务内容" in ran.out


@pytest.mark.parametrize("name", ["l.xlsx", "l.csv"])
def test_notes_stay_when_the_file_is_written_again(folder: Path, name: str) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, COLUMN["remark"]).value = "已问过"
        sheet.cell(3, COLUMN["progress"]).value = "完成一半"

    _change(folder, change)
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
    _change(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", "市审计局"))
    before = (folder / "l.xlsx").read_bytes()
    refused = run("ledger", "-o", "l.xlsx", folder=folder)
    assert refused.code == 2
    assert "l.xlsx" in refused.err
    assert (folder / "l.xlsx").read_bytes() == before
    assert _correct(folder, "--yes").code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0
    assert run("ledger", "-o", "l.xlsx", folder=folder).code == 0


def test_a_csv_in_the_encoding_of_excel(folder: Path) -> None:
    text = (folder / "l.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows[1][COLUMN["lead"] - 1] = "市审计局"
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    (folder / "l.csv").write_bytes(buffer.getvalue().encode("gb18030"))
    assert run("correct", "l.csv", "--yes", folder=folder).code == 0
    assert _row(folder)["lead"] == "市审计局"


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
    _change(folder, lambda sheet: setattr(sheet.cell(place, COLUMN["responsible"]), "value", ""))
    assert _correct(folder, "--yes").code == 0
    text = (folder / "kunming.txt").read_text(encoding="utf-8")
    (folder / "kunming.txt").write_text(text[: text.index("一、")], encoding="utf-8")
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert run("ledger", "-o", "l2.xlsx", folder=folder).code == 0
    ran = run("correct", "l2.xlsx", folder=folder)
    assert ran.code == 0, ran.err
    assert "昆政办笺" in ran.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="NOT RUN: LibreOffice is not installed")
def test_through_libreoffice(folder: Path) -> None:
    """LibreOffice writes the changed file anew, through its own format and back."""
    _change(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", "市审计局"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form, name in (("ods", "l.xlsx"), ("xlsx", "l.ods")):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", form, name], cwd=folder, capture_output=True, timeout=120, check=True
        )
    ran = _correct(folder, "--yes")
    assert ran.code == 0, ran.err
    assert "1 处修改" in ran.err
    assert run("build", "kunming.txt", folder=folder).code == 0
    assert _row(folder)["lead"] == "市审计局"


def test_the_state_of_a_row_says_what_was_written(folder: Path) -> None:
    row = _row(folder)
    state = json.loads(row["state"])
    assert state["cells"] == {column.key: row[column.key] for column in layout().columns if column.edits and row[column.key]}
