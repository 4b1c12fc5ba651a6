"""Where the explorable network opens: at most 150 nodes, and a place for each node of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ontology.records import Role, UnitKind
from visualize.facts import BELOW_CITY, Duty, Facts

LIMIT = 150
ROWS = 18
STEP = 42
COLUMNS = 4
OVERVIEW = 10  # documents
MEASURE_X, UNIT_X, UNIT_STEP = 300, 430, 196
ASIDE = 190


@dataclass(frozen=True, slots=True)
class Focus:
    """The keys of the nodes that are shown at first, whether measures are among them, and (x, y) of all nodes."""

    keys: frozenset[str]
    has_measures: bool
    places: dict[str, tuple[int, int]]


def focus_of(facts: Facts, *, is_overview: bool, among: Collection[str] | None = None) -> Focus:
    """The overview (documents, coordination bodies and the units with most to do), or all that was asked for, cut at 150 nodes.

    The overview shows the documents with most duties, so many that names stay readable; `among` are the keys that it may show besides.
    """
    every = [*(body.key for body in facts.bodies), *ordered_units(facts)]
    units = every if among is None else [key for key in every if key in among]
    documents = _busiest(facts) if is_overview else list(facts.documents)[: LIMIT // 4]
    measures = [] if is_overview else list(facts.measures)
    measures = measures[: LIMIT // 2]
    shown = units[: LIMIT - len(documents) - len(measures)]
    if measures:
        near = {duty.unit for key in measures for duty in facts.duties_of_measure[key]} | {body.key for body in facts.bodies}
        shown = [key for key in units if key in near][: LIMIT - len(documents) - len(measures)]
    elif is_overview:
        shown = units[: min(COLUMNS * ROWS, LIMIT - len(documents))]
    keys = frozenset((*documents, *measures, *shown))
    return Focus(keys, bool(measures), _places(facts, documents, measures, shown, every, ASIDE if measures else 0))


def _busiest(facts: Facts) -> list[str]:
    """The held documents with most duties, in printed order."""
    counts = Counter(facts.measures[duty.measure].document for duty in facts.duties)
    held = [document.key for document in facts.held()]
    kept = set(sorted(held, key=lambda key: -counts[key])[:OVERVIEW])
    return [key for key in held if key in kept]


def ordered_units(facts: Facts) -> list[str]:
    """Units that lead before others of the city, then counties and below, then what is only named in general; the busiest first."""
    leads = {duty.unit for duty in facts.duties if duty.role is Role.LEAD}
    used = [key for key in facts.units if facts.duties_of_unit[key]]
    return sorted(used, key=lambda key: (_rank(facts, key, key in leads), -len(facts.duties_of_unit[key]), facts.units[key].name))


def _rank(facts: Facts, key: str, leads: bool) -> int:
    unit = facts.units[key]
    if unit.kind is UnitKind.GENERIC:
        return 3
    return 0 if leads else 2 if unit.level in BELOW_CITY else 1


def _places(
    facts: Facts, documents: Sequence[str], measures: Sequence[str], shown: Sequence[str], units: Sequence[str], aside: int
) -> dict[str, tuple[int, int]]:
    """Documents, measures and units in columns; what is not shown at first stands below what is."""
    places: dict[str, tuple[int, int]] = {}
    rest = [key for key in facts.documents if key not in set(documents)]
    tall = max(min(ROWS * STEP // max(len(documents), 1), 120), 74)
    places |= _column([*documents, *rest], 0, tall, len(documents))
    places |= _column([*measures, *(key for key in facts.measures if key not in set(measures))], MEASURE_X, STEP + 4, len(measures))
    others = [key for key in units if key not in set(shown)]
    return places | _grid([*shown, *others], UNIT_X + aside, len(shown))


def _column(keys: Sequence[str], x: int, step: int, shown: int) -> dict[str, tuple[int, int]]:
    top = -(shown - 1) * step // 2
    return {key: (x, top + order * step) for order, key in enumerate(keys)}


def _grid(keys: Sequence[str], x: int, shown: int) -> dict[str, tuple[int, int]]:
    top = -(min(shown, ROWS) - 1) * STEP // 2
    return {key: (x + order // ROWS * UNIT_STEP, top + order % ROWS * STEP) for order, key in enumerate(keys)}


def summed(facts: Facts) -> dict[tuple[str, str], list[Duty]]:
    """The duties between each document and unit, in printed order."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in facts.duties:
        found.setdefault((facts.measures[duty.measure].document, duty.unit), []).append(duty)
    return found
