"""Deadlines as ics, read back with icalendar and unfolded with dateutil."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

import networkx
import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from kg.store import open_store
from tests.gold_readings import gold_reading
from visualize.calendar import calendar_ics
from visualize.calendar_days import first_day, resolved_day


@cache
def _network() -> networkx.MultiDiGraph[str]:
    graph = open_store(":memory:")
    graph.add([gold_reading(key) for key in ("zz48", "zz50", "zz109", "zz113")])
    return graph.network()


def _events(**wanted: Any) -> list[Any]:
    data, count = calendar_ics(_network(), **wanted)
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len(events) == count
    return events


def test_every_deadline_with_a_day_is_an_entry() -> None:
    network = _network()
    deadlines = [deadline for _, node in network.nodes(data=True) for deadline in node.get("deadlines") or ()]
    dated = [deadline for deadline in deadlines if deadline["kind"] in ("by", "between", "every")]
    events = _events()
    assert len(dated) == len(events) > 10
    days = {event["dtstart"].dt for event in events if "rrule" not in event}
    assert {date.fromisoformat(deadline["not_after"]) for deadline in dated if deadline["kind"] != "every"} == days


def test_the_same_graph_gives_the_same_bytes_and_identifiers_last() -> None:
    assert calendar_ics(_network()) == calendar_ics(_network())
    identifiers = [str(event["uid"]) for event in _events()]
    assert len(set(identifiers)) == len(identifiers)
    assert set(map(str, (event["uid"] for event in _events(language="en")))) == set(identifiers)


def test_recurrences_are_rules_that_begin_on_one_of_their_days() -> None:
    events = [event for event in _events() if "rrule" in event]
    assert events
    for event in events:
        start = datetime.combine(event["dtstart"].dt, datetime.min.time())
        rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
        assert rule[0] == start
        assert event["dtstart"].dt >= event["dtstamp"].dt.date()


def test_entries_have_alarms_and_whole_days() -> None:
    for event in _events():
        assert event["dtend"].dt > event["dtstart"].dt
        assert event["dtstamp"].dt.year == 2018
        daily = "rrule" in event and event["rrule"].get("FREQ") == ["DAILY"]
        assert len(list(event.walk("VALARM"))) == (0 if daily else 1)


@pytest.mark.parametrize("role", ["lead", "responsible", "support", None])
def test_only_what_a_unit_does_in_a_role(role: str | None) -> None:
    network = _network()
    name = "市发改委"
    wanted = {
        start for start, end, edge in network.edges(data=True)
        if edge["type"] == "role" and network.nodes[end]["name"] == name and role in (None, edge["role"])
    }  # fmt: skip
    paths = sum(deadline["kind"] in ("by", "between", "every") for key in wanted for deadline in network.nodes[key]["deadlines"])
    assert len(_events(units=[name], role=role)) == paths


def test_document_text_stays_text() -> None:
    network = _network().copy()
    key = next(key for key, node in network.nodes(data=True) if node["type"] == "measure" and node["deadlines"])
    network.nodes[key]["title"] = "一\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\"
    events = list(Calendar.from_ical(calendar_ics(network)[0]).walk("VEVENT"))
    assert len(events) == len(_events())


@pytest.mark.parametrize(
    ("rule", "issued", "day"),
    [("FREQ=MONTHLY;BYMONTHDAY=25", "2018-07-26", "2018-08-25"), ("FREQ=WEEKLY;BYDAY=FR", "2018-07-27", "2018-07-27"),
     ("FREQ=MONTHLY", "2018-07-01", "2018-07-31"), ("FREQ=MONTHLY;INTERVAL=3", "2018-07-01", "2018-09-30"), ("FREQ=YEARLY", "2018-07-01", "2018-12-31"),
     ("FREQ=NEVER", "2018-07-01", None)],
)  # fmt: skip
def test_first_days(rule: str, issued: str, day: str | None) -> None:
    found, _ = first_day(rule, date.fromisoformat(issued))
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("duration", "workdays", "trigger", "issued", "day"),
    [("P2D", True, "自本通知印发之日起", "2018-09-28", "2018-09-30"), ("P3D", True, "自印发之日起", "2018-09-28", "2018-10-08"),
     ("P1M", False, "自发布之日起", "2018-01-31", "2018-02-28"), ("P6M", False, "文件印发后", "2018-08-31", "2019-02-28"),
     ("P3D", True, "监管部门核准", "2018-09-28", None), ("P3D", True, None, "2018-09-28", None), ("P3D", True, "自印发之日起", "2040-01-01", None)],
)  # fmt: skip
def test_periods_after_the_issue(duration: str, workdays: bool, trigger: str | None, issued: str, day: str | None) -> None:
    deadline = {"kind": "within", "duration": duration, "workdays": workdays, "trigger": trigger}
    found = resolved_day(deadline, date.fromisoformat(issued))
    assert (found.isoformat() if found else None) == day
