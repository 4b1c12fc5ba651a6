"""How units hang together through the measures they share: who stands between, which groups there are, who always goes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontology.words import say

if TYPE_CHECKING:
    from networkx import Graph

FEWEST = 2  # measures that units must share before "always together" says anything
_WALKS = 100  # units from which the shortest ways are walked; of more units, so many drawn always alike


def ties(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a unit out of rows of `iri`, `unit` and `measure`: those that stand between most others first.

    `between` is the betweenness centrality (0 to 1), `group` the number of its connected component (the largest is 1), `always` the
    names of the units that have the same measures and no others.
    """
    import networkx

    names: dict[str, str] = {}
    tasks: dict[str, set[str]] = {}
    for row in rows:
        names[row["iri"]] = row["unit"]
        tasks.setdefault(row["iri"], set()).add(row["measure"])
    network = _network(tasks)
    between = networkx.betweenness_centrality(network, k=min(_WALKS, len(network)) or None, seed=1)
    groups = _groups(network)
    alike = _alike(tasks)
    found = [
        {
            "iri": iri, "unit": names[iri], "measures": len(held), "between": round(between[iri], 4), "group": groups[iri][0],
            "group_size": groups[iri][1], "always": [names[other] for other in alike[frozenset(held)] if other != iri],
        }
        for iri, held in tasks.items()
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row["between"], -row["measures"], row["unit"], row["iri"]))


def in_words(row: Mapping[str, Any], language: str = "zh") -> str:
    """What a row of `ties` says, as sentences."""
    sentences = [_between(row, language) or say("ties.not_between", language, **row), say("ties.group", language, **row)]
    return say("ties.joint", language).join(filter(None, [*sentences, _always(row, language)]))


def findings_in_words(rows: Sequence[Mapping[str, Any]], language: str = "zh", most: int = 10) -> list[str]:
    """A sentence a finding: who stands between, the groups where there are several, who always goes together, how many stand alone.

    At most `most` of each kind, in the order of the rows, and after them a sentence that says how many more there are.
    """
    groups: dict[int, Mapping[str, Any]] = {}
    companies: dict[frozenset[str], Mapping[str, Any]] = {}
    for row in rows:
        groups.setdefault(row["group"], row)
        companies.setdefault(frozenset((row["unit"], *row["always"])), row)
    of_groups = [say("ties.of_group", language, **row) for _, row in sorted(groups.items()) if row["group_size"] > 1 and len(groups) > 1]
    alone = sum(row["group_size"] == 1 for row in groups.values())
    kinds = [[_between(row, language) for row in rows], of_groups, [_always(row, language) for row in companies.values()]]
    found = []
    for sentences in (list(filter(None, kind)) for kind in kinds):
        found += sentences[:most]
        if len(sentences) > most:
            found.append(say("ties.rest", language, count=len(sentences) - most))
    return [*found, say("ties.alone", language, count=alone)] if alone else found


def _between(row: Mapping[str, Any], language: str) -> str:
    return say("ties.between", language, **row) if row["between"] else ""


def _always(row: Mapping[str, Any], language: str) -> str:
    others = say("kg.between", language).join(row["always"])
    return say("ties.always", language, unit=row["unit"], others=others) if others else ""


def _network(tasks: Mapping[str, set[str]]) -> Graph[str]:
    import networkx

    network: Graph[str] = networkx.Graph()
    network.add_nodes_from(tasks)
    units: dict[str, list[str]] = {}
    for iri, held in tasks.items():
        for measure in held:
            units.setdefault(measure, []).append(iri)
    for _, sharing in sorted(units.items()):
        network.add_edges_from((one, other) for at, one in enumerate(sharing) for other in sharing[:at])
    return network


def _groups(network: Graph[str]) -> dict[str, tuple[int, int]]:
    """The number of each unit's component, the largest first, and how many units it holds."""
    import networkx

    parts = sorted((sorted(part) for part in networkx.connected_components(network)), key=lambda part: (-len(part), part))
    return {iri: (number, len(part)) for number, part in enumerate(parts, 1) for iri in part}


def _alike(tasks: Mapping[str, set[str]]) -> dict[frozenset[str], list[str]]:
    """Units by what they have to do; none together where that is less than FEWEST."""
    alike: dict[frozenset[str], list[str]] = {}
    for iri, held in tasks.items():
        alike.setdefault(frozenset(held), []).extend([iri] if len(held) >= FEWEST else [])
    return alike
