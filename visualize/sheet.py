"""The view `sheet NUMBER|UNIT`: an A4 page with the findings and the chain as a table, to print or to save as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownName
from kg.names import find_document, find_units
from kg.store import Graph
from ontology.records import Role
from visualize.choose import at_most, facts_of
from visualize.errors import ViewError
from visualize.facts import DocumentFact, Facts
from visualize.findings import short_text
from visualize.items import Items, load_text
from visualize.page import Assets, Page
from visualize.rows import MeasureRow, measure_row

if TYPE_CHECKING:
    from kg.audit import Finding

NOTED = 20
OTHERS = (Role.SUPPORT, Role.SUPERVISE, Role.RECEIVE)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: its leads, those who answer for it, the others with their roles."""

    measure: MeasureRow
    leads: str
    responsible: str
    others: str


@dataclass(frozen=True, slots=True)
class Note:
    """One audit with its findings, at most twenty of them, and how many there are."""

    title: str
    remedy: str
    messages: tuple[str, ...]
    count: int


def sheet(graph: Graph, arguments: Sequence[str], language: str, as_of: date | None) -> Page:
    """The page of a document, or of a unit where no document has that name."""
    at_most(arguments, 1, 1, "sheet", language)
    try:
        find_document(graph, arguments[0])
    except UnknownName as error:
        return _unit_sheet(graph, arguments[0], language, error)
    facts = facts_of(graph, document=arguments[0])
    document = facts.held()[0]
    found = [finding for finding in graph.audit(as_of=as_of) if finding.document == document.key]
    items = Items(facts, language)
    head = {"heading": document.title, "facts": _document_facts(items, document), "notes": _notes(found, facts, language)}
    return _page(items, head, [_line(facts, items, key) for key in facts.measures], as_of)


def _unit_sheet(graph: Graph, name: str, language: str, unknown: UnknownName) -> Page:
    try:
        keys = find_units(graph, name)
    except UnknownName as error:
        raise ViewError(str(error if error.near else unknown)) from None
    facts = facts_of(graph, unit=name)
    items = Items(facts, language)
    unit = next((facts.units[key] for key in keys if key in facts.units), None)
    about = [(items.say("field.load"), load_text(dict(unit.load), language))] if unit else []
    head = {"heading": unit.name if unit else name, "facts": about, "notes": []}
    return _page(items, head, [_line(facts, items, key) for key in facts.measures], None, with_document=True)


def _page(items: Items, head: Mapping[str, Any], lines: Sequence[Line], as_of: date | None, *, with_document: bool = False) -> Page:
    context = {**head, "lines": lines, "as_of": as_of, "with_document": with_document}
    assets = Assets(("sheet.js",), ("sheet.css",))
    return Page("sheet", "sheet.html", context, title=str(head["heading"]), data=items.data(), language=items.language, assets=assets)


def _document_facts(items: Items, document: DocumentFact) -> list[tuple[str, str]]:
    rows = [
        (items.say("field.number"), document.number or ""),
        (items.say("field.issuer"), items.say("list_comma").join(document.issuers)),
        (items.say("field.date"), document.date.isoformat() if document.date else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _line(facts: Facts, items: Items, key: str) -> Line:
    duties = facts.duties_of_measure[key]
    comma = items.say("list_comma")

    def names(role: Role) -> str:
        return comma.join(dict.fromkeys(facts.units[duty.unit].name for duty in duties if duty.role is role))

    others = [f"{items.say(f'script.role_{role}')} {names(role)}" for role in OTHERS if names(role)]
    return Line(measure_row(facts, items, facts.measures[key]), names(Role.LEAD), names(Role.RESPONSIBLE), "\n".join(others))


def _notes(found: Sequence[Finding], facts: Facts, language: str) -> list[Note]:
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.audit, []).append(finding)
    return [
        Note(
            rows[0].header.get(f"title.{language}", name),
            rows[0].remedy(language),
            tuple(short_text(finding, facts, language) for finding in rows[:NOTED]),
            len(rows),
        )
        for name, rows in groups.items()
    ]
