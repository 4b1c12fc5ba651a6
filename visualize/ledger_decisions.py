"""Changes of a ledger as decisions about statements of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.corrections import Decision, Verdict
from kg.whens import when_value
from ontology.records import Role, When
from ontology.times import time_from_words
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
    """What the graph holds of each measure: assignments by role and unit, deadlines by their text, each with its IRIs.

    A unit may be named twice for one measure, and two printed deadlines may mean one day.
    """

    units: dict[tuple[str, Role, str], list[str]]
    deadlines: dict[tuple[str, str], list[str]]

    def of(self, measure: str) -> list[str]:
        """All statements about a measure."""
        return [iri for (held, *_), found in [*self.units.items(), *self.deadlines.items()] if held == measure for iri in found]


def decisions_of(
    changes: Changes, network: networkx.MultiDiGraph[str], author: Author, known: Callable[[str], str] = str
) -> list[Decision]:
    """One decision a change, in the order of the file; what the graph already says is none.

    `known` answers what the network calls a unit that a person named.
    """
    held = _statements(network)
    moved = _moved_units(changes, known)
    found: list[Decision] = []
    for change in changes.changes:
        match change:
            case UnitChange():
                found += _unit_decision(replace(change, name=known(change.name)), held, moved, author)
            case DateChange():
                found += _date_decisions(change, held, author)
            case RowDeleted(measure):
                found += [_rejected(iri, author) for iri in held.of(measure)]
            case NotKept():
                continue
            case _:
                raise ValueError(f"unexpected change: {change!r}")
    return found


def withdrawn(changes: Changes, network: networkx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """For each row that was deleted, how many units and how many deadlines of its measure no longer count."""
    held = _statements(network)
    found: dict[str, tuple[int, int]] = {}
    for change in changes.changes:
        if isinstance(change, RowDeleted):
            units, deadlines = (sum(measure == change.measure for measure, *_ in statements) for statements in (held.units, held.deadlines))
            found[change.measure] = units, deadlines
    return found


def measures_of(network: networkx.MultiDiGraph[str]) -> dict[str, tuple[str, str]]:
    """The measures of a network: identifier -> number of the document, and path."""
    return {
        key: (str(node.get("number") or ""), str(node.get("path") or ""))
        for key, node in network.nodes(data=True)
        if node["type"] == "measure"
    }


def _statements(network: networkx.MultiDiGraph[str]) -> _Statements:
    units: dict[tuple[str, Role, str], list[str]] = {}
    for start, end, edge in network.edges(data=True):
        if edge["type"] == "role" and edge.get("assignment") and not edge.get("is_derived"):
            key = (start, Role(edge["role"]), str(network.nodes[end]["name"]))
            units.setdefault(key, []).append(str(edge["assignment"]))
    deadlines: dict[tuple[str, str], list[str]] = {}
    for measure, node in network.nodes(data=True):
        for deadline in node.get("deadlines") or () if node["type"] == "measure" else ():
            deadlines.setdefault((measure, time_from_words(as_date_text(deadline))), []).append(str(deadline["deadline"]))
    return _Statements(units, deadlines)


def _moved_units(changes: Changes, known: Callable[[str], str]) -> dict[tuple[str, str], tuple[Role, Role]]:
    """Units that went from one column to another of the same row: measure and name -> the old role and the new one."""
    gone: dict[tuple[str, str], list[Role]] = {}
    come: dict[tuple[str, str], list[Role]] = {}
    for change in changes.changes:
        if isinstance(change, UnitChange):
            (come if change.is_added else gone).setdefault((change.measure, known(change.name)), []).append(change.role)
    return {key: (gone[key][0], come[key][0]) for key in gone if len(gone[key]) == 1 and len(come.get(key, ())) == 1}


def _unit_decision(
    change: UnitChange, held: _Statements, moved: dict[tuple[str, str], tuple[Role, Role]], author: Author
) -> Iterator[Decision]:
    stated = held.units.get((change.measure, change.role, change.name), [])
    roles = moved.get((change.measure, change.name))
    old = held.units.get((change.measure, roles[0], change.name), []) if roles is not None else []
    if roles is not None and old:
        if change.is_added:
            yield Decision(Verdict.CHANGED, old[0], author.who, author.when, role=roles[1])
            yield from (_rejected(iri, author) for iri in old[1:])
    elif change.is_added and not stated:
        yield Decision(Verdict.ADDED, change.measure, author.who, author.when, unit=change.name, role=change.role)
    elif not change.is_added:
        yield from (_rejected(iri, author) for iri in stated)


def _date_decisions(change: DateChange, held: _Statements, author: Author) -> Iterator[Decision]:
    gone = [iri for text in change.removed for iri in held.deadlines.get((change.measure, time_from_words(text)), [])]
    come = [when for when in change.added if (change.measure, when_value(when)) not in held.deadlines]
    if len(gone) == 1 and len(come) == 1:
        yield Decision(Verdict.CHANGED, gone[0], author.who, author.when, due=come[0])
        return
    yield from (_rejected(iri, author) for iri in gone)
    yield from (_added(change.measure, when, author) for when in come)


def _rejected(iri: str, author: Author) -> Decision:
    return Decision(Verdict.REJECTED, iri, author.who, author.when)


def _added(measure: str, when: When, author: Author) -> Decision:
    return Decision(Verdict.ADDED, measure, author.who, author.when, due=when)
