"""The day on which something falls due: the first of a recurrence, and the end of a period that runs from the document's issue."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kg.due import days_of, with_day
from visualize.ledger_columns import layout

DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
FARTHEST = timedelta(days=370 * 5)  # how far the first occurrence of a rule is looked for


def first_day(rule: str, issued: date) -> tuple[date | None, str]:
    """The first day of a recurrence on or after the document's date, and the rule that says on which day it falls."""
    whole = with_day(rule).removeprefix("RRULE:")
    days = days_of(whole, issued, issued + FARTHEST, issued.isoformat())
    return (days[0] if days else None), whole


def resolved_day(deadline: Mapping[str, Any], issued: date | None) -> date | None:
    """The end of a period after the document's own issue; None for another event, and where the holidays of the year are not known."""
    trigger = str(deadline.get("trigger") or "")
    if deadline["kind"] != "within" or issued is None or not any(word in trigger for word in layout().issue_words):
        return None
    match = DURATION.fullmatch(str(deadline.get("duration") or ""))
    if match is None:
        return None
    years, months, weeks, days = (int(value or 0) for value in match.groups())
    if deadline.get("workdays"):
        return _after_workdays(issued, days)
    month = issued.month - 1 + months + 12 * years
    year, month = issued.year + month // 12, month % 12 + 1
    return date(year, month, min(issued.day, monthrange(year, month)[1])) + timedelta(days=days + 7 * weeks)


def _after_workdays(start: date, count: int) -> date | None:
    """The day that is so many working days after another, by the State Council's calendar with its 调休."""
    from chinese_calendar import is_workday

    day = start
    try:
        while count > 0:
            day += timedelta(days=1)
            count -= bool(is_workday(day))
    except NotImplementedError:
        return None
    return day
