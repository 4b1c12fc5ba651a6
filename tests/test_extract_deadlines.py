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
from extract.workdays import due_day
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


def test_the_event_that_starts_a_period() -> None:
    found, _ = find_deadlines("市政府批复棚户区改造项目后，3个月内筹集资金。", date(2018, 7, 29))
    assert found[0].when == Within("P3M", workdays=False, trigger="市政府批复棚户区改造项目")


@pytest.mark.parametrize(
    ("start", "limit", "due", "is_estimated"),
    [
        (
            date(2018, 9, 28),
            Within("P3D", workdays=True, trigger=None),
            date(2018, 10, 8),
            False,
        ),  # 29 and 30 September worked, then the holidays
        (date(2018, 7, 13), Within("P3D", workdays=False, trigger=None), date(2018, 7, 16), False),
        (date(2018, 1, 31), Within("P1M", workdays=False, trigger=None), date(2018, 2, 28), False),
        (date(2035, 3, 2), Within("P1D", workdays=True, trigger=None), date(2035, 3, 5), True),
    ],
)
def test_due_day(start: date, limit: Within, due: date, is_estimated: bool) -> None:
    assert due_day(start, limit) == (due, is_estimated)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789年月日前底末内每周季度个工作—至到（）。，自起《》完成一二三", max_size=60))
def test_any_text(text: str) -> None:
    found, doubts = find_deadlines(text, date(2023, 5, 10))
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
    for doubt in doubts:
        assert 0 <= doubt.start < doubt.end <= len(text)
