"""The view `unit NAME`: what one unit leads, answers for, supports, supervises and receives, with whom, and how much beside its peers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import UnknownName
from kg.load import load_rows
from kg.names import find_units
from kg.store import Graph
from ontology.records import Basis, Role
from visualize.choose import at_most, facts_of
from visualize.errors import ViewError
from visualize.facts import Facts
from visualize.items import Items, load_text
from visualize.page import Assets, Page
from visualize.rows import Chip, MeasureRow, chip, measure_row
from visualize.unit_drawing import draw_unit

DRAWN = 60
PEERS = 12
ASIDE = ("class", "generic")


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the unit: its measure, how it has it, and the others in it."""

    measure: MeasureRow
    role: str
    own: tuple[Chip, ...]
    others: tuple[Chip, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Part:
    """The tasks of one role, or those that came through a class or a reform."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """A unit of the same level with its load; `share` is that of the heaviest peer, in percent."""

    name: str
    total: int
    share: int
    is_self: bool
    is_overloaded: bool


def unit(graph: Graph, arguments: Sequence[str], language: str) -> Page:
    """The page of one unit, by any printed form of its name."""
    at_most(arguments, 1, 1, "unit", language)
    try:
        keys = find_units(graph, arguments[0])
    except UnknownName as error:
        raise ViewError(str(error)) from None
    facts = facts_of(graph, unit=arguments[0])
    items = Items(facts, language)
    mine = [facts.units[key] for key in keys if key in facts.units]
    name = mine[0].name if mine else arguments[0]
    parts = _parts(graph, facts, items, arguments[0], keys)
    tasks = [task for part in parts for task in part.tasks]
    together = Counter(each.name for task in tasks for each in {other.name: other for other in task.others}.values())
    context = {
        "name": name,
        "unit": mine[0] if mine else None,
        "item": items.unit(mine[0].key) if mine else None,
        "load": load_text(dict(mine[0].load), language) if mine else "",
        "derived": mine[0].load.get("derived", 0) if mine else 0,
        "parts": parts,
        "count": len(tasks),
        "together": together.most_common(18),
        "peers": _peers(graph, keys),
        "drawing": draw_unit(facts, items, keys, language) if 0 < len(tasks) <= DRAWN else None,
        "roles": list(Role),
    }
    assets = Assets(("table.js", "chain.js"), ("table.css", "chain.css", "unit.css"))
    return Page("unit", "unit.html", context, title=name, data=items.data(), language=language, assets=assets)


def _parts(graph: Graph, facts: Facts, items: Items, name: str, keys: Sequence[str]) -> list[Part]:
    """The tasks by role in the order of the roles, then what came by a class or a reform; by deadline within each."""
    found: dict[str, list[Task]] = {}
    seen: set[tuple[str, str, str]] = set()
    names = {facts.units[key].name for key in keys if key in facts.units}
    for row in graph.ask("unit-tasks", name):
        key = (row["measure"], row["role"], row["basis"])
        if row["measure"] in facts.measures and key not in seen:
            seen.add(key)
            found.setdefault(_part_name(row, names), []).append(_task(facts, items, row))
    order = [*(role.value for role in Role), "class", "heir"]
    return [Part(part, tuple(sorted(found[part], key=_by_deadline))) for part in order if part in found]


def _part_name(row: Mapping[str, Any], names: set[str]) -> str:
    if row["basis"] == Basis.CLASS:
        return "class"
    return str(row["role"]) if row["unit"] in names else "heir"


def _by_deadline(task: Task) -> tuple[str, str, str]:
    return (task.measure.day or "~", task.measure.document, task.measure.path)


def _task(facts: Facts, items: Items, row: Mapping[str, Any]) -> Task:
    duties = facts.duties_of_measure[row["measure"]]
    chips = {duty.unit: chip(facts, items, duty) for duty in reversed(duties)}
    own = tuple(each for key, each in chips.items() if facts.units[key].name == row["unit"])
    others = tuple(chips[key] for key in dict.fromkeys(duty.unit for duty in duties) if facts.units[key].name != row["unit"])
    return Task(measure_row(facts, items, facts.measures[row["measure"]]), str(row["role"]), own, others, str(row["unit"] or ""))


def _peers(graph: Graph, keys: Sequence[str]) -> list[tuple[int, Peer]]:
    """The place and load of the heaviest peers, and of the unit itself."""
    loads = load_rows(graph)
    levels = {row["level"] for row in loads if row["iri"] in keys and row["level"]}
    peers = [row for row in loads if row["iri"] in keys or (row["level"] in levels and row["kind"] not in ASIDE)]
    most = max((row["total"] for row in peers), default=0) or 1
    placed = [(place, _peer(row, row["iri"] in keys, most)) for place, row in enumerate(peers, 1)]
    return [(place, peer) for place, peer in placed if place <= PEERS or peer.is_self]


def _peer(row: Mapping[str, Any], is_self: bool, most: int) -> Peer:
    total = row["total"]
    return Peer(row["unit"], total, round(100 * total / most), is_self, bool(row["is_overloaded"]))
