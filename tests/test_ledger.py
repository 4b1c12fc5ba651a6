"""The 台账: its rows, its sheets, and that nothing printed becomes a formula."""

from __future__ import annotations

import csv
import io
import re
import time
from datetime import date
from functools import cache
from typing import Any

import networkx
import pytest
from openpyxl import load_workbook

from kg.store import open_store
from ontology.pages import PagedTexts
from ontology.paths import item_path
from ontology.records import Role
from tests.gold_readings import gold_reading
from visualize.ledger import Choice, DoubtRow, Finding, Ledger, LedgerRow, make_ledger
from visualize.ledger_columns import layout
from visualize.ledger_csv import guard, ledger_csv, unguard
from visualize.ledger_text import flat, names_in
from visualize.ledger_xlsx import LONGEST_CELL, ledger_xlsx, plain_workbook

PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=A1}",
    '=HYPERLINK("http://x","y")',
    "http://example.org",
    "\t=1",
    "\r=1",
    "＝1+1",
    "=cmd|'/c calc'!A0",
    "<b>&amp;",
)


@cache
def network() -> networkx.MultiDiGraph[str]:
    graph = open_store(":memory:")
    graph.add([gold_reading(key) for key in ("zz50", "zz109")])
    return graph.network()


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_rows_hold_what_the_gold_says() -> None:
    rows = make_ledger(network()).rows
    for key in ("zz50", "zz109"):
        reading = gold_reading(key)
        for measure in reading.measures:
            if not measure.is_operative:
                continue
            row = next(
                row
                for row in rows
                if row.cells["number"] == reading.documents[0].number and row.cells["section"].split("\n")[0] == item_path(measure.path)
            )
            for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT):
                wanted = {found.unit.name for found in reading.assignments if found.measure == measure.key and found.role is role}
                assert set(filter(None, row.cells[role.value].split("、"))) == wanted
    assert [row.cells["sequence"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


@pytest.mark.parametrize(
    ("choice", "test"),
    [
        (Choice(role=Role.LEAD), lambda row: bool(row.cells["lead"])),
        (Choice(role=Role.RESPONSIBLE, units=frozenset({"市财政局"})), lambda row: "市财政局" in row.cells["responsible"].split("、")),
        (Choice(units=frozenset({"市财政局"})), lambda row: "市财政局" in row.units),
        (Choice(start=date(2018, 9, 1), end=date(2018, 12, 31)), lambda row: bool(row.cells["date"])),
    ],
)
def test_choices(choice: Choice, test: Any) -> None:
    rows = make_ledger(network(), choice=choice).rows
    assert 0 < len(rows) < len(make_ledger(network()).rows)
    assert all(test(row) for row in rows)


def test_notes_name_the_page() -> None:
    plain = {row.cells["measure_id"]: row for row in make_ledger(network()).rows}
    starts = sorted(int(edge["start"]) for _, _, edge in network().edges(data=True) if edge["type"] == "role")
    middle = starts[len(starts) // 2]
    text = "\n" * 9 + "\f" + "-" * (middle - 11) + "\f" + "\n" * 3
    rows = make_ledger(network(), pages=PagedTexts(lambda digest: text)).rows
    said = {note.partition("：")[0] for row in rows for note in row.notes.values()}
    assert {words[:3] for words in said} == {"第2页", "第3页"}
    assert "第2页第1行" in said
    row = next(row for row in rows if "responsible" in row.notes)
    note = plain[row.cells["measure_id"]].notes["responsible"]
    assert re.sub("第[23]页第[0-9]+行：", "", row.notes["responsible"]) == note
    assert row.cells == plain[row.cells["measure_id"]].cells


def test_marks() -> None:
    rows = make_ledger(network(), as_of=date(2030, 1, 1)).rows
    assert any(row.marks.get("date") == "overdue" for row in rows)
    assert not any(row.marks.get("date") for row in make_ledger(network()).rows)
    for row in rows:
        assert (row.marks.get("lead") == "unowned") == (not row.cells["lead"] and not row.cells["responsible"] and "lead" in row.marks)


def test_the_workbook() -> None:
    finding = Finding(None, "warning", "无时限", "驻政〔2018〕50号", "一", "没有时限", "原文", "补上")
    ledger = make_ledger(network(), findings=[finding], doubts=[DoubtRow("a.txt", "看不清", "原文", "1-2")])
    data = ledger_xlsx(ledger, per_unit=True)
    assert data == ledger_xlsx(ledger, per_unit=True)
    book = load_workbook(io.BytesIO(data))
    sheet = book["台账"]
    headings = [column.zh for column in layout().columns]
    assert [cell.value for cell in sheet[1]] == headings
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:S{len(ledger.rows) + 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == ("landscape", 9, "$1:$1")
    hidden = [held for held in sheet.column_dimensions.values() if held.hidden]
    assert [(held.min, held.max) for held in hidden] == [(20, 21)]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("责任单位" in note for note in notes)
    assert book["问题"]["B2"].value == "无时限"
    assert book["存疑"]["A2"].value == "a.txt"
    units = {unit for row in ledger.rows for unit in row.units}
    assert len(book.sheetnames) == 4 + len(units)
    green = {name: [cell.value for cell in book[name][1] if cell.fill.fgColor.rgb == "FFE2EFDA"] for name in ("台账", sorted(units)[0])}
    assert green == {"台账": [column.zh for column in layout().columns if column.edits], sorted(units)[0]: []}
    footer, header = book[sorted(units)[0]].oddFooter, sheet.oddHeader
    assert footer is not None
    assert header is not None
    assert "只供查看" in str(footer.left.text)
    assert header.center.text == "&A"
    assert book["_zerenlian"].sheet_state == "hidden"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_document_text_is_never_a_formula(payload: str) -> None:
    cells = {column.key: payload for column in layout().columns}
    ledger = Ledger(
        (LedgerRow(cells, {"lead": payload}, {}, (payload, payload + "2")),), (Finding(None, *[payload] * 7),), (DoubtRow(*[payload] * 4),)
    )
    book = load_workbook(io.BytesIO(ledger_xlsx(ledger, per_unit=True)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in row)
    plain = load_workbook(io.BytesIO(plain_workbook([payload], [[payload]]))).worksheets[0]
    assert all(cell.data_type == "s" for row in plain.iter_rows() for cell in row)
    held = list(csv.reader(io.StringIO(ledger_csv(ledger).decode("utf-8-sig"), newline="")))[1]
    assert all(cell == guard(payload) and not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in held)
    assert unguard(held[0]) == payload


@pytest.mark.parametrize("text", ["长" * 40_000, "𠮷" * 20_000])
def test_text_longer_than_a_cell_is_cut_and_says_so(text: str) -> None:
    held = _sheets(plain_workbook(["x"], [[text]]))["zerenlian"][1][0]
    assert held.endswith("…")
    assert LONGEST_CELL - 2 < len(held.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert text.startswith(held[:-1])


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("责任\n单位：市 财政局", "责任单位：市财政局"),
        ("PM2.5 and SO2", "PM2.5 and SO2"),
        ("**第一条** 为", "第一条为"),
        ("一\x00二\x0b三", "一二三"),
        ("10\n%", "10 %"),
    ],
)
def test_printed_text_in_a_cell(printed: str, shown: str) -> None:
    assert flat(printed) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("四/（二）/1/（1）", "四（二）1（1）"),
        ("二/三", "二/三"),
        ("一~2", "一"),
        ("二/（三）/p1", "二（三）第1段"),
        ("p2", "第2段"),
        ("", ""),
    ],
)
def test_paths(path: str, shown: str) -> None:
    assert item_path(path) == shown


@pytest.mark.parametrize(
    ("cell", "whole", "names"),
    [("甲、乙，丙; 丁\n甲", (), ["甲", "乙", "丙", "丁"]), ("丙、市、县财政、丁", ("市、县财政",), ["丙", "市、县财政", "丁"]),
     ("市、县财政", ("市、县财政", "县财政"), ["市、县财政"]), ("", ("市、县",), []), (" 、 ", (), [])],
)  # fmt: skip
def test_names_of_a_cell(cell: str, whole: tuple[str, ...], names: list[str]) -> None:
    assert names_in(cell, whole) == names


def test_sheets_of_units_bear_names_that_sheets_may_bear() -> None:
    cells = {column.key: "" for column in layout().columns}
    units = ("市委/宣传部", "很" * 40, "很" * 41, "History", "台账", "[a]:*?", "'")
    book = load_workbook(io.BytesIO(ledger_xlsx(Ledger((LedgerRow(cells, {}, {}, units),)), per_unit=True)))
    assert len({name.lower() for name in book.sheetnames}) == len(units) + 4
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_five_thousand_rows_in_time() -> None:
    row = make_ledger(network()).rows[3]
    start = time.monotonic()
    ledger_xlsx(Ledger((row,) * 5000))
    assert time.monotonic() - start < 12
