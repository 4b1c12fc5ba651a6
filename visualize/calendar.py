"""Deadlines as a calendar (ics, RFC 5545): stable identifiers, recurrences as rules, alarms; the same graph gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ontology.paths import item_path
from ontology.records import Role
from ontology.words import say
from visualize.calendar_days import first_day, resolved_day
from visualize.ledger_text import flat, without_repeats
from visualize.ledger_time import last_day
from visualize.ledger_units import names_of

if TYPE_CHECKING:
    import networkx
    from icalendar import Event

Attributes = Mapping[str, Any]
DAYS_BEFORE = {"DAILY": 0, "WEEKLY": 1}  # an alarm three days before, but not longer than the rhythm allows
USUAL_DAYS_BEFORE = 3
LONGEST_TASK = 60
UNDATED = date(2000, 1, 1)  # stands for the date of a document that has none: nothing here may depend on today


@dataclass(slots=True)
class _Entry:
    """A deadline that has a day, and what is said about it."""

    deadline: Attributes
    measure: Attributes
    issued: date | None
    day: date
    rule: str | None
    roles: dict[Role, list[str]] = field(default_factory=dict)


def calendar_ics(
    network: networkx.MultiDiGraph[str],
    *,
    units: Iterable[str] | None = None,
    name: str = "",
    role: str | None = None,
    language: str = "zh",
) -> tuple[bytes, int]:
    """The calendar and its number of entries: all deadlines with a day, or those of measures that `units` (or anybody) have in that `role`.

    `units` are IRIs, names or aliases; `name` stands in the calendar's own name. Deadlines without a day (an event that has no date,
    长期坚持) are left out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//zerenlian//zerenlian//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", say("calendar.name", language) + (f" {name}" if name else ""))
    wanted = None if units is None else names_of(network, units)
    entries = sorted(_entries(network, wanted, role), key=lambda entry: (entry.day, str(entry.deadline["deadline"])))
    for entry in entries:
        calendar.add_component(_event(entry, language))
    return calendar.to_ical(), len(entries)


def _entries(network: networkx.MultiDiGraph[str], wanted: frozenset[str] | None, role: str | None) -> Iterable[_Entry]:
    held = _roles(network)
    for key, node in network.nodes(data=True):
        if node["type"] != "measure":
            continue
        roles = held.get(key, {})
        if not _is_chosen(roles, wanted, Role(role) if role else None):
            continue
        document = network.nodes[node["document"]] if node["document"] in network else {}
        issued = date.fromisoformat(document["date"]) if document.get("date") else None
        for deadline in node.get("deadlines") or ():
            rule = str(deadline["rrule"]) if deadline["kind"] == "every" and deadline.get("rrule") else None
            day, rule = first_day(rule, issued or UNDATED) if rule else (last_day(deadline) or resolved_day(deadline, issued), None)
            if day is not None:
                yield _Entry(deadline, node, issued, day, rule, roles)


def _roles(network: networkx.MultiDiGraph[str]) -> dict[str, dict[Role, list[str]]]:
    found: dict[str, dict[Role, list[str]]] = {}
    for start, end, edge in network.edges(data=True):
        if edge["type"] == "role":
            found.setdefault(start, {}).setdefault(Role(edge["role"]), []).append(str(network.nodes[end]["name"]))
    return found


def _is_chosen(roles: Mapping[Role, list[str]], names: frozenset[str] | None, role: Role | None) -> bool:
    held = [name for found, units in roles.items() if role in (None, found) for name in units]
    if names is None:
        return role is None or bool(held)
    return any(name in names for name in held)


def _event(entry: _Entry, language: str) -> Event:
    from icalendar import Event, vRecur

    event = Event()
    event.add("uid", hashlib.sha256(str(entry.deadline["deadline"]).encode("utf-8")).hexdigest()[:32] + "@zerenlian")
    event.add("dtstamp", datetime.combine(entry.issued or UNDATED, datetime.min.time(), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _summary(entry, language))
    event.add("description", _description(entry, language))
    event.add("transp", "TRANSPARENT")
    if entry.rule:
        event.add("rrule", vRecur.from_ical(entry.rule))
    days = next((days for rhythm, days in DAYS_BEFORE.items() if entry.rule and f"FREQ={rhythm}" in entry.rule), USUAL_DAYS_BEFORE)
    if days:
        event.add_component(_alarm(entry, days, language))
    return event


def _alarm(entry: _Entry, days: int, language: str) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", say("calendar.alarm", language, days=days, task=_task(entry)))
    return alarm


def _summary(entry: _Entry, language: str) -> str:
    for role in (Role.LEAD, Role.RESPONSIBLE):
        if entry.roles.get(role):
            names = "、".join(without_repeats(entry.roles[role])[:4])
            return say("calendar.due", language, task=_task(entry), role=say(f"calendar.role.{role}", language), units=names)
    return say("calendar.due_unowned", language, task=_task(entry))


def _description(entry: _Entry, language: str) -> str:
    document = str(entry.measure.get("number") or entry.measure.get("document_title") or "")
    sentence = flat(str(entry.deadline.get("sentence") or entry.deadline.get("quote") or ""))
    return say("calendar.description", language, number=document, path=item_path(str(entry.measure.get("path") or "")), sentence=sentence)


def _task(entry: _Entry) -> str:
    title = flat(str(entry.measure.get("title") or entry.measure.get("text") or ""))
    return title if len(title) <= LONGEST_TASK else title[: LONGEST_TASK - 1] + "…"
