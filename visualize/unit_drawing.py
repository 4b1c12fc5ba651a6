"""The drawing around one unit: documents, its measures, itself, and the units that share them."""

from __future__ import annotations

from collections.abc import Sequence

import networkx

from ontology.words import say
from visualize.chain_drawing import ROW, SIZE, WIDTH, measure_box, unit_box
from visualize.facts import Facts
from visualize.items import Items
from visualize.layers import TOP, Box, Column, Drawing, Line, barycentres
from visualize.text import wrap

PLACES = {"document": (0.0, 190.0), "measure": (220.0, 330.0), "unit": (610.0, 200.0), "together": (950.0, 210.0)}
LINE = 17.0


def draw_unit(facts: Facts, items: Items, keys: Sequence[str], language: str) -> Drawing:
    """The neighbours of the units `keys`, classes that reach them included."""
    own = {*keys, *(key for key, members in facts.members.items() if set(members) & set(keys))}
    measures = [measure for measure in facts.measures.values() if any(duty.unit in own for duty in facts.duties_of_measure[measure.key])]
    duties = [duty for measure in measures for duty in facts.duties_of_measure[measure.key]]
    columns = {name: Column(say(f"view.unit.column_{name}", language), *place) for name, place in PLACES.items()}
    documents = dict.fromkeys(measure.document for measure in measures)
    columns["document"].boxes = [_document_box(facts, items, key) for key in documents]
    columns["measure"].boxes = [measure_box(facts, items, measure, language) for measure in measures]
    for name in ("unit", "together"):
        found = dict.fromkeys(duty.unit for duty in duties if (duty.unit in own) == (name == "unit"))
        columns[name].boxes = [unit_box(facts, items, key, duties, columns[name].width, language) for key in found]
    bottom = max(column.stack() for column in columns.values())
    graph: networkx.Graph[str] = networkx.Graph([(duty.measure, duty.unit) for duty in duties])
    graph.add_edges_from((measure.document, measure.key) for measure in measures)
    heights = {box.key: box.middle for box in columns["measure"].boxes}
    for name in ("document", "unit", "together"):
        columns[name].settle(barycentres(graph, heights, [box.key for box in columns[name].boxes]), bottom)
    boxes = {box.key: box for column in columns.values() for box in column.boxes}
    lines = [Line(boxes[measure.document], boxes[measure.key], "part") for measure in measures]
    for duty in sorted(duties, key=lambda duty: duty.role == "lead"):
        between = [] if duty.unit in own else [columns["unit"]]
        lines.append(Line(boxes[duty.measure], boxes[duty.unit], duty.role.value, items.duty(duty), between))
    return Drawing(tuple(columns.values()), tuple(lines), max(bottom, TOP) + 6, WIDTH)


def _document_box(facts: Facts, items: Items, key: str) -> Box:
    document = facts.documents[key]
    room = PLACES["document"][1]
    lines = wrap(document.title, room - 14, size=SIZE, lines=2)
    number = wrap(document.number or "", room - 14, size=SIZE, lines=1)
    height = ROW + LINE * (len(lines) + len(number) - 1) + 4
    return Box(key, items.document(key), "document", lines, document.title, room, height, number=number)
