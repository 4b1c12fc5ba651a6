"""From the networkx graph of `kg.network` to the typed rows of `visualize.facts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import networkx

from ontology.records import Basis, Level, Role, Span, UnitKind
from visualize.facts import BodyFact, DeadlineFact, DocumentFact, Duty, Facts, Link, MeasureFact, Place, Remark, UnitFact

Attributes = Mapping[str, Any]


def read_network(network: networkx.MultiDiGraph[str]) -> Facts:
    """The rows of a network in its own order; raises KeyError for a node or an edge that lacks what its type promises."""
    issuers = {end: network.nodes[start].get("level") for start, end, _ in _edges(network, "issuer")}
    documents = {key: _document(key, row, issuers.get(key)) for key, row in _nodes(network, "document")}
    measures = {key: _measure(key, row) for key, row in _nodes(network, "measure")}
    units = {key: _unit(key, row) for key, row in _nodes(network, "unit")}
    duties = tuple(_duty(start, end, row) for start, end, row in _edges(network, "role"))
    links = tuple(_link(start, end, row, measures) for start, end, row in _edges(network, "cites"))
    members: dict[str, tuple[str, ...]] = {}
    for start, end, _ in _edges(network, "covers"):
        members[start] = (*members.get(start, ()), end)
    bodies = tuple(_body(key, row, network) for key, row in _nodes(network, "body"))
    return Facts(documents, measures, units, duties, links, members, bodies)


def _nodes(network: networkx.MultiDiGraph[str], kind: str) -> Iterator[tuple[str, Attributes]]:
    return ((key, row) for key, row in network.nodes(data=True) if row["type"] == kind)


def _edges(network: networkx.MultiDiGraph[str], kind: str) -> Iterator[tuple[str, str, Attributes]]:
    return ((start, end, row) for start, end, row in network.edges(data=True) if row["type"] == kind)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _place(row: Attributes) -> Place | None:
    if row.get("start") is None or row.get("digest") is None or not isinstance(row["start"], int):
        return None
    span = Span(row["start"], row["end"])
    start, end = row.get("context_start"), row.get("context_end")
    context = span if start is None or end is None else Span(start, end)
    sentence = row.get("sentence") or row.get("quote") or ""
    if sentence:  # blanks at the end of a measure are not kept
        context = Span(context.start, context.start + len(sentence))
        span = Span(span.start, max(span.start, min(span.end, context.end)))
    pattern, fragment = row.get("pattern") or "", row.get("fragment") or ""
    return Place(row["digest"], row.get("source") or "", span, context, sentence, pattern, fragment)


def _places(row: Attributes) -> tuple[Place, ...]:
    found = [_place(each) for each in row.get("evidence") or [row]]
    return tuple(place for place in found if place)


def _document(key: str, row: Attributes, level: str | None) -> DocumentFact:
    title = row.get("title") or row.get("label") or key
    issued = Level(level) if level else None
    is_held = bool(row.get("is_held", True))
    issuers = tuple(row.get("issuers") or ())
    return DocumentFact(key, row.get("number"), title, issuers, _day(row.get("date")), _place(row), is_held, issued)


def _measure(key: str, row: Attributes) -> MeasureFact:
    remarks = [Remark("target", each["indicator"], _figure(each), _place(each)) for each in row.get("targets") or ()]
    remarks += [Remark("post", each["duty"], each["name"], _place(each)) for each in row.get("posts") or ()]
    deadlines = tuple(_deadline(each) for each in row.get("deadlines") or ())
    return MeasureFact(
        key,
        row["document"],
        row["path"],
        tuple(row.get("headings") or ()),
        row["title"] or row["path"],
        row.get("text") or row["title"] or "",
        _place(row),
        bool(row["is_operative"]),
        deadlines,
        tuple(remarks),
    )


def _figure(row: Attributes) -> str:
    return f"{row.get('comparator') or ''}{row.get('value') or ''}{row.get('unit') or ''}"


def _deadline(row: Attributes) -> DeadlineFact:
    days = (_day(row.get("not_before")), _day(row.get("not_after")))
    return DeadlineFact(row["kind"], row.get("value") or "", *days, row.get("rrule"), _place(row))


def _unit(key: str, row: Attributes) -> UnitFact:
    load = row.get("load") or {}
    level = Level(row["level"]) if row.get("level") else None
    counts = {name: int(value) for name, value in load.items() if name not in ("share", "is_overloaded") and value is not None}
    return UnitFact(
        key,
        row["name"],
        UnitKind(row["kind"]),
        level,
        bool(row.get("is_known", True)),
        tuple(row.get("aliases") or ()),
        counts,
        load.get("is_overloaded"),
    )


def _duty(start: str, end: str, row: Attributes) -> Duty:
    confidence = float(row["confidence"]) if row.get("confidence") is not None else 1.0
    return Duty(start, end, Role(row["role"]), Basis(row["basis"]), confidence, row.get("assignment") or "", _places(row))


def _body(key: str, row: Attributes, network: networkx.MultiDiGraph[str]) -> BodyFact:
    ends = [(end, each["type"]) for _, end, each in network.out_edges(key, data=True)]
    hosts = [end for end, kind in ends if kind == "host"]
    members = tuple(end for end, kind in ends if kind == "member")
    return BodyFact(key, row.get("name") or key, row["document"], hosts[0] if hosts else None, row.get("chair"), members, _place(row))


def _link(start: str, end: str, row: Attributes, measures: Mapping[str, MeasureFact]) -> Link:
    document = measures[start].document if start in measures else start
    return Link(document, end, row["relation"] or "cites", _places(row), row.get("title") or row.get("number") or "")
