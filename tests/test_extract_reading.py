"""Whole readings: the nine documents of the gazette, exact offsets, the same rows alone and among others, and any text at all."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clean import clean
from extract.headings import without_assignment
from extract.language import build
from extract.pipeline import read
from extract.rows import rows
from ontology.records import By, Evidence, Reading, Source
from tests.gold_readings import GAZETTE, GOLD

HEADERS: list[dict[str, str]] = tomllib.loads((Path(__file__).parent / "cases" / "headers.toml").read_text(encoding="utf-8"))["document"]


def _source(text: str, name: str = "text") -> Source:
    return Source(name, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


@pytest.fixture(scope="module")
def gazette() -> Reading:
    with GAZETTE.open(encoding="utf-8", newline="") as handle:
        return read(_source(handle.read(), GAZETTE.name))


def test_headers(gazette: Reading) -> None:
    found = [
        {
            "number": d.number or "", "title": d.title, "issuer": "、".join(d.issuers), "date": d.date.isoformat() if d.date else "",
            "kind": d.kind,
        }
        for d in gazette.documents
    ]  # fmt: skip
    assert found == HEADERS


def _evidence(reading: Reading) -> Iterator[Evidence]:
    for assignment in reading.assignments:
        yield from assignment.evidence
    for layer in (reading.deadlines, reading.citations, reading.bodies, reading.targets, reading.posts):
        for row in layer:
            yield row.evidence


def _check(reading: Reading) -> None:
    text = reading.source.text
    for shown in _evidence(reading):
        assert text[shown.span.start : shown.span.end] == shown.quote
        assert shown.context.start <= shown.context.end
    keys = {measure.key for measure in reading.measures}
    assert len(keys) == len(reading.measures)
    assert all(assignment.measure in keys for assignment in reading.assignments)
    assert all(deadline.measure in keys for deadline in reading.deadlines)


def test_every_quote_is_at_its_offsets(gazette: Reading) -> None:
    _check(gazette)


def test_the_lead_by_rule_rests_on_two_places(gazette: Reading) -> None:
    ruled = [a for a in gazette.assignments if a.basis.value == "rule" and a.role.value == "lead"]
    assert ruled
    assert all(len(a.evidence) >= 2 for a in ruled)


def test_alone_and_among_others() -> None:
    with GAZETTE.open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    whole = read(_source(text))
    for document in whole.documents:
        alone = read(_source(text[document.span.start : document.span.end]))
        mine = [(m.path, m.title, m.is_operative) for m in whole.measures if m.document == document.key]
        assert [(m.path, m.title, m.is_operative) for m in alone.measures] == mine
        ours = [(a.unit.name, a.role, a.evidence[0].quote) for a in whole.assignments if a.measure.startswith(f"{document.key}#")]
        assert [(a.unit.name, a.role, a.evidence[0].quote) for a in alone.assignments] == ours


def test_twice_the_same(gazette: Reading) -> None:
    assert list(rows(read(gazette.source))) == list(rows(gazette))


@pytest.mark.parametrize("text", ["", "\n\n", "Nothing here is Chinese.\nNor here.", "市财政局", "\x00\x01", "（责任单位：市财政局"])
def test_no_document(text: str) -> None:
    reading = read(_source(text))
    assert not reading.documents
    assert [doubt.kind for doubt in reading.doubts] == ["no_document"]


def test_a_table_of_contents_is_no_document() -> None:
    text = "目录\n\n驻马店市人民政府关于加快乡村旅游发展的实施意见 /23\n\n驻马店市人民政府关于棚户区改造的补充意见 /18\n"
    assert not read(_source(text)).documents


def test_windows_newlines_change_no_row() -> None:
    text = (GOLD / "kunming.txt").read_text(encoding="utf-8")
    plain, windows = read(_source(text)), read(_source(text.replace("\n", "\r\n")))
    _check(windows)
    assert [(a.unit.name, a.role) for a in windows.assignments] == [(a.unit.name, a.role) for a in plain.assignments]
    assert [m.path for m in windows.measures] == [m.path for m in plain.measures]


def test_a_bracket_behind_a_heading_holds_for_all_below_it() -> None:
    text = (
        "青川市东湖区人民政府关于推动发展的若干措施\n青政发〔2010〕183号\n各乡镇人民政府：\n"
        "一、强化科技创新（区科技局牵头）\n（一）建设平台。加快建设研究院。\n（二）加强研发。给予补助。（区财政局配合）\n"
        "（三）加强引才。引进人才100名。（责任单位：区人社局）\n"
        "二、扩大有效投资（牵头单位：区发改局；责任单位：区财政局、区住建局、区交通局、区水利局、区文旅局，各乡镇）\n"
        "（四）推进招商。完成引资5亿元。\n三、保障民生（试行）\n（五）推进就业。新增就业3000人。\n"
    )
    reading = read(_source(text))
    found = [(a.measure.rsplit("#", 1)[-1], a.evidence[0].quote, a.role.value) for a in reading.assignments]
    assert sorted(found) == sorted([
        ("一/（一）", "区科技局", "lead"), ("一/（二）", "区科技局", "lead"), ("一/（二）", "区财政局", "support"), ("一/（三）", "区人社局", "responsible"),
        ("二/（四）", "区发改局", "lead"), *(("二/（四）", f"区{name}局", "responsible") for name in ("财政", "住建", "交通", "水利", "文旅")),
        ("二/（四）", "各乡镇", "responsible"),
    ])  # fmt: skip
    assert [m.path for m in reading.measures] == ["一/（一）", "一/（二）", "一/（三）", "二/（四）", "三/（五）"]


def test_a_blank_line_after_every_printed_line_changes_nothing() -> None:
    text = (GOLD / "kunming.txt").read_text(encoding="utf-8")
    once, twice = read(_source(text)), read(_source(text.replace("\n", "\n\n")))
    assert [m.path for m in twice.measures] == [m.path for m in once.measures]
    assert [(a.unit.name, a.role) for a in twice.assignments] == [(a.unit.name, a.role) for a in once.assignments]


def test_a_signature_does_not_go_on_with_the_sentence_above_it() -> None:
    text = "青川市人民政府办公室关于印发青川市低空经济行动方案的通知\n各县（市、区）人民政府，市各直属园区管委会，市各委、办、局，市各\n直属单位：\n《青川市低空经济行动方案》已经市政府会议研究并报经省发展改革\n委同意，现印发给你们，请认真组织实施。\n青川市人民政府办公室\n2024年10月10日\n一、总体目标。到2025年建成起降点20个，形成一批应用场景和示范线\n路，产业规模达到50亿元。\n"
    (document,) = read(_source(text)).documents
    assert document.issuers == ("青川市人民政府办公室",)


def test_traditional_characters_are_read_and_keep_their_places() -> None:
    text = "甲市人民政府關於甲事的意見\n甲政〔2023〕1號\n各縣區人民政府：\n一、加強領導。抓好落實。（責任單位：市財政局、市發展改革委）\n"
    reading = read(_source(text))
    _check(reading)
    assert [(a.unit.name, a.evidence[0].quote) for a in reading.assignments] == [("市财政局", "市財政局"), ("市发改委", "市發展改革委")]


def test_a_bracket_that_is_never_closed_is_a_doubt() -> None:
    text = "甲市人民政府关于甲事的意见\n甲政〔2023〕1号\n各县区人民政府：\n一、加强领导。抓好落实。（责任单位：市财政局、市人社局\n二、做好服务。（责任单位：市民政局）\n"
    reading = read(_source(text))
    assert {a.unit.name for a in reading.assignments} >= {"市财政局", "市人社局", "市民政局"}
    assert "bracket_open" in {doubt.kind for doubt in reading.doubts}


PIECES = st.sampled_from([
    "一、", "（一）", "1.", "（1）", "①", "④", "第一条 ", "责任单位：", "（牵头单位：", "市财政局", "各县（市、区）政府", "由", "负责", "，", "。", "；", "\n", "\n\n", "# ",
    "# Page 3:\n", "2023年", "6 月底前", "《通知》", "〔2023〕5号", "关于", "的通知", "：", "）", "（", "办公室设在", "领导小组", "X", "每月", "　　", "甲市人民政府",
])  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text(text: str) -> None:
    _check(read(_source(text)))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join)))
def test_clean_keeps_an_exact_map(text: str) -> None:
    found = clean(text)
    assert len(found.text) == len(found.offsets)
    assert all(left <= right for left, right in zip(found.offsets, found.offsets[1:], strict=False))
    assert all(0 <= at < max(len(text), 1) for at in found.offsets)


def test_tokens_are_characters() -> None:
    doc = build().make_doc("市财政局 负责 a b，\n第二条")
    assert [token.idx for token in doc] == [token.i for token in doc]
    assert doc.text == "市财政局 负责 a b，\n第二条"


def test_a_user_adds_own_names_without_touching_the_code() -> None:
    text = "甲市人民政府关于甲事的意见\n甲政〔2023〕1号\n各县区人民政府：\n一、加强领导。雪亮驿站要做好值守。\n"
    assert not [a for a in read(_source(text)).assignments if a.unit.name == "雪亮驿站"]
    nlp = build()
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": "units", "overwrite": False}, last=True)
    ruler.add_patterns([{"label": "named", "pattern": [{"ORTH": character} for character in "雪亮驿站"]}])
    found = [a for a in read(_source(text), nlp=nlp).assignments if a.unit.name == "雪亮驿站"]
    assert [(a.role.value, a.evidence[0].quote) for a in found] == [("responsible", "雪亮驿站")]


MINUTES = """昆明市人民政府专题会议纪要

〔2023〕15号

2023年5月10日，副市长主持召开专题会议，研究城中村改造工作。现将议定事项纪要如下：

一、由市住建局牵头，市财政局配合，于2023年6月30日前完成项目清单编制，报市政府审定。

二、请五华区政府加快推进征地拆迁工作，每周五向市住建局报送进展情况。

三、关于遗留问题，会议原则同意由市信访局会同市司法局研究提出处理意见。

出席：市政府副秘书长张某，市住建局王某。

昆明市人民政府办公室                       2023年5月12日印发
"""


def test_minutes() -> None:
    reading = read(_source(MINUTES))
    (document,) = reading.documents
    assert (document.number, document.title, document.issuers) == ("〔2023〕15号", "昆明市人民政府专题会议纪要", ("昆明市人民政府",))
    assert document.date is not None
    assert document.date.isoformat() == "2023-05-12"
    found = {(a.measure.rsplit("#", 1)[-1], a.unit.name, a.role.value) for a in reading.assignments}
    assert found == {
        ("一", "市住建局", "lead"), ("一", "市财政局", "support"), ("一", "市政府", "receive"), ("二", "五华区人民政府", "responsible"),
        ("二", "市住建局", "receive"), ("三", "市信访局", "responsible"), ("三", "市司法局", "support"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "documents", "doubt"),
    [
        ("（三）推进城市更新。实施改造。（牵头单位：市住建局；配合单位：市财政局）\n", 1, "title_missing"),
        ("Each department shall implement it by December 31, 2023.\n1. The Ministry of Finance is responsible.\n", 0, "no_document"),
    ],
)
def test_texts_without_a_title(text: str, documents: int, doubt: str) -> None:
    reading = read(_source(text))
    assert len(reading.documents) == documents
    assert doubt in {found.kind for found in reading.doubts}


def test_a_bracket_behind_a_heading_holds_for_its_parts() -> None:
    text = (
        "甲市2024年重点任务分解表\n一、产业发展\n（一）实施工业强市。（牵头市领导：王某；牵头单位：市工信局；责任单位：市发改委）\n"
        "①培育企业20家。完成时限：12月31日\n②技改投资增长10%。（责任单位：市统计局）\n（二）发展服务业\n责任单位：市商务局\n工作措施：建设集聚区2个。\n"
    )
    reading = read(_source(text))
    assert [(measure.path, measure.title) for measure in reading.measures] == [
        ("一/（一）/①", "培育企业20家"), ("一/（一）/②", "技改投资增长10%"), ("一/（二）", "发展服务业"),
    ]  # fmt: skip
    assert {(a.measure.rsplit("#", 1)[1], a.unit.name, a.role.value) for a in reading.assignments} == {
        ("一/（一）/①", "市工信局", "lead"), ("一/（一）/①", "市发改委", "responsible"),
        ("一/（一）/②", "市统计局", "responsible"), ("一/（二）", "市商务局", "responsible"),
    }  # fmt: skip
    assert [deadline.when for deadline in reading.deadlines] == [By(date(2024, 12, 31))]
    posts = [(post.measure.rsplit("#", 1)[1], post.name, post.evidence.quote) for post in reading.posts]
    assert posts == [("一/（一）/①", "王某", "王某")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("开展违建治理（责任单位：市城管局）", "开展违建治理"),
        ("推进建设（市住建局牵头，市财政局配合）", "推进建设"),
        ("支持各县（市、区）发展", "支持各县（市、区）发展"),
    ],
)
def test_titles_end_before_who_answers(text: str, title: str) -> None:
    assert without_assignment(text) == title


def test_a_date_with_a_circle_for_zero() -> None:
    text = "甲市财政局关于甲事的意见\n各县财政局：\n一、抓好落实。市财政局要加强指导。\n甲市财政局\n二○二四年三月一日\n"
    assert [document.date for document in read(_source(text)).documents] == [date(2024, 3, 1)]
