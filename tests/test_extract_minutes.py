"""Minutes, inspections and speeches: the title and its masthead, what was found is no order, where the tasks end."""

from __future__ import annotations

import pytest

from tests.read_rows import read_rows

MINUTES = """市政府专题会议纪要
〔2023〕18号
临川市人民政府办公室                          2023年6月12日

关于研究城区供水管网改造有关工作的会议纪要

2023年6月9日下午，市长李明在市政府会议室主持召开专题会议，研究城区供水管网改造有关工作。

一、关于项目资金问题。由市财政局牵头，市发改委配合，于6月底前完成专项债券申报。
二、关于施工组织问题。市水务局负责项目统筹协调，每周五向市政府办公室报送进展情况。
会议要求，市政府督查室要加强跟踪督办。

出席：李明  王强
发：市发改委，市财政局，市水务局。
"""
INSPECTION = """临川市人民政府办公室关于一季度重点工作落实情况的督查通报
临政办函〔2023〕24号

各区县人民政府，市政府各部门：
　　现将有关情况通报如下：
　　一、总体情况
　　一季度，全市142项重点工作总体进展顺利。
　　二、存在问题
　　（一）个别单位重视不够。市交通运输局未按时报送工作台账。
　　三、下步要求
　　（一）加快整改落实。市体育局要制定整改方案，于4月25日前将整改情况报市政府督查室。

　　　　　　　　　　　　　临川市人民政府办公室
　　　　　　　　　　　　　　2023年4月14日
"""


def test_minutes() -> None:
    document = read_rows(MINUTES, "documents")[0]
    assert (document["title"], document["number"], document["issuer"], document["date"]) == (
        "关于研究城区供水管网改造有关工作的会议纪要", "〔2023〕18号", "临川市人民政府办公室", "2023-06-12",
    )  # fmt: skip
    owners = {(row["item"], row["unit"], row["role"]) for row in read_rows(MINUTES, "assignments")}
    assert owners == {
        ("一", "市财政局", "lead"), ("一", "市发改委", "support"), ("二", "市水务局", "responsible"),
        ("二", "市政府办公室", "receive"), ("p1", "市政府督查室", "supervise"),
    }  # fmt: skip


@pytest.mark.parametrize(("item", "operative"), [("一", False), ("二/（一）", False), ("三/（一）", True)])
def test_what_an_inspection_found_is_no_order(item: str, operative: bool) -> None:
    assert [row["operative"] for row in read_rows(INSPECTION, "items") if row["id"] == item] == [operative]


SPEECH = """在全市安全生产工作会议上的讲话
市委副书记、市长  张伟
（2023年7月4日）

同志们：
一、认清形势，增强紧迫感
上半年，全市共发生生产安全事故42起。
二、压实责任，确保各项措施落到实处
一要落实属地责任。各级政府每季度至少带队检查一次。二要落实部门责任。各行业主管部门要履行监管责任。
同志们，安全生产责任重于泰山。让我们共同努力！
"""


def test_a_speech_ends_with_its_tasks() -> None:
    document = read_rows(SPEECH, "documents")[0]
    assert (document["title"], document["date"]) == ("在全市安全生产工作会议上的讲话", "2023-07-04")
    assert [row["id"] for row in read_rows(SPEECH, "items")] == ["一", "二/一要", "二/二要"]


STANDING = """湖阳市人民政府第三十二次常务会议纪要

时间：2023年8月21日上午
地点：市政府第一会议室
列席人员：市财政局主要负责人

一、研究公共租赁住房管理办法
会议强调，市住建局要加快筹建，确保年底前完成1200套任务。
"""


def test_the_day_of_a_meeting_dates_its_minutes() -> None:
    document = read_rows(STANDING, "documents")[0]
    assert (document["issuer"], document["date"]) == ("湖阳市人民政府", "2023-08-21")
    assert [row["date"] for row in read_rows(STANDING, "deadlines")] == ["2023-12-31"]
