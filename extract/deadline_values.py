"""The values of times: last days of months, quarters and years, ranges, periods (ISO 8601) and recurrences (RFC 5545)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extract.chinese_dates import number
from extract.patterns import expression, words
from ontology.records import Between, By, Every, When, Within

MONTH_AND_DAY = re.compile(r"(\d{1,2})\u6708(?:\u4efd)?(\d{1,2})?")
LEAP_YEAR = 2000
YEAR_DIGITS = 4
FURTHEST = 30  # years after its issue up to which a year in a document is a target


class DateError(ValueError):
    """A day that does not exist; `kind` names the Doubt."""

    kind = "date_missing"


class YearError(DateError):
    """A day or month whose year nothing tells: neither the words nor the document's own date."""

    kind = "year_missing"


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {key: value for key, value in match.groupdict().items() if value}


def _first(found: dict[str, str], *names: str) -> str:
    """The first of these groups that is filled; a pattern with alternatives numbers its groups."""
    return next((found[name] for name in names if name in found), "")


def _year(printed: str | None, issued: date | None) -> int | None:
    """The year that is meant: printed, this one, the next, the one after, or the document's."""
    if printed and len(printed) == YEAR_DIGITS:
        return number(printed)
    if issued is None:
        return None
    for ahead, key in enumerate(("next_year", "year_after_next"), 1):
        if printed in words("deadline_values", key):
            return issued.year + ahead
    return issued.year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(str(error)) from None


def _month_end(year: int, month: int) -> date:
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else _day(year, month, 1)


def period_end(match: re.Match[str], issued: date | None, before: str) -> When | None:
    """`By` the last day of what is printed, or the day before it where `前` follows the period itself."""
    found = _groups(match)
    if "plan" in found:
        return By(date(2020 + 5 * words("deadline_values", "plans").index(found["plan"]), 12, 31))
    listed = None if "y" in found or "m" not in found else expression("deadline_guards.listed_year").search(before)
    year = _year(listed["y"] if listed else found.get("y"), issued)
    if year is None:
        raise YearError(match[0])
    if "m" in found:
        return By(_in_month(match, found, year))
    if "q" in found:
        quarter = (number(found["q"]) or 1) - ("before" in found)
        return By(_month_end(year, quarter * 3) if quarter else date(year - 1, 12, 31))
    if "h" in found:
        return By(_month_end(year, 6 if found["h"] == words("deadline_values", "first_half")[0] else 12))
    return _target(year - (match.re is expression("deadlines.year_before")), issued)


def _in_month(match: re.Match[str], found: dict[str, str], year: int) -> date:
    month = number(found["m"]) or 0
    if "d" in found:
        return _day(year, month, number(found["d"]) or 0)
    if "part" in found:
        last = PARTS[words("deadline_values", "parts").index(found["part"])]
        return _month_end(year, month) if last < 0 else _day(year, month, last)
    if match.re is expression("deadlines.month_before"):
        return _month_end(year, month - 1) if month != 1 else date(year - 1, 12, 31)
    return _month_end(year, month)


def _target(year: int, issued: date | None) -> When | None:
    """The end of a target year; a year before the document, or far beyond it, is history or a name."""
    if issued is not None and not issued.year <= year <= issued.year + FURTHEST:
        return None
    return By(date(year, 12, 31))


def ranged(match: re.Match[str], issued: date | None, _before: str) -> When | None:
    """`Between` two days; months and years are whole."""
    found = _groups(match)
    first_year = _year(found.get("y1"), issued)
    if first_year is None:
        raise YearError(match[0])
    last_year = _last_year(found.get("y2"), first_year)
    first = _first(found, "m1", "m1b")
    if not first:
        return Between(date(first_year, 1, 1), date(last_year, 12, 31)) if first_year < last_year else None
    last = found.get("m2", first)
    if "d1" in found:
        start, end = _day(first_year, int(first), int(found["d1"])), _day(last_year, int(last), int(found["d2"]))
    else:
        parts = words("deadline_values", "parts")
        start = _day(first_year, int(first), 1 + (parts.index(found["from"]) * 10 if found.get("from") in parts else 0))
        last_day = PARTS[parts.index(found["upto"])] if found.get("upto") in parts else -1
        end = _month_end(last_year, int(last)) if last_day < 0 else _day(last_year, int(last), last_day)
    return Between(start, end) if start <= end else None


def _last_year(printed: str | None, first_year: int) -> int:
    """The year a span ends in: printed, the next (次年3月), or the first."""
    if printed is None:
        return first_year
    return number(printed) or first_year + 1 if len(printed) == YEAR_DIGITS else first_year + 1


UNITS = {"years": "P{}Y", "months": "P{}M", "days": "P{}D", "workdays": "P{}D", "weeks": "P{}W", "hours": "PT{}H", "minutes": "PT{}M"}


HALVES = {"years": "P6M", "months": "P15D", "days": "PT12H", "hours": "PT30M"}
FINER = {"days": ("PT{}H", 24), "hours": ("PT{}M", 60)}  # what a fraction is counted in


def _duration(printed: str, unit: str) -> tuple[str, bool] | None:
    """ISO 8601, and whether working days are meant; None for what is no period."""
    kind = next((name for name in UNITS if unit in words("deadline_values", name)), None)
    if printed in words("deadline_values", "half"):
        return (HALVES[kind], False) if kind in HALVES else None
    if "." in printed:
        return _fraction(printed, kind)
    amount = number(printed)
    if not amount:
        return None
    if unit in words("deadline_values", "quarters"):
        return f"P{amount * 3}M", False
    return (UNITS[kind].format(amount), kind == "workdays") if kind else None


def _fraction(printed: str, kind: str | None) -> tuple[str, bool] | None:
    if not float(printed):
        return None
    if kind == "workdays":
        return f"P{printed}D", True
    if kind not in FINER:
        return None
    form, parts = FINER[kind]
    return form.format(round(float(printed) * parts)), False


def within(match: re.Match[str], _issued: date | None, before: str) -> When | None:
    """`Within` a period after the event that the sentence names before it."""
    found = _groups(match)
    made = _duration(_first(found, "n", "n2"), _first(found, "unit", "unit2"))
    return Within(made[0], made[1], _trigger(before)) if made else None


def _trigger(before: str) -> str | None:
    """The event that a period begins with: `收到申请` of `应当自收到申请之日起`."""
    trigger = expression("deadline_guards.trigger").search(re.split("[\u3002\uff1b\n]", before)[-1])
    if not trigger:
        return None
    event = expression("deadline_guards.trigger_lead").sub("", trigger["event"], count=1)
    return event if len(event) > 1 else None


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
    rule = _rule(_first(found, "unit", "yearly", "each") or match[0])
    return Every(rule) if rule else None


def _of_quarter(found: dict[str, str]) -> str:
    """A day of each quarter's last month, or of its first or second one, whose months are named."""
    nth = words("deadline_values", "months_of_quarter").index(found["nth"]) % 3 if "nth" in found else 2
    return "FREQ=MONTHLY;INTERVAL=3" if nth == 2 else f"FREQ=MONTHLY;BYMONTH={','.join(str(month) for month in range(nth + 1, 13, 3))}"


def every(match: re.Match[str], _issued: date | None, _before: str) -> When | None:
    """`每…`: the recurrence, with the day where one is printed."""
    found = _groups(match)
    if match.re is expression("deadlines.times_a_year"):
        return _times(found["n"])
    if "w" in found:
        return Every(f"FREQ=WEEKLY;BYDAY={_weekdays(found)}")
    if match.re is expression("deadlines.every_day_of_quarter"):
        return Every(_of_quarter(found) + _month_day(found))
    if match.re is expression("deadlines.every_year_end"):
        return Every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")
    if match.re is expression("deadlines.every_day_of_year"):
        return Every(f"FREQ=YEARLY;BYMONTH={_days_of_year(found)}")
    if match.re is expression("deadlines.every_day_of_month"):
        return Every("FREQ=MONTHLY" + (";INTERVAL=2" if "two" in found else "") + _month_day(found))
    rule = _rule(found["unit"])
    return Every(_with_interval(rule, found["n"])) if rule and "n" in found else Every(rule) if rule else None


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU")
PARTS = (10, 20, -1)  # last day of the first, second and third part of a month


def _weekdays(found: dict[str, str]) -> str:
    names = words("deadline_values", "weekdays")
    return ",".join(DAYS[names.index(day)] for day in found["w"] + found.get("more", "") if day in names)


def _days_of_year(found: dict[str, str]) -> str:
    """Months, and the day where they share one: `每年6月、12月`, `每年1月15日和7月15日`, `每年6月30日、12月31日` (their last days)."""
    dates = [(int(found["m"]), found.get("d", ""))] + [(int(m), d) for m, d in MONTH_AND_DAY.findall(found.get("more", ""))]
    ends = [_month_end(LEAP_YEAR, month).day for month, _ in dates]
    if len({day for _, day in dates}) > 1:
        if all(day == str(end) for (_, day), end in zip(dates, ends, strict=True)):
            found = {"end": "end"}
        else:
            dates = dates[:1]
    shown = {key: value for key, value in found.items() if key != "more"}
    return ",".join(str(month) for month, _ in dates) + _month_day(shown)


def _month_day(found: dict[str, str]) -> str:
    if "d" in found:
        days = [int(day) for day in (found["d"], *re.findall(r"\d+", found.get("more", "")))]
        if not all(1 <= day <= 31 for day in days):
            raise DateError(found["d"])
        return f";BYMONTHDAY={','.join(str(day) for day in days)}"
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
        return f"FREQ=MINUTELY;INTERVAL={minutes}" if minutes and rule == "FREQ=HOURLY" else rule
    amount = number(printed) or 1
    if amount == 1:
        return rule
    name, _, step = rule.partition(";INTERVAL=")
    return f"{name};INTERVAL={amount * int(step or 1)}"
