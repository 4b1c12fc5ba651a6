"""Audits that look at the words of a measure: which sentences they find, and which they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.store import open_store

BROKEN = Path(__file__).parent / "audits" / "report-without-receiver.broken.ttl"
WORDS = "每月25日前报送进展情况。"

# Whether the sentence orders a report and says not to whom
REPORTS = [
    (True, "各相关单位要明确路线图，每半年报送工作进度，领导小组办公室要加强督导。"),
    (True, "审核并汇总上报代建单位代编的项目年度投资计划；"),
    (True, "及时督促检查并报告工作进展情况。"),
    (True, "按时报送划定方案。"),
    (True, "依法报送并公布市局年度法治建设报告。"),
    (True, "各县区要将工作总结及时上报。"),
    (False, "商品房预售资金监管协议（以下简称协议）的签订、备案工作。"),
    (False, "市场主体可以办理歇业备案登记。"),
    (False, "接到集团公司初审上报的申请后，相关处室要在5个工作日内核报。"),
    (False, "提升企业备案及电子口岸入网功能，鼓励企业提前申报。"),
    (False, "推行企业年度报告“多报合一”，共享企业年度报告有关信息。"),
    (False, "应及时将相关情况报送监管部门。"),
    (False, "按月向项目单位报送工程进度和资金使用情况。"),
    (False, "《政府工作报告》确定的目标任务。"),
]  # fmt: skip


@pytest.mark.parametrize(("is_found", "sentence"), REPORTS)
def test_report_without_receiver(is_found: bool, sentence: str) -> None:
    graph = open_store(":memory:")
    store = graph.state.store
    assert isinstance(store, Store)
    text = BROKEN.read_text(encoding="utf-8").replace(WORDS, sentence)
    store.load(text.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode("https://w3id.org/zerenlian/id/graph/test"))
    assert bool(graph.audit(["report-without-receiver"])) is is_found
