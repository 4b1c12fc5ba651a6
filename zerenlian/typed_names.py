"""Names of units that persons type into a ledger: what the graph calls them, and whether anybody knows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zerenlian.failures import nearest_names

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.store import Graph


def known_names(graph: Graph, network: MultiDiGraph[str]) -> Callable[[str], str]:
    """What the network calls a unit that a person named by any of its printed forms; as typed where several places have one."""
    from kg.placed_names import of_several_places, units_named

    def known(name: str) -> str:
        found = units_named(graph.state, name)
        if of_several_places(graph.state, found):
            return name
        return str(network.nodes[found[0]]["name"]) if found and found[0] in network else name

    return known


def names_near_unknown(graph: Graph, name: str) -> list[str] | None:
    """The known names that come near to one that neither the store nor the registry of all China knows; None for one that is known."""
    from extract.naming import Setting, level_word, name_unit
    from kg.placed_names import units_named
    from ontology.registry import forms, no_units

    if units_named(graph.state, name) or name_unit(name, Setting("", "", "", no_units())).is_known:
        return None
    level = level_word(name) or ""
    return nearest_names(name, [*graph.state.search.forms(), *(level + form for form in forms())])
