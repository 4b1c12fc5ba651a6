"""The drawing of a chain: parent document, document, measures in printed order, leads, other units, counties and below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import networkx

from ontology.paths import item_path
from ontology.records import Role, UnitKind
from ontology.words import say
from visualize.facts import BELOW_CITY, BodyFact, DocumentFact, Duty, Facts, Gap, MeasureFact, gaps
from visualize.fold import Chapter
from visualize.items import Items, deadline_text, gap_text
from visualize.layers import BADGE_SIZE, TOP, Badge, Box, Column, Drawing, Line, barycentres
from visualize.text import bare_title, wrap

WIDTH = 1160.0
SIZE = 13.0
ROW = 21.0
LINE = 17.0
DENSE_ABOVE = 26
PARENTS = 3
BODIES = 5
MOST_UNITS = 60
NODES = ("document", "measure", "lead", "other", "county")
PLACES = {"document": (0.0, 156.0), "measure": (182.0, 330.0), "lead": (580.0, 164.0), "other": (808.0, 176.0), "county": (1020.0, 140.0)}


def draw_chain(facts: Facts, items: Items, document: DocumentFact, measures: Sequence[MeasureFact], language: str) -> Drawing:
    """The layered drawing of these measures of one document."""
    duties = [duty for measure in measures for duty in facts.duties_of_measure[measure.key]]
    columns = {name: Column(say(f"view.chain.column_{name}", language), *PLACES[name]) for name in NODES}
    columns["document"].boxes = _document_boxes(facts, items, document)
    columns["measure"].boxes = [measure_box(facts, items, measure, language) for measure in measures]
    columns["measure"].stack()
    for name, keys in _unit_columns(facts, duties).items():
        columns[name].boxes = [unit_box(facts, items, key, duties, columns[name].width, language) for key in keys]
    if measures and not columns["lead"].boxes:
        columns["lead"].boxes = [_no_lead(document, items, language)]
    bottom = _settle(columns, duties)
    lines = _lines(items, columns, duties, document)
    return Drawing(tuple(columns.values()), tuple(lines), bottom + 6, WIDTH)


def draw_overview(facts: Facts, items: Items, document: DocumentFact, parts: Sequence[Chapter], language: str) -> Drawing:
    """The overview of a long document: its chapters in place of their measures, one line a chapter, unit and role."""
    ends = {measure.key: f"part-{number}" for number, part in enumerate(parts, 1) for measure in part.measures}
    duties = [duty for part in parts for measure in part.measures for duty in facts.duties_of_measure[measure.key]]
    columns = {name: Column(say(f"view.chain.column_{name}", language), *PLACES[name]) for name in NODES}
    columns["document"].boxes = _document_boxes(facts, items, document)
    columns["measure"].boxes = [
        _chapter_box(facts, items, document, part, f"part-{number}", language) for number, part in enumerate(parts, 1)
    ]
    columns["measure"].stack()
    rest: dict[str, str] = {}
    kept = {key for key, _ in Counter(duty.unit for duty in duties).most_common(MOST_UNITS)}
    for name, keys in _unit_columns(facts, duties).items():
        room = columns[name].width
        columns[name].boxes = [unit_box(facts, items, key, duties, room, language) for key in keys if key in kept]
        left = [key for key in keys if key not in kept]
        rest |= dict.fromkeys(left, f"rest-{name}")
        if left:
            text = say("view.chain.rest", language, count=len(left))
            columns[name].boxes.append(Box(f"rest-{name}", items.document(document.key), "rest", [text], text, room, ROW))
    if not columns["lead"].boxes:
        columns["lead"].boxes = [_no_lead(document, items, language)]
    ended = [replace(duty, measure=ends[duty.measure], unit=rest.get(duty.unit, duty.unit)) for duty in duties]
    folded = list({(duty.measure, duty.unit, duty.role): duty for duty in ended}.values())
    bottom = _settle(columns, folded)
    boxes = {box.key: box for column in columns.values() for box in column.boxes}
    lines = _structure(columns, boxes, document)
    roles = [Line(boxes[duty.measure], boxes[duty.unit], duty.role.value, None, _between(columns, boxes[duty.unit])) for duty in folded]
    return Drawing(tuple(columns.values()), (*lines, *_leads_last(roles)), bottom + 6, WIDTH)


def _chapter_box(facts: Facts, items: Items, document: DocumentFact, part: Chapter, name: str, language: str) -> Box:
    full = part.name
    broken = sum(1 for measure in part.measures if {Gap.NO_OWNER, Gap.NO_LEAD} & set(gaps(facts, measure)))
    badges = [Badge(say("view.chain.measures_short", language, count=len(part.measures)))]
    if broken:
        badges.append(Badge(say("view.gap.mark", language, text=say("view.chain.broken", language, count=broken)), is_gap=True))
    lines = wrap(full, PLACES["measure"][1] - 14 - sum(badge.width for badge in badges), size=SIZE)
    height = ROW + LINE * (len(lines) - 1) + 4
    return Box(name, items.document(document.key), "chapter", lines, full, PLACES["measure"][1], height, badges, part=name)


def measure_box(facts: Facts, items: Items, measure: MeasureFact, language: str) -> Box:
    """A measure with its path, its title in at most two lines, and its deadline or what is missing at its right end."""
    missing = gaps(facts, measure)
    badges = _badges(measure, missing, language)
    path = item_path(measure.path)
    title = bare_title(measure.title, measure.path)
    full = f"{path}\u2002{title}" if path else title
    wide = PLACES["measure"][1]
    lines = wrap(full, wide - 14 - sum(badge.width for badge in badges), size=SIZE)
    height = ROW + LINE * (len(lines) - 1)
    is_broken = Gap.NO_OWNER in missing or Gap.NO_LEAD in missing
    return Box(measure.key, items.measure(measure.key), "measure", lines, full, wide, height, badges, is_broken)


def _badges(measure: MeasureFact, missing: Sequence[Gap], language: str) -> list[Badge]:
    """The first deadline, and one badge for all that is missing."""
    badges = []
    if measure.deadlines:
        first = measure.deadlines[0]
        whole = f"\u2013{first.end}" if first.kind == "between" and first.end else deadline_text(first, language)
        text = wrap(whole, 116, size=BADGE_SIZE, lines=1)[0]
        count = len(measure.deadlines)
        badges.append(Badge(say("view.chain.more", language, text=text, count=count) if count > 1 else text))
    if missing:
        text = say("view.list_comma", language).join(gap_text(gap, language) for gap in missing)
        badges.append(Badge(say("view.gap.mark", language, text=text), is_gap=True))
    return badges


def _document_boxes(facts: Facts, items: Items, document: DocumentFact) -> list[Box]:
    parents = [link.end for link in facts.links if link.start == document.key and link.relation == "basis"]
    boxes = []
    for key in [*list(dict.fromkeys(parents))[:PARENTS], document.key]:
        fact = facts.documents[key]
        is_parent = key != document.key
        room = PLACES["document"][1] - (12 if is_parent else 0)
        number = wrap(fact.number or "", room - 12, size=SIZE, lines=2)
        lines = wrap(fact.title, room - 12, size=SIZE, lines=2 if is_parent else 7) if fact.title != fact.number else []
        height = 10 + LINE * (len(lines) + len(number))
        kind = "parent" if is_parent else "document"
        boxes.append(Box(key, items.document(key), kind, lines, fact.title, room, height, is_gap=not fact.is_held, number=number))
    return [*boxes, *(_body_box(items, body) for body in facts.bodies_of(document.key)[:BODIES])]


def _body_box(items: Items, body: BodyFact) -> Box:
    """A coordination body below its document, with the number of its members."""
    room = PLACES["document"][1] - 12
    badges = [Badge(items.say("chain.members", count=len(body.members)))] if body.members else []
    lines = wrap(body.name, room - 14 - sum(badge.width for badge in badges), size=SIZE, lines=3)
    return Box(body.key, items.body(body), "body", lines, body.name, room, ROW + LINE * (len(lines) - 1), badges)


def _unit_columns(facts: Facts, duties: Sequence[Duty]) -> dict[str, list[str]]:
    """The units of each column: counties and below apart, then those that lead anything, then all others."""
    leads = {duty.unit for duty in duties if duty.role is Role.LEAD}
    columns: dict[str, list[str]] = {"lead": [], "other": [], "county": []}
    for key in dict.fromkeys(duty.unit for duty in duties):
        name = "county" if facts.units[key].level in BELOW_CITY else "lead" if key in leads else "other"
        columns[name].append(key)
    return columns


def unit_box(facts: Facts, items: Items, key: str, duties: Sequence[Duty], room: float, language: str) -> Box:
    unit = facts.units[key]
    mine = {(duty.role, duty.measure) for duty in duties if duty.unit == key}
    counts = [(role, sum(1 for each in mine if each[0] is role)) for role in Role]
    text = "".join(
        say("view.chain.load", language, letter=say(f"view.script.letter_{role}", language), count=count) for role, count in counts if count
    )
    badge = Badge(text)
    lines = wrap(unit.name, room - 8 - badge.width, size=SIZE)
    leads = any(duty.role is Role.LEAD and duty.unit == key for duty in duties)
    is_generic = unit.kind is UnitKind.GENERIC
    kind = "lead" if leads else "generic" if is_generic else "other"
    return Box(key, items.unit(key), kind, lines, unit.name, room, ROW + LINE * (len(lines) - 1), [badge], is_generic)


def _no_lead(document: DocumentFact, items: Items, language: str) -> Box:
    text = say("view.chain.no_lead", language)
    return Box("", items.document(document.key), "void", [text], text, PLACES["lead"][1], ROW + 4, is_gap=True)


def _settle(columns: dict[str, Column], duties: Sequence[Duty]) -> float:
    """Gives every box its height, in two sweeps over the unit columns; answers the bottom of the drawing."""
    graph: networkx.Graph[str] = networkx.Graph((duty.measure, duty.unit) for duty in duties)
    heights = {box.key: box.middle for box in columns["measure"].boxes}
    for column in columns.values():
        column.gap = 5.0 if len(column.boxes) <= DENSE_ABOVE else 2.5
    bottom = max(column.stack() for column in columns.values())
    for name in ("lead", "other", "county"):
        column = columns[name]
        column.settle(barycentres(graph, heights, [box.key for box in column.boxes]), bottom)
    first = columns["document"]
    tall = sum(box.height + 16 for box in first.boxes) - 16
    first.gap = 16.0
    last = columns["measure"].boxes[-1].y + columns["measure"].boxes[-1].height if columns["measure"].boxes else TOP
    first.stack(max(TOP, min((TOP + last - tall) / 2, 240.0)))
    for box in first.boxes:
        box.x += first.width - box.width
    return max(bottom, TOP + tall)


def _lines(items: Items, columns: dict[str, Column], duties: Sequence[Duty], document: DocumentFact) -> list[Line]:
    """Structure first, then the other roles, leads last and so on top."""
    boxes = {box.key: box for column in columns.values() for box in column.boxes}
    roles = [
        Line(boxes[duty.measure], boxes[duty.unit], duty.role.value, items.duty(duty), _between(columns, boxes[duty.unit]))
        for duty in duties
    ]
    return [*_structure(columns, boxes, document), *_leads_last(roles)]


def _structure(columns: dict[str, Column], boxes: dict[str, Box], document: DocumentFact) -> list[Line]:
    others = [box for box in columns["document"].boxes if box.key != document.key]
    basis = [Line(box, boxes[document.key], "body" if box.kind == "body" else "basis") for box in others]
    return basis + [Line(boxes[document.key], box, "part") for box in columns["measure"].boxes]


def _leads_last(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.style == "lead")


def _between(columns: dict[str, Column], unit: Box) -> list[Column]:
    return [column for name, column in columns.items() if name in ("lead", "other") and column.x < unit.x]
