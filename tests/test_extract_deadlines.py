"""Times as printed and their normalised values; what is no deadline; the days of working-day limits."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clean import clean
from extract.deadlines import find_deadlines
from ontology.records import Between, By, Continuing, Every, Open, When, Within

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "deadlines.toml").read_text(encoding="utf-8"))["case"]


def _shown(when: When) -> str:
    match when:
        case By(day):
            return f"by {day}"
        case Between(start, end):
            return f"between {start} {end}"
        case Within(duration, workdays, _):
            return f"within {duration}" + (" workdays" if workdays else "")
        case Every(rrule):
            return f"every {rrule}"
        case Open():
            return "open"
        case Continuing():
            return "continuing"
    raise ValueError(when)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_times(case: dict[str, Any]) -> None:
    text = clean(case["text"]).text
    found, doubts = find_deadlines(text, date.fromisoformat(case.get("issued", "2023-05-10")))
    assert [_shown(mention.when) for mention in found] == case["times"]
    assert len(doubts) == case.get("doubts", 0)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("市政府批复棚户区改造项目后，3个月内筹集资金。", "市政府批复棚户区改造项目"),
        ("市场监督管理部门应当自收到申请之日起3个月内作出决定。", "收到申请"),
        ("简单案件于裁定受理之日起3个月内审结。", "裁定受理"),
        ("各牵头部门在本方案印发之日起3个月内制定方案。", "本方案印发"),
        ("由于资金到位后，3个月内完成。", "由于资金到位"),
        ("办理时限压缩至3个月内。", None),
        ("应在3个月内办结。", None),
    ],
)
def test_the_event_that_starts_a_period(text: str, trigger: str | None) -> None:
    found, _ = find_deadlines(text, date(2018, 7, 29))
    assert [mention.when for mention in found] == [Within("P3M", workdays=False, trigger=trigger)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("确保到2018年底，全市建成体系。", "到2018年底"),
        ("审批办理时限不超过5天，推行证照。", "5天"),
        ("各县区应于每月25日前报送。", "每月25日前"),
        ("《规划（2016—2030年）》提出，8月底前完成。", "8月底前"),
    ],
)
def test_where_it_stands(text: str, printed: str) -> None:
    found, _ = find_deadlines(text, date(2018, 7, 29))
    assert [text[mention.start : mention.end] for mention in found] == [printed]


def test_no_day_of_issue() -> None:
    found, doubts = find_deadlines("10月底前完成，2025年6月底前验收，每月通报。", None)
    assert [_shown(mention.when) for mention in found] == ["by 2025-06-30", "every FREQ=MONTHLY"]
    assert [(doubt.kind, doubt.values) for doubt in doubts] == [("year_missing", (("text", "10月底前"),))]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789.年月日前底末内每周季度个小时工作—至到（）。，：自起于报《》“”完成时限一二三十半", max_size=60))
def test_any_text(text: str) -> None:
    found, doubts = find_deadlines(text, date(2023, 5, 10))
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
    for doubt in doubts:
        assert 0 <= doubt.start < doubt.end <= len(text)
