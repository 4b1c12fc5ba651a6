"""Where the titles of documents stand: what is printed around them (文号, addressees, a date in brackets), and how far up they reach."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from extract.page_prints import Page
from extract.paragraphs import Paragraph
from extract.patterns import expression

LONGEST_TITLE_LINE = 90
TITLE_LINES = 6
FIRST_LINES = 8  # paragraphs within which a text without number and addressees has its title
BRACKETS = (("\u300a", "\u300b"), ("\u3008", "\u3009"), ("\uff08", "\uff09"), ("\u201c", "\u201d"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title's paragraphs, half open; the head of its document may begin above it, with a number or an earlier print of it."""

    head: int
    first: int
    last: int


def find_titles(page: Page) -> list[Title]:
    """The titles of documents in printed order; one of a text without number, date bracket or addressees, if it begins with it."""
    printed = page.paragraphs
    found: dict[int, Title] = {}
    taken = -1
    for index, paragraph in enumerate(printed):
        last = _title_end(printed, index, paragraph)
        first = _title_first(page, last, taken) if last is not None else None
        if last is None or first is None or first in found:
            continue
        found[first] = Title(_head_begin(printed, first, last, taken), first, last)
        taken = index
    titles = _without_repeated(printed, [found[first] for first in sorted(found)])
    return titles or _single(page)


def is_head_line(text: str) -> bool:
    """Whether a line between a title and its addressees is part of the head: a number, a date in brackets, a speaker."""
    bracket = expression("documents.date_bracket").match(text)
    return bool(number_of(text) or bracket or expression("documents.speaker").match(text))


def number_of(text: str) -> str | None:
    """The 文号 that a line is, with or without brackets."""
    match = expression("documents.number").match(text)
    return match[1] if match else None


def _title_end(printed: list[Paragraph], index: int, paragraph: Paragraph) -> int | None:
    """The paragraph after the last line of the title that this paragraph tells of, or None."""
    text = paragraph.text
    if number_of(text):
        return _above_head_lines(printed, index)
    bracket = expression("documents.date_bracket").search(text)
    if bracket and len(text) <= LONGEST_TITLE_LINE:
        if bracket.start() == 0:
            speaks = index >= 2 and expression("documents.speaker").match(printed[index - 1].text)
            return index - 1 if speaks else index
        return index + 1 if expression("documents.title_end").search(text) else None
    if not index or not _is_addressed(printed, index):
        return None
    index = _above_head_lines(printed, index)
    before = printed[index - 1].text
    return index if expression("documents.title_end").search(before) and not expression("documents.not_title").search(before) else None


def _above_head_lines(printed: list[Paragraph], index: int) -> int:
    """The place above the dates and issuers that stand between a title and its number or addressees."""
    at = index
    while at > 1 and (
        expression("documents.below_title").match(printed[at - 1].text)
        or expression("documents.date_bracket").fullmatch(printed[at - 1].text)
    ):
        at -= 1
    return at if expression("documents.title_end").search(printed[at - 1].text) else index


def _is_addressed(printed: list[Paragraph], index: int) -> bool:
    """Whether a paragraph names addressees, without their colon only above the sentence that issues what follows, or is that sentence."""
    text = printed[index].text
    if expression("documents.addressees").match(text):
        return True
    if expression("documents.issuing").search(text):
        return bool(expression("documents.notice_end").search(printed[index - 1].text))
    if not expression("documents.addressees_open").match(text):
        return False
    return index + 1 < len(printed) and bool(expression("documents.issuing").search(printed[index + 1].text))


def _title_first(page: Page, end: int, taken: int) -> int | None:
    """The first line of the title that ends before paragraph `end`; None where what stands there is no title."""
    lines = _lines_above(page, end, taken)
    for count in range(1, len(lines) + 1):
        title = "".join(lines[:count][::-1])
        if not expression("documents.title").match(title):
            continue
        reach = count + _further(title, lines[count:])
        return end - reach if expression("documents.title").match("".join(lines[:reach][::-1])) else end - count
    return None


def _lines_above(page: Page, end: int, taken: int) -> list[str]:
    """The lines above a place that a title may consist of, the nearest first."""
    lines: list[str] = []
    for at in range(end - 1, max(taken, end - 1 - TITLE_LINES), -1):
        text = page.paragraphs[at].text
        if len(text) > LONGEST_TITLE_LINE or expression("documents.not_title").search(text):
            break
        lines.append(text)
        if at in page.facts:
            break
    return lines


def _further(title: str, above: list[str]) -> int:
    """How many lines above what could be a title alone belong to it: 驻马店市人民政府 above 关于…, or the beginning of a torn one."""
    if expression("documents.whole_title").match(title):
        return 0
    if expression("documents.about").match(title):
        organs = list(takewhile(lambda line: expression("documents.organ").match(line), above))
        return len(organs) or (1 if above and _begins(title, above[0]) else 0)
    for count, line in enumerate(above, start=1):
        if is_balanced(title) and _is_closed(line):
            return 0
        title = line + title
        if expression("documents.about").match(line):
            return count + _further(title, above[count:])
        if expression("documents.title_start").match(line):
            return count
    return 0


def _is_closed(line: str) -> bool:
    """Whether a line ends a title of its own; 关于印发…若干措施 goes on to 的通知."""
    needs_notice = expression("documents.issued").search(line) and not expression("documents.notice_end").search(line)
    return bool(expression("documents.closed_title").search(line)) and not needs_notice


def _begins(title: str, before: str) -> bool:
    is_start = expression("documents.title_start").match(before) and not expression("documents.title_end").search(before)
    return bool(is_start and not expression("documents.title_number").match(title))


def is_balanced(title: str) -> bool:
    """Whether every bracket that a title closes was opened in it."""
    return all(title.count(right) <= title.count(left) for left, right in BRACKETS)


def _head_begin(printed: list[Paragraph], first: int, last: int, taken: int) -> int:
    """Where the head begins of a document whose number stands above its title (穗府〔2011〕15号 / 关于…的意见), or its title once more."""
    title = "".join(paragraph.text for paragraph in printed[first:last])
    begin, at = first, first - 1
    while at > taken and (printed[at].text == title or expression("documents.above_title").match(printed[at].text)):
        text = printed[at].text
        if text == title or number_of(text) or expression("documents.number_around").match(text):
            begin = at
        at -= 1
    return begin


def _without_repeated(printed: list[Paragraph], titles: list[Title]) -> list[Title]:
    """A page prints a title above its table of facts and again above the document: between the two stands no paragraph of a body."""
    kept: list[Title] = []
    for title in titles:
        before = kept[-1] if kept else None
        if before is not None and all(_is_between(paragraph.text) for paragraph in printed[before.last : title.first]):
            kept[-1] = Title(before.head, title.first, title.last)
        elif before is not None and _is_annexed(_text(printed, title), _text(printed, before)):
            continue
        else:
            kept.append(title)
    return kept


def _text(printed: list[Paragraph], title: Title) -> str:
    return "".join(paragraph.text for paragraph in printed[title.first : title.last])


def _is_annexed(title: str, notice: str) -> bool:
    """Whether a notice names a title as what it issues: 关于印发《青川市人民政府工作规则》的通知."""
    issued = expression("documents.issued").search(notice)
    return issued is not None and title in notice[issued.end() :]


def _is_between(text: str) -> bool:
    return is_head_line(text) or bool(expression("documents.below_title").match(text))


def _single(page: Page) -> list[Title]:
    """A text without number, date bracket or addressees is one document when it begins with a title."""
    printed = page.paragraphs
    for index, paragraph in enumerate(printed[:FIRST_LINES]):
        if expression("documents.inner").match(paragraph.text):
            break
        if expression("documents.title_end").search(paragraph.text) and len(paragraph.text) <= LONGEST_TITLE_LINE:
            first = _title_first(page, index + 1, -1)
            if first is not None:
                first = _above(page, first)
                return [Title(_head_begin(printed, first, index + 1, -1), first, index + 1)]
    return []


def _above(page: Page, first: int) -> int:
    """The first line of a title at the beginning of a text: all short lines above that are no issuer or number belong to it."""
    printed = page.paragraphs
    if expression("documents.whole_title").match(printed[first].text):
        return first
    while first and first not in page.facts and not _stands_above(printed[first - 1].text):
        first -= 1
    return first


def _stands_above(text: str) -> bool:
    names = ("not_title", "organ", "masthead", "addressees", "closed_title")
    return any(expression(f"documents.{name}").search(text) for name in names)
