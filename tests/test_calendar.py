"""The calendar, read back by the strict rules of RFC 5545: days, rules, alarms, stable identifiers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar

from tests.cli import run


def test_calendar(tmp_path: Path) -> None:
    assert run("build", ":sample:", folder=tmp_path).code == 0
    assert run("calendar", "-o", "a.ics", folder=tmp_path).code == 0
    assert run("calendar", "-o", "b.ics", folder=tmp_path).code == 0
    data = (tmp_path / "a.ics").read_bytes()
    assert data == (tmp_path / "b.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events: list[Any] = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    assert len({str(event["UID"]) for event in events}) == len(events) > 20
    due = {event["DTSTART"].dt for event in events}
    assert date(2018, 10, 31) in due
    assert any("RRULE" in event and event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=FR" for event in events)
    for event in events:
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-3)


def test_one_unit_only(tmp_path: Path) -> None:
    assert run("build", ":sample:", folder=tmp_path).code == 0
    assert run("calendar", "--unit", "市财政局", "--role", "responsible", "-o", "a.ics", folder=tmp_path).code == 0
    text = (tmp_path / "a.ics").read_bytes().replace(b"\r\n ", b"").decode("utf-8")
    assert "市财政局" in text
    assert all("市财政局" in line for line in text.split("\r\n") if line.startswith("SUMMARY"))
    assert run("calendar", "--unit", "无此单位", "-o", "x.ics", folder=tmp_path).code == 2
    assert run("calendar", "-o", "x.txt", folder=tmp_path).code == 2
