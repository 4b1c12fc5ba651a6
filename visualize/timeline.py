"""The view `timeline [NUMBER]`: what falls due, by month; overdue, this month, without a day, continuing and recurring apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.store import Graph
from ontology.records import Role
from visualize.choose import at_most, facts_of
from visualize.facts import DeadlineFact, Facts, MeasureFact
from visualize.items import Items, deadline_text
from visualize.page import Assets, Page
from visualize.rows import Chip, MeasureRow, chip, last_day, measure_row, roles_of


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one measure."""

    item: int
    text: str
    day: str
    measure: MeasureRow
    units: tuple[Chip, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Deadlines under one heading; `kind` is overdue, current, month, event, every or continuing, `month` 2018-10 or ""."""

    kind: str
    month: str
    rows: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the strip; `share` is that of the fullest month, in percent."""

    month: str
    count: int
    share: int
    kind: str


def timeline(graph: Graph, arguments: Sequence[str], language: str, as_of: date | None) -> Page:
    """The page of one document's deadlines, or of all; nothing is overdue where `as_of` is None."""
    at_most(arguments, 0, 1, "timeline", language)
    facts = facts_of(graph, document=arguments[0] if arguments else None)
    items = Items(facts, language)
    held = facts.held()[:1] if arguments else facts.held()
    groups = _groups(facts, items, as_of)
    title = held[0].title if len(held) == 1 else items.say("name.timeline")
    context = {
        "heading": title,
        "groups": groups,
        "bars": _bars(groups),
        "as_of": as_of,
        "count": sum(len(group.rows) for group in groups),
        "without": sum(not measure.deadlines and measure.is_operative for measure in facts.measures.values()),
        "months": [group.month for group in groups if group.month],
        "roles": [role.value for role in Role],
    }
    assets = Assets(("table.js",), ("table.css", "timeline.css"))
    return Page("timeline", "timeline.html", context, title=title, data=items.data(), language=language, assets=assets)


def _groups(facts: Facts, items: Items, as_of: date | None) -> list[Group]:
    """Overdue first, then this month and the later ones, then what has no day."""
    found: dict[tuple[int, str, str], list[Due]] = {}
    for measure in facts.measures.values():
        for deadline in measure.deadlines:
            kind, month = _kind(deadline, as_of)
            key = (_ORDER.index(kind), month, kind)
            found.setdefault(key, []).append(_due(facts, items, measure, deadline))
    return [Group(kind, month, tuple(sorted(rows, key=lambda row: row.day))) for (_, month, kind), rows in sorted(found.items())]


_ORDER = ("overdue", "current", "month", "event", "every", "continuing")


def _kind(deadline: DeadlineFact, as_of: date | None) -> tuple[str, str]:
    match deadline.kind:
        case "every" | "continuing":
            return deadline.kind, ""
        case "within" | "open":
            return "event", ""
        case "by" | "between":
            day = last_day(deadline)
            if day is None:
                return "event", ""
            month = day.isoformat()[:7]
            if as_of and day < as_of:
                return "overdue", month
            return ("current" if as_of and month == as_of.isoformat()[:7] else "month"), month
        case kind:
            raise ValueError(f"unexpected kind of deadline: {kind!r}")


def _due(facts: Facts, items: Items, measure: MeasureFact, deadline: DeadlineFact) -> Due:
    duties = facts.duties_of_measure[measure.key]
    owners = [duty for duty in duties if duty.role in (Role.LEAD, Role.RESPONSIBLE)] or duties
    row = measure_row(facts, items, measure)
    item = items.span(deadline.place, [row.item], items.say("source.deadline")) if deadline.place else row.item
    day = last_day(deadline)
    chips = tuple(chip(facts, items, duty) for duty in sorted(owners, key=lambda duty: list(Role).index(duty.role)))
    return Due(item, deadline_text(deadline, items.language), day.isoformat() if day else "", row, chips, tuple(roles_of(duties)))


def _bars(groups: Sequence[Group]) -> list[Bar]:
    months: dict[str, tuple[int, str]] = {}
    for group in groups:
        if group.month:
            count, _ = months.get(group.month, (0, ""))
            months[group.month] = (count + len(group.rows), group.kind)
    most = max((count for count, _ in months.values()), default=1)
    return [Bar(month, count, round(100 * count / most), kind) for month, (count, kind) in sorted(months.items())]
