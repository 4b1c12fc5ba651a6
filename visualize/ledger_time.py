"""Deadlines of the network as days: what stands in the date column, and what falls into a range."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from ontology.times import time_in_words

Attributes = Mapping[str, Any]
PARTING = re.compile("[\uff1b;\u3001\n]")  # signs that part the deadlines of a cell
LONGEST_UNFOLDED = 400  # occurrences of one recurring deadline that are looked at


def as_date_words(deadline: Attributes, language: str) -> str:
    """What stands in the date column: 2018-10-31, 2018-09-01/2018-10-31, 15个工作日内, 每季度."""
    return time_in_words(as_date_text(deadline), language)


def as_date_text(deadline: Attributes) -> str:
    """2018-10-31, 2018-09-01/2018-10-31, or the short text of what has no day (P3M, FREQ=MONTHLY …)."""
    start, end = day_of(deadline.get("not_before")), day_of(deadline.get("not_after"))
    match deadline["kind"]:
        case "by" if end or start:
            return (end or start or date.min).isoformat()
        case "between" if start and end:
            return f"{start.isoformat()}/{end.isoformat()}"
        case "open":
            return PARTING.sub("\uff0c", str(deadline.get("event") or deadline.get("value") or ""))
        case _:
            return str(deadline.get("value") or deadline.get("rrule") or deadline.get("duration") or "")


def day_of(value: Any) -> date | None:
    """A day out of ISO text; None for anything else (an offset, nothing)."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def last_day(deadline: Attributes) -> date | None:
    """The day after which it is overdue, where it has one."""
    return day_of(deadline.get("not_after")) or (day_of(deadline.get("not_before")) if deadline["kind"] == "by" else None)


def falls_between(deadline: Attributes, start: date | None, end: date | None) -> bool:
    """Whether it falls due in a range of days, both included; a recurring one where any occurrence does."""
    first, last = start or date.min, end or date.max
    if deadline["kind"] == "every" and deadline.get("rrule"):
        return _recurs_between(str(deadline["rrule"]), first, last)
    day = last_day(deadline)
    return day is not None and first <= day <= last


def _recurs_between(rule: str, first: date, last: date) -> bool:
    from dateutil.rrule import rrulestr

    begin = datetime.combine(max(first, date(1980, 1, 1)), time())
    try:
        found = rrulestr(rule, dtstart=begin).after(begin, inc=True)
    except ValueError:
        return False
    return found is not None and found.date() <= last
