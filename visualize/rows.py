"""Measures as table rows: the shared parts of ladder, matrix, unit, timeline and sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontology.paths import item_path
from ontology.records import Role, UnitKind
from visualize.facts import DeadlineFact, Duty, Facts, Gap, MeasureFact, gaps
from visualize.items import Items, deadline_text, gap_text
from visualize.text import bare_title


@dataclass(frozen=True, slots=True)
class Chip:
    """A unit in a cell: what a click selects, its name, its role and the role's letter."""

    item: int
    name: str
    role: str
    letter: str
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """The shared cells of a measure's row; `months` are those in which something is due, `day` sorts by deadline."""

    item: int
    path: str
    title: str
    document: str
    deadlines: tuple[str, ...]
    months: tuple[str, ...]
    day: str
    gaps: tuple[str, ...]
    lacks_deadline: bool


def chip(facts: Facts, items: Items, duty: Duty) -> Chip:
    """The chip of a duty's unit."""
    unit = facts.units[duty.unit]
    letter = items.say(f"script.letter_{duty.role}")
    return Chip(items.duty(duty), unit.name, duty.role.value, letter, unit.kind is UnitKind.GENERIC)


def measure_row(facts: Facts, items: Items, measure: MeasureFact) -> MeasureRow:
    """The shared cells of a measure."""
    deadlines = tuple(deadline_text(each, items.language) for each in measure.deadlines)
    months = tuple(sorted({day.isoformat()[:7] for each in measure.deadlines if (day := last_day(each))}))
    days = sorted(day.isoformat() for each in measure.deadlines if (day := last_day(each)))
    found = gaps(facts, measure)
    missing = tuple(gap_text(gap, items.language) for gap in found)
    name = facts.documents[measure.document].name
    path, title = item_path(measure.path), bare_title(measure.title, measure.path)
    first = days[0] if days else ""
    return MeasureRow(items.measure(measure.key), path, title, name, deadlines, months, first, missing, Gap.NO_DEADLINE in found)


def last_day(deadline: DeadlineFact) -> date | None:
    """The last day of a deadline, None where it has no calendar day."""
    return deadline.end or deadline.start


def roles_of(duties: list[Duty]) -> list[str]:
    """The roles that occur, in their fixed order."""
    found = {duty.role for duty in duties}
    return [role.value for role in Role if role in found]
