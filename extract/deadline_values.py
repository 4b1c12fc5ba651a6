"""The values of times: last days of months, quarters and years, ranges, periods (ISO 8601) and recurrences (RFC 5545)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extract.chinese_dates import number
from extract.patterns import expression, words
from ontology.records import Between, By, Every, When, Within

FURTHEST = 30  # years after its issue up to which a year in a document is a target


class DateError(ValueError):
    """A day that does not exist."""


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {key: value for key, value in match.groupdict().items() if value}


def _year(printed: str | None, issued: date | None) -> int | None:
    """The year that is meant: printed, this one, the next, or the document's."""
    if printed and printed.isdigit():
        return int(printed)
    if issued is None:
        return None
    return issued.year + (1 if printed in words("deadline_values", "next_year") else 0)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(str(error)) from None


def _month_end(year: int, month: int) -> date:
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else _day(year, month, 1)


def period_end(match: re.Match[str], issued: date | None, _before: str) -> When | None:
    """`By` the last day of what is printed, or the day before it where `前` follows the period itself."""
    found = _groups(match)
    year = _year(found.get("y"), issued)
    if year is None:
        return None
    if "m" in found:
        month = int(found["m"])
        if "d" in found:
            return By(_day(year, month, int(found["d"])))
        if match.re is expression("deadlines.month_before"):
            return By(_month_end(year, month - 1) if month > 1 else date(year - 1, 12, 31))
        return By(_month_end(year, month))
    if "q" in found:
        quarter = number(found["q"]) or 1
        return By(_month_end(year, quarter * 3))
    if "h" in found:
        return By(_month_end(year, 6 if found["h"] == words("deadline_values", "first_half")[0] else 12))
    if match.re is expression("deadlines.year_before"):
        return _target(year - 1, issued)
    return _target(year, issued)


def _target(year: int, issued: date | None) -> When | None:
    """The end of a target year; a year before the document, or far beyond it, is history or a name."""
    if issued is not None and not issued.year <= year <= issued.year + FURTHEST:
        return None
    return By(date(year, 12, 31))


def ranged(match: re.Match[str], issued: date | None, _before: str) -> When | None:
    """`Between` two days; months and years are whole."""
    found = _groups(match)
    first_year = int(found["y1"])
    last_year = int(found.get("y2", found["y1"]))
    if "m1" not in found:
        if last_year <= first_year or (issued is not None and last_year < issued.year):
            return None
        return Between(date(first_year, 1, 1), date(last_year, 12, 31))
    first_month = int(found["m1"])
    last_month = int(found.get("m2", found["m1"]))
    if "d1" in found:
        start, end = _day(first_year, first_month, int(found["d1"])), _day(last_year, last_month, int(found["d2"]))
    else:
        start, end = _day(first_year, first_month, 1), _month_end(last_year, last_month)
    return Between(start, end) if start <= end else None


UNITS = {"years": "P{}Y", "months": "P{}M", "days": "P{}D", "workdays": "P{}D", "weeks": "P{}W", "hours": "PT{}H", "minutes": "PT{}M"}


def _duration(printed: str, unit: str) -> tuple[str, bool] | None:
    kind = next((name for name in UNITS if unit in words("deadline_values", name)), None)
    half = words("deadline_values", "half")[0]
    amount = number(printed) if printed != half else None
    if printed == half and kind == "years":
        return "P6M", False
    if unit in words("deadline_values", "quarters") and amount:
        return f"P{amount * 3}M", False
    if kind is None or not amount:
        return None
    return UNITS[kind].format(amount), kind == "workdays"


def within(match: re.Match[str], _issued: date | None, before: str) -> When | None:
    """`Within` a period after the event that the sentence names before it."""
    made = _duration(match["n"], match["unit"])
    if made is None:
        return None
    sentence = re.split("[\u3002\uff1b\n]", before)[-1]
    trigger = expression("deadlines.trigger").search(sentence)
    return Within(made[0], made[1], trigger["event"] if trigger else None)


def limit(match: re.Match[str], issued: date | None, before: str) -> When | None:
    """A limit without 内: `办理时限不超过5天`."""
    return within(match, issued, before)


RULES = {
    "year": "FREQ=YEARLY", "half": "FREQ=MONTHLY;INTERVAL=6", "quarter": "FREQ=MONTHLY;INTERVAL=3", "two_months": "FREQ=MONTHLY;INTERVAL=2",
    "month": "FREQ=MONTHLY", "ten_days": "FREQ=DAILY;INTERVAL=10", "week": "FREQ=WEEKLY", "day": "FREQ=DAILY", "hour": "FREQ=HOURLY",
    "minute": "FREQ=MINUTELY",
}  # fmt: skip


def _rule(unit: str) -> str | None:
    return next((rule for name, rule in RULES.items() if unit in words("deadline_values", f"every_{name}")), None)


def each(match: re.Match[str], _issued: date | None, _before: str) -> When | None:
    """`月通报`, `季考核`, `按月`: the recurrence of its unit."""
    found = _groups(match)
    rule = _rule(found.get("unit") or found.get("freq", ""))
    return Every(rule) if rule else None


def every(match: re.Match[str], _issued: date | None, _before: str) -> When | None:
    """`每…`: the recurrence, with the day where one is printed."""
    found = _groups(match)
    if match.re is expression("deadlines.times_a_year"):
        return _times(found["n"])
    if "w" in found:
        return Every(f"FREQ=WEEKLY;BYDAY={DAYS[words('deadline_values', 'weekdays').index(found['w'])]}")
    if match.re is expression("deadlines.every_day_of_quarter"):
        return Every("FREQ=MONTHLY;INTERVAL=3" + _month_day(found))
    if match.re is expression("deadlines.every_day_of_year"):
        return Every(f"FREQ=YEARLY;BYMONTH={int(found['m'])}" + _month_day(found))
    if match.re is expression("deadlines.every_day_of_month"):
        return Every("FREQ=MONTHLY" + _month_day(found))
    rule = _rule(found["unit"])
    return Every(_with_interval(rule, found["n"])) if rule and "n" in found else Every(rule) if rule else None


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU")
PARTS = (10, 20, -1)  # last day of the first, second and third part of a month


def _month_day(found: dict[str, str]) -> str:
    if "d" in found:
        if not 1 <= int(found["d"]) <= 31:
            raise DateError(found["d"])
        return f";BYMONTHDAY={int(found['d'])}"
    if "end" in found:
        return ";BYMONTHDAY=-1"
    if "part" in found:
        return f";BYMONTHDAY={PARTS[words('deadline_values', 'parts').index(found['part'])]}"
    return ""


def _times(printed: str) -> When:
    """So many times a year, as the interval of months that comes nearest."""
    amount = number(printed) or 1
    return Every("FREQ=YEARLY") if amount == 1 or amount > 12 else Every(f"FREQ=MONTHLY;INTERVAL={12 // amount}")


def _with_interval(rule: str, printed: str) -> str:
    if "." in printed:  # 每0.5小时
        minutes = round(float(printed) * 60)
        return f"FREQ=MINUTELY;INTERVAL={minutes}" if rule == "FREQ=HOURLY" else rule
    amount = number(printed) or 1
    if amount == 1:
        return rule
    name, _, step = rule.partition(";INTERVAL=")
    return f"{name};INTERVAL={amount * int(step or 1)}"
