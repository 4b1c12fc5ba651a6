"""The view `source NUMBER`: the printed text with every span marked that a row rests on; all other views link here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.store import Graph
from ontology.pages import unbroken
from ontology.paths import item_path
from ontology.records import Role
from visualize.choose import at_most, facts_of
from visualize.facts import DocumentFact, Facts, MeasureFact, Place
from visualize.items import Items
from visualize.page import Assets, Page

KINDS = (*(role.value for role in Role), "deadline", "citation", "body", "remark")


@dataclass(frozen=True, slots=True)
class Mark:
    """Printed words that rows rest on; `item` is what a click selects."""

    start: int
    end: int
    kind: str
    item: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks: `anchors` are the spans that begin here, `chapters` the measures (item, path)."""

    start: int
    end: int
    text: str
    kind: str
    item: int | None
    anchors: tuple[str, ...]
    chapters: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One document's text in pieces."""

    document: DocumentFact
    item: int
    digest: str
    pieces: tuple[Piece, ...]
    marks: int


def source(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of one document's text, or without a number of all texts in the store."""
    at_most(arguments, 0, 1, "source", language)
    facts = facts_of(graph, document=arguments[0] if arguments else None)
    items = Items(facts, language)
    held = facts.held()[:1] if arguments else facts.held()
    sections = [_section(graph, facts, items, document) for document in held]
    kinds = {piece.kind for section in sections for piece in section.pieces}
    title = held[0].title if len(held) == 1 else items.say("source.all")
    context = {"sections": sections, "kinds": [kind for kind in KINDS if kind in kinds], "heading": title}
    assets = Assets(("source.js",), ("source.css",))
    return Page("source", "source.html", context, title=title, data=items.data(), language=language, assets=assets)


def _section(graph: Graph, facts: Facts, items: Items, document: DocumentFact) -> Section:
    place = document.place
    number = items.document(document.key)
    if place is None:
        return Section(document, number, "", (), 0)
    text = graph.source(place.digest)
    measures = [measure for measure in facts.measures_of(document.key) if measure.place and measure.place.digest == place.digest]
    placed = [(found, kind, item) for found, kind, item in _placed(facts, items, document, measures) if found.digest == place.digest]
    marks = _marks(items, placed)
    anchors = {(found.context.start, found.context.end) for found, _, _ in placed}
    pieces = _pieces(text, (place.span.start, place.span.end), marks, anchors, _chapters(items, measures))
    return Section(document, number, place.digest, tuple(pieces), len(marks))


def _placed(facts: Facts, items: Items, document: DocumentFact, measures: Sequence[MeasureFact]) -> Iterator[tuple[Place, str, int]]:
    """Every place with its kind and the item that rests on it."""
    for measure in measures:
        for duty in facts.duties_of_measure[measure.key]:
            yield from ((place, duty.role.value, items.duty(duty)) for place in duty.places)
        number = items.measure(measure.key)
        yield from ((each.place, "deadline", number) for each in measure.deadlines if each.place)
        yield from ((each.place, "remark", number) for each in measure.remarks if each.place)
    for link in facts.links:
        if link.start == document.key:
            yield from ((place, "citation", items.document(link.end)) for place in link.places)
    for body in facts.bodies:
        if body.document == document.key and body.place:
            yield body.place, "body", items.body(body)


def _marks(items: Items, placed: Sequence[tuple[Place, str, int]]) -> list[Mark]:
    """One mark for the same words, of the first kind that rests on them."""
    found: dict[tuple[int, int], list[tuple[Place, str, int]]] = {}
    for row in placed:
        found.setdefault((row[0].span.start, row[0].span.end), []).append(row)
    marks = []
    for (start, end), rows in sorted(found.items()):
        kind = min((row[1] for row in rows), key=KINDS.index)
        names = items.say("list_comma").join(dict.fromkeys(items.say(f"source.{row[1]}") for row in rows))
        marks.append(Mark(start, end, kind, items.span(rows[0][0], [row[2] for row in rows], names)))
    return marks


def _chapters(items: Items, measures: Sequence[MeasureFact]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for measure in measures:
        if measure.place:
            found.setdefault(measure.place.span.start, []).append((items.measure(measure.key), item_path(measure.path)))
    return found


def _pieces(
    text: str,
    whole: tuple[int, int],
    marks: Sequence[Mark],
    contexts: set[tuple[int, int]],
    chapters: dict[int, list[tuple[int, str]]],
) -> Iterator[Piece]:
    """The text cut wherever a mark begins or ends; the shortest mark over a piece gives its kind."""
    start, end = whole
    spans = {(mark.start, mark.end) for mark in marks} | contexts
    cuts = {start, end, *(cut for span in spans for cut in span), *chapters}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    begins: dict[int, list[str]] = {}
    for span in sorted(spans):
        begins.setdefault(span[0], []).append(f"c{span[0]}-{span[1]}")
    open_marks: list[Mark] = []
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    for left, right in pairwise(edges):
        while waiting and waiting[-1].start <= left:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > left]
        top = min(open_marks, key=lambda mark: mark.end - mark.start, default=None)
        anchors, paths = tuple(begins.get(left, ())), tuple(chapters.get(left, ()))
        yield Piece(left, right, unbroken(text[left:right]), top.kind if top else "", top.item if top else None, anchors, paths)
