"""How much each unit carries, and who carries far more than its peers.

A unit is overloaded when lead + responsible is over the median of its level plus three times the median absolute deviation, with at
least five such measures and eight peers; classes and generic names are no peers. Where peers are too few there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import TYPE_CHECKING, Any

from kg.catalogue import question

if TYPE_CHECKING:
    from kg.store import Graph

ROLES = ("lead", "responsible", "support", "supervise", "receive")
PEERS = 8
MEASURES = 5
DEVIATIONS = 3
_ASIDE = ("class", "generic")


def load_rows(graph: Graph) -> list[dict[str, Any]]:
    """The rows of the question `load`, each with the IRI of its unit as `iri`."""
    from kg.ask import answer
    from kg.placed_names import show_places
    from kg.sparql import put_values

    asked = question("load")
    return weigh(show_places(answer(graph, asked, put_values(asked.text, {})), asked.named, graph.state))


def weigh(counts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a unit out of counts by unit and role; heaviest first."""
    rows: dict[str, dict[str, Any]] = {}
    for one in counts:
        row = rows.setdefault(
            one["iri"], {**{key: one[key] for key in ("iri", "unit", "level", "kind")}, **dict.fromkeys([*ROLES, "derived"], 0)}
        )
        row["derived" if one["is_derived"] else one["role"]] += one["count"]
    for row in rows.values():
        row["total"] = sum(row[role] for role in ROLES)
    _share(rows.values())
    for level, peers in _by_level(rows.values()).items():
        _judge(peers, is_level=level is not None)
    return sorted(rows.values(), key=lambda row: (-row["total"], -row["derived"], row["unit"], row["iri"]))


def overloaded(counts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The units that carry far more than their peers, as findings; `median` is that of lead + responsible at their level."""
    rows = weigh(counts)
    levels = _by_level(rows)
    return [
        {**row, "focus": row["iri"], "median": median(one["lead"] + one["responsible"] for one in levels[row["level"]])}
        for row in rows
        if row["is_overloaded"]
    ]


def _share(rows: Iterable[dict[str, Any]]) -> None:
    totals: dict[str | None, int] = {}
    for row in rows:
        totals[row["level"]] = totals.get(row["level"], 0) + row["total"]
    for row in rows:
        row["share"] = round(row["total"] / totals[row["level"]], 4) if totals[row["level"]] else 0.0
        row["is_overloaded"] = None


def _by_level(rows: Iterable[dict[str, Any]]) -> dict[str | None, list[dict[str, Any]]]:
    levels: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] not in _ASIDE and row["total"]:
            levels.setdefault(row["level"], []).append(row)
    return levels


def _judge(peers: list[dict[str, Any]], *, is_level: bool) -> None:
    if not is_level or len(peers) - 1 < PEERS:
        return
    weights = [row["lead"] + row["responsible"] for row in peers]
    middle = median(weights)
    deviation = median(abs(weight - middle) for weight in weights)
    for row, weight in zip(peers, weights, strict=True):
        row["is_overloaded"] = weight >= MEASURES and weight > middle + DEVIATIONS * deviation
