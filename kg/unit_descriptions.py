"""Descriptions of units in `graph/units`: what stands where several documents, or two stores, describe the same unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Quad

from kg.iris import DECISIONS_GRAPH, UNITS_GRAPH
from kg.placed_names import division_of
from kg.quads import QuadStore, node, term_node, text_of
from kg.units import described
from ontology.records import UnitKind
from ontology.terms import term

Forms = list[tuple[str, str]]
_MANY = ("rdf:type", "skos:altLabel", "covers", "org:originalOrganization", "org:resultingOrganization", "abolishes")  # several are fine


def describe_units(store: QuadStore, quads: Iterable[Quad]) -> None:
    """Describes units that documents name; what the registry says of a unit stands, and a bare name takes nothing away."""
    for subject, rows in described(quads).items():
        before = _before(store, subject)
        if set(before) == set(rows) or _is_known(before) or (before and _is_bare(rows)):
            continue
        _replace(store, before, rows)


def join_units(store: QuadStore, quads: Iterable[Quad]) -> None:
    """Takes in what another store says of units and of their changes.

    Where both registries know a unit, the description that is here stands and learns what it lacks: other names that are still free.
    """
    named = _bearers(store)
    for subject, rows in described(quads).items():
        before = _before(store, subject)
        if not _is_known(before) and _is_known(rows):
            _replace(store, before, rows)
        elif _is_known(before) or (before and not _is_unit(rows)):
            store.extend(_lacking(before, rows, named))
        else:
            describe_units(store, rows)


def unit_forms(store: QuadStore) -> Forms:
    """Pairs of a name and the IRI of its unit, for the units of registries; within a place a name goes before another unit's alias."""
    known = {text_of(quad.subject) for quad in _all(store, "isKnown") if text_of(quad.object) == "true"}
    names = [(text_of(quad.object), text_of(quad.subject)) for quad in _all(store, "skos:prefLabel")]
    aliases = [(text_of(quad.object), text_of(quad.subject)) for quad in _all(store, "skos:altLabel")]
    taken: dict[tuple[str, str], str] = {}
    for form, iri in [*sorted(names), *sorted(aliases)]:
        if iri in known:
            taken.setdefault((form, division_of(iri)), iri)
    return [(form, iri) for (form, _), iri in taken.items()]


def decided_forms(store: QuadStore) -> Forms:
    """Pairs of a name and the IRI of its unit, for the units that persons named in decisions."""
    decided = {quad.object for quad in store.quads_for_pattern(None, term_node("unit"), None, node(DECISIONS_GRAPH))}
    return [(text_of(quad.object), text_of(quad.subject)) for quad in _all(store, "skos:prefLabel") if quad.subject in decided]


def _all(store: QuadStore, predicate: str) -> Iterable[Quad]:
    return store.quads_for_pattern(None, term_node(predicate), None, node(UNITS_GRAPH))


def _before(store: QuadStore, subject: str) -> list[Quad]:
    return list(store.quads_for_pattern(node(subject), None, None, node(UNITS_GRAPH)))


def _replace(store: QuadStore, before: Iterable[Quad], rows: Iterable[Quad]) -> None:
    for quad in before:
        store.remove(quad)
    store.extend(rows)


def _values(rows: Iterable[Quad], predicate: str) -> set[str]:
    return {text_of(quad.object) for quad in rows if quad.predicate == term_node(predicate)}


def _is_known(rows: Iterable[Quad]) -> bool:
    return "true" in _values(rows, "isKnown")


def _is_unit(rows: Iterable[Quad]) -> bool:
    return term("Unit") in _values(rows, "rdf:type")


def _is_bare(rows: list[Quad]) -> bool:
    """Whether a description says nothing but a name: that of an issuer, a host or a member, met as words alone."""
    return _values(rows, "kind") == {term(f"kind-{UnitKind.NAMED}")} and not _values(rows, "level") and not _is_known(rows)


def _bearers(store: QuadStore) -> dict[tuple[str, str], set[str]]:
    """The units of each place that are called so, by any of their names."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for predicate in ("skos:prefLabel", "skos:altLabel"):
        for quad in _all(store, predicate):
            iri = text_of(quad.subject)
            found[text_of(quad.object), division_of(iri)].add(iri)
    return found


def _lacking(before: list[Quad], rows: list[Quad], named: dict[tuple[str, str], set[str]]) -> list[Quad]:
    """Those of `rows` that say something more: a further value where several are fine, or the first one."""
    held = {quad.predicate for quad in before}
    many = {term_node(name) for name in _MANY}
    alias = term_node("skos:altLabel")
    more = []
    for quad in set(rows) - set(before):
        iri = text_of(quad.subject)
        bearers = named.get((text_of(quad.object), division_of(iri)), set()) if quad.predicate == alias else set()
        if (quad.predicate in many or quad.predicate not in held) and bearers <= {iri}:
            more.append(quad)
    return sorted(more, key=str)
