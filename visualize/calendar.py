"""Deadlines as a calendar (RFC 5545): a day's event for each due day, a rule for each recurring duty, an alarm before it.

Limits that count from an event without a known day have no day in a calendar and are left out. UIDs are made of the deadline's
IRI and the document's day stands as time stamp, so that the same graph gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ontology.words import say
from visualize.ledger_text import flat, item_path
from visualize.ledger_time import day_of

if TYPE_CHECKING:
    import networkx
    from icalendar import Event

Attributes = Mapping[str, Any]
ALARM_DAYS = 3
FIRST = date(2000, 1, 1)  # the day of a document without one


def calendar_ics(
    network: networkx.MultiDiGraph[str], *, role: str | None = None, unit: str | None = None, language: str = "zh"
) -> tuple[bytes, int]:
    """The calendar's bytes and its number of events; `role` and `unit` keep only measures in which such units stand."""
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", "-//zerenlian//zerenlian//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", say("calendar.name", language))
    events = list(_events(network, role, unit, language))
    for event in events:
        book.add_component(event)
    return bytes(book.to_ical()), len(events)


def _events(network: networkx.MultiDiGraph[str], role: str | None, unit: str | None, language: str) -> Iterable[Event]:
    units = _units(network, role)
    for key, node in network.nodes(data=True):
        if node["type"] != "measure" or ((role is not None or unit is not None) and not units.get(key)):
            continue
        issued = day_of(network.nodes[node["document"]].get("date")) if node.get("document") in network else None
        for deadline in node.get("deadlines") or ():
            event = _event(node, deadline, issued or FIRST, units.get(key, []), language)
            if event is not None:
                yield event


def _units(network: networkx.MultiDiGraph[str], role: str | None) -> dict[str, list[tuple[str, str]]]:
    """For each measure its units with their roles, those of the wanted role only; who is merely reported to comes last."""
    order = ("lead", "responsible", "support", "supervise", "receive")
    found: dict[str, list[tuple[str, str]]] = {}
    for start, end, edge in network.edges(data=True):
        if edge["type"] == "role" and (role is None or edge["role"] == role):
            found.setdefault(start, []).append((str(edge["role"]), str(network.nodes[end]["name"])))
    return {key: sorted(rows, key=lambda row: (order.index(row[0]), row[1])) for key, rows in found.items()}


def _event(node: Attributes, deadline: Attributes, issued: date, units: list[tuple[str, str]], language: str) -> Event | None:
    from icalendar import Alarm, Event

    start, rule = _days(deadline, issued)
    if start is None:
        return None
    task = flat(node.get("title") or node.get("text") or "")[:60]
    event = Event()
    event.add("uid", hashlib.sha256(str(deadline.get("deadline")).encode()).hexdigest()[:32] + "@zerenlian")
    event.add("dtstamp", datetime(issued.year, issued.month, issued.day, tzinfo=UTC))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(days=1))
    event.add("summary", _summary(task, units, language))
    place = {"number": node.get("number") or node.get("document_title") or "", "path": item_path(node.get("path") or "")}
    event.add("description", say("calendar.description", language, sentence=flat(deadline.get("sentence") or ""), **place))
    if rule:
        event.add("rrule", _rule(rule))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("calendar.alarm", language, days=ALARM_DAYS, task=task))
    alarm.add("trigger", timedelta(days=-ALARM_DAYS))
    event.add_component(alarm)
    return event


def _summary(task: str, units: list[tuple[str, str]], language: str) -> str:
    if not units:
        return say("calendar.due_unowned", language, task=task)
    role = units[0][0]
    names = ", ".join(name for found, name in units if found == role)
    return say("calendar.due", language, task=task, role=say(f"calendar.role.{role}", language), units=names)


def _days(deadline: Attributes, issued: date) -> tuple[date | None, str | None]:
    """The day of the event, and its rule where it recurs: from the first occurrence after the document's day."""
    if deadline["kind"] == "every" and deadline.get("rrule"):
        return _first(str(deadline["rrule"]), issued), str(deadline["rrule"])
    return day_of(deadline.get("not_after")) or day_of(deadline.get("not_before")), None


def _first(rule: str, issued: date) -> date | None:
    from dateutil.rrule import rrulestr

    begin = datetime(issued.year, issued.month, issued.day)  # noqa: DTZ001 - a day, no moment
    try:
        found = rrulestr(rule, dtstart=begin).after(begin, inc=True)
    except ValueError:
        return None
    return found.date() if found else None


def _rule(text: str) -> dict[str, Any]:
    parts = dict(part.split("=", 1) for part in text.split(";"))
    return {key.lower(): value.split(",") if key.startswith("BY") else value for key, value in parts.items()}
