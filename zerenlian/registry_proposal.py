"""A registry of the units that files name, for a person to complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontology.records import Reading, Unit

COLUMNS = ("key", "name", "level", "kind", "parent", "aliases", "host", "members", "from", "until", "successors", "note")


def proposal(readings: Iterable[Reading]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Columns and lines of the CSV: every unit once, with its printed forms and how often it is named; unknown ones last."""
    units: dict[str, Unit] = {}
    forms: dict[str, Counter[str]] = {}
    for reading in readings:
        for assignment in reading.assignments:
            unit = assignment.unit
            units.setdefault(unit.key, unit)
            for place in assignment.evidence[:1]:
                forms.setdefault(unit.key, Counter())["".join(place.quote.split())] += 1
    ranked = sorted(units.values(), key=lambda unit: (not unit.is_known, str(unit.level or "9"), -forms[unit.key].total(), unit.name))
    lines = []
    for unit in ranked:
        aliases = "|".join(form for form, _ in forms[unit.key].most_common() if form != unit.name)
        note = f"{forms[unit.key].total()}" if unit.is_known else f"? {forms[unit.key].total()}"
        lines.append([unit.key, unit.name, unit.level or "", unit.kind, "", aliases, "", "", "", "", "", note])
    return COLUMNS, lines
