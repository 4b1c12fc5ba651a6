"""Tables of tasks: each row a measure, its units by the headings of their columns, its time, its number."""

from __future__ import annotations

from typing import Any

import pytest

from extract.flat_tables import flattened, unread_rows
from extract.table_lines import barred
from extract.tables import cells_of, columns_of, row_of
from tests.read_rows import read_rows

HEAD = "驻马店市人民政府关于印发重点任务分工的通知\n驻政〔2023〕5号\n各县区人民政府：\n\n请认真贯彻执行。\n\n驻马店市人民政府\n2023年3月6日\n\n一、民生\n\n"


def _found(table: str, layer: str) -> list[dict[str, Any]]:
    return read_rows(HEAD + table, layer)


WHOLE = """序号｜工作任务｜牵头单位｜责任单位｜责任领导｜完成时限
1｜建设社区卫生服务中心10个｜市卫健委｜市财政局、住建局，各县区人民政府｜张三｜2023年12月底前
2｜建立投诉举报机制，每季度通报一次｜市发改委牵头，市司法局配合｜｜｜2023年6月
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(WHOLE, {
            ("一/1", "市卫健委"): "lead", ("一/1", "市财政局"): "responsible", ("一/1", "市住建局"): "responsible",
            ("一/1", "各县区人民政府"): "responsible", ("一/2", "市发改委"): "lead", ("一/2", "市司法局"): "support",
        }, id="whole"),
        pytest.param("任务｜责任单位\n修路｜市交通运输局\n", {("一/p1", "市交通运输局"): "responsible"}, id="two columns, no number"),
        pytest.param(
            "| 序号 | 举措 | 牵头单位 |\n|---|---|---|\n| 3 | 由市住建局会同市城管局整治 | 市住建局 |\n",
            {("一/3", "市住建局"): "lead", ("一/3", "市城管局"): "support"}, id="Markdown, prose in a cell",
        ),
        pytest.param("指标｜2022年｜2023年\n增速｜5%｜6%\n", {}, id="a table of figures"),
    ],
)  # fmt: skip
def test_rows(table: str, expected: dict[tuple[str, str], str]) -> None:
    found = {
        (row["item"], row["unit"]): row["role"]
        for row in _found(table, "assignments")
        if row["role"] != "responsible" or row["basis"] == "table"
    }
    assert found == expected


def test_basis_times_and_posts() -> None:
    assert {row["basis"] for row in _found(WHOLE, "assignments")} == {"table"}
    times = [(row["item"], row["kind"], row.get("date") or row.get("rrule")) for row in _found(WHOLE, "deadlines")]
    assert times == [("一/1", "by", "2023-12-31"), ("一/2", "every", "FREQ=MONTHLY;INTERVAL=3"), ("一/2", "by", "2023-06-30")]
    assert [(row["item"], row["name"]) for row in _found(WHOLE, "posts")] == [("一/1", "张三")]


@pytest.mark.parametrize(("line", "count"), [("a｜b｜c", 3), ("| a | b |", 2), ("a｜｜c", 3), ("市财政局、市人社局", 1), ("a｜b｜", 3)])
def test_cells(line: str, count: int) -> None:
    assert len(cells_of(line.replace(" ", ""))) == count


def test_a_row_of_another_width_is_none() -> None:
    columns = columns_of("序号｜任务｜责任单位")
    assert columns is not None
    assert row_of("1｜修路", columns) is None
    assert row_of("|---|---|---|", columns) is None


TABBED = WHOLE.replace("｜", "\t")
FLAT = """序号
工作任务
牵头单位
责任单位
完成时限
1
建设社区卫生服务中心10个。
市卫健委
市财政局、住建局，
各县区人民政府
2023年12月底前

2
修建公路。
市交通运输局
市财政局
2023年6月

二、保障措施
市财政局要落实资金。
"""
NOTED = """序号
任务
责任单位
备注
1
修路
市交通运输局
2
建桥
市住建局
"""
FLAT_ROWS = {
    ("一/1", "市卫健委"): "lead", ("一/1", "市财政局"): "responsible", ("一/1", "市住建局"): "responsible",
    ("一/1", "各县区人民政府"): "responsible", ("一/2", "市交通运输局"): "lead", ("一/2", "市财政局"): "responsible",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(TABBED, {
            ("一/1", "市卫健委"): "lead", ("一/1", "市财政局"): "responsible", ("一/1", "市住建局"): "responsible",
            ("一/1", "各县区人民政府"): "responsible", ("一/2", "市发改委"): "lead", ("一/2", "市司法局"): "support",
        }, id="tabs, as pasted from a sheet"),
        pytest.param("任务\t责任单位\n修路\t市交通运输局\n", {("一/p1", "市交通运输局"): "responsible"}, id="one tab, by its label"),
        pytest.param(FLAT, FLAT_ROWS, id="a cell a line, one over two lines, and prose behind"),
        pytest.param(NOTED, {("一/1", "市交通运输局"): "responsible", ("一/2", "市住建局"): "responsible"}, id="an empty last column"),
    ],
)  # fmt: skip
def test_tables_without_bars(table: str, expected: dict[tuple[str, str], str]) -> None:
    rows = {(row["item"], row["unit"]): row["role"] for row in _found(table, "assignments") if row["basis"] == "table"}
    assert rows == expected


def test_a_flattened_table_ends_before_the_next_heading() -> None:
    assert [row["unit"] for row in _found(FLAT, "assignments") if row["item"].startswith("二")] == ["市财政局"]


def test_a_row_with_too_few_cells_is_a_doubt() -> None:
    cut = FLAT.replace("修建公路。\n", "")
    doubts = [row for row in _found(cut, "doubts") if row["kind"] == "row_unread"]
    assert len(doubts) == 1
    assert not [row for row in _found(cut, "assignments") if row["item"] == "一/2" and row["basis"] == "table"]


@pytest.mark.parametrize(
    "text", ["\t一是加强领导。\n\t二是落实责任。", "一、\t总体要求\n二、\t主要任务", "序号\n工作任务\n市财政局要落实资金。"]
)
def test_what_is_no_table_stays(text: str) -> None:
    assert barred(text) == text
    assert flattened(text) == text
    assert unread_rows(text) == []
