"""Paragraphs of a clean text: its lines, and a document that is printed on one line parted where its numbers stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.chinese_dates import number
from extract.clean import Clean
from extract.patterns import expression

LONGEST_PARAGRAPH = 1200  # characters; a longer one is looked through for numbers
BARS = "|\uff5c"
ADDRESSED_WITHIN = 220  # characters behind a document's number, within which its addressees end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of clean text, half open, with the heading mark printed before it (0: none)."""

    start: int
    end: int
    text: str
    mark: int


def paragraphs(clean: Clean) -> list[Paragraph]:
    """The paragraphs of a clean text; a very long one is parted before the numbers that stand after a sentence."""
    found: list[Paragraph] = []
    at = 0
    for text in clean.text.split("\n"):
        if text:
            start, bare = _without_bar(text)
            found += _parted(at + start, bare, clean.marks.get(at, 0))
        at += len(text) + 1
    return list(_by_articles(found))


def _by_articles(printed: list[Paragraph]) -> Iterator[Paragraph]:
    """Parts a paragraph where the next article begins inside it: `…；（四）监督检查。第五条市财政局负责…`."""
    last = 0
    for paragraph in printed:
        begins = expression("outline.article").match(paragraph.text)
        last = (number(begins["id"][1:-1]) or 0) if begins else last
        cuts = [0]
        for inside in expression("outline.article_inside").finditer(paragraph.text) if last else ():
            if number(inside["number"]) == last + 1:
                cuts.append(inside.start())
                last += 1
        yield from _cut(paragraph, cuts)


def _without_bar(text: str) -> tuple[int, str]:
    """A line without the one bar at its beginning or end that is left of a page's layout, and where it begins then."""
    if sum(map(text.count, BARS)) != 1 or len(text) == 1:
        return 0, text
    return (1, text[1:]) if text[0] in BARS else (0, text[:-1] if text[-1] in BARS else text)


def _parted(start: int, text: str, mark: int) -> list[Paragraph]:
    """A whole document printed on one line is parted where its numbers stand."""
    whole = Paragraph(start, start + len(text), text, mark)
    if len(text) < LONGEST_PARAGRAPH and not expression("outline.inline_document").search(text):
        return [whole]
    cuts = sorted({0, *(match.start() for match in expression("outline.inline_break").finditer(text))})
    cuts = [cut for cut in cuts if cut < len(text)]
    for cut in list(cuts):
        addressed = text.find("\uff1a", cut, cut + ADDRESSED_WITHIN)
        if expression("outline.number_before").search(text[max(0, cut - 12) : cut]) and addressed > 0:
            cuts = sorted({*cuts, addressed + 1})
    return list(_cut(whole, cuts))


def _cut(paragraph: Paragraph, cuts: list[int]) -> Iterator[Paragraph]:
    """The parts of a paragraph between the cuts, of which the first is 0; the first part keeps its mark."""
    text, start = paragraph.text, paragraph.start
    for left, right in pairwise([*cuts, len(text)]):
        if text[left:right].strip():
            yield Paragraph(start + left, start + right, text[left:right], 0 if left else paragraph.mark)
