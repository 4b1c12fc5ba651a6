"""Duties listed under one lead-in are measures of its unit; articles inside a paragraph, and below 一、二、."""

from __future__ import annotations

from tests.read_rows import read_rows

RULES = """临川市贴息资金管理办法

第一章 总则
第一条 为规范管理，制定本办法。 第二条 本办法所称贴息是指补助。
第二章 职责
第三条 市财政局负责贴息资金的预算安排和资金监管：
（一）审核并下达年度预算；
（二）监督检查资金的使用情况。 第四条 市商务局履行以下职责：
（一）组织项目申报；
（二）市审计局要对项目开展审计。
第五条 有下列行为之一的，市财政局追回资金：
（一）提供虚假资料的；
（二）挪用资金的。
"""


def test_the_unit_of_a_lead_in_answers_for_what_is_listed() -> None:
    owners = {(row["item"], row["unit"], row["role"]) for row in read_rows(RULES, "assignments")}
    assert owners == {
        ("第三条/（一）", "市财政局", "responsible"), ("第三条/（二）", "市财政局", "supervise"),
        ("第四条/（一）", "市商务局", "responsible"), ("第四条/（二）", "市审计局", "supervise"),
        ("第五条/p1", "市财政局", "responsible"),
    }  # fmt: skip


def test_a_lead_in_that_only_leads_in_is_no_measure() -> None:
    assert [row["id"] for row in read_rows(RULES, "items")] == [
        "第一条", "第二条", "第三条/（一）", "第三条/（二）", "第四条/（一）", "第四条/（二）", "第五条/p1", "第五条/（一）", "第五条/（二）",
    ]  # fmt: skip


def test_the_words_of_a_lead_in_are_shown() -> None:
    quotes = {row["quote"] for row in read_rows(RULES, "assignments") if row["item"].startswith("第三条")}
    assert quotes == {"市财政局"}


def test_parts_with_chinese_numbers_stand_above_the_articles() -> None:
    text = "临川市学校出入管理办法\n\n一、总则\n第一条 为加强管理，制定本办法。\n二、职责\n第二条 市教育局负责指导。\n第三条 学校要落实责任。\n"
    assert [row["id"] for row in read_rows(text, "items")] == ["一/第一条", "二/第二条", "二/第三条"]
