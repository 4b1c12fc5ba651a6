"""The words that documents print for a unit, also where a person has since decided that another unit was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.placed_names import names_of_units
from kg.quads import node, term_node, text_of
from ontology.records import Role, UnitKind
from ontology.terms import code

if TYPE_CHECKING:
    from kg.backends import State

OF_ONE_UNIT = {UnitKind.NAMED, UnitKind.GENERIC, UnitKind.COMPANY}  # others name many units, or one that each document sets


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
            if self._value(statement, "role") != term_node(role.value).value or code(self._value(unit, "kind") or "") not in OF_ONE_UNIT:
                continue
            mention = self._value(statement, "mention")
            selector = self._value(mention, "oa:hasSelector") if mention is not None else None
            words = self._value(selector, "oa:exact") if selector is not None else None
            if words:
                yield "".join(words.split()), unit

    def _value(self, subject: str, predicate: str) -> str | None:
        found = self._store.quads_for_pattern(node(subject), term_node(predicate), None)
        return min((text_of(quad.object) for quad in found), default=None)
