"""Explain: for a place or a measure, which patterns fired and what each gave, and which units were named without a duty."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from extract.clean import clean
from extract.documents import find_documents
from extract.naming import Setting
from extract.patterns import pattern
from extract.pipeline import read
from extract.rows import when_keys
from extract.setting import find_setting
from extract.unit_grammar import find_names
from ontology.boxes import PrintedLines
from ontology.pages import Pages, unbroken
from ontology.paths import is_path, item_path
from ontology.records import Document, Evidence, Measure, Reading, Source, Span
from ontology.registry import Registry, no_units
from ontology.words import say


class ExplainError(ValueError):
    """There is nothing at that place; the message says what to do."""


def explain(
    source: Source,
    *,
    offset: int | None = None,
    path: str | None = None,
    document: str | None = None,
    registry: Registry | None = None,
    language: str = "zh",
) -> str:
    """What was read at a character offset, or in the measure of that path, as lines of text.

    `document` is a 文号 or words of a title that fit one document. Raises ExplainError when no measure is there, or no document at all.
    """
    reading = read(source, registry=registry)
    if not reading.documents:
        raise ExplainError(say("error.no_document", language, name=source.name))
    measure = _measure(reading, offset, path, document, language)
    where = _Where(Pages.of(source.text, source.name), PrintedLines(source.text, source.boxes), language)
    lines = [_heading(source, reading, measure, where)]
    lines += _facts(reading, measure, where)
    lines += _named_only(source, reading, measure, registry or no_units(), where)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Where:
    """How places are written: the offsets, and in a text with pages the page and the line; the language of the words."""

    pages: Pages | None
    lines: PrintedLines
    language: str

    def say(self, key: str, start: int, end: int, **values: object) -> str:
        """The sentence `explain.<key>` about the words from `start` to `end`."""
        place = self.pages.say(start, self.language) if self.pages else ""
        box = self.lines.box(start, end)
        page = say("explain.page", self.language, place=box.say(place, self.language) if box else place) if place else ""
        return say(f"explain.{key}", self.language, span=say("explain.span", self.language, start=start, end=end, page=page), **values)


def _documents(reading: Reading, words: str | None) -> list[Document]:
    if words is None:
        return list(reading.documents)
    exact = [found for found in reading.documents if found.number == words]
    return exact or [found for found in reading.documents if words in found.title]


def _measure(reading: Reading, offset: int | None, path: str | None, document: str | None, language: str) -> Measure:
    keys = {found.key for found in _documents(reading, document)}
    if not keys:
        raise ExplainError(
            say("explain.no_document", language, words=document, known=", ".join(d.number or d.title for d in reading.documents))
        )
    for measure in reading.measures:
        if measure.document not in keys:
            continue
        if (offset is not None and measure.span.start <= offset < measure.span.end) or (path is not None and is_path(measure.path, path)):
            return measure
    place = path if path is not None else str(offset)
    raise ExplainError(say("explain.no_measure", language, place=place, name=reading.source.name))


def _heading(source: Source, reading: Reading, measure: Measure, where: _Where) -> str:
    head = next(found for found in reading.documents if found.key == measure.document)
    state = say("explain.operative" if measure.is_operative else "explain.not_operative", where.language)
    text = " ".join(unbroken(source.text[measure.span.start : measure.span.end]).split())
    number = head.number or head.title
    return where.say(
        "measure", measure.span.start, measure.span.end, number=number, path=item_path(measure.path), state=state, text=text[:400]
    )


def _why(evidence: Evidence) -> str:
    try:
        about = pattern(evidence.pattern).about
    except (ValueError, FileNotFoundError):
        about = ""
    return f"{evidence.pattern}: {about}" if about else evidence.pattern


def _facts(reading: Reading, measure: Measure, where: _Where) -> list[str]:
    lines: list[str] = []
    for row in reading.assignments:
        if row.measure == measure.key:
            role = say(f"role.{row.role}", where.language)
            lines += [_assignment(row.unit.name, role, row.confidence, place, where) for place in row.evidence]
    for deadline in reading.deadlines:
        if deadline.measure == measure.key:
            value = ", ".join(f"{key} {found}" for key, found in when_keys(deadline.when).items() if found not in ("", False))
            lines.append(_line("deadline", value, deadline.evidence, where))
    cited = [row for row in reading.citations if row.measure == measure.key]
    lines += [_line("citation", f"{row.relation} {row.title or ''} {row.number or ''}", row.evidence, where) for row in cited]
    aims = [row for row in reading.targets if row.measure == measure.key]
    lines += [_line("target", f"{row.indicator} {row.comparator} {row.value}{row.unit}", row.evidence, where) for row in aims]
    for doubt in reading.doubts:
        if measure.span.start <= doubt.span.start < measure.span.end:
            message = say(f"doubt.{doubt.kind}", where.language, **dict(doubt.values))
            lines.append(where.say("doubt", doubt.span.start, doubt.span.end, message=message, why=doubt.pattern))
    return lines or [say("explain.nothing", where.language)]


def _assignment(unit: str, role: str, confidence: float, place: Evidence, where: _Where) -> str:
    span, quote = place.span, _flat(place.quote)
    return where.say("assignment", span.start, span.end, unit=unit, role=role, confidence=confidence, quote=quote, why=_why(place))


def _flat(text: str) -> str:
    return "".join(text.split())


def _line(key: str, value: str, evidence: Evidence, where: _Where) -> str:
    return where.say(key, evidence.span.start, evidence.span.end, value=value, quote=_flat(evidence.quote), why=_why(evidence))


def _named_only(source: Source, reading: Reading, measure: Measure, registry: Registry, where: _Where) -> list[str]:
    """Units that the measure names and that no row rests on."""
    text = clean(source.text)
    start, end = bisect_left(text.offsets, measure.span.start), bisect_left(text.offsets, measure.span.end)
    setting = _setting(text, measure, registry)
    used: list[Span] = [place.span for row in reading.assignments if row.measure == measure.key for place in row.evidence]
    lines: list[str] = []
    for names in find_names(text.text[start:end], setting, []):
        for mention in names.mentions:
            span = text.span(start + mention.start, start + mention.end)
            if not any(found.start < span.end and span.start < found.end for found in used):
                lines.append(where.say("named", span.start, span.end, unit=mention.unit.name, quote=mention.printed))
    return lines


def _setting(text: object, measure: Measure, registry: Registry) -> Setting:
    from extract.clean import Clean

    assert isinstance(text, Clean)
    for head in find_documents(text):
        if text.span(head.start, head.end).start <= measure.span.start < text.span(head.start, head.end).end:
            return find_setting(head, registry)[0]
    raise ExplainError(measure.key)
