"""Due days: when a period after an event ends, by the Chinese calendar with its statutory holidays and 调休."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from math import ceil

from ontology.records import Within

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
SATURDAY = 5
HOURS = 24
MINUTES = 60


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether a day is a working day, and whether that is only estimated (推算): Monday to Friday outside the known years."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < SATURDAY, True


def due_day(start: date, limit: Within) -> tuple[date, bool]:
    """The last day of a period that begins on the day after `start`, and whether it is estimated.

    A part of a day (`PT24H`, half a working day) ends with that day. Raises ValueError for a duration that is no ISO 8601 period
    and OverflowError for one that ends after the year 9999.
    """
    match = DURATION.fullmatch(limit.duration)
    if not match or limit.duration.endswith(("P", "T")):
        raise ValueError(f"unexpected duration: {limit.duration!r}")
    years, months, weeks, days, hours, minutes = (float(value or 0) for value in match.groups())
    if limit.workdays:
        return _working(start, ceil(days))
    parts = days + 7 * weeks + (hours + minutes / MINUTES) / HOURS
    return _months_on(start, int(months + 12 * years)) + timedelta(days=ceil(parts)), False


def _months_on(start: date, months: int) -> date:
    """The same day so many months on, or the last day of that month where it has no such day."""
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    if year > date.max.year:
        raise OverflowError(f"{start} + {months} months is beyond the calendar")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _working(start: date, days: int) -> tuple[date, bool]:
    day, is_estimated = start, False
    while days > 0:
        day += timedelta(days=1)
        works, guessed = is_workday(day)
        is_estimated = is_estimated or guessed
        days -= works
    return day, is_estimated
