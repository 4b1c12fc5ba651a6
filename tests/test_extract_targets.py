"""Figures to be reached."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        ("确保今年新增高新技术企业15家以上。", "高新技术企业", ">=", "15", "家"),
        ("城镇调查失业率控制在5.5%左右。", "城镇调查失业率", "<=", "5.5", "%"),
        ("提高业扩带电接火率至93%。", "业扩带电接火率", "=", "93", "%"),
        ("审批时限由法定的15个工作日缩短至7个工作日。", "审批时限", "<=", "7", "个工作日"),
        ("企业开办时间压减至0.6个工作日以内，", "企业开办时间", "<=", "0.6", "个工作日"),
        ("确保全年实际利用外资增长3%，", "实际利用外资增长", "=", "3", "%"),
        ("力争2023年新增幼儿园学位1400个。", "幼儿园学位", "=", "1400", "个"),
        ("2023年争取新增10个省级托育服务示范机构。", "省级托育服务示范机构", "=", "10", "个"),
        ("组织不少于8场银企对接会；", "银企对接会", ">=", "8", "场"),
        ("全省中职以上院校毕业生留鄂就业率超过60%。", "全省中职以上院校毕业生留鄂就业率", ">=", "60", "%"),
    ],
)
def test_target(text: str, indicator: str, comparator: str, value: str, unit: str) -> None:
    found = find_targets(text, date(2018, 7, 13))
    assert [(t.indicator, t.comparator, t.value, t.unit) for t in found] == [(indicator, comparator, value, unit)]
    printed = text[found[0].start : found[0].end]
    assert indicator in printed
    assert value + unit in printed


def test_the_time_before_it() -> None:
    found = find_targets("到2020年，社区首诊率达到40%以上。2023年组织招聘会不少于90场。群众满意率达到95%以上。", date(2018, 7, 13))
    assert [target.when for target in found] == [By(date(2020, 12, 31)), By(date(2023, 12, 31)), None]


@pytest.mark.parametrize(
    "text",
    [
        "一年以上工作经验。",
        "驻政〔2018〕48号文件。",
        "建筑面积不少于1000平方米。",
        "加强组织领导。",
        "单个企业每年补助最高不超过100万元。",
        "每家旅行社奖励总额不超过100万元。",
        "引进进出口额5亿元以上外贸企业。",
        "代建管理费估算合同金额达到100万元以上的项目，可以招标。",
        "正常经营6个月及以上、带动就业3人及以上的，给予5000元奖励。",
        "上半年全市城镇新增就业达到5万人以上。",
        "今年以来，全市优良天气达到100天以上。",
        "按每人每年不低于30元的标准补助。",
        "磨憨口岸跨境货物运输量、货值分别突破600万吨、500亿元。",
    ],
)
def test_no_target(text: str) -> None:
    assert find_targets(text, date(2018, 7, 13)) == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789.%个家以上达到不低于新增力争企业就业率，。；的（）年内“", max_size=60))
def test_any_text(text: str) -> None:
    end = 0
    for target in find_targets(text, date(2023, 5, 10)):
        assert end <= target.start < target.end <= len(text)
        assert target.value in text[target.start : target.end]
        end = target.end
