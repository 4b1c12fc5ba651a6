"""A time of the records as RDF values and as one short text."""

from __future__ import annotations

import re
from datetime import date

from kg.quads import Value, term_node
from ontology.records import Between, By, Continuing, Every, Open, When, Within


def when_code(when: When) -> str:
    """by, between, within, every, open or continuing."""
    match when:
        case By():
            return "by"
        case Between():
            return "between"
        case Within():
            return "within"
        case Every():
            return "every"
        case Open():
            return "open"
        case Continuing():
            return "continuing"
        case _:
            raise ValueError(f"unexpected time: {when!r}")


def when_value(when: When) -> str:
    """A time as one short text: `2018-10-31`, `2018-07-15/2018-07-30`, `P3D workdays`, an RFC 5545 rule, an event, `continuing`."""
    match when:
        case By(day):
            return day.isoformat()
        case Between(start, end):
            return f"{start.isoformat()}/{end.isoformat()}"
        case Within(duration, workdays, _):
            return f"{duration} workdays" if workdays else duration
        case Every(rrule):
            return rrule
        case Open(event):
            return event
        case Continuing():
            return "continuing"
        case _:
            raise ValueError(f"unexpected time: {when!r}")


def when_values(when: When) -> dict[str, Value]:
    """The properties of a Deadline node."""
    values: dict[str, Value] = {"kind": term_node(f"deadline-{when_code(when)}"), "value": when_value(when)}
    match when:
        case By(day):
            values["notAfter"] = day
        case Between(start, end):
            values |= {"notBefore": start, "notAfter": end}
        case Within(duration, workdays, trigger):
            values |= {"duration": duration, "countsIn": term_node("day-working" if workdays else "day-calendar"), "trigger": trigger}
        case Every(rrule):
            values["rrule"] = rrule
        case Open(event):
            values["event"] = event
        case Continuing():
            pass
        case _:
            raise ValueError(f"unexpected time: {when!r}")
    return values


def when_year(when: When) -> int | None:
    """The year in which a time ends, or None for a time without a day."""
    match when:
        case By(day):
            return day.year
        case Between(_, end):
            return end.year
        case Within() | Every() | Open() | Continuing():
            return None
        case _:
            raise ValueError(f"unexpected time: {when!r}")


def when_from_value(text: str) -> When:
    """The time of a short text, as `when_value` writes it; what is neither a day, a period, a rule nor `continuing` is an event."""
    if text == "continuing":
        return Continuing()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return By(date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", text):
        start, _, end = text.partition("/")
        return Between(date.fromisoformat(start), date.fromisoformat(end))
    if re.fullmatch(r"P[0-9TYMWDH]+( workdays)?", text):
        return Within(text.partition(" ")[0], text.endswith(" workdays"), None)
    if text.startswith("FREQ="):
        return Every(text)
    return Open(text)
