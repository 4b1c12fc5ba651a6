"""A small graph for the views: records as the network that `kg.network` promises, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx

from kg.errors import UnknownName
from ontology.records import (
    Assignment,
    Between,
    By,
    Continuing,
    Deadline,
    Document,
    Every,
    Evidence,
    Measure,
    Open,
    Reading,
    Role,
    Source,
    Unit,
    When,
    Within,
)


@dataclass
class ViewGraph:
    """What the views ask of a graph, answered from readings."""

    readings: Sequence[Reading]
    findings: Sequence[dict[str, Any]] = ()

    def network(self, document: str | None = None, unit: str | None = None, measure: str | None = None) -> networkx.MultiDiGraph[str]:
        """The network of all readings, or of one document or unit."""
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for reading in self.readings:
            add_reading(graph, reading, document, unit, measure)
        if document and not any(row["type"] == "document" for _, row in graph.nodes(data=True)):
            raise UnknownName(f"no document {document}")
        return graph

    def source(self, digest: str) -> Source:
        """The text with this digest."""
        return next(reading.source for reading in self.readings if reading.source.digest == digest)

    def audit(self, *_: object, **__: object) -> Sequence[dict[str, Any]]:
        """The findings given."""
        return self.findings


def place(source: Source, evidence: Evidence) -> dict[str, Any]:
    """The flat attributes of one piece of evidence."""
    context = evidence.context
    return {
        "quote": evidence.quote,
        "sentence": source.text[context.start : context.end],
        "source": source.name,
        "digest": source.digest,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "context_start": context.start,
        "context_end": context.end,
        "pattern": evidence.pattern,
    }


def add_reading(graph: networkx.MultiDiGraph[str], reading: Reading, document: str | None, unit: str | None, measure: str | None) -> None:
    """Adds what one reading says, or what of it belongs to the document, unit or measure named."""
    source = reading.source
    for each in reading.documents:
        if document in (None, each.key, each.number):
            rows = [row for row in reading.measures if row.document == each.key and measure in (None, row.key, row.path)]
            if unit:
                mine = {row.measure for row in reading.assignments if row.unit.name == unit}
                rows = [row for row in rows if row.key in mine]
            _add_document(graph, source, each, len(rows))
            for order, row in enumerate(rows):
                _add_measure(graph, reading, each, row, order)
            keys = {row.key for row in rows}
            for duty in reading.assignments:
                if duty.measure in keys:
                    _add_duty(graph, reading, duty)
            for citation in reading.citations:
                if citation.document == each.key:
                    target = citation.number or citation.title or ""
                    graph.add_node(
                        f"doc/{target}",
                        type="document",
                        label=target,
                        number=citation.number,
                        title=citation.title or target,
                        is_held=False,
                    )
                    graph.add_edge(
                        f"doc/{each.key}",
                        f"doc/{target}",
                        key=f"cites-{citation.evidence.span.start}",
                        type="cites",
                        label="",
                        relation=citation.relation.value,
                        evidence=[place(source, citation.evidence)],
                    )


def _add_document(graph: networkx.MultiDiGraph[str], source: Source, document: Document, count: int) -> None:
    found = Evidence(document.span, "", type(document.span)(document.span.start, document.span.start + 30), "")
    graph.add_node(
        f"doc/{document.key}",
        type="document",
        label=document.title,
        number=document.number,
        title=document.title,
        issuers=list(document.issuers),
        date=document.date and document.date.isoformat(),
        kind=document.kind,
        addressees=list(document.addressees),
        is_held=True,
        measures=count,
        **{**place(source, found), "sentence": source.text[found.context.start : found.context.end]},
    )


def _add_measure(graph: networkx.MultiDiGraph[str], reading: Reading, document: Document, measure: Measure, order: int) -> None:
    text = reading.source.text[measure.span.start : measure.span.end]
    found = place(reading.source, Evidence(measure.span, text, measure.span, ""))
    deadlines = [_deadline(reading.source, row) for row in reading.deadlines if row.measure == measure.key]
    graph.add_node(
        f"doc/{measure.key}",
        type="measure",
        label=measure.title,
        document=f"doc/{document.key}",
        number=document.number,
        document_title=document.title,
        path=measure.path,
        headings=list(measure.headings),
        title=measure.title,
        text=text,
        order=order,
        is_operative=measure.is_operative,
        deadlines=deadlines,
        targets=[],
        posts=[],
        is_unowned=False,
        **found,
    )
    graph.add_edge(f"doc/{document.key}", f"doc/{measure.key}", key="part", type="part", label="")


def _deadline(source: Source, deadline: Deadline) -> dict[str, Any]:
    kind, value, start, end, rrule = when_parts(deadline.when)
    found = place(source, deadline.evidence)
    return {**found, "kind": kind, "value": value, "not_before": start, "not_after": end, "rrule": rrule}


def when_parts(when: When) -> tuple[str, str, str | None, str | None, str | None]:
    """Kind, value, first day, last day, rule."""
    match when:
        case By(day):
            return "by", day.isoformat(), None, day.isoformat(), None
        case Between(start, end):
            return "between", f"{start}/{end}", start.isoformat(), end.isoformat(), None
        case Within(duration):
            return "within", duration, None, None, None
        case Every(rrule):
            return "every", rrule, None, None, rrule
        case Open(event):
            return "open", event, None, None, None
        case Continuing():
            return "continuing", "", None, None, None


def _add_duty(graph: networkx.MultiDiGraph[str], reading: Reading, duty: Assignment) -> None:
    add_unit(graph, duty.unit)
    found = [place(reading.source, evidence) for evidence in duty.evidence]
    load = graph.nodes[duty.unit.key]["load"]
    load[duty.role.value] += 1
    load["total"] += 1
    graph.add_edge(
        f"doc/{duty.measure}",
        duty.unit.key,
        key=f"{duty.role}-{duty.basis}",
        type="role",
        label="",
        role=duty.role.value,
        basis=duty.basis.value,
        confidence=duty.confidence,
        is_derived=False,
        assignment=f"{duty.measure}/{duty.role}/{duty.unit.name}",
        evidence=found,
    )


def add_unit(graph: networkx.MultiDiGraph[str], unit: Unit) -> None:
    """Adds a unit once, with an empty load."""
    if unit.key not in graph:
        load = {role.value: 0 for role in Role} | {"derived": 0, "total": 0, "share": 0.0, "is_overloaded": None}
        graph.add_node(
            unit.key,
            type="unit",
            label=unit.name,
            name=unit.name,
            kind=unit.kind.value,
            level=unit.level and unit.level.value,
            is_known=unit.is_known,
            aliases=[],
            parent=None,
            load=load,
        )
