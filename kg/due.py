"""Deadlines between two days: a day stands as it is, a recurrence (RFC 5545) is unfolded into its days.

A rule without a day of its own (`FREQ=MONTHLY`, each quarter, each week) falls due at the end of each period; a quarter's or a
half-year's rule with a day of the month falls due in the last month of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

_ENDS = {"WEEKLY": "BYDAY=SU", "MONTHLY": "BYMONTHDAY=-1", "YEARLY": "BYMONTH=12;BYMONTHDAY=31"}


def unfold(rows: Iterable[Mapping[str, Any]], start: date, end: date) -> list[dict[str, Any]]:
    """The rows that fall due from `start` to `end`, both included, one for each day; `deadlines` holds that day. Sorted by day."""
    found: list[dict[str, Any]] = []
    for row in rows:
        days = [row["day"]] if row.get("rule") is None else [day.isoformat() for day in days_of(row["rule"], start, end, row.get("issued"))]
        found += [{**row, "day": day, "deadlines": [day]} for day in days]
    return sorted(found, key=lambda row: str(row["day"]))


def days_of(rule: str, start: date, end: date, issued: str | None = None) -> list[date]:
    """The days of a recurrence from `start` to `end`, both included; none before the day on which the document was issued."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped, unused-ignore]

    first = date.fromisoformat(issued) if issued else start
    try:
        rules = rrulestr(with_day(rule), dtstart=datetime(first.year, 1, 1))  # noqa: DTZ001 - days, not moments
    except ValueError:
        return []
    begin = max(start, first)
    moments = rules.between(_moment(begin), _moment(end) + timedelta(hours=1), inc=True)
    return [moment.date() for moment in moments]


def with_day(rule: str) -> str:
    """A rule that says on which day: where it does not, the last day of each period is added."""
    parts = dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";") if "=" in part)
    step = int(parts.get("INTERVAL", "1"))
    if parts.get("FREQ") == "MONTHLY" and step > 1 and 12 % step == 0 and "BYMONTH" not in parts:
        months = ",".join(str(month) for month in range(step, 13, step))
        own = [f"{key}={value}" for key, value in parts.items() if key.startswith("BY")] or ["BYMONTHDAY=-1"]
        return ";".join(["FREQ=MONTHLY", f"BYMONTH={months}", *own])
    if any(key.startswith("BY") for key in parts) or parts.get("FREQ") not in _ENDS:
        return rule
    return f"{rule};{_ENDS[parts['FREQ']]}"


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days, not moments
