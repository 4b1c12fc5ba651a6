"""The spaCy components that read a measure: each writes `doc.spans`, so that a user's own component may add to them.

A Doc's tokens are its characters. What a component needs of the document around a measure (setting, date of issue, short
forms) stands in `doc.user_data["zerenlian"]`, a `MeasureContext`; a Doc without one is read as if it stood alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.brackets import Bracket, find_brackets
from extract.citations import CitationMention, find_citations
from extract.deadlines import TimeDoubt, TimeMention, find_deadlines
from extract.naming import Setting, name_unit
from extract.patterns import words
from extract.tables import Columns, row_bracket, row_times
from extract.targets import TargetMention, find_targets
from extract.unit_grammar import Names, find_names
from extract.unit_list import Mention
from ontology.registry import no_units

KEY = "zerenlian"


@dataclass(slots=True)
class MeasureContext:
    """What a measure's reading needs to know of its document, and what the components found (their typed results)."""

    setting: Setting
    issued: date | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    own_titles: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    columns: Columns | None = None  # of the table that the measure is a row of
    reads_prose: bool = True
    brackets: list[Bracket] = field(default_factory=list)
    citations: list[CitationMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    time_doubts: list[TimeDoubt] = field(default_factory=list)
    targets: list[TargetMention] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)
    text: str | None = None  # the Doc's text: spaCy joins it anew at each access


def text_of(doc: Doc) -> str:
    """The text of a Doc, joined once."""
    context = context_of(doc)
    if context.text is None or len(context.text) != len(doc):
        context.text = doc.text
    return context.text


def context_of(doc: Doc) -> MeasureContext:
    """The context of a Doc, made when it has none."""
    found = doc.user_data.get(KEY)
    if not isinstance(found, MeasureContext):
        found = MeasureContext(Setting(words("setting", "city")[0], "", "", no_units()))
        doc.user_data[KEY] = found
    return found


def _write(doc: Doc, key: str, rows: list[tuple[int, int, str]]) -> None:
    spans = [Span(doc, start, end, label=label) for start, end, label in rows if start < end]
    doc.spans[key] = spans


@Language.factory("zerenlian_citations")
def make_citations(nlp: Language, name: str) -> Any:
    """The component that writes `doc.spans["citations"]`, labelled by relation."""

    def read(doc: Doc) -> Doc:
        context = context_of(doc)
        context.citations = find_citations(text_of(doc), short_forms=context.forms, own_titles=context.own_titles)
        _write(doc, "citations", [(found.start, found.end, found.relation.value) for found in context.citations])
        return doc

    return read


@Language.factory("zerenlian_cues")
def make_cues(nlp: Language, name: str) -> Any:
    """The component that writes `doc.spans["cues"]`: the labelled lists."""

    def read(doc: Doc) -> Doc:
        context = context_of(doc)
        context.brackets = find_brackets(text_of(doc), context.setting)
        row = row_bracket(text_of(doc), context.columns, context.setting) if context.columns else None
        context.brackets += [row] if row else []
        _write(doc, "cues", [(found.start, found.end, "bracket") for found in context.brackets])
        return doc

    return read


@Language.factory("zerenlian_units")
def make_units(nlp: Language, name: str) -> Any:
    """The component that writes `doc.spans["units"]`, labelled by kind; spans that stand there already are kept."""

    def read(doc: Doc) -> Doc:
        context = context_of(doc)
        taken = [(bracket.start, bracket.end) for bracket in context.brackets]
        taken += [(found.start, found.end) for found in context.citations]
        context.names = find_names(text_of(doc), context.setting, taken, context.short_names) if context.reads_prose else []
        listed = [entry.mention for bracket in context.brackets for entry in bracket.listed]
        mentions = [mention for names in context.names for mention in names.mentions] + listed
        rows = sorted({(mention.start, mention.end, mention.unit.kind.value) for mention in mentions})
        before = list(doc.spans["units"]) if "units" in doc.spans else []
        doc.spans["units"] = before + [Span(doc, start, end, label=label) for start, end, label in rows if start < end]
        return doc

    return read


@Language.factory("zerenlian_deadlines")
def make_deadlines(nlp: Language, name: str) -> Any:
    """The component that writes `doc.spans["deadlines"]`, labelled by kind."""

    def read(doc: Doc) -> Doc:
        context = context_of(doc)
        columns = context.columns
        found = row_times(text_of(doc), columns, context.issued) if columns else find_deadlines(text_of(doc), context.issued)
        context.times, context.time_doubts = found
        _write(doc, "deadlines", [(found.start, found.end, type(found.when).__name__.lower()) for found in context.times])
        return doc

    return read


@Language.factory("zerenlian_targets")
def make_targets(nlp: Language, name: str) -> Any:
    """The component that writes `doc.spans["targets"]`."""

    def read(doc: Doc) -> Doc:
        context = context_of(doc)
        context.targets = find_targets(text_of(doc), context.issued)
        _write(doc, "targets", [(found.start, found.end, found.comparator) for found in context.targets])
        return doc

    return read


def all_names(doc: Doc) -> list[Names]:
    """The lists of units of a Doc: those of our component, and one for each span that somebody else's component added."""
    context = context_of(doc)
    known = {(mention.start, mention.end) for names in context.names for mention in names.mentions}
    known |= {(entry.mention.start, entry.mention.end) for bracket in context.brackets for entry in bracket.listed}
    stretches = [(names.start, names.end) for names in context.names] + [(bracket.start, bracket.end) for bracket in context.brackets]
    added: list[Names] = []
    for span in doc.spans["units"] if "units" in doc.spans else []:
        if (span.start, span.end) in known or any(start < span.end and span.start < end for start, end in stretches):
            continue
        unit = name_unit(span.text, context.setting)
        added.append(Names((Mention(span.start, span.end, span.text, unit, ""),), span.start, span.end))
    return sorted([*context.names, *added], key=lambda names: names.start)
