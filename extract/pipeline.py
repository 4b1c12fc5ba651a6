"""From a Source to a Reading: clean, find the documents, read the outline, read each measure, and make the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.assignments import Tie, one_class, own_departments, tie
from extract.bodies import find_bodies
from extract.chinese_dates import first_of_year
from extract.citations import find_citations, find_title_citation, short_forms
from extract.clean import Clean, clean
from extract.components import KEY, MeasureContext, all_names, text_of
from extract.documents import Head, find_documents
from extract.doubting import Candidate, candidates, choose
from extract.flat_tables import unread_rows
from extract.language import shared
from extract.lead_ins import led
from extract.naming import Setting
from extract.operative import is_operative
from extract.outline import Leaf, read_outline
from extract.patterns import expression
from extract.prose import read_prose
from extract.rules import Rule, find_rules
from extract.section_labels import section_brackets
from extract.setting import find_settings
from extract.unit_grammar import unit_short_forms
from extract.unread_pages import unread_pages
from ontology.records import (
    Assignment,
    Body,
    Citation,
    Deadline,
    Document,
    Doubt,
    Evidence,
    Measure,
    Post,
    Reading,
    Relation,
    Source,
    Span,
    Target,
)  # fmt: skip
from ontology.registry import Registry, no_units

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extract.brackets import Bracket
    from extract.deadlines import TimeMention


@dataclass(slots=True)
class _Rows:
    documents: list[Document]
    measures: list[Measure]
    assignments: list[Assignment]
    deadlines: list[Deadline]
    citations: list[Citation]
    bodies: list[Body]
    targets: list[Target]
    posts: list[Post]
    doubts: list[Doubt]


def read(source: Source, *, registry: Registry | None = None, nlp: Language | None = None) -> Reading:
    """The reading of a source; total: any text gives a Reading, one without a document a single Doubt.

    `registry` holds a city's own units, `nlp` is the Language that reads measures (`extract.language.build()` with a user's
    own components added).
    """
    text = clean(source.text)
    heads = find_documents(text)
    rows = _Rows([], [], [], [], [], [], [], [], [])
    if not heads:
        end = min(len(source.text), 200)
        rows.doubts.append(Doubt(Span(0, end), "no_document", (("name", source.name),), "documents.title"))
    keys: set[str] = set()
    settings = find_settings(heads, registry or no_units())
    for head, (setting, is_placed) in zip(heads, settings, strict=True):
        _read_document(source, text, head, setting, nlp or shared(), rows, keys)
        if not head.is_titled:
            rows.doubts.append(
                Doubt(text.span(head.title_start, head.title_end), "title_missing", (("title", head.title),), "documents.duty")
            )
        if not is_placed:
            place = text.span(head.title_start, head.title_end)
            rows.doubts.append(Doubt(place, "place_unknown", (("title", head.title),), "setting.place"))
    rows.doubts += [*unread_pages(source.text), *unread_rows(source.text)]
    return Reading(
        source, tuple(rows.documents), tuple(rows.measures), tuple(rows.assignments), tuple(rows.deadlines), tuple(rows.citations),
        tuple(rows.bodies), tuple(rows.targets), tuple(rows.posts), tuple(rows.doubts),
    )  # fmt: skip


def nlp() -> Language:
    """The spaCy Language that reads measures, made once."""
    return shared()


class _Reader:
    """The reading of one document: the offsets of its clean text in the source, and evidence made of them."""

    def __init__(self, source: Source, text: Clean, head: Head) -> None:
        self.source, self.text, self.head = source, text, head

    def evidence(self, start: int, end: int, context: tuple[int, int], pattern: str) -> Evidence:
        """Evidence by clean offsets."""
        span = self.text.span(start, end)
        return Evidence(span, self.source.text[span.start : span.end], self.text.span(*context), pattern)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a clean stretch."""
        clean_text = self.text.text
        left = max(clean_text.rfind(mark, self.head.start, start) for mark in "\u3002\uff1b\n")
        match = expression("prose_marks.end").search(clean_text, end, self.head.end)
        return max(left + 1, self.head.start), match.end() if match else self.head.end


def _key(head: Head, keys: set[str]) -> str:
    issuer = head.issuers[0] if head.issuers else ""
    key = head.number or f"{issuer}/{head.date.isoformat() if head.date else ''}/{head.title}"
    made, count = key, 1
    while made in keys:
        count += 1
        made = f"{key}~{count}"
    keys.add(made)
    return made


def _read_document(source: Source, text: Clean, head: Head, setting: Setting, nlp: Language, rows: _Rows, keys: set[str]) -> None:
    reader = _Reader(source, text, head)
    key = _key(head, keys)
    whole = text.text[head.start : head.end]
    leaves = read_outline(head, bool(expression("documents.minutes").search(head.kind)))
    forms = short_forms(whole)
    rules = _shifted(find_rules(whole, setting), head.start)
    titles = _own_titles(head)
    short = unit_short_forms(whole)
    counted_from = head.date or first_of_year(head.number or "") or first_of_year(head.title)
    contexts = [
        MeasureContext(setting, counted_from, forms, titles, short, columns=leaf.columns, reads_prose=_reads_prose(leaf)) for leaf in leaves
    ]
    docs = list(nlp.pipe(_docs(nlp, text, leaves, contexts)))
    first = len(rows.assignments)
    measures = _measures(reader, key, leaves, docs, rules, rows)
    rows.assignments[first:] = own_departments(one_class(rows.assignments[first:]), setting.level, source.text)
    _citations(reader, key, whole, forms, titles, measures, rows)
    for body in find_bodies(whole):
        start, end = body.start + head.start, body.end + head.start
        shown = reader.evidence(start, end, reader.sentence(start, end), body.pattern)
        rows.bodies.append(Body(key, body.name, body.host, body.chair, tuple(body.members), body.rhythm, shown))
    parents = {c.number or c.title for c in rows.citations if c.document == key and c.relation is Relation.BASIS}
    rows.documents.append(Document(
        key, text.span(head.start, head.end), head.number, head.title, head.issuers, head.date, head.kind, head.addressees,
        parents.pop() if len(parents) == 1 else None,
    ))  # fmt: skip


def _own_titles(head: Head) -> tuple[str, ...]:
    """The document's own name; not where a notice without a title stands above what it issues, or has no title at all."""
    is_annex = bool(head.body) and head.body[0].start < head.title_start
    return () if is_annex or not head.is_titled else (head.title,)


def _reads_prose(leaf: Leaf) -> bool:
    above = (*leaf.headings, leaf.title)
    return not any(expression("operative.heading_never").match(heading) for heading in above)


def _docs(nlp: Language, text: Clean, leaves: list[Leaf], contexts: list[MeasureContext]) -> Iterable[Doc]:
    for leaf, context in zip(leaves, contexts, strict=True):
        context.text = text.text[leaf.start : leaf.end]
        doc = nlp.make_doc(context.text)
        doc.user_data[KEY] = context
        yield doc


def _shifted(rules: list[Rule], offset: int) -> list[Rule]:
    return [
        Rule(rule.kind, rule.start + offset, rule.end + offset, rule.pattern, rule.is_for_several,
             tuple(type(m)(m.start + offset, m.end + offset, m.printed, m.unit, m.after) for m in rule.units))
        for rule in rules
    ]  # fmt: skip


def _measures(reader: _Reader, key: str, leaves: list[Leaf], docs: list[Doc], rules: list[Rule], rows: _Rows) -> list[tuple[Leaf, str]]:
    kept: list[tuple[Leaf, str]] = []
    open_questions: list[Candidate] = []
    characters = 0
    shared_labels, spent = section_brackets(leaves, [doc.user_data[KEY].brackets for doc in docs])
    names = [all_names(doc) for doc in docs]
    spoken = [read_prose(text_of(doc), lists) for doc, lists in zip(docs, names, strict=True)]
    given, led_on = led(leaves, [text_of(doc) for doc in docs], names, [said for said, _ in spoken])
    for place, (leaf, doc, labels) in enumerate(zip(leaves, docs, shared_labels, strict=True)):
        context: MeasureContext = doc.user_data[KEY]
        lists, (said, unsure) = names[place], spoken[place]
        ties = tie([*context.brackets, *labels], [*said, *given[place]], [rule for rule in rules if _holds(rule, leaf)], leaf.start)
        own = [found for found in ties if leaf.start <= found.places[0].start < leaf.end]
        is_led_on = place in led_on and not context.times and not context.brackets
        if place in spent or is_led_on or (leaf.is_lead_in and not own and not context.times):
            continue
        bare = text_of(doc)[leaf.body_start - leaf.start :].lstrip("\n")
        names_units = bool(own or given[place])
        operative = is_operative(bare, leaf.headings, leaf.title, names_units=names_units, introduced=leaf.introduced)
        measure = Measure(key, leaf.path, leaf.headings, leaf.title, reader.text.span(leaf.start, leaf.end), operative)
        rows.measures.append(measure)
        kept.append((leaf, measure.key))
        rows.assignments += [_assignment(reader, measure.key, found) for found in ties if operative or found in own]
        _times(reader, measure, leaf, context, _shared_times(leaf, leaves, docs, labels), rows)
        _posts(reader, measure, leaf, [*context.brackets, *labels], rows)
        if operative:
            characters += leaf.end - leaf.start
            open_questions += [
                Candidate(c.start + leaf.start, c.end + leaf.start, c.names, c.weight)
                for c in candidates(text_of(doc), lists, said, unsure, [(b.start - 1, b.end + 1) for b in context.brackets])
            ]
        for bracket in context.brackets:
            if not bracket.is_closed:
                span = reader.text.span(bracket.start + leaf.start, bracket.end + leaf.start)
                rows.doubts.append(Doubt(span, "bracket_open", (), "bracket_marks.stop"))
    for question in choose(open_questions, characters):
        span = reader.text.span(question.start, question.end)
        rows.doubts.append(Doubt(span, "unit_role", (("names", question.names),), "doubting.head"))
    return kept


def _holds(rule: Rule, leaf: Leaf) -> bool:
    """`以下均需…落实` holds for what follows it; the rules of leading hold for the whole document."""
    return rule.kind != "everywhere" or rule.start < leaf.end


def _assignment(reader: _Reader, measure: str, found: Tie) -> Assignment:
    shown = tuple(reader.evidence(p.start, p.end, (p.context_start, p.context_end), p.pattern) for p in found.places)
    return Assignment(measure, found.unit, found.role, found.basis, found.confidence, shown)


def _shared_times(leaf: Leaf, leaves: list[Leaf], docs: list[Doc], labels: list[Bracket]) -> list[TimeMention]:
    """The times in a section's labelled lines (完成时限：…) that hold for this measure too, by clean offsets into its own text."""
    lines = [(label.start + leaf.start, label.end + leaf.start) for label in labels]
    return [
        replace(time, start=start - leaf.start, end=start - leaf.start + time.end - time.start)
        for other, doc in zip(leaves, docs, strict=True)
        for time in (doc.user_data[KEY].times if lines else ())
        if any(left <= (start := time.start + other.start) < right for left, right in lines)
    ]


def _times(reader: _Reader, measure: Measure, leaf: Leaf, context: MeasureContext, shared: list[TimeMention], rows: _Rows) -> None:
    if not measure.is_operative:
        return
    for time in [*context.times, *(found for found in shared if all(found.when != own.when for own in context.times))]:
        start, end = time.start + leaf.start, time.end + leaf.start
        rows.deadlines.append(Deadline(measure.key, time.when, reader.evidence(start, end, reader.sentence(start, end), time.pattern)))
    for doubt in context.time_doubts:
        span = reader.text.span(doubt.start + leaf.start, doubt.end + leaf.start)
        rows.doubts.append(Doubt(span, doubt.kind, tuple(doubt.values), "deadlines"))
    for target in context.targets:
        start, end = target.start + leaf.start, target.end + leaf.start
        shown = reader.evidence(start, end, reader.sentence(start, end), target.pattern)
        rows.targets.append(Target(measure.key, target.indicator, target.comparator, target.value, target.unit, target.when, shown))


def _posts(reader: _Reader, measure: Measure, leaf: Leaf, brackets: list[Bracket], rows: _Rows) -> None:
    text = reader.text.text
    for bracket in brackets:
        for printed in bracket.printed:
            if printed.kind != "post":
                continue
            value = text[leaf.start + printed.start : leaf.start + printed.end].strip("\uff1b\uff0c\u3002 \n\u3001")
            if not value:
                continue
            start = text.index(value, leaf.start + printed.start)
            context_span = (bracket.start + leaf.start, bracket.end + leaf.start)
            shown = reader.evidence(start, start + len(value), context_span, "brackets.label_post")
            rows.posts.append(Post(measure.key, value, printed.label, shown))


def _citations(
    reader: _Reader, key: str, whole: str, forms: dict[str, str], titles: tuple[str, ...], measures: list[tuple[Leaf, str]], rows: _Rows
) -> None:
    head = reader.head
    title_text = reader.text.text[head.title_start : head.title_end]
    own = find_title_citation(title_text) if head.is_titled else None
    found = find_citations(whole, short_forms=forms, own_titles=titles)
    if own is not None:
        found = [own, *(c for c in found if c.start >= head.title_end - head.start or not (c.start < own.end and own.start < c.end))]
    for citation in found:
        if not head.prints(citation.start + head.start):
            continue
        start, end = citation.start + head.start, citation.end + head.start
        shown = reader.evidence(start, end, reader.sentence(start, end), citation.pattern)
        measure = next((name for leaf, name in measures if leaf.start <= start < leaf.end), None)
        rows.citations.append(Citation(key, measure, citation.title, citation.number, citation.relation, shown))
