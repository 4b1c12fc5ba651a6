"""Times in words and back: every form of the table, and what people type."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ontology.times import time_from_words, time_in_words
from ontology.words import LANGUAGES

WRITTEN = [
    ("P15D workdays", "15个工作日内", "within 15 working days"),
    ("P3D", "3日内", "within 3 days"),
    ("P3M", "3个月内", "within 3 months"),
    ("PT24H", "24小时内", "within 24 hours"),
    ("FREQ=MONTHLY", "每月", "every month"),
    ("FREQ=MONTHLY;INTERVAL=3", "每季度", "every quarter"),
    ("FREQ=MONTHLY;INTERVAL=2", "每2个月", "every 2 months"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", "每季度25日前", "every quarter by day 25 of its last month"),
    ("FREQ=MONTHLY;BYMONTHDAY=10,20", "每月10、20日前", "every month by day 10,20"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月月底前", "by the end of every month"),
    ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "每年1、4、7、10月的10日前", "in month 1,4,7,10 by day 10"),
    ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "每年6、12月15日前", "every year by day 15 of month 6,12"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "每年年底前", "by the end of every year"),
    ("FREQ=WEEKLY;BYDAY=FR", "每周五前", "every week by Fri"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,SU", "每周一三日前", "every week by Mon,Wed,Sun"),
    ("continuing", "长期坚持", "continuing"),
]
TYPED = [
    ("每周五", "FREQ=WEEKLY;BYDAY=FR"), ("每季", "FREQ=MONTHLY;INTERVAL=3"), ("每天", "FREQ=DAILY"), ("10个工作日", "P10D workdays"),
    ("每月5日", "FREQ=MONTHLY;BYMONTHDAY=5"), ("长期", "continuing"),
]  # fmt: skip
NEITHER = ["2018-10-31", "2018-07-15/2018-07-30", "采暖季", "尽快", "每", "每周八前", "FREQ=SOMETIMES", "P", ""]


@pytest.mark.parametrize(("value", "zh", "en"), WRITTEN)
def test_written_and_understood(value: str, zh: str, en: str) -> None:
    assert (time_in_words(value, "zh"), time_in_words(value, "en")) == (zh, en)
    assert time_from_words(zh) == time_from_words(en) == value


@pytest.mark.parametrize(("typed", "value"), TYPED)
def test_typed(typed: str, value: str) -> None:
    assert time_from_words(typed) == value


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_no_such_time_stays(text: str) -> None:
    assert time_in_words(text, "zh") == time_from_words(text) == text


def test_every_form_comes_back() -> None:
    """With numbers that no other form prints; the words of a cell never hold what parts the times of a cell."""
    table = tomllib.loads(Path("ontology/times.toml").read_text(encoding="utf-8"))
    for entry in table["time"]:
        value = entry["value"].format(n="7", list="2,8", days="TU,SA")
        for language in LANGUAGES:
            written = time_in_words(value, language)
            assert time_from_words(written) == value, written
            assert not set(written) & set("；;\n")
