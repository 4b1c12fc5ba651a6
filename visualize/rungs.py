"""The rungs of a measure: its units by level, and the levels at which the chain is broken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontology.records import Level, Role
from visualize.facts import DocumentFact, Duty, Facts, MeasureFact

LADDER = (Level.CITY, Level.CITY_UNIT, Level.COUNTY, Level.COUNTY_UNIT, Level.TOWNSHIP, Level.VILLAGE)
_ABOVE = (Level.STATE, Level.PROVINCE)
_DEPTH = {level: depth for depth, level in enumerate((*_ABOVE, *LADDER), start=-1)}
_CARRIES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)


class RungState(StrEnum):
    """What stands at a level: a duty, the issuer itself, a break, nothing though the document names the level, nothing at all."""

    HELD = "held"
    ISSUER = "issuer"
    BROKEN = "broken"
    UNNAMED = "unnamed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a measure with its duties, leads first; `level` is None for units without a level."""

    level: Level | None
    state: RungState
    duties: tuple[Duty, ...]


def rungs(facts: Facts, document: DocumentFact, measure: MeasureFact, lowest: int) -> list[Rung]:
    """The six levels and what has none; a level is broken where one below it has a duty and none between it and the issuer has."""
    order = {role: place for place, role in enumerate(Role)}
    duties = sorted(facts.duties_of_measure[measure.key], key=lambda duty: order[duty.role])
    own = max((_DEPTH[level] for level in _carrying(facts, duties)), default=0)
    top = _DEPTH[document.level] if document.level else 1
    if not measure.is_operative:  # what orders nothing has no rung to miss
        own = lowest = 0
    found = []
    for level in LADDER:
        mine = tuple(duty for duty in duties if facts.units[duty.unit].level is level)
        found.append(Rung(level, _state(_DEPTH[level], bool(mine), top, own, lowest), mine))
    others = tuple(duty for duty in duties if facts.units[duty.unit].level in (None, *_ABOVE))
    return [*found, Rung(None, RungState.HELD if others else RungState.NONE, others)]


def _carrying(facts: Facts, duties: list[Duty]) -> list[Level]:
    levels = (facts.units[duty.unit].level for duty in duties if duty.role in _CARRIES)
    return [level for level in levels if level]


def _state(depth: int, is_held: bool, top: int, own: int, lowest: int) -> RungState:
    if is_held:
        return RungState.HELD
    if depth <= top:
        return RungState.ISSUER if depth == top else RungState.NONE
    if depth < own:
        return RungState.BROKEN
    return RungState.UNNAMED if depth <= lowest else RungState.NONE


def lowest_named(facts: Facts, document: DocumentFact) -> int:
    """The depth (1 to 6) of the lowest level that has a duty anywhere in the document, 0 where none has."""
    duties = [duty for measure in facts.measures_of(document.key) for duty in facts.duties_of_measure[measure.key]]
    return max((_DEPTH[level] for level in _carrying(facts, duties)), default=0)
