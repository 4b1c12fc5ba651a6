"""The view `chain NUMBER PATH`: one measure down the six levels of the chain, its evidence open."""

from __future__ import annotations

from visualize.facts import DocumentFact, Facts, MeasureFact
from visualize.items import Items
from visualize.ladder import COLUMNS, cell
from visualize.page import Assets, Page
from visualize.rows import measure_row
from visualize.rungs import lowest_named, rungs


def measure_chain(facts: Facts, document: DocumentFact, measure: MeasureFact, language: str) -> Page:
    """The page of one measure."""
    items = Items(facts, language)
    found = rungs(facts, document, measure, lowest_named(facts, document))
    row = measure_row(facts, items, measure)
    context = {
        "document": document,
        "item": items.document(document.key),
        "measure": row,
        "headings": measure.headings,
        "text": " ".join(measure.text.split()),
        "bodies": [(items.body(body), body.name) for body in facts.bodies_of(document.key)],
        "rungs": list(zip(COLUMNS, (cell(facts, items, rung) for rung in found), strict=True)),
    }
    title = f"{document.name} {row.path} {row.title}"
    assets = Assets(("measure.js",), ("table.css",))
    return Page("chain", "measure.html", context, title=title, data={**items.data(), "open": row.item}, language=language, assets=assets)
