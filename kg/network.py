"""The chain as a networkx graph: all that the views draw, each node and edge with its printed evidence.

`Graph.network(document=None, unit=None, measure=None)` answers a `networkx.MultiDiGraph`. Node names are IRIs (`str`); every
attribute is plain JSON data (str, int, float, bool, None, list, dict). Nodes and edges come in a fixed order: documents by number,
measures by their place in the text, units by level and name. A missing value is None, a missing list is [].

NODES: each has `type` and `label` (a short text to draw).
- `document`: `number`, `title`, `issuers` [names], `date` (ISO), `kind` (通知, 意见 …), `addressees` [names], `is_held` (False for a
  document that is only cited: then only `number` and `title` may be there), `measures` (how many it holds), and a place (below).
- `measure`: `document` (its node), `number` (of that document), `document_title`, `path` (四/（二）/1/（1）), `headings` [above it],
  `title`, `text` (whole), `order` (its place among the measures of its document, from 0), `is_operative`, `deadlines`, `targets`,
  `posts` (lists of dicts, below), `is_unowned` (operative, and no lead or responsible unit), and a place.
- `unit`: `name`, `kind` (named, class, generic, company, body, role), `level` (state, province, "1" … "6", or None), `is_known`,
  `aliases` [names], `parent` (its node or None), `load` {lead, responsible, support, supervise, receive, derived, total: int;
  share: float; is_overloaded: bool or None} over the whole store, not only what is drawn.
- `body`: `name`, `document` (its node), `host` (a name or None), `chair` (a printed name or None), `rhythm` (RFC 5545 or None), a place.

EDGES: each has `type`, `label`; the key of the edge is unique between its two nodes. The direction is down the chain.
- `part` document -> measure.
- `role` measure -> unit: `role` (lead, responsible, support, supervise, receive), `basis` (bracket, table, rule, prose, person),
  `confidence` (0-1), `is_derived` (False), `assignment` (the IRI that a decision names), `evidence`,
  and a place.
- `covers` unit (a class) -> unit (a member), from the registry: what is given to the class is the member's task, derived.
- `cites` measure or document -> document: `relation` (basis, amends, issues, cites), `number`, `title` (as printed), `evidence`, a place.
  A `basis` edge leads from the document to its parent.
- `issuer` unit -> document.
- `body` document -> body.
- `host` body -> unit, `member` body -> unit: evidence and place of the body.
- `parent` unit -> unit (the higher to the lower).

A PLACE is these flat attributes, those of the first evidence where there are several: `quote` (the words themselves), `sentence` (the
whole sentence or bracket), `source` (file name), `digest` (SHA-256, for `Graph.source`), `start`, `end` (of the quote), `context_start`,
`context_end` (of the sentence), `pattern` (the id that fired, or "person"), `fragment` (`page=3&viewrect=…`, the box of
the printed lines in a PDF file, as RFC 8118 writes it; else None).
`evidence` is a list of such dicts. `source`, `start` … are None where nobody printed it (what a person added).

A DEADLINE is a dict: `kind` (by, between, within, every, open, continuing), `not_before`, `not_after` (ISO days or None), `duration`
(ISO 8601), `workdays` (bool), `trigger`, `rrule`, `event`, `value` (all of it as one short text, 2018-10-31, P3M, FREQ=…), `deadline` (its
IRI), and a place. A TARGET: `indicator`, `comparator`, `value`, `unit`, `year`, and a place. A POST: `name`, `duty`, and a place.

`document` draws one document (its IRI or number) with what hangs on it; `measure` one measure (its IRI, or its path together with
`document`); `unit` all measures of one unit, those that reach it through a class included (`role` edges from the measure to the class,
and the `covers` edge to the unit). Nothing given: the whole store. An unknown name raises `kg.errors.UnknownName`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.facts import Facts
from kg.iris import DECISIONS_GRAPH, UNITS_GRAPH, effective_iri
from kg.names import documents, find_document, find_measure, find_units
from kg.network_builder import NetworkBuilder

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.store import Graph


def build_network(graph: Graph, *, document: str | None = None, unit: str | None = None, measure: str | None = None) -> MultiDiGraph[str]:
    """The network of a document, a unit or a measure (see above), or of the whole store."""
    held = sorted(documents(graph))
    wanted = held if document is None else [find_document(graph, document)]
    one = None
    if measure is not None:
        one = find_measure(graph, measure, wanted[0] if document is not None else None)
        wanted = [iri for iri in wanted if one.startswith(f"{iri}/")]
    facts = _facts(graph, wanted)
    network = NetworkBuilder(facts, graph)
    for iri in wanted:
        network.draw_document(iri, only=one)
    network.draw_units()
    return network.network if unit is None else around(network.network, find_units(graph, unit))


def around(network: MultiDiGraph[str], units: Iterable[str]) -> MultiDiGraph[str]:
    """The part of a network that concerns these units: their measures, also through a class or a body, and whose they are."""
    named = {unit for unit in units if unit in network}
    for unit in sorted(named):
        named |= set(_origins(network, unit, "covers"))
    measures = {origin for unit in named for origin in _origins(network, unit, "role")}
    kept = named | measures
    for measure in measures:
        kept |= set(network.predecessors(measure))
        kept |= {unit for unit in network.successors(measure) if network.nodes[unit]["type"] == "unit"}
    part = network.__class__()  # networkx would walk a subgraph in the order of a set, which is another one in each process
    part.add_nodes_from((name, data) for name, data in network.nodes(data=True) if name in kept)
    for start, end, key, data in network.edges(keys=True, data=True):
        if start in kept and end in kept:
            part.add_edge(start, end, key, **data)
    return part


def _origins(network: MultiDiGraph[str], unit: str, kind: str) -> list[str]:
    """The nodes from which an edge of that type leads to `unit`."""
    return [origin for origin, _, data in network.in_edges(unit, data=True) if data["type"] == kind]


def _facts(graph: Graph, wanted: Iterable[str]) -> Facts:
    store = graph.state.store
    facts = Facts.of(store, UNITS_GRAPH, DECISIONS_GRAPH)
    sources: set[str] = set()
    for iri in wanted:
        facts.join(Facts.of(store, iri, effective_iri(iri)))
        sources.update(facts.many(iri, "dcterms:source"))
    facts.join(Facts.of(store, *sorted(sources)))
    return facts
