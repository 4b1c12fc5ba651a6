"""The parts of the drawings: line breaks, titles, chapters, rungs; boxes stand apart and lines begin and end at them."""

from __future__ import annotations

import itertools
import re

import pytest

from ontology.records import Level
from tests.view_pages import store
from visualize.chain_drawing import PLACES, draw_chain, draw_overview
from visualize.facts import Facts, Gap, MeasureFact, gaps
from visualize.fold import chapters
from visualize.items import Items
from visualize.layers import Drawing
from visualize.read_network import read_network
from visualize.rungs import lowest_named, rungs
from visualize.text import bare_title, width, wrap
from visualize.unit_drawing import draw_unit


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("市财政局", 200, ["市财政局"]),
        ("辖区政府（管委会）", 8 * 13 + 5, ["辖区政府（管委", "会）"]),
        ("市棚户区改造领导小组", 9 * 13 + 5, ["市棚户区改造领导", "小组"]),
        ("推进新型城镇化和城乡融合发展工作领导小组", 6 * 13 + 5, ["推进新型城镇", "化和城乡融…"]),
        ("", 100, []),
        ("一 二", 100, ["一 二"]),
    ],
)
def test_wrap(text: str, limit: float, lines: list[str]) -> None:
    assert wrap(text, limit) == lines
    assert all(width(line) <= limit for line in lines)


@pytest.mark.parametrize(
    ("title", "path", "bare"),
    [
        ("（一）抓紧编制年度实施方案", "三/（一）", "抓紧编制年度实施方案"),
        ("一、总体要求", "一", "总体要求"),
        ("2. 推广电能替代，\n实现节能低碳", "2", "推广电能替代，实现节能低碳"),
        ("(1)落实社保政策", "四/（1）", "落实社保政策"),
        ("一", "一", "一"),
        ("Build the road", "1", "Build the road"),
    ],
)
def test_bare_title(title: str, path: str, bare: str) -> None:
    assert bare_title(title, path) == bare


def _measures(*paths: str) -> list[MeasureFact]:
    return [MeasureFact(f"m{order}", "d", path, (), path, path, None, True) for order, path in enumerate(paths)]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["一/（一）", "一/（二）", "二/（一）"], [("一", 2), ("二", 1)]),
        ([f"一/（{count}）/{item}" for count in (1, 2) for item in range(30)], [("一/（1）", 30), ("一/（2）", 30)]),
        ([str(count) for count in range(1, 91)], [("1 – 40", 40), ("41 – 80", 40), ("81 – 90", 10)]),
        ([f"一/{count}" for count in range(1, 51)], [("一/1 – 一/40", 40), ("一/41 – 一/50", 10)]),
    ],
)
def test_chapters(paths: list[str], found: list[tuple[str, int]]) -> None:
    parts = chapters(_measures(*paths))
    assert [(part.path, len(part.measures)) for part in parts] == found
    assert [measure.path for part in parts for measure in part.measures] == paths


def _facts(number: str) -> Facts:
    return read_network(store("gold").network(document=number))


NUMBERS = ("驻政〔2018〕48号", "驻政〔2018〕50号", "驻政办〔2018〕109号", "驻政办〔2018〕113号")


def _drawings(number: str) -> list[Drawing]:
    facts = _facts(number)
    items = Items(facts, "zh")
    document = facts.held()[0]
    measures = facts.measures_of(document.key)
    parts = chapters(measures)
    busiest = max(facts.units, key=lambda key: len(facts.duties_of_unit[key]))
    return [
        draw_chain(facts, items, document, measures, "zh"),
        draw_overview(facts, items, document, parts, "zh"),
        draw_unit(facts, items, [busiest], "zh"),
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_boxes_stand_apart_and_hold_their_text(number: str) -> None:
    for drawing in _drawings(number):
        for column in drawing.columns:
            boxes = sorted(column.boxes, key=lambda box: box.y)
            for above, below in itertools.pairwise(boxes):
                assert above.y + above.height <= below.y + 0.01
            for box in boxes:
                assert box.x >= 0
                assert box.x + box.width <= drawing.width
                assert box.y >= 30
                assert box.y + box.height <= drawing.height
                room = box.width - 7 - sum(badge.width for badge in box.badges)
                assert all(width(line) <= room + 0.01 for line in box.lines)


@pytest.mark.parametrize("number", NUMBERS)
def test_lines_meet_their_boxes(number: str) -> None:
    for drawing in _drawings(number):
        for line in drawing.lines:
            if line.style in ("basis", "body"):
                continue
            numbers = [int(value) for value in re.findall(r"-?\d+", line.path)]
            assert abs(numbers[0] - (line.start.x + line.start.width)) <= 1
            assert abs(numbers[1] - line.start.middle) <= 1
            assert abs(numbers[-2] - line.end.x) <= 1
            assert abs(numbers[-1] - line.end.middle) <= 1


def test_measures_keep_their_printed_order() -> None:
    facts = _facts(NUMBERS[3])
    measures = facts.measures_of(facts.held()[0].key)
    drawing = draw_chain(facts, Items(facts, "zh"), facts.held()[0], measures, "zh")
    assert [box.key for box in sorted(drawing.columns[1].boxes, key=lambda box: box.y)] == [measure.key for measure in measures]
    assert drawing.columns[1].x == PLACES["measure"][0]


@pytest.mark.parametrize(
    ("number", "path", "states"),
    [
        # 市人社局 leads, 各县区人民政府 answers: the chain goes down to the counties without a break
        (
            "驻政〔2018〕50号",
            "四/（二）/1/（1）",
            {Level.CITY: "issuer", Level.CITY_UNIT: "held", Level.COUNTY: "held", Level.TOWNSHIP: "none"},
        ),
        # only 各县区人民政府 is named: the bureaux of the city are missing between
        ("驻政办〔2018〕109号", "三/（二）", {Level.CITY: "issuer", Level.CITY_UNIT: "broken", Level.COUNTY: "held"}),
        # nobody is named: nothing is broken, the levels that the document reaches are not named
        ("驻政办〔2018〕113号", "五/（二）", {Level.CITY_UNIT: "unnamed", Level.COUNTY: "unnamed", Level.COUNTY_UNIT: "none"}),
    ],
)
def test_rungs(number: str, path: str, states: dict[Level, str]) -> None:
    facts = _facts(number)
    document = facts.held()[0]
    measure = next(measure for measure in facts.measures_of(document.key) if measure.path == path)
    found = {rung.level: rung.state.value for rung in rungs(facts, document, measure, lowest_named(facts, document))}
    assert {level: found[level] for level in states} == states


@pytest.mark.parametrize(
    ("audit", "gap"), [("unowned", Gap.NO_OWNER), ("without-lead", Gap.NO_LEAD), ("without-deadline", Gap.NO_DEADLINE)]
)
def test_gaps_are_what_the_audits_find(audit: str, gap: Gap) -> None:
    found = {finding.focus for finding in store("gold").audit([audit])}
    facts = read_network(store("gold").network())
    assert {measure.key for measure in facts.measures.values() if gap in gaps(facts, measure)} == found
