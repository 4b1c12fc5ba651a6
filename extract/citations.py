"""Citations: references to other documents by 《title》 or 文号, each with its relation, and the short forms a text defines."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from extract.citations_relation import MASK, Reference, relate
from extract.patterns import expression
from ontology.records import Relation

LONGEST_LETTERS = 24  # characters before a 〔year〕 in which the letters of its 文号 are looked for
LONGEST_KIND = 4  # characters of a title that is only its kind: 《实施方案》
NOT_IN_A_NAME = re.compile(r"[\s、，,“”‘’\"]")


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A reference to another document, half open in the given text; `pattern` is the id that gave the relation.

    `title` stands without its outer marks and is the full title where the text prints a short form of it.
    """

    start: int
    end: int
    title: str | None
    number: str | None
    relation: Relation
    pattern: str


def find_citations(text: str, *, short_forms: Mapping[str, str] | None = None, own_titles: Collection[str] = ()) -> list[CitationMention]:
    """The references of a clean text to other documents, in printed order; total, any text gives a list.

    `short_forms` are those of the whole document where `text` is a part of it; without them those defined in `text` hold.
    `own_titles` are titles under which the document itself may be named: they, and whatever it issues, are no citations later on.
    """
    if "\u300a" not in text and "\u3014" not in text:
        return []
    forms = _defined(text) if short_forms is None else short_forms
    found = _references(text)
    masked = _masked(text, found)
    issued = {_name(title) for title in own_titles}
    mentions: list[CitationMention] = []
    before: tuple[Relation, str] | None = None
    for reference in found:
        before = relate(masked, reference, before)
        if before is None or not _is_document(text, reference, before[0]):
            continue
        title = forms.get(reference.title, reference.title) if reference.title else None
        if title and before[0] is Relation.ISSUES:
            issued.add(_name(title))
        elif title and reference.number is None and _is_own_title(_name(title), issued):
            continue
        mentions.append(CitationMention(reference.start, reference.end, title, reference.number, *before))
    return mentions


def _is_own_title(name: str, own: Collection[str]) -> bool:
    """Whether a name is one of the document's own titles, or the bare kind that such a title ends in: 《方案》."""
    return name in own or (len(name) <= LONGEST_KIND and any(title.endswith(name) for title in own))


def find_title_citation(title: str) -> CitationMention | None:
    """The document that a title names in 《》 (关于印发《…》的通知), with offsets into the title; None where it prints none."""
    found = find_citations(title)
    return found[0] if found else None


def short_forms(text: str) -> dict[str, str]:
    """The short forms that a text defines, （以下简称《标准》）, and the full titles they stand for."""
    return _defined(text)


def _defined(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in expression("citations.short_form").finditer(text):
        close = text.rfind("\u300b", max(0, match.start() - 80), match.start())
        if close < 0:
            continue
        for titled in expression("citations.title").finditer(text, max(0, close - 240), match.end()):
            if titled.start() < match.start() <= titled.end() + 1:
                found.setdefault(match["short"], _title(titled))
    return found


def _references(text: str) -> list[Reference]:
    """All titles and numbers of a text, the definitions of short forms left out."""
    defined = {match.start("short") - 1 for match in expression("citations.short_form").finditer(text)}
    found = [
        Reference(match.start(), match.end(), _title(match), match["number"])
        for match in expression("citations.title").finditer(text)
        if match.start() not in defined
    ]
    found = _with_numbers(text, found)
    return sorted(found, key=lambda reference: reference.start)


def _with_numbers(text: str, titled: list[Reference]) -> list[Reference]:
    """The titles, and the numbers that stand alone; a number just before a title is that title's."""
    starts = {reference.start: place for place, reference in enumerate(titled)}
    ends = [(reference.start, reference.end) for reference in titled]
    alone: list[Reference] = []
    place = 0
    for match in expression("citations.number").finditer(text):
        while place < len(ends) and ends[place][1] <= match.start():
            place += 1
        if place < len(ends) and ends[place][0] <= match.start():
            continue
        start = _number_start(text, match.start())
        if start is None:
            continue
        if match.end() in starts:
            behind = titled[starts[match.end()]]
            titled[starts[match.end()]] = Reference(start, behind.end, behind.title, text[start : match.end()])
        elif expression("citations.number_after").match(text[match.end() : match.end() + 4]) and not _is_own(text, start, match.end()):
            alone.append(Reference(start, match.end(), None, text[start : match.end()]))
    return titled + alone


def _number_start(text: str, bracket: int) -> int | None:
    window = text[max(0, bracket - LONGEST_LETTERS) : bracket]
    letters = expression("citations.letters").search(window)
    return None if letters is None else bracket - len(letters["letters"])


def _is_own(text: str, start: int, end: int) -> bool:
    """Whether the number ends its line, perhaps in brackets, and the line is no sentence: the document's own number."""
    stop = end + 1 if text[end : end + 1] == "\uff09" else end
    if text[stop : stop + 1] not in ("", "\n"):
        return False
    line = text.rfind("\n", 0, start) + 1
    return start - line < 120 and bool(expression("citations.own_number").match(text[line:start]))


def _title(match: re.Match[str]) -> str:
    edition = match["edition"] or ""
    is_part = bool(edition) and not any(character.isdigit() for character in edition)
    return (match["title"] + (edition if is_part else "")).replace("\n", "")


def _name(title: str) -> str:
    """A title without the marks in which prints of it differ."""
    return NOT_IN_A_NAME.sub("", title)


def _masked(text: str, found: list[Reference]) -> str:
    """The text with every reference, and every definition of a short form, as marks of the same length."""
    spans = [(reference.start, reference.end) for reference in found]
    spans += [
        (match.start(), match.end()) for match in expression("citations.short_form").finditer(text) if text[match.start()] == "\uff08"
    ]
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _is_document(text: str, reference: Reference, relation: Relation) -> bool:
    """Whether what a title names is a document of the kind that is cited: no certificate, form, paper, annex or bare standard."""
    after = text[reference.end : reference.end + 12]
    if expression("citations.annex").match(after):
        return False
    line = text.rfind("\n", max(0, reference.start - 12), reference.start) + 1
    if line and expression("citations.annex_line").match(text[line : reference.start]):
        return False
    if reference.title is None:
        return True
    if expression("citations.paper_after").match(after) or expression("citations.standard_after").match(after):
        return False
    if reference.number:
        return relation is not Relation.CITES or not expression("citations.standard_number").match(reference.number)
    if expression("citations.output_after").match(after) and relation is Relation.CITES:
        return False
    is_form = expression("citations.form").search(reference.title)
    return not is_form and bool(expression("citations.document").search(reference.title))
