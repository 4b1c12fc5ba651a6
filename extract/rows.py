"""A Reading as standoff rows: one dictionary a fact, with the layer and the character offsets of its printed evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ontology.records import Between, By, Continuing, Every, Open, Reading, When, Within
from ontology.words import say


def rows(reading: Reading, *, language: str = "zh") -> Iterator[dict[str, Any]]:
    """The rows of a reading: layers documents, items, assignments, deadlines, citations, bodies, targets, posts, doubts."""
    starts = {measure.key: measure.span.start for measure in reading.measures}
    paths = {measure.key: measure.path.split("~")[0] for measure in reading.measures}
    for document in reading.documents:
        yield {
            "layer": "documents", "start": document.span.start, "end": document.span.end, "number": document.number or "",
            "title": document.title, "issuer": "\u3001".join(document.issuers), "date": document.date.isoformat() if document.date else "",
            "type": document.kind,
        }  # fmt: skip
    for measure in reading.measures:
        yield {
            "layer": "items", "start": measure.span.start, "end": measure.span.end, "id": paths[measure.key],
            "operative": measure.is_operative, "title": measure.title,
        }  # fmt: skip
    for assignment in reading.assignments:
        first = assignment.evidence[0]
        yield {
            "layer": "assignments", "start": first.span.start, "end": first.span.end, "item": paths[assignment.measure],
            "item_start": starts[assignment.measure], "unit": assignment.unit.name, "role": assignment.role.value,
            "basis": assignment.basis.value, "confidence": assignment.confidence, "pattern": first.pattern, "quote": first.quote,
        }  # fmt: skip
    for deadline in reading.deadlines:
        shown = deadline.evidence
        yield {
            "layer": "deadlines", "start": shown.span.start, "end": shown.span.end, "item": paths[deadline.measure],
            "item_start": starts[deadline.measure], **when_keys(deadline.when), "pattern": shown.pattern, "quote": shown.quote,
        }  # fmt: skip
    yield from _others(reading, starts, paths, language)


def _others(reading: Reading, starts: dict[str, int], paths: dict[str, str], language: str) -> Iterator[dict[str, Any]]:
    for citation in reading.citations:
        shown = citation.evidence
        yield {
            "layer": "citations", "start": shown.span.start, "end": shown.span.end, "title": citation.title or "",
            "number": citation.number or "", "relation": citation.relation.value, "quote": shown.quote,
        }  # fmt: skip
    for body in reading.bodies:
        shown = body.evidence
        yield {
            "layer": "bodies", "start": shown.span.start, "end": shown.span.end, "name": body.name, "hosted_by": body.host or "",
            "chair": body.chair or "", "members": list(body.members),
        }  # fmt: skip
    for target in reading.targets:
        shown = target.evidence
        yield {
            "layer": "targets", "start": shown.span.start, "end": shown.span.end, "item": paths[target.measure],
            "item_start": starts[target.measure], "indicator": target.indicator, "comparator": target.comparator, "value": target.value,
            "unit": target.unit, "quote": shown.quote,
        }  # fmt: skip
    for post in reading.posts:
        shown = post.evidence
        yield {
            "layer": "posts", "start": shown.span.start, "end": shown.span.end, "item": paths[post.measure],
            "item_start": starts[post.measure], "name": post.name, "duty": post.duty,
        }  # fmt: skip
    for doubt in reading.doubts:
        yield {
            "layer": "doubts", "start": doubt.span.start, "end": doubt.span.end, "kind": doubt.kind,
            "message": say(f"doubt.{doubt.kind}", language, **dict(doubt.values)),
        }  # fmt: skip


def when_keys(when: When) -> dict[str, Any]:
    """The keys of a normalised time: `kind` and its value."""
    match when:
        case By(day):
            return {"kind": "by", "date": day.isoformat()}
        case Between(start, end):
            return {"kind": "between", "start_date": start.isoformat(), "end_date": end.isoformat()}
        case Within(duration, workdays, trigger):
            return {"kind": "within", "duration": duration, "workdays": workdays, "trigger": trigger or ""}
        case Every(rrule):
            return {"kind": "every", "rrule": rrule}
        case Open(event):
            return {"kind": "open", "trigger": event}
        case Continuing():
            return {"kind": "continuing"}
    raise ValueError(f"unexpected time: {when!r}")
