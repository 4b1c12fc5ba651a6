"""Under which names a unit has tasks in a network: its own, and those of the classes that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx


def names_of(network: networkx.MultiDiGraph[str], units: Iterable[str]) -> frozenset[str]:
    """The names of these units (IRIs, names or aliases) and of the classes that cover them; empty when the network holds none."""
    wanted = set(units)
    own = {
        key
        for key, node in network.nodes(data=True)
        if node["type"] == "unit" and wanted & {key, str(node["name"]), *map(str, node.get("aliases") or ())}
    }
    classes = {start for start, end, edge in network.edges(data=True) if edge["type"] == "covers" and end in own}
    return frozenset(str(network.nodes[key]["name"]) for key in own | classes)
