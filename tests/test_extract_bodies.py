"""Coordination bodies: names, hosts, chairs, members and rhythms, as printed in gazettes and compilations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.bodies import find_bodies

Body = tuple[str, str | None, str | None, tuple[str, ...]]

CASES: list[tuple[str, list[Body]]] = [
    ("市中心城区棚户区改造工作领导小组办公室设在市住房管理中心，市住房管理中心主任兼任办公室主任，抽调专人负责推进此项工作。",
     [("市中心城区棚户区改造工作领导小组", None, None, ()),
      ("市中心城区棚户区改造工作领导小组办公室", "市住房管理中心", "市住房管理中心主任", ())]),
    ("建立市中心城区棚户区改造工作联审联批联席会议制度，分管城建的副市长为召集人，辖区政府（管委会）及国土、规划、消防等部门为成员单位，",
     [("市中心城区棚户区改造工作联审联批联席会议", None, "分管城建的副市长", ("辖区政府（管委会）", "国土", "规划", "消防"))]),
    ("1.加强组织领导。建立全市城镇困难职工解\n困脱困工作联席会议制度，",
     [("全市城镇困难职工解困脱困工作联席会议", None, None, ())]),
    ("成立以分管副市长为组长，市卫计委、市消防支队等部门分管领导为成员的社区卫生服务机构建设领导小组，并建立联席会议制度。领导小组下设办公室，办公室设在市卫生计生委。",
     [("社区卫生服务机构建设领导小组", None, "分管副市长", ("市卫计委", "市消防支队")), ("联席会议", None, None, ()),
      ("社区卫生服务机构建设领导小组办公室", "市卫生计生委", None, ())]),
    ("成立“双替代”供暖工作领导小组，由市发改牵头，环保、住建等部门协同配合，明确各部门责任分工，",
     [("“双替代”供暖工作领导小组", None, None, ("市发改", "环保", "住建"))]),
    ("1.成立漳州市科学技术局优化营商环境工作领导小组，由局主要领导担任组长，分管营商环境工作的局领导班子成员担任副组长，其他局领导为成员。领导小组下设办公室，挂靠局政策法规科，",
     [("漳州市科学技术局优化营商环境工作领导小组", None, "局主要领导", ("其他局领导",)),
      ("漳州市科学技术局优化营商环境工作领导小组办公室", "局政策法规科", None, ())]),
    ("（七）建立联席会议制度。建立企业和群众诉求办理联席会议制度，由市政府常务副市长任召集人，市公安局、市行政审批局主要负责人任副召集人，各职能部门分管负责人为成员，联席会议办公室设在市行政审批局。",
     [("企业和群众诉求办理联席会议", None, "市政府常务副市长", ("市公安局", "市行政审批局", "各职能部门")),
      ("企业和群众诉求办理联席会议办公室", "市行政审批局", None, ())]),
    ("建立消费帮扶工作联席会议制度，由分管乡村振兴、商务工作的副市长共同担任召集人，市乡村振兴局、市商务委主要负责人共同担任副召集人。联席会议办公室设在市乡村振兴局，下设政府预算采购等6个专班。",
     [("消费帮扶工作联席会议", None, "分管乡村振兴、商务工作的副市长", ("市乡村振兴局", "市商务委")),
      ("消费帮扶工作联席会议办公室", "市乡村振兴局", None, ())]),
    (("成立各相关单位为成员的市推进进口贸易促进创新示范区建设协调领导小组（以下简称领导小组），统筹推进。"
     "领导小组下设办公室，在东湖高新区管委会，承担日常工作。"),
     [("市推进进口贸易促进创新示范区建设协调领导小组", None, None, ("各相关单位",)),
      ("市推进进口贸易促进创新示范区建设协调领导小组办公室", "东湖高新区管委会", None, ())]),
    ("充分发挥我市知识产权工作联席会议机制统筹协调作用，", [("市知识产权工作联席会议", None, None, ())]),
    ("进一步强化省优化营商环境促进市场主体倍增领导小组办公室（以下简称领导小组办公室）统筹协调、各地各部门协同推进工作机制，",
     [("省优化营商环境促进市场主体倍增领导小组", None, None, ()), ("省优化营商环境促进市场主体倍增领导小组办公室", None, None, ())]),
    ("在产业园区内设立联席办公室，发挥政企协同优势，", [("联席办公室", None, None, ())]),
    # mere mentions
    ("向市棚户区改造领导小组提出申请，由市棚户区改造领导小组办公室向市规划局函告，", []),
    ("工作方案要在7月30日前报市社区卫生服务机构建设领导小组办公室。", []),
    ("深入贯彻落实习近平总书记在中央财经领导小组第十四次会议上的重要指示精神，", []),
    ("（责任单位：省就业工作领导小组各成员单位，各市、州、县人民政府）", []),
    ("深化专班推进、清单管理等常态化机制，", []),
    ("各县（区）政府也要成立相应的领导小组，", []),
    ("建立府院联动协调破产工作领导小组制度化、常态化工作模式，", []),
    ("充分发挥领导小组下设5个专项组作用，", []),
    ("充分推进《三亚市企业破产联席会议制度实施办法》实质化运行，", []),
    ("驻马店市人民政府办公室\n二〇一八年七月十三日", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_bodies(text: str, expected: list[Body]) -> None:
    assert [(body.name, body.host, body.chair, body.members) for body in find_bodies(text)] == expected


def test_the_level_is_taken_from_where_it_is_printed() -> None:
    text = "报市社区卫生服务机构建设领导小组办公室。\n成立社区卫生服务机构建设领导小组，加强领导。"
    (body,) = find_bodies(text)
    assert body.name == "市社区卫生服务机构建设领导小组"
    assert text[body.start : body.end] == "社区卫生服务机构建设领导小组"


def test_a_body_and_its_office_begin_at_one_place() -> None:
    text = "市转型发展攻坚领导小组办公室设在市发展改革委。"
    assert [text[body.start : body.end] for body in find_bodies(text)] == ["市转型发展攻坚领导小组", "市转型发展攻坚领导小组办公室"]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("每季度召开一次全市困难职工解困脱困工作联席会议，", "FREQ=MONTHLY;INTERVAL=3"),
        ("联席会议每月召开一次，", "FREQ=MONTHLY"),
        ("联席会议每半年至少召开一次，", "FREQ=MONTHLY;INTERVAL=6"),
        ("联席会议每年召开两次，", None),
        ("定期召集联席会议，", None),
    ],
)
def test_rhythm(sentence: str, rule: str | None) -> None:
    (body,) = find_bodies("建立全市困难职工解困脱困工作联席会议制度。" + sentence)
    assert body.rhythm == rule


@given(st.text(alphabet="成立建市领导小组联席会议下设办公室在发改委由长任为员的、，。\n每月召开一次《》（）充分挥作用", max_size=80))
def test_any_text(text: str) -> None:
    found = find_bodies(text)
    assert found == find_bodies(text)
    assert all(0 <= body.start < body.end <= len(text) and body.name for body in found)
    assert len({body.name for body in found}) == len(found)
