"""Decimal numbering (1 总则, 1.1 编制目的): the outline of emergency plans, and what only looks like it."""

from __future__ import annotations

import pytest

from extract.decimal_numbers import find_decimals
from tests.read_rows import read_rows

PLAN = """临川县突发地质灾害应急预案

1　总则
1.1　编制目的
　　做好突发地质灾害防范与处置工作。
1.2　编制依据
　　依据《地质灾害防治条例》制定本预案。
2　组织体系和职责
2.1　县指挥部
　　县指挥部办公室设在县自然资源局。
　　成员单位：县公安局、县气象局。
2.2　成员单位职责
　　县公安局：负责交通秩序维护。
　　县气象局：负责提供气象信息。
3　信息报告
　　乡镇人民政府应当在1小时内向县政府报告。
4　附则
　　本预案由县自然资源局负责解释。
"""


def test_outline() -> None:
    items = [(row["id"], row["operative"]) for row in read_rows(PLAN, "items")]
    assert items == [
        ("1/1.1", False), ("1/1.2", False), ("2/2.1", True), ("2/2.2/p1", True), ("2/2.2/p2", True), ("3", True), ("4", True),
    ]  # fmt: skip
    owners = {(row["item"], row["unit"]) for row in read_rows(PLAN, "assignments") if row["role"] == "responsible"}
    assert {("2/2.2/p1", "县公安局"), ("2/2.2/p2", "县气象局"), ("3", "乡镇人民政府")} <= owners


@pytest.mark.parametrize(
    ("texts", "chapters"),
    [
        (["1总则", "1.1编制目的", "1.2编制依据"], {1}),
        (["1.1目的", "2.1机构"], {1, 2}),
        (["1.加强领导", "2.落实责任"], set()),
        (["1.5倍以上的企业", "1.6亿元以上的项目"], set()),
        (["1.1版本"], set()),
    ],
)
def test_where_numbers_are_decimal(texts: list[str], chapters: set[int]) -> None:
    assert find_decimals(texts).chapters == chapters


def test_a_table_of_contents_is_no_outline() -> None:
    contents = "目录\n1总则………1\n1.1编制目的………1\n2组织体系………2\n"
    title, rest = PLAN.split("\n", 1)
    assert [row["id"] for row in read_rows(f"{title}\n{contents}{rest}", "items")] == [row["id"] for row in read_rows(PLAN, "items")]


def test_numbers_without_a_blank_behind_them() -> None:
    assert [row["id"] for row in read_rows(PLAN.replace("　", ""), "items")] == [row["id"] for row in read_rows(PLAN, "items")]
