"""Changes of a ledger as decisions about statements of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.corrections import Decision, Verdict
from ontology.records import Role, When
from visualize.ledger_changes import Changes, DateChange, NotKept, RowDeleted, UnitChange
from visualize.ledger_time import as_date_text

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Author:
    """Who decided, and when (an ISO 8601 moment)."""

    who: str
    when: str


@dataclass(frozen=True, slots=True)
class _Statements:
    """What the graph holds of each measure: assignments by role and unit, deadlines by their text, each with its IRI."""

    units: dict[tuple[str, Role, str], str]
    deadlines: dict[tuple[str, str], str]

    def of(self, measure: str) -> list[str]:
        """All statements about a measure."""
        return [iri for (held, *_), iri in [*self.units.items(), *self.deadlines.items()] if held == measure]


def decisions_of(changes: Changes, network: networkx.MultiDiGraph[str], author: Author) -> list[Decision]:
    """One decision a change, in the order of the file; what the graph already says is none."""
    held = _statements(network)
    moved = _moved_units(changes)
    found: list[Decision] = []
    for change in changes.changes:
        match change:
            case UnitChange():
                found += _unit_decision(change, held, moved, author)
            case DateChange():
                found += _date_decisions(change, held, author)
            case RowDeleted(measure):
                found += [Decision(Verdict.REJECTED, iri, author.who, author.when) for iri in held.of(measure)]
            case NotKept():
                continue
            case _:
                raise ValueError(f"unexpected change: {change!r}")
    return found


def measures_of(network: networkx.MultiDiGraph[str]) -> dict[str, tuple[str, str]]:
    """The measures of a network: identifier -> number of the document, and path."""
    return {
        key: (str(node.get("number") or ""), str(node.get("path") or ""))
        for key, node in network.nodes(data=True)
        if node["type"] == "measure"
    }


def _statements(network: networkx.MultiDiGraph[str]) -> _Statements:
    units = {
        (start, Role(edge["role"]), str(network.nodes[end]["name"])): str(edge["assignment"])
        for start, end, edge in network.edges(data=True)
        if edge["type"] == "role" and edge.get("assignment") and not edge.get("is_derived")
    }
    deadlines = {
        (key, as_date_text(deadline)): str(deadline["deadline"])
        for key, node in network.nodes(data=True)
        if node["type"] == "measure"
        for deadline in node.get("deadlines") or ()
    }
    return _Statements(units, deadlines)


def _moved_units(changes: Changes) -> dict[tuple[str, str], tuple[Role, Role]]:
    """Units that went from one column to another of the same row: measure and name -> the old role and the new one."""
    gone: dict[tuple[str, str], list[Role]] = {}
    come: dict[tuple[str, str], list[Role]] = {}
    for change in changes.changes:
        if isinstance(change, UnitChange):
            (come if change.is_added else gone).setdefault((change.measure, change.name), []).append(change.role)
    return {key: (gone[key][0], come[key][0]) for key in gone if len(gone[key]) == 1 and len(come.get(key, ())) == 1}


def _unit_decision(
    change: UnitChange, held: _Statements, moved: dict[tuple[str, str], tuple[Role, Role]], author: Author
) -> Iterator[Decision]:
    iri = held.units.get((change.measure, change.role, change.name))
    roles = moved.get((change.measure, change.name))
    if roles is not None:
        old = held.units.get((change.measure, roles[0], change.name))
        if old is not None:
            if change.is_added:
                yield Decision(Verdict.CHANGED, old, author.who, author.when, role=roles[1])
            return
    if change.is_added and iri is None:
        yield Decision(Verdict.ADDED, change.measure, author.who, author.when, unit=change.name, role=change.role)
    elif not change.is_added and iri is not None:
        yield Decision(Verdict.REJECTED, iri, author.who, author.when)


def _date_decisions(change: DateChange, held: _Statements, author: Author) -> Iterator[Decision]:
    gone = [iri for text in change.removed if (iri := held.deadlines.get((change.measure, text))) is not None]
    come = list(change.added)
    if len(gone) == 1 and len(come) == 1:
        yield Decision(Verdict.CHANGED, gone[0], author.who, author.when, due=come[0])
        return
    yield from (Decision(Verdict.REJECTED, iri, author.who, author.when) for iri in gone)
    yield from (_added(change.measure, when, author) for when in come)


def _added(measure: str, when: When, author: Author) -> Decision:
    return Decision(Verdict.ADDED, measure, author.who, author.when, due=when)
