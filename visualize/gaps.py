"""The view `gaps [NUMBER]`: what the audits found, listed with its remedy, beside the network in which it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.store import Graph
from ontology.records import Role, Span
from visualize.choose import at_most, facts_of
from visualize.explore import Marks, draw_network, item_number, network_data, vis_script
from visualize.facts import Facts, Place
from visualize.findings import finding_text
from visualize.focus import focus_of
from visualize.items import Items
from visualize.page import Assets, Page
from visualize.text import around_days

if TYPE_CHECKING:
    from kg.audit import Finding

MOST = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding: what a click selects, and its sentence in pieces, every second of which is a day."""

    item: int
    message: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one audit."""

    title: str
    severity: str
    why: str
    remedy: str
    entries: tuple[Entry, ...]


def gaps_view(graph: Graph, arguments: Sequence[str], language: str, as_of: date | None) -> Page:
    """The page of all findings, or of those in one document."""
    at_most(arguments, 0, 1, "gaps", language)
    facts = facts_of(graph, document=arguments[0] if arguments else None)
    held = facts.held()[:1] if arguments else facts.held()
    keys = {document.key for document in held}
    found = [finding for finding in graph.audit(as_of=as_of) if not arguments or finding.document in keys]
    items = Items(facts, language)
    groups, marks = _groups(facts, items, found[:MOST], language)
    focus = focus_of(facts, is_overview=True, among=marks)
    network = draw_network(facts, items, focus, Marks(marks, items.say("gap.mark", text="")))
    title = held[0].title if arguments else items.say("name.gaps")
    context = {
        "heading": title,
        "groups": groups,
        "count": len(found),
        "left_out": max(len(found) - MOST, 0),
        "severities": [(name, sum(finding.severity == name for finding in found)) for name in ("error", "warning", "info")],
        "roles": list(Role),
        "levels": [],
        "total": len(network.nodes),
        "is_empty": not held,
    }
    data = {**items.data(), "alone": True, "network": network_data(network, facts, items, focus)}
    assets = Assets(("explore.js",), ("table.css", "explore.css", "gaps.css"), (vis_script(),))
    return Page("gaps", "gaps.html", context, title=title, data=data, language=language, assets=assets)


def _groups(facts: Facts, items: Items, found: Sequence[Finding], language: str) -> tuple[list[Group], dict[str, int]]:
    """The findings by audit in their order, and how many each node of the network has; a document has those of its measures."""
    groups: dict[str, list[tuple[Finding, Entry]]] = {}
    marks: dict[str, int] = {}
    digests = {place.source: place.digest for document in facts.held() if (place := document.place)}
    for number, finding in enumerate(found):
        node = _node(facts, finding)
        for key in {node or "", finding.document or ""} & {*facts.measures, *facts.documents, *facts.units}:
            marks[key] = marks.get(key, 0) + 1
        place = _place(finding, digests)
        rows = [item_number(facts, items, node)] if node else []
        message = finding_text(finding, facts, language)
        entry = Entry(
            items.finding(f"{finding.audit}-{number}", message, place, rows), around_days(message), " ".join((finding.quote or "").split())
        )
        groups.setdefault(finding.audit, []).append((finding, entry))
    return [_group(rows, language) for rows in groups.values()], marks


def _group(rows: Sequence[tuple[Finding, Entry]], language: str) -> Group:
    first = rows[0][0]
    title = first.header.get(f"title.{language}", first.audit)
    return Group(title, first.severity.value, first.why(language), first.remedy(language), tuple(entry for _, entry in rows))


def _node(facts: Facts, finding: Finding) -> str | None:
    """The node that a finding is about: its focus, the measure that the focus belongs to, or its document."""
    bodies = {body.key for body in facts.bodies}
    for key in (finding.focus, f"{finding.document}/item/{finding.path}" if finding.path else None, finding.document):
        if key and (key in facts.measures or key in facts.documents or key in bodies or (key in facts.units and facts.duties_of_unit[key])):
            return key
    return None


def _place(finding: Finding, digests: dict[str, str]) -> Place | None:
    if finding.source not in digests or finding.start is None or finding.end is None:
        return None
    quote = finding.quote or ""
    span = Span(finding.start, finding.start + len(quote) if quote else finding.end)  # blanks at the end are not kept
    return Place(digests[finding.source], finding.source or "", span, span, quote, finding.audit)
