"""The view `matrix [NUMBER]`: units by documents with counts, and measures by units with the letter of each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.store import Graph
from ontology.records import Role
from visualize.choose import at_most, facts_of
from visualize.facts import DocumentFact, Duty, Facts, MeasureFact
from visualize.items import Items
from visualize.page import Assets, Page
from visualize.rows import MeasureRow, measure_row

DRAWN = 400  # measures; the rows of more are made by the page out of its data, so that nothing stands in it twice
MOST_MEASURES = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled cell: its column, what a click selects, the letters or counts in it, its strongest role."""

    column: int
    item: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A unit as the head of a row or a column, with its totals."""

    item: int
    name: str
    lead: int
    total: int


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's row over the documents; a cell is None where nothing is in it."""

    head: UnitHead
    cells: tuple[Entry | None, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure's row over the units; only filled cells, with the number of empty ones before each and after the last."""

    measure: MeasureRow
    cells: tuple[tuple[int, Entry], ...]
    after: int
    total: int


@dataclass(frozen=True, slots=True)
class Block:
    """The measures of one document by the units that it names, most tasks first; `built` are the items of rows that the page makes."""

    document: DocumentFact
    item: int
    heads: tuple[UnitHead, ...]
    lines: tuple[MeasureLine, ...]
    built: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many measures it has."""
        return len(self.lines) + len(self.built)


def matrix(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of one document's measures by units, or of the store: units by documents first."""
    at_most(arguments, 0, 1, "matrix", language)
    facts = facts_of(graph, document=arguments[0] if arguments else None)
    items = Items(facts, language)
    held = facts.held()[:1] if arguments else facts.held()
    units = by_load(facts)
    heads = [_head(facts, items, key) for key in units]
    named = {document.key: by_load(facts, document.key) for document in held}
    is_whole = len(held) <= 1 or len(facts.measures) <= MOST_MEASURES
    blocks = [_block(facts, items, document, named[document.key]) for document in held if is_whole and named[document.key]]
    title = held[0].title if len(held) == 1 else items.say("name.matrix")
    documents = [(items.document(document.key), document) for document in held]
    context = {
        "heading": title,
        "documents": documents,
        "lines": [_unit_line(facts, items, key, head, held) for key, head in zip(units, heads, strict=True)] if len(held) > 1 else [],
        "totals": [_letters(items, [duty for duty in facts.duties if facts.measures[duty.measure].document == each.key]) for each in held],
        "heads": heads,
        "blocks": blocks,
        "is_whole": is_whole,
        "count": len(facts.measures),
        "roles": list(Role),
    }
    assets = Assets(("matrix.js", "table.js"), ("table.css", "matrix.css"))
    data = {**items.data(), "built": [block.built for block in blocks]}
    return Page("matrix", "matrix.html", context, title=title, data=data, language=language, assets=assets)


def by_load(facts: Facts, document: str | None = None) -> list[str]:
    """The units with a duty (in `document`), most measures and then most leads first."""
    found = {key: _within(facts, duties, document) for key, duties in facts.duties_of_unit.items()}
    totals = {key: len({duty.measure for duty in duties}) for key, duties in found.items() if duties}
    return sorted(totals, key=lambda key: (-totals[key], -_leads(found[key]), facts.units[key].name))


def _within(facts: Facts, duties: Sequence[Duty], document: str | None) -> list[Duty]:
    return [duty for duty in duties if document in (None, facts.measures[duty.measure].document)]


def _leads(duties: Sequence[Duty]) -> int:
    return len({duty.measure for duty in duties if duty.role is Role.LEAD})


def _head(facts: Facts, items: Items, key: str, document: str | None = None) -> UnitHead:
    duties = _within(facts, facts.duties_of_unit[key], document)
    return UnitHead(items.unit(key), facts.units[key].name, _leads(duties), len({duty.measure for duty in duties}))


def _letters(items: Items, duties: Sequence[Duty]) -> str:
    """Letters with counts, the strongest role first."""
    counts = [(role, len({duty.measure for duty in duties if duty.role is role})) for role in Role]
    return " ".join(f"{items.say(f'script.letter_{role}')}{count}" for role, count in counts if count)


def _entry(items: Items, column: int, duties: Sequence[Duty], name: str, text: str) -> Entry:
    numbers = [items.duty(duty) for duty in duties]
    item = numbers[0] if len(numbers) == 1 else items.group(name, numbers)
    return Entry(column, item, text, min((duty.role for duty in duties), key=list(Role).index).value)


def _unit_line(facts: Facts, items: Items, key: str, head: UnitHead, held: Sequence[DocumentFact]) -> UnitLine:
    cells: list[Entry | None] = []
    for column, document in enumerate(held):
        duties = [duty for duty in facts.duties_of_unit[key] if facts.measures[duty.measure].document == document.key]
        name = f"{document.name}>{head.name}"
        cells.append(_entry(items, column, duties, name, _letters(items, duties)) if duties else None)
    return UnitLine(head, tuple(cells))


def _block(facts: Facts, items: Items, document: DocumentFact, units: Sequence[str]) -> Block:
    measures = facts.measures_of(document.key)
    heads = tuple(_head(facts, items, key, document.key) for key in units)
    if len(facts.measures) > DRAWN:
        for measure in measures:
            items.add_duties(measure.key)
        return Block(document, items.document(document.key), heads, (), tuple(items.measure(measure.key) for measure in measures))
    return Block(document, items.document(document.key), heads, _lines(facts, items, document, measures, units))


def _lines(
    facts: Facts, items: Items, document: DocumentFact, measures: Sequence[MeasureFact], units: Sequence[str]
) -> tuple[MeasureLine, ...]:
    column = {key: place for place, key in enumerate(units)}
    lines = []
    for measure in measures:
        found: dict[int, list[Duty]] = {}
        for duty in facts.duties_of_measure[measure.key]:
            found.setdefault(column[duty.unit], []).append(duty)
        cells, last = [], -1
        for place in sorted(found):
            duties = sorted(found[place], key=lambda duty: list(Role).index(duty.role))
            text = "".join(dict.fromkeys(items.say(f"script.letter_{duty.role}") for duty in duties))
            name = f"{document.name}/{measure.path}>{facts.units[units[place]].name}"
            cells.append((place - last - 1, _entry(items, place, duties, name, text)))
            last = place
        lines.append(MeasureLine(measure_row(facts, items, measure), tuple(cells), len(units) - last - 1, len(found)))
    return tuple(lines)
