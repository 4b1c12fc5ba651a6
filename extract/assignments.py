"""Assignments: who answers for a measure, from its brackets, its prose and the rules of its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.brackets import Bracket, Listed
from extract.confidence import confidence
from extract.patterns import expression, words
from extract.prose import Said
from extract.rules import Rule
from extract.unit_list import Mention
from ontology.records import Assignment, Basis, Role, Unit, UnitKind
from ontology.registry import topics

REACH = 60  # characters before a department in which its sentence tells of which place it is


@dataclass(frozen=True, slots=True)
class Place:
    """A printed place, by clean offsets: the words, the context that gives them their meaning, the pattern."""

    start: int
    end: int
    context_start: int
    context_end: int
    pattern: str


@dataclass(slots=True)
class Tie:
    """A unit tied to a measure in a role, with every place that it rests on."""

    unit: Unit
    role: Role
    basis: Basis
    confidence: float
    places: list[Place] = field(default_factory=list)


def tie(brackets: Iterable[Bracket], said: Iterable[Said], rules: list[Rule], offset: int) -> list[Tie]:
    """The ties of one measure; `offset` is its clean start. One tie a (unit, role), at its first place first."""
    ties: dict[tuple[str, Role], Tie] = {}
    for entry in _ranked(brackets, rules):
        _add(ties, entry, offset)
    for statement in said:
        place = _place(statement.mention, statement.start, statement.end, statement.pattern, offset)
        _keep(ties, statement.mention.unit, statement.role, Basis.PROSE, place)
    for rule in rules:
        if rule.kind == "everywhere":
            _everywhere(ties, rule)
    return sorted(ties.values(), key=lambda found: found.places[0].start)


@dataclass(frozen=True, slots=True)
class _Ranked:
    listed: Listed
    role: Role
    rule: Rule | None
    basis: Basis


def _ranked(brackets: Iterable[Bracket], rules: list[Rule]) -> list[_Ranked]:
    """The listed units with the roles that the document's rules give them."""
    leading = next((rule for rule in rules if rule.kind in ("first", "comma")), None)
    ranked: list[_Ranked] = []
    for bracket in brackets:
        responsible = [entry for entry in bracket.listed if entry.role is Role.RESPONSIBLE]
        has_lead = any(entry.role is Role.LEAD for entry in bracket.listed)
        chosen = [] if leading is None or has_lead else _leaders(responsible, leading)
        for entry in bracket.listed:
            is_led = any(entry is leader for leader in chosen)
            basis = Basis.RULE if is_led else Basis.TABLE if bracket.is_row else Basis.BRACKET
            ranked.append(_Ranked(entry, Role.LEAD if is_led else entry.role, leading if is_led else None, basis))
    return ranked


def _leaders(listed: list[Listed], rule: Rule) -> list[Listed]:
    if rule.kind == "comma":
        return [entry for entry in listed if entry.rank == 0] if any(entry.rank for entry in listed) else []
    if rule.is_for_several and len(listed) < 2:
        return []
    return listed[:1]


def _add(ties: dict[tuple[str, Role], Tie], entry: _Ranked, offset: int) -> None:
    listed = entry.listed
    place = _place(listed.mention, listed.start, listed.end, listed.pattern, offset)
    made = _keep(ties, listed.mention.unit, entry.role, entry.basis, place)
    if entry.rule is not None:
        made.places.append(Place(entry.rule.start, entry.rule.end, entry.rule.start, entry.rule.end, entry.rule.pattern))


def _everywhere(ties: dict[tuple[str, Role], Tie], rule: Rule) -> None:
    for mention in rule.units:
        place = Place(mention.start, mention.end, rule.start, rule.end, rule.pattern)
        if not any(unit == mention.unit.name for unit, _ in ties):
            _keep(ties, mention.unit, Role.RESPONSIBLE, Basis.RULE, place)


def _place(mention: Mention, start: int, end: int, pattern: str, offset: int) -> Place:
    return Place(mention.start + offset, mention.end + offset, start + offset, end + offset, pattern)


def _keep(ties: dict[tuple[str, Role], Tie], unit: Unit, role: Role, basis: Basis, place: Place) -> Tie:
    made = ties.get((unit.name, role))
    share = confidence(place.pattern, is_known=unit.is_known)
    if made is None:
        made = ties[unit.name, role] = Tie(unit, role, basis, share, [place])
        return made
    made.places.append(place)
    made.places.sort(key=lambda found: found.start)
    made.confidence = max(made.confidence, share)
    return made


def one_class(assignments: list[Assignment]) -> list[Assignment]:
    """One name for one class of units in a document: 产业园区管委会 where the document also says 各产业园区管委会."""
    each = words("naming", "each")[0]
    classes = {row.unit.name: row.unit for row in assignments if row.unit.name.startswith(each)}
    return [replace(row, unit=classes.get(each + row.unit.name, row.unit)) for row in assignments]


def own_departments(assignments: list[Assignment], level: str, text: str) -> list[Assignment]:
    """国土、规划等部门 are 市国土局 and 市规划局 where the document names these elsewhere, and not those of other places (当地发改等部门).

    `level` is the document's level word, `text` the source that the evidence points into.
    """
    named = {row.unit.name: row.unit for row in assignments if row.unit.kind is UnitKind.NAMED}

    def meant(row: Assignment) -> Assignment:
        shown = row.evidence[0]
        department = topics().get("".join(shown.quote.split())) if row.unit.kind is UnitKind.GENERIC else None
        unit = named.get(level + department.name) if department is not None else None
        before = text[max(shown.context.start, shown.span.start - REACH) : shown.span.start]
        return row if unit is None or expression("assignments.elsewhere").search(before) else replace(row, unit=unit)

    return [meant(row) for row in assignments]
