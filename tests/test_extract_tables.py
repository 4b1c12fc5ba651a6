"""Tables of tasks: each row a measure, its units by the headings of their columns, its time, its number."""

from __future__ import annotations

from typing import Any

import pytest

from extract.pipeline import read
from extract.rows import rows
from extract.tables import cells_of, columns_of, row_of
from ontology.records import Source

HEAD = "驻马店市人民政府关于印发重点任务分工的通知\n驻政〔2023〕5号\n各县区人民政府：\n\n请认真贯彻执行。\n\n驻马店市人民政府\n2023年3月6日\n\n一、民生\n\n"


def _found(table: str, layer: str) -> list[dict[str, Any]]:
    return [row for row in rows(read(Source("table.txt", HEAD + table, ""))) if row["layer"] == layer]


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
