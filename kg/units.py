"""The registry of units as a graph: names, kinds, levels, parents, members, name plates, and the changes of a reform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from pyoxigraph import Quad

from kg.iris import BASE, UNITS_GRAPH, escape, unit_iri
from kg.quads import Quads, node, term_node, text_of


class RegistryUnit(Protocol):
    """A unit of the registry, as `ontology.registry` gives it; other units are named by key or by name."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def aliases(self) -> Iterable[str]: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def host(self) -> str | None: ...
    @property
    def members(self) -> Iterable[str]: ...
    @property
    def successors(self) -> Iterable[str]: ...
    @property
    def abolished(self) -> date | None: ...


class UnitBook:
    """The units of a registry, found by any of their names."""

    def __init__(self, units: Iterable[RegistryUnit]) -> None:
        self.units = sorted(units, key=lambda unit: unit.key)
        self._keys: dict[str, str] = {}
        for unit in self.units:
            for form in (unit.key, unit.name):
                self._keys[form] = unit.key
        for unit in self.units:
            for form in unit.aliases:
                self._keys.setdefault(form, unit.key)

    def key(self, name: str) -> str | None:
        """The key of the unit of that name, alias or key; None when there is none."""
        return self._keys.get(name)

    def quads(self) -> list[Quad]:
        """The whole registry, for `graph/units`."""
        quads = Quads(UNITS_GRAPH)
        for unit in self.units:
            self._write(quads, unit)
            self._write_changes(quads, unit)
        return quads.rows()

    def _write(self, quads: Quads, unit: RegistryUnit) -> None:
        iri = unit_iri(unit.key)
        level = term_node(f"level-{unit.level}") if unit.level else None
        aliases = [alias for alias in unit.aliases if alias != unit.name]
        quads.add(
            iri, "Unit", skos__prefLabel=unit.name, skos__altLabel=aliases, kind=term_node(f"kind-{unit.kind}"), level=level, isKnown=True,
            hostedBy=node(self._iri(unit.host)) if unit.host else None,
        )  # fmt: skip
        if unit.parent:
            quads.link(iri, "org:subOrganizationOf", self._iri(unit.parent))
        for member in unit.members:
            quads.link(iri, "covers", self._iri(member))

    def _write_changes(self, quads: Quads, unit: RegistryUnit) -> None:
        for heir in unit.successors:
            heir_iri = self._iri(heir)
            division, _, name = (self._keys.get(heir) or heir).rpartition("/")
            year = str(unit.abolished.year) if unit.abolished else "-"
            change = f"{BASE}change/{escape(division or '-')}/{year}/{escape(name)}"
            quads.add(change, "org:ChangeEvent", on=unit.abolished)
            quads.link(change, "org:originalOrganization", unit_iri(unit.key))
            quads.link(change, "org:resultingOrganization", heir_iri)
            if unit.abolished:
                quads.link(change, "abolishes", unit_iri(unit.key))

    def _iri(self, name: str) -> str:
        return unit_iri(self._keys.get(name) or name)


def described(quads: Iterable[Quad]) -> Mapping[str, list[Quad]]:
    """Quads by the IRI of the unit that they describe."""
    found: dict[str, list[Quad]] = {}
    for quad in quads:
        found.setdefault(text_of(quad.subject), []).append(quad)
    return found
