"""Due days: when a period after an event ends, by the Chinese calendar with its statutory holidays and 调休."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ontology.records import Within

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
SATURDAY = 5


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether a day is a working day, and whether that is only estimated (推算): Monday to Friday outside the known years."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < SATURDAY, True


def due_day(start: date, limit: Within) -> tuple[date, bool]:
    """The last day of a period that begins on the day after `start`, and whether it is estimated.

    Raises ValueError for a duration that is no ISO 8601 period.
    """
    match = DURATION.fullmatch(limit.duration)
    if not match or limit.duration == "P":
        raise ValueError(f"unexpected duration: {limit.duration!r}")
    years, months, weeks, days, hours, minutes = (int(value or 0) for value in match.groups())
    if limit.workdays:
        return _working(start, days)
    month = start.month - 1 + months + 12 * years
    year, month = start.year + month // 12, month % 12 + 1
    day = date(year, month, min(start.day, monthrange(year, month)[1]))
    whole = -(-(hours * 60 + minutes) // (24 * 60))
    return day + timedelta(days=days + 7 * weeks + whole), False


def _working(start: date, days: int) -> tuple[date, bool]:
    day, is_estimated = start, False
    while days > 0:
        day += timedelta(days=1)
        works, guessed = is_workday(day)
        is_estimated = is_estimated or guessed
        days -= works
    return day, is_estimated
