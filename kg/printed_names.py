"""The words that documents print for a unit, also where a person has since decided that another unit was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.corrections import Kept, Verdict
from kg.placed_names import names_of_units
from kg.quads import node, term_node, text_of
from ontology.records import Role, UnitKind
from ontology.terms import code

if TYPE_CHECKING:
    from kg.backends import State

OF_ONE_UNIT = {UnitKind.NAMED, UnitKind.GENERIC, UnitKind.COMPANY}  # others name many units, or one that each document sets
BY_PERSON = "person"  # the pattern of a statement that no document prints


class PrintedNames:
    """The printed names of units in the documents of one state of a store."""

    def __init__(self, state: State) -> None:
        self._store = state.store
        self._called = names_of_units(state)

    def of(self, measure: str, role: Role, name: str) -> list[tuple[str, str]]:
        """The words, without blanks, by which the measure names the unit called `name` in that role, and the IRI of that unit.

        Nothing for classes, bodies and roles, nor for what a person added: no document prints that.
        """
        return list(dict.fromkeys(self._words(measure, role, name)))

    def _words(self, measure: str, role: Role, name: str) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, term_node("measure"), node(measure)):
            statement = text_of(quad.subject)
            unit = self._value(statement, "unit")
            if unit is None or name not in (self._called.get(unit), self._value(unit, "skos:prefLabel")):
                continue
            if self._value(statement, "role") != term_node(role.value).value:
                continue
            words = self._printed(statement)
            if words:
                yield words, unit

    def replaced(self, decisions: Iterable[Kept]) -> list[tuple[str, str, str]]:
        """The words, without blanks, of printed statements that these decisions took out of force, with the unit that was read there.

        Each comes with the unit that stands instead: another one in the same role of the same measure. Units are IRIs.
        """
        taken = list(decisions)
        stands = [one.stands for one in taken if one.stands is not None]
        fallen = [one.statement for one in taken if one.verdict in (Verdict.REJECTED, Verdict.CHANGED)]
        found = [
            (words, old, new)
            for statement in fallen
            for other in stands
            if self._place(statement) == self._place(other) and (words := self._printed(statement))
            if (old := self._value(statement, "unit")) and (new := self._value(other, "unit")) and old != new
        ]
        return list(dict.fromkeys(found))

    def called(self, unit: str) -> str:
        """What the unit with that IRI is called."""
        return self._called.get(unit, "")

    def _place(self, statement: str) -> tuple[str | None, str | None]:
        return self._value(statement, "measure"), self._value(statement, "role")

    def _printed(self, statement: str) -> str:
        """The words of a statement, without blanks; empty where nothing is printed, or where they stand for many units."""
        mention = self._value(statement, "mention")
        unit = self._value(statement, "unit")
        if mention is None or unit is None or code(self._value(unit, "kind") or "") not in OF_ONE_UNIT:
            return ""
        if self._value(mention, "pattern") == BY_PERSON:
            return ""
        selector = self._value(mention, "oa:hasSelector")
        return "".join((self._value(selector, "oa:exact") or "").split()) if selector is not None else ""

    def _value(self, subject: str, predicate: str) -> str | None:
        found = self._store.quads_for_pattern(node(subject), term_node(predicate), None)
        return min((text_of(quad.object) for quad in found), default=None)
