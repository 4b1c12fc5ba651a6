"""Units of one name in several places: each is shown and found under the name with its place (南通市财政局)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Store

from kg.iris import BASE, readable
from kg.quads import node, term_node, text_of
from ontology.places import Place, find_place, places_around
from ontology.words import say

if TYPE_CHECKING:
    from kg.backends import State

FEW = 100  # units that are looked up one by one
LONGEST_LEVEL = 3  # characters of a level word that begins a unit's name: 市, 自治区


def division_of(iri: str) -> str:
    """The division code in the IRI of a unit; empty where it has none."""
    code, slash, _ = readable(iri).removeprefix("unit/").partition("/")
    return code if slash and iri.startswith(f"{BASE}unit/") else ""


def place_of(iri: str, name: str) -> Place | None:
    """The place whose unit this is: of the divisions around it the one of its level word (a 省商务厅 named in a city is the province's)."""
    around = places_around(division_of(iri))
    return next((place for place in around if _level(name, place)), around[0] if around else None)


def placed_name(iri: str, name: str) -> str:
    """The name with its place: 南通市财政局, or 各县区人民政府（宁德市）; the bare name where the place is unknown, or the state's."""
    place = place_of(iri, name)
    if place is None:
        return name
    if name.startswith(place.short):
        return name
    level = _level(name, place)
    return place.short.removesuffix(level) + name if level else say("kg.unit_of_place", name=name, place=place.name)


def names_of_units(state: State) -> dict[str, str]:
    """What each unit is called: its own name, or that with its place where units of several places bear the name."""
    return _called(state, _own_names(state))


def names_of(state: State, iris: Iterable[str]) -> dict[str, str]:
    """The same for some units, without a look at all others where they are few and near at hand."""
    wanted = set(iris)
    if len(wanted) > FEW or not isinstance(state.store, Store):
        return names_of_units(state)
    label = term_node("skos:prefLabel")
    own = {iri: text_of(quad.object) for iri in wanted for quad in state.store.quads_for_pattern(node(iri), label, None)}
    bearers = {
        text_of(quad.subject): name for name in set(own.values()) for quad in state.store.quads_for_pattern(None, label, Literal(name))
    }
    return _called(state, {iri: name for iri, name in bearers.items() if iri.startswith(f"{BASE}unit/")})


def _called(state: State, own: Mapping[str, str]) -> dict[str, str]:
    bearers: dict[str, list[str]] = {}
    for iri, name in own.items():
        bearers.setdefault(name, []).append(iri)
    alone = {iris[0]: name for name, iris in bearers.items() if len(iris) == 1}
    if len(alone) == len(own):
        return alone
    of_state = _state_units(state)
    shared = {iri: shown for name, iris in bearers.items() if len(iris) > 1 for iri, shown in _told_apart(name, iris, of_state)}
    return alone | shared


def units_named(state: State, name: str) -> list[str]:
    """IRIs of the units called `name`: as printed, by the pinyin initials, or with their place before the name; empty for nobody."""
    found = state.search.units(name)
    if found:
        return found
    shown = sorted(iri for iri, called in names_of_units(state).items() if called == name)
    return shown or sorted({iri for place, rest in _split(name) for iri in state.search.units(rest) if _is_of(iri, rest, place)})


def of_several_places(state: State, iris: Iterable[str]) -> list[str]:
    """The names with places of units that are not all of one place; empty where they are."""
    own, of_state = _own_names(state), _state_units(state)
    placed = {iri: own.get(iri, "") if iri in of_state else placed_name(iri, own.get(iri, "")) for iri in iris}
    places = {"" if iri in of_state or (place := place_of(iri, own.get(iri, ""))) is None else place.code for iri in placed}
    return sorted(set(placed.values())) if len(places) > 1 else []


def show_places(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str], state: State) -> Iterator[dict[str, object]]:
    """The rows with the names that units are told apart by; `columns` says for each column of names which holds the IRIs, one or a list."""
    held = list(rows)
    wanted = {str(iri) for row in held for column in columns.values() for iri in _listed(row.get(column))}
    names = names_of(state, wanted) if wanted else {}
    for row in held:
        yield {**row, **{column: shown for column, iri in columns.items() if (shown := _shown(row.get(iri), names)) is not None}}


def _listed(found: object) -> list[object]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _shown(found: object, names: Mapping[str, str]) -> str | list[str] | None:
    """The name of the unit found, or the names of several, each once; None where one of them has none."""
    if not isinstance(found, list):
        return names.get(str(found))
    return list(dict.fromkeys(names[iri] for iri in found)) if all(iri in names for iri in found) else None


def _own_names(state: State) -> dict[str, str]:
    labels = state.store.quads_for_pattern(None, term_node("skos:prefLabel"), None)
    named = ((text_of(quad.subject), text_of(quad.object)) for quad in labels)
    return {iri: name for iri, name in named if iri.startswith(f"{BASE}unit/")}


def _told_apart(name: str, iris: list[str], of_state: frozenset[str]) -> list[tuple[str, str]]:
    placed = {iri: name if iri in of_state else placed_name(iri, name) for iri in iris}
    return list(placed.items()) if len(set(placed.values())) > 1 else [(iri, name) for iri in iris]


def _state_units(state: State) -> frozenset[str]:
    level = term_node("level-state")
    return frozenset(text_of(quad.subject) for quad in state.store.quads_for_pattern(None, term_node("level"), level))


def _level(name: str, place: Place) -> str:
    """The level word that a unit's name begins with and the place's name ends with, or nothing."""
    return next((name[:size] for size in range(LONGEST_LEVEL, 0, -1) if place.name.endswith(name[:size])), "")


def _split(name: str) -> list[tuple[Place, str]]:
    """A name as a place and the name of one of its units; the longest place first."""
    places = [(find_place(name[:at]), name[at:]) for at in range(len(name) - 1, 1, -1)]
    return [(place, form) for place, rest in places if place for form in (rest, place.name[-1] + rest)]


def _is_of(iri: str, form: str, place: Place) -> bool:
    own = place_of(iri, form)
    return own is not None and own.code == place.code
