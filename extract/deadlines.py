"""Deadlines: times that bound or schedule a duty, normalised against the day a document was issued.

History, a document's own validity, years in titles and numbers, permissions, benefits and attributes (对2022年到期的贷款) are no
deadlines: `deadline_guards`. A date that does not exist (2月30日) is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.deadline_guards import Kind, is_no_duty
from extract.deadline_values import DateError, each, every, period_end, ranged, within
from extract.patterns import expression, pattern, words
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


MAKERS: tuple[tuple[str, Maker, Kind], ...] = (
    ("deadlines.in_force", ranged, Kind.FREE),
    ("deadlines.days_between", ranged, Kind.SPAN),
    ("deadlines.months_between", ranged, Kind.SPAN),
    ("deadlines.every_day_of_month", every, Kind.RECURRING),
    ("deadlines.every_weekday", every, Kind.RECURRING),
    ("deadlines.every_day_of_year", every, Kind.RECURRING),
    ("deadlines.every_year_end", every, Kind.RECURRING),
    ("deadlines.every_day_of_quarter", every, Kind.RECURRING),
    ("deadlines.times_a_year", every, Kind.RECURRING),
    ("deadlines.day_listed", period_end, Kind.DAY),
    ("deadlines.day_before", period_end, Kind.DAY),
    ("deadlines.day_until", period_end, Kind.DAY),
    ("deadlines.day_of_label", period_end, Kind.LABELLED),
    ("deadlines.in_day", period_end, Kind.PERIOD),
    ("deadlines.month_listed", period_end, Kind.DAY),
    ("deadlines.month_end", period_end, Kind.DAY),
    ("deadlines.month_part", period_end, Kind.PERIOD),
    ("deadlines.month_before", period_end, Kind.DAY),
    ("deadlines.month_of_label", period_end, Kind.LABELLED),
    ("deadlines.in_month", period_end, Kind.PERIOD),
    ("deadlines.in_own_month", period_end, Kind.PERIOD),
    ("deadlines.years_between", ranged, Kind.SPAN),
    ("deadlines.year_before", period_end, Kind.DAY),
    ("deadlines.year_end", period_end, Kind.DAY),
    ("deadlines.this_year_end", period_end, Kind.DAY),
    ("deadlines.plan_end", period_end, Kind.DAY),
    ("deadlines.quarter", period_end, Kind.PERIOD),
    ("deadlines.half", period_end, Kind.PERIOD),
    ("deadlines.to_year", period_end, Kind.DAY),
    ("deadlines.in_year", period_end, Kind.PERIOD),
    ("deadlines.year_of_label", period_end, Kind.LABELLED),
    ("deadlines.within", within, Kind.LIMIT),
    ("deadlines.limit", within, Kind.LIMIT),
    ("deadlines.limit_since", within, Kind.LIMIT),
    ("deadlines.limit_workdays", within, Kind.LIMIT),
    ("deadlines.every", every, Kind.RECURRING),
    ("deadlines.by_period", each, Kind.FREE),
    ("deadlines.each", each, Kind.FREE),
    ("deadlines.one_each", each, Kind.FREE),
    ("deadlines.open", _open, Kind.FREE),
    ("deadlines.continuing", _continuing, Kind.FREE),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: str
    expression: re.Pattern[str]
    needs: tuple[str, ...]
    make: Maker
    kind: Kind


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rules in the order in which they take their places; the longer form before the shorter one."""
    return tuple(
        _Rule(name, expression(name), tuple((pattern(name).value or "").split()) or ("",), make, kind) for name, make, kind in MAKERS
    )


def find_deadlines(text: str, issued: date | None) -> tuple[list[TimeMention], list[TimeDoubt]]:
    """The times of one measure's clean text in printed order, each value once, and those that do not exist; total."""
    if not expression("deadline_guards.any").search(text):
        return [], []
    masked = expression("deadline_guards.masked").sub(lambda match: BLANK * len(match[0]), text)
    found: list[TimeMention] = []
    doubts: list[TimeDoubt] = []
    taken: list[tuple[int, int]] = []
    for rule in _rules():
        if not (rule.needs[0] in masked and rule.needs[-1] in masked):
            continue
        for match in rule.expression.finditer(masked):
            start, end = _stretch(match)
            if start == end or any(left < end and start < right for left, right in taken):
                continue
            try:
                when = rule.make(match, issued, masked[max(0, start - 60) : start])
            except DateError as error:
                doubts.append(TimeDoubt(start, end, error.kind, (("text", text[start:end]),)))
                taken.append((start, end))
                continue
            if when is None:
                continue
            taken.append((start, end))
            if not is_no_duty(rule.kind, when, masked, (start, end), issued):
                found.append(TimeMention(_with_lead(masked, start, rule.kind), end, when, rule.pattern))
    return _once(found), sorted(doubts, key=lambda doubt: doubt.start)


def _stretch(match: re.Match[str]) -> tuple[int, int]:
    """Where the time itself stands: without the words that only introduce it."""
    bodies = [name for name in match.re.groupindex if name.startswith("body") and match[name]]
    return match.span(bodies[0]) if bodies else match.span()


def _with_lead(text: str, start: int, kind: Kind) -> int:
    """`到2020年底` is printed as one: the time with the word that makes it an end."""
    return start - 1 if kind is Kind.DAY and start and text[start - 1] in words("deadline_values", "up_to") else start


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
