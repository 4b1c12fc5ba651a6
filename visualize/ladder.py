"""The view `ladder [NUMBER]`: a row a measure, a column a level of the chain, hatched where a level is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.store import Graph
from ontology.records import Role
from visualize.choose import at_most, facts_of
from visualize.facts import DocumentFact, Facts, MeasureFact
from visualize.items import Items
from visualize.page import Assets, Page
from visualize.rows import Chip, MeasureRow, chip, measure_row, roles_of
from visualize.rungs import LADDER, Rung, RungState, lowest_named, rungs

COLUMNS = (*(level.value for level in LADDER), "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """One rung in a row."""

    state: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One measure with its cells, in the order of the columns."""

    measure: MeasureRow
    cells: tuple[Cell, ...]
    roles: tuple[str, ...]
    breaks: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one document."""

    document: DocumentFact
    item: int
    rows: tuple[LadderRow, ...]
    bodies: tuple[tuple[int, str], ...]


def ladder(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of one document's measures, or of all measures in the store."""
    at_most(arguments, 0, 1, "ladder", language)
    facts = facts_of(graph, document=arguments[0] if arguments else None)
    items = Items(facts, language)
    held = facts.held()[:1] if arguments else facts.held()
    groups = [_group(facts, items, document) for document in held if facts.measures_of(document.key)]
    rows = [row for group in groups for row in group.rows]
    title = held[0].title if len(held) == 1 else items.say("name.ladder")
    context = {
        "heading": title,
        "documents": len(held),
        "groups": groups,
        "columns": COLUMNS,
        "filled": [
            any(row.cells[place].chips or row.cells[place].state == RungState.BROKEN for row in rows) for place in range(len(COLUMNS))
        ],
        "breaks": [(level, sum(row.cells[place].state == RungState.BROKEN for row in rows)) for place, level in enumerate(COLUMNS)],
        "without_deadline": sum(row.measure.lacks_deadline for row in rows),
        "count": len(rows),
        "months": sorted({month for row in rows for month in row.measure.months}),
        "roles": [role.value for role in Role],
    }
    return Page("ladder", "ladder.html", context, title=title, data=items.data(), language=language, assets=TABLE)


TABLE = Assets(("table.js",), ("table.css",))


def _group(facts: Facts, items: Items, document: DocumentFact) -> Group:
    lowest = lowest_named(facts, document)
    rows = tuple(_row(facts, items, document, measure, lowest) for measure in facts.measures_of(document.key))
    bodies = tuple((items.body(body), body.name) for body in facts.bodies_of(document.key))
    return Group(document, items.document(document.key), rows, bodies)


def _row(facts: Facts, items: Items, document: DocumentFact, measure: MeasureFact, lowest: int) -> LadderRow:
    cells = tuple(cell(facts, items, rung) for rung in rungs(facts, document, measure, lowest))
    breaks = sum(each.state == RungState.BROKEN for each in cells)
    return LadderRow(measure_row(facts, items, measure), cells, tuple(roles_of(facts.duties_of_measure[measure.key])), breaks)


def cell(facts: Facts, items: Items, rung: Rung) -> Cell:
    """A rung as a cell."""
    return Cell(rung.state.value, tuple(chip(facts, items, duty) for duty in rung.duties))
