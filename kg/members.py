"""Members of bodies that are printed as bare topics (住建, 市发改): the unit of the document's place that is meant, if only one can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.placed_names import LONGEST_LEVEL
from ontology.places import Place, Rank, places_around
from ontology.records import Document, Level, Reading, Unit, UnitKind
from ontology.registry import Department, forms, generics, topics

_LEVELS = {Rank.PROVINCE: Level.PROVINCE, Rank.PREFECTURE: Level.CITY_UNIT, Rank.COUNTY: Level.COUNTY_UNIT}


@dataclass(frozen=True, slots=True)
class Member:
    """Keys of units: the one that a printed topic means, if it is certain, and the generic ones that it may stand for (住建部门)."""

    unit: str | None
    generic: tuple[str, ...] = ()


class TopicReader:
    """What bare topics mean in the documents of one reading; `find` gives the key of a unit that the place's registry knows."""

    def __init__(self, reading: Reading, division: str, find: Callable[[str], str | None]) -> None:
        self._reading, self._find = reading, find
        self._place = next(iter(places_around(division)), None)

    def member(self, name: str, document: Document) -> Member | None:
        """The member called `name` in a document; None where the name is no topic.

        A bureau that the document gives tasks to comes first. One that only the registry knows is taken where no other bureau with
        tasks could be called so (房管 is no 市房管局 where 市住房管理中心 acts), and not after a reform has abolished it.
        """
        place = self._place
        department = _topic(name, place) if place is not None else None
        if place is None or department is None:
            return None
        units = self._units(document)
        named = {unit.key for unit in units if unit.kind is UnitKind.NAMED and _department(unit.name, place) is department}
        generic = tuple(sorted(unit.key for unit in units if unit.kind is UnitKind.GENERIC and generics().get(unit.name) is department))
        if not named and not any(_may_be_called(unit, _without_level(name, place), place) for unit in units):
            named = set(self._registered(department, place, document))
        if len(named) == 1:
            return Member(named.pop(), generic)
        return Member(generic[0] if len(generic) == 1 else None)

    def _units(self, document: Document) -> list[Unit]:
        found = {row.unit for row in self._reading.assignments if row.measure.startswith(f"{document.key}#")}
        return sorted(found, key=lambda unit: unit.key)

    def _registered(self, department: Department, place: Place, document: Document) -> Iterator[str]:
        if department.abolished is not None and (document.date is None or document.date >= department.abolished):
            return
        for form in _forms(department):
            key = self._find(place.name[-1] + form)
            if key is not None and key.startswith(f"{place.code}/"):
                yield key


def _levels(name: str, place: Place) -> Iterator[tuple[str, str]]:
    """The name without a level word, then with each one that the place's name ends with: the word and what is left."""
    for size in range(LONGEST_LEVEL + 1):
        if place.name.endswith(name[:size]) and name[size:]:
            yield name[:size], name[size:]


def _topic(name: str, place: Place) -> Department | None:
    return next((topics()[rest] for _, rest in _levels(name, place) if rest in topics()), None)


def _without_level(name: str, place: Place) -> str:
    return next(rest for _, rest in _levels(name, place) if rest in topics())


def _department(name: str, place: Place) -> Department | None:
    return next((forms()[rest] for _, rest in _levels(name, place) if rest in forms()), None)


def _may_be_called(unit: Unit, topic: str, place: Place) -> bool:
    """Whether a bureau of the place's level has all characters of the topic in its name, in their order."""
    rest = iter(unit.name)
    is_of_level = unit.level in (None, _LEVELS[place.rank])
    return unit.kind is UnitKind.NAMED and is_of_level and all(character in rest for character in topic)


@cache
def _forms(department: Department) -> tuple[str, ...]:
    return tuple(form for form, found in forms().items() if found is department)
