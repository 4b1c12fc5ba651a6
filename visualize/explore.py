"""The view `network`: the graph to explore, by pyvis with a page of our own; the places of all nodes are computed here."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from kg.store import Graph
from ontology.paths import item_path
from ontology.records import Role, UnitKind
from visualize.choose import at_most, facts_of
from visualize.errors import ViewError
from visualize.facts import Facts
from visualize.focus import ASIDE, MEASURE_X, ROWS, STEP, UNIT_STEP, UNIT_X, Focus, focus_of, ordered_units, summed
from visualize.items import Items, load_text
from visualize.page import Assets, Page, asset
from visualize.text import bare_title, wrap


@dataclass(frozen=True, slots=True)
class Marks:
    """How many findings each node has, and the mark that stands before its label."""

    counts: Mapping[str, int]
    sign: str


MOST_MEASURES = 24  # more in one column cannot be read at once; they open with their document
MARKED = "#f59e0b"
NO_MARKS = Marks({}, "")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as a row of the table that is printed and read aloud."""

    name: str
    level: str
    load: str
    documents: str


def explore(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of the whole store, or of what one document or unit touches."""
    at_most(arguments, 0, 1, "network", language)
    facts = _asked(graph, arguments[0]) if arguments else facts_of(graph)
    items = Items(facts, language)
    focus = focus_of(facts, is_overview=not arguments or len(facts.measures) > MOST_MEASURES)
    network = draw_network(facts, items, focus)
    title = _title(facts, arguments[0]) if arguments else items.say("name.network")
    context = {
        "heading": title,
        "rows": unit_rows(facts, language),
        "roles": list(Role),
        "levels": _levels(facts),
        "total": len(network.nodes),
        "is_empty": not facts.held(),
    }
    data = {**items.data(), "network": network_data(network, facts, items, focus)}
    assets = Assets(("explore.js",), ("explore.css",), (vis_script(),))
    return Page("network", "network.html", context, title=title, data=data, language=language, assets=assets)


def _asked(graph: Graph, name: str) -> Facts:
    """The facts of a unit, or of a document of that name."""
    try:
        return facts_of(graph, unit=name)
    except ViewError as no_unit:
        try:
            return facts_of(graph, document=name)
        except ViewError:
            raise no_unit from None


def _title(facts: Facts, name: str) -> str:
    """The title of the one document that is drawn, else the name that was asked for."""
    held = facts.held()
    is_unit = any(name in (unit.name, *unit.aliases) for unit in facts.units.values())
    return held[0].title if len(held) == 1 and not is_unit else name


def vis_script() -> str:
    """The text of vis-network as the installed pyvis carries it, the newest of its copies."""
    folder = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-*"))[-1]
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")


def draw_network(facts: Facts, items: Items, focus: Focus, marks: Marks = NO_MARKS) -> Network:
    """All nodes with their places, and all edges: duties, sums of duties between a document and a unit, and structure."""
    look = tomllib.loads(asset("network.toml"))
    network = Network(directed=True)
    network.options = look["options"]
    leads = {duty.unit for duty in facts.duties if duty.role is Role.LEAD}
    for document in facts.documents.values():
        short = document.title
        for issuer in document.issuers:
            short = short.removeprefix(issuer)
        label = "\n".join(filter(None, (document.number, _lines(short, 2 if document.number else 3) if short != document.number else "")))
        _add_node(network, items.document(document.key), label, document.key, "document" if document.is_held else "cited", (focus, marks))
    for measure in facts.measures.values():
        label = _lines(f"{item_path(measure.path)} {bare_title(measure.title, measure.path)}", 2)
        _add_node(network, items.measure(measure.key), label, measure.key, "measure", (focus, marks))
    for body in facts.bodies:
        _add_node(network, items.body(body), _lines(body.name, 2, 150), body.key, "body", (focus, marks))
    for key in ordered_units(facts):
        unit = facts.units[key]
        group = "lead" if key in leads else "vague" if unit.kind is UnitKind.GENERIC else "unit"
        _add_node(network, items.unit(key), _lines(unit.name, 2, 150), key, group, (focus, marks))
    _add_edges(network, facts, items, look["edges"])
    return network


def _lines(text: str, lines: int, room: float = 210) -> str:
    return "\n".join(wrap(text, room, size=15, lines=lines)) or "\u2014"


def _add_node(network: Network, item: int, label: str, key: str, group: str, look: tuple[Focus, Marks]) -> None:
    focus, marks = look
    x, y = focus.places[key]
    count = marks.counts.get(key, 0)
    own = network.options["groups"][group]
    background = own["color"]["background"] if isinstance(own["color"], dict) else own["color"]
    color = {"background": background, "border": MARKED}
    broken = {"borderWidth": 3, "shapeProperties": {**own["shapeProperties"], "borderDashes": [6, 4]}} if count else {}
    text = f"{marks.sign}{count} {label}" if count else label
    network.add_node(item, label=text, shape="box", x=x, y=y, group=group, **broken)
    if count:  # pyvis drops a colour that is given beside a group
        network.nodes[-1]["color"] = color


def _add_edges(network: Network, facts: Facts, items: Items, look: dict[str, dict[str, Any]]) -> None:
    for measure in facts.measures.values():
        start, end = items.document(measure.document), items.measure(measure.key)
        network.add_edge(start, end, id=f"p{end}", **look["structure"])
    for duty in facts.duties:
        number = items.duty(duty)
        network.add_edge(items.measure(duty.measure), items.unit(duty.unit), id=f"d{number}", role=duty.role.value, **look[duty.role])
    for (document, unit), duties in summed(facts).items():
        name = f"{facts.documents[document].name}>{facts.units[unit].name}"
        number = items.group(name, [items.duty(duty) for duty in duties])
        role = min((duty.role for duty in duties), key=list(Role).index)
        network.add_edge(items.document(document), items.unit(unit), id=f"s{number}", role=role.value, **look[role])
    _add_body_edges(network, facts, items, look)
    for order, link in enumerate(facts.links):
        network.add_edge(items.document(link.end), items.document(link.start), id=f"l{order}", **look["structure"])


def _add_body_edges(network: Network, facts: Facts, items: Items, look: dict[str, dict[str, Any]]) -> None:
    """A document to its bodies, and each body to its host and its members as far as these are drawn."""
    drawn = set(ordered_units(facts))
    for body in facts.bodies:
        number = items.body(body)
        network.add_edge(items.document(body.document), number, id=f"b{number}", **look["structure"])
        for key in dict.fromkeys(filter(None, (body.host, *body.members))):
            if key in drawn:
                end = items.unit(key)
                network.add_edge(number, end, id=f"m{number}-{end}", **look["host" if key == body.host else "member"])


def network_data(network: Network, facts: Facts, items: Items, focus: Focus) -> dict[str, object]:
    """What the page's script needs of the network: nodes, edges, options, the focus and the level of each unit."""
    levels = {items.unit(key): str(facts.units[key].level or "") for key in ordered_units(facts)}
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "focus": [item_number(facts, items, key) for key in sorted(focus.keys)],
        "levels": levels,
        "grid": {"aside": ASIDE, "rows": ROWS, "step": STEP, "measure": MEASURE_X, "unit": UNIT_X, "across": UNIT_STEP},
    }


def item_number(facts: Facts, items: Items, key: str) -> int:
    """The number of the item of a node: a document, a measure, a body or a unit."""
    if key in facts.documents:
        return items.document(key)
    bodies = {body.key: body for body in facts.bodies}
    if key in bodies:
        return items.body(bodies[key])
    return items.measure(key) if key in facts.measures else items.unit(key)


def _levels(facts: Facts) -> list[str]:
    return sorted({str(facts.units[key].level) for key in ordered_units(facts) if facts.units[key].level})


def unit_rows(facts: Facts, language: str) -> list[UnitRow]:
    """The coordination bodies and the units of the network as a table."""
    items = Items(facts, language)
    rows = [
        UnitRow(
            body.name, items.say("field.body"), items.say("chain.members", count=len(body.members)), facts.documents[body.document].name
        )
        for body in facts.bodies
    ]
    for key in ordered_units(facts):
        unit, duties = facts.units[key], facts.duties_of_unit[key]
        names = dict.fromkeys(facts.documents[facts.measures[duty.measure].document].name for duty in duties)
        load = Counter(duty.role.value for duty in duties)
        level = items.say(f"level.{unit.level}") if unit.level else ""
        rows.append(UnitRow(unit.name, level, load_text(dict(load), language), items.say("list_comma").join(names)))
    return rows
