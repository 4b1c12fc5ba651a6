"""The view `chain NUMBER`: a document's chain as a drawing in columns, long documents folded by chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.store import Graph
from ontology.paths import item_path
from ontology.records import Role
from visualize.chain_drawing import draw_chain, draw_overview
from visualize.choose import at_most, facts_of, one_measure
from visualize.facts import DocumentFact, Facts, MeasureFact, gaps
from visualize.fold import Chapter, chapters
from visualize.items import Items, deadline_text, gap_text
from visualize.layers import Drawing
from visualize.measure_chain import measure_chain
from visualize.page import Assets, Page
from visualize.text import bare_title

FOLD_ABOVE = 40
DRAWN = 400
SHARED = (Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE, Role.RECEIVE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One measure as a row of the table that is printed and read aloud."""

    item: int
    path: str
    title: str
    units: tuple[str, ...]
    deadline: str
    gap: str


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter with its drawing."""

    chapter: Chapter
    drawing: Drawing


def chain(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of one document, or with a path of one measure."""
    at_most(arguments, 1, 2, "chain", language)
    facts = facts_of(graph, document=arguments[0])
    document = facts.held()[0]
    measures = facts.measures_of(document.key)
    if len(arguments) > 1:
        return measure_chain(facts, document, one_measure(measures, arguments[1], language), language)
    return document_chain(facts, document, measures, language)


def document_chain(facts: Facts, document: DocumentFact, measures: Sequence[MeasureFact], language: str) -> Page:
    """The page of a whole document."""
    items = Items(facts, language)
    items.document(document.key)
    is_folded = len(measures) > FOLD_ABOVE
    is_drawn = len(measures) <= DRAWN
    found = chapters(measures, FOLD_ABOVE) if is_folded else []
    parts = [_part(facts, items, document, part, language) for part in found] if is_drawn else []
    drawing = draw_overview(facts, items, document, found, language) if is_folded else None
    if not is_folded and measures:
        drawing = draw_chain(facts, items, document, measures, language)
    context = {
        "document": document,
        "drawing": drawing,
        "parts": parts,
        "bodies": [(items.body(body), body.name) for body in facts.bodies_of(document.key)],
        "counts": gap_counts(facts, measures),
        "measures": len(measures),
        "rows": table_rows(facts, items, measures, language) if is_drawn else [],
        "is_drawn": is_drawn,
        "roles": [Role.LEAD, *SHARED],
        "item": items.document(document.key),
    }
    if not is_drawn:  # the page makes the table out of its data, so that nothing stands in it twice
        for measure in measures:
            items.measure(measure.key)
            items.add_duties(measure.key)
    data = {**items.data(), "firsts": [] if is_drawn else [items.measure(part.measures[0].key) for part in found]}
    assets = Assets(("chain.js",), ("chain.css",))
    return Page("chain", "chain.html", context, title=document.title, data=data, language=language, assets=assets)


def _part(facts: Facts, items: Items, document: DocumentFact, chapter: Chapter, language: str) -> Part:
    return Part(chapter, draw_chain(facts, items, document, chapter.measures, language))


def gap_counts(facts: Facts, measures: Sequence[MeasureFact]) -> list[tuple[str, int]]:
    """How many measures lack what, as (gap, count), gaps that do not occur left out."""
    found = [gap for measure in measures for gap in gaps(facts, measure)]
    return [(gap.value, found.count(gap)) for gap in dict.fromkeys(sorted(found, key=list(type(found[0])).index))] if found else []


def table_rows(facts: Facts, items: Items, measures: Sequence[MeasureFact], language: str) -> list[TableRow]:
    """The measures as rows, the units of each role in printed order."""
    return [_row(facts, items, measure, language) for measure in measures]


def _row(facts: Facts, items: Items, measure: MeasureFact, language: str) -> TableRow:
    duties = facts.duties_of_measure[measure.key]
    comma = items.say("list_comma")
    cells = tuple(
        comma.join(dict.fromkeys(facts.units[duty.unit].name for duty in duties if duty.role is role)) for role in (Role.LEAD, *SHARED)
    )
    deadline = comma.join(deadline_text(each, language) for each in measure.deadlines)
    missing = comma.join(gap_text(gap, language) for gap in gaps(facts, measure))
    return TableRow(items.measure(measure.key), item_path(measure.path), bare_title(measure.title, measure.path), cells, deadline, missing)
