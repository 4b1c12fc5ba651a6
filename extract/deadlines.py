"""Deadlines: times that bound or schedule a duty, normalised against the day a document was issued.

History, a document's own validity, years in titles and numbers, permissions and exemptions are no deadlines. A date that does
not exist (2月30日) is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extract.deadline_values import DateError, each, every, limit, period_end, ranged, within
from extract.patterns import expression, pattern
from ontology.records import Continuing, Open, When

BLANK = "\u25a1"  # stands for each character of a title or number, so that its years are not read


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time, half open in the given text, with its normalised value and the pattern that gave it."""

    start: int
    end: int
    when: When
    pattern: str


@dataclass(frozen=True, slots=True)
class TimeDoubt:
    """A time that could not be normalised; `kind` and `values` name its message."""

    start: int
    end: int
    kind: str
    values: tuple[tuple[str, str], ...]


Maker = Callable[[re.Match[str], "date | None", str], "When | None"]


def _open(match: re.Match[str], _issued: date | None, _before: str) -> When:
    return Open(match["event"])


def _continuing(_match: re.Match[str], _issued: date | None, _before: str) -> When:
    return Continuing()


MAKERS: tuple[tuple[str, Maker], ...] = (
    ("deadlines.days_between", ranged),
    ("deadlines.months_between", ranged),
    ("deadlines.every_day_of_month", every),
    ("deadlines.every_weekday", every),
    ("deadlines.every_day_of_year", every),
    ("deadlines.every_day_of_quarter", every),
    ("deadlines.times_a_year", every),
    ("deadlines.day_before", period_end),
    ("deadlines.month_end", period_end),
    ("deadlines.month_before", period_end),
    ("deadlines.month_of_label", period_end),
    ("deadlines.years_between", ranged),
    ("deadlines.year_before", period_end),
    ("deadlines.year_end", period_end),
    ("deadlines.quarter", period_end),
    ("deadlines.half", period_end),
    ("deadlines.to_year", period_end),
    ("deadlines.in_year", period_end),
    ("deadlines.within", within),
    ("deadlines.limit", limit),
    ("deadlines.every", every),
    ("deadlines.by_period", each),
    ("deadlines.each", each),
    ("deadlines.open", _open),
    ("deadlines.continuing", _continuing),
)


def find_deadlines(text: str, issued: date | None) -> tuple[list[TimeMention], list[TimeDoubt]]:
    """The times of one measure's clean text in printed order, each value once, and those that do not exist; total."""
    if not expression("deadlines.any").search(text):
        return [], []
    masked = expression("deadlines.masked").sub(lambda match: BLANK * len(match[0]), text)
    found: list[TimeMention] = []
    doubts: list[TimeDoubt] = []
    taken: list[tuple[int, int]] = []
    for identifier, make in MAKERS:
        needed = pattern(identifier).value
        if needed is not None and needed not in masked:
            continue
        for match in expression(identifier).finditer(masked):
            start, end = _stretch(match)
            if start == end or any(left < end and start < right for left, right in taken):
                continue
            before, after = masked[max(0, start - 60) : start], masked[end : end + 12]
            if _is_no_duty(identifier, before, after):
                taken.append((start, end))
                continue
            try:
                when = make(match, issued, before)
            except DateError:
                doubts.append(TimeDoubt(start, end, "date_missing", (("text", text[start:end]),)))
                taken.append((start, end))
                continue
            if when is not None:
                found.append(TimeMention(start, end, when, identifier))
                taken.append((start, end))
    return _once(found), sorted(doubts, key=lambda doubt: doubt.start)


def _stretch(match: re.Match[str]) -> tuple[int, int]:
    """Where the time itself stands: without the words that only introduce it."""
    return match.span("body") if "body" in match.re.groupindex else match.span()


def _is_no_duty(identifier: str, before: str, after: str) -> bool:
    if identifier in ("deadlines.open", "deadlines.continuing", "deadlines.each", "deadlines.by_period"):
        return False
    if expression("deadlines.not_due").search(before) and identifier != "deadlines.to_year":
        return True
    if expression("deadlines.history").match(after):
        return True
    return identifier in ("deadlines.within", "deadlines.to_year", "deadlines.in_year") and bool(
        expression("deadlines.permission").search(before)
    )


def _once(found: list[TimeMention]) -> list[TimeMention]:
    """Each value once, at its first place; `月报告制度，每月25日前` is the day of the month, not both."""
    exact = {_frequency(mention) for mention in found if ";BY" in _rule(mention)}
    kept: list[TimeMention] = []
    seen: set[When] = set()
    for mention in sorted(found, key=lambda mention: (mention.start, mention.end)):
        general = mention.pattern == "deadlines.each" and _frequency(mention) in exact
        if mention.when in seen or general:
            continue
        seen.add(mention.when)
        kept.append(mention)
    return kept


def _rule(mention: TimeMention) -> str:
    return getattr(mention.when, "rrule", "")


def _frequency(mention: TimeMention) -> str:
    return _rule(mention).split(";")[0]
