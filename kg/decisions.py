"""What persons decided, as the graph holds it: which statements fall, which stand instead, which have lost their ground."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.effective import Verdicts
from kg.iris import DECISIONS_GRAPH
from kg.quads import QuadStore, node, term_node, text_of
from ontology.terms import code, term


def standing_verdicts(store: QuadStore) -> Verdicts:
    """The statements that fall and those that persons added; of several decisions about one statement the last counts."""
    latest = latest_decisions(store)
    fallen = {about for about, row in latest.items() if row["verdict"] in ("rejected", "changed")}
    wanted = {row.get("replacedBy") or about for about, row in latest.items() if row["verdict"] in ("added", "changed")}
    quads = _decision_quads(store)
    stated = {text_of(quad.subject) for quad in quads if quad.predicate == term_node("measure")}
    return Verdicts(frozenset(fallen | (stated - wanted)), [quad for quad in quads if text_of(quad.subject) in stated])


def vanished_decisions(store: QuadStore) -> list[str]:
    """IRIs of decisions whose statement, or whose measure, the store no longer holds."""
    gone: list[str] = []
    for about, row in latest_decisions(store).items():
        ground = about if row["verdict"] != "added" else _measure(store, about)
        if not _stands_in_a_document(store, ground):
            gone.append(row["decision"])
    return sorted(gone)


def latest_decisions(store: QuadStore) -> dict[str, dict[str, str]]:
    """The last decision about each statement: `decision` (its IRI), `verdict`, `replacedBy`, `order` …, by the statement's IRI."""
    rows: dict[str, dict[str, str]] = {}
    for quad in _decision_quads(store):
        name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
        value = text_of(quad.object)
        if name == "type" and value != term("Decision"):
            continue  # a decision is a prov:Entity too; quads come in any order
        rows.setdefault(text_of(quad.subject), {})[name] = code(value) if name == "verdict" else value
    latest: dict[str, dict[str, str]] = {}
    for iri, row in sorted(rows.items(), key=lambda pair: int(pair[1].get("order", "0"))):
        if row.get("type") == term("Decision"):
            latest[row["about"]] = {**row, "decision": iri}
    return latest


def _decision_quads(store: QuadStore) -> list[Quad]:
    return list(store.quads_for_pattern(None, None, None, node(DECISIONS_GRAPH)))


def _measure(store: QuadStore, statement: str) -> str:
    for quad in store.quads_for_pattern(node(statement), term_node("measure"), None, node(DECISIONS_GRAPH)):
        return text_of(quad.object)
    return statement


def _stands_in_a_document(store: QuadStore, iri: str) -> bool:
    return any(text_of(quad.graph_name) != DECISIONS_GRAPH for quad in store.quads_for_pattern(node(iri), term_node("rdf:type"), None))
