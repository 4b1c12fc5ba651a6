"""Figures to be reached."""

from __future__ import annotations

from datetime import date

import pytest

from extract.targets import find_targets
from ontology.records import By


@pytest.mark.parametrize(
    ("text", "indicator", "comparator", "value", "unit"),
    [
        ("优良天气达到210天以上。", "优良天气", ">=", "210", "天"),
        ("城区居民在社区卫生服务机构首诊率达到40%以上。", "城区居民在社区卫生服务机构首诊率", ">=", "40", "%"),
        ("战略性新兴产业贡献率不低于30%。", "战略性新兴产业贡献率", ">=", "30", "%"),
        ("综合融资成本控制在5%以内。", "综合融资成本", "<=", "5", "%"),
        ("服务覆盖率达到100%，群众满意。", "服务覆盖率", "=", "100", "%"),
    ],
)
def test_target(text: str, indicator: str, comparator: str, value: str, unit: str) -> None:
    found = find_targets(text, date(2018, 7, 13))
    assert [(t.indicator, t.comparator, t.value, t.unit) for t in found] == [(indicator, comparator, value, unit)]
    assert text[found[0].start : found[0].end].startswith(indicator)


def test_the_time_before_it() -> None:
    found = find_targets("到2020年，社区首诊率达到40%以上。", date(2018, 7, 13))
    assert found[0].when == By(date(2020, 12, 31))


@pytest.mark.parametrize("text", ["一年以上工作经验。", "驻政〔2018〕48号文件。", "建筑面积不少于1000平方米。", "加强组织领导。"])
def test_no_target(text: str) -> None:
    assert find_targets(text, date(2018, 7, 13)) == []
