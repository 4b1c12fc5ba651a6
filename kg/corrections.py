"""Corrections: what a person decides about statements, in a graph of its own; kept by meaning, so that they survive a new reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from kg.adding import rewrite_effective
from kg.errors import CorrectionError
from kg.iris import BASE, DECISIONS_GRAPH, UNITS_GRAPH, below, escape, readable, unit_iri
from kg.placed_names import division_of, units_named
from kg.quads import Quads, QuadStore, decimal, node, term_node, text_of
from kg.whens import when_code, when_value, when_values
from ontology.records import Role, When
from ontology.terms import code
from ontology.words import say

if TYPE_CHECKING:
    from kg.backends import State


class Verdict(StrEnum):
    """What a person decides about a statement."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `subject` is the IRI of an assignment or a deadline; for ADDED, of the measure to which something is added.

    ADDED and CHANGED say what stands now: `unit` and `role` (an assignment), or `due` (a deadline); a CHANGED that leaves `unit` or
    `role` None keeps the old one. `when` is an ISO 8601 moment.
    """

    verdict: Verdict
    subject: str
    who: str
    when: str
    reason: str = ""
    unit: str | None = None
    role: Role | None = None
    due: When | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as the store keeps it: `statement` is what it is about, `stands` what stands instead or was added, if anything."""

    iri: str
    verdict: Verdict
    statement: str
    stands: str | None
    who: str
    when: str
    reason: str
    batch: int


def decide(state: State, decisions: Iterable[Decision]) -> list[Kept]:
    """Writes decisions as one batch, and again what is in force in their documents; raises CorrectionError before anything is written."""
    batch = max((kept.batch for kept in kept_decisions(state.store)), default=0) + 1
    writing = _Writing(state, batch)
    for decision in decisions:
        writing.take(decision)
    state.store.extend(writing.units.rows())
    state.store.extend(writing.quads.rows())
    state.search.name_units(DECISIONS_GRAPH, writing.names)
    _rewrite(state.store, writing.subjects)
    return [kept for kept in kept_decisions(state.store) if kept.batch == batch]


def undo(state: State) -> list[Kept]:
    """Takes the last batch back; returns the decisions that are gone, none when there was none."""
    kept = kept_decisions(state.store)
    last = max((one.batch for one in kept), default=0)
    gone = [one for one in kept if one.batch == last]
    rest = [one for one in kept if one.batch != last]
    needed = {one.stands for one in rest} | {_person(one.who) for one in rest}
    for one in gone:
        for subject in {one.iri, one.stands or one.iri, _person(one.who)} - needed:
            for quad in list(state.store.quads_for_pattern(node(subject), None, None, node(DECISIONS_GRAPH))):
                state.store.remove(quad)
    _rewrite(state.store, [one.statement for one in gone])
    return gone


def kept_decisions(store: QuadStore) -> list[Kept]:
    """All decisions, in the order in which they were taken."""
    rows: dict[str, dict[str, str]] = {}
    for quad in store.quads_for_pattern(None, None, None, node(DECISIONS_GRAPH)):
        rows.setdefault(text_of(quad.subject), {})[quad.predicate.value.rpartition("#")[2]] = text_of(quad.object)
    found = [_kept(iri, row, rows) for iri, row in rows.items() if "verdict" in row]
    return sorted(found, key=lambda kept: (kept.batch, kept.iri))


def _kept(iri: str, row: dict[str, str], rows: dict[str, dict[str, str]]) -> Kept:
    verdict = Verdict(code(row["verdict"]))
    stands = row.get("replacedBy") or (row["about"] if verdict is Verdict.ADDED else None)
    who = rows.get(row.get("wasAttributedTo", ""), {}).get("label", "")
    return Kept(iri, verdict, row["about"], stands, who, row.get("generatedAtTime", ""), row.get("reason", ""), int(row.get("order", "0")))


class _Writing:
    """Decisions on their way into the store."""

    def __init__(self, state: State, batch: int) -> None:
        self.state, self.batch = state, batch
        self.quads, self.units = Quads(DECISIONS_GRAPH), Quads(UNITS_GRAPH)
        self.names: list[tuple[str, str]] = []
        self.subjects: list[str] = []

    def take(self, decision: Decision) -> None:
        self._check(decision)
        self.subjects.append(decision.subject)
        match decision.verdict:
            case Verdict.ACCEPTED | Verdict.REJECTED:
                self._note(decision, decision.subject, None)
            case Verdict.ADDED:
                self._note(decision, self._state(decision, decision.subject, None), None)
            case Verdict.CHANGED:
                measure = self._value(decision.subject, "measure") or ""
                self._note(decision, decision.subject, self._state(decision, measure, decision.subject))
            case _:
                raise ValueError(f"unexpected verdict: {decision.verdict!r}")

    def _check(self, decision: Decision) -> None:
        kinds = {"Measure"} if decision.verdict is Verdict.ADDED else {"Assignment", "Deadline"}
        types = {text_of(quad.object) for quad in self.state.store.quads_for_pattern(node(decision.subject), term_node("rdf:type"), None)}
        if not any(term_node(kind).value in types for kind in kinds):
            raise CorrectionError(say("kg.no_subject", subject=readable(decision.subject)))

    def _note(self, decision: Decision, about: str, replaced_by: str | None) -> None:
        iri = f"{BASE}decision/{self.batch}/{about.removeprefix(BASE)}"
        person = _person(decision.who)
        self.quads.add(person, "prov:Person", rdfs__label=decision.who)
        self.quads.add(
            iri, "Decision", "prov:Entity", about=node(about), verdict=term_node(f"verdict-{decision.verdict}"), order=self.batch,
            reason=decision.reason or None, prov__wasAttributedTo=node(person),
            prov__generatedAtTime=Literal(decision.when, datatype=term_node("xsd:dateTime")),
            replacedBy=node(replaced_by) if replaced_by else None,
        )  # fmt: skip

    def _state(self, decision: Decision, measure: str, old: str | None) -> str:
        """Writes what a person says, and returns its IRI."""
        if decision.due is not None:
            iri = below(measure, "deadline", when_code(decision.due), when_value(decision.due), "person")
            self.quads.add(iri, "Deadline", measure=node(measure), **when_values(decision.due))
            return iri
        unit = self._unit(decision.unit, measure) if decision.unit else self._value(old, "unit")
        role = decision.role.value if decision.role else code(self._value(old, "role") or "")
        if not unit or not role:
            raise CorrectionError(say("kg.says_nothing", subject=readable(decision.subject)))
        iri = below(measure, "assignment", role, readable(unit).rpartition("/")[2], "person")
        self.quads.add(
            iri, "Assignment", measure=node(measure), unit=node(unit), role=term_node(role), basis=term_node("basis-person"),
            confidence=decimal(1),
        )  # fmt: skip
        return iri

    def _unit(self, name: str, measure: str) -> str:
        if name.startswith(BASE):
            return name
        found = units_named(self.state, name)
        if found:
            return self._nearest(found, measure)
        iri = unit_iri(name)
        self.units.add(iri, "Unit", skos__prefLabel=name, kind=term_node("kind-named"), isKnown=False)
        self.names.append((name, iri))
        return iri

    def _nearest(self, units: list[str], measure: str) -> str:
        """Of units of one name the one of the place that the measure's document speaks of."""
        document = node(measure.partition("/item/")[0])
        named = self.state.store.quads_for_pattern(None, term_node("unit"), None, document)
        places = {division_of(text_of(quad.object)) for quad in named} if len(units) > 1 else set()
        return next((iri for iri in units if division_of(iri) in places), units[0])

    def _value(self, subject: str | None, predicate: str) -> str | None:
        if subject is None:
            return None
        rows: list[Quad] = list(self.state.store.quads_for_pattern(node(subject), term_node(predicate), None))
        return text_of(rows[0].object) if rows else None


def _person(who: str) -> str:
    return f"{BASE}person/{escape(who)}"


def _rewrite(store: QuadStore, subjects: Iterable[str]) -> None:
    rewrite_effective(store, (subject.partition("/item/")[0] for subject in subjects))
