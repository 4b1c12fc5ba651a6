"""Documents: where each begins and ends in a clean text, and its head: number, title, issuers, date, addressees.

A document is seen by what is printed around its title: a 文号 on a line of its own, a date in brackets, or addressees. A table
of contents repeats titles without any of these and is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.chinese_dates import full_date
from extract.clean import Clean
from extract.headings import opening
from extract.patterns import expression

LONGEST_TITLE_LINE = 90
TITLE_LINES = 6
SHORTEST = 30  # characters of a text without a title that can hold a measure
BELOW_MASTHEAD = 3  # paragraphs below a masthead within which the title stands
HEAD_PARAGRAPHS = 5  # paragraphs of a notice within which a date alone is its signature, its issuer being left out


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of clean text, half open, with the heading mark printed before it (0: none)."""

    start: int
    end: int
    text: str
    mark: int


@dataclass(frozen=True, slots=True)
class Head:
    """A document's head, and the paragraphs that are its body: the notice's, then those of its annexes."""

    start: int  # clean offsets
    end: int
    number: str | None
    title: str
    title_start: int
    title_end: int
    issuers: tuple[str, ...]
    date: date | None
    kind: str
    addressees: tuple[str, ...]
    body: tuple[Paragraph, ...]
    is_titled: bool = True


def paragraphs(clean: Clean) -> list[Paragraph]:
    """The paragraphs of a clean text; a very long one is parted before the numbers that stand after a sentence."""
    found: list[Paragraph] = []
    at = 0
    for text in clean.text.split("\n"):
        if text:
            found += _parted(at, text, clean.marks.get(at, 0))
        at += len(text) + 1
    return found


def _parted(start: int, text: str, mark: int) -> list[Paragraph]:
    """A whole document printed on one line is parted where its numbers stand."""
    if len(text) < 1200 and not expression("outline.inline_document").search(text):
        return [Paragraph(start, start + len(text), text, mark)]
    cuts = sorted({0, *(match.start() for match in expression("outline.inline_break").finditer(text))})
    cuts = [cut for cut in cuts if cut < len(text)]
    for cut in list(cuts):
        addressed = text.find("\uff1a", cut, cut + 220)
        if expression("outline.number_before").search(text[max(0, cut - 12) : cut]) and addressed > 0:
            cuts = sorted({*cuts, addressed + 1})
    pieces = zip(cuts, [*cuts[1:], len(text)], strict=True)
    return [Paragraph(start + a, start + b, text[a:b], mark if a == 0 else 0) for a, b in pieces if text[a:b].strip()]


def find_documents(clean: Clean) -> list[Head]:
    """The documents of a clean text in printed order; a text without a title that prints duties is one, any other has none."""
    printed = [paragraph for paragraph in paragraphs(clean) if not expression("documents.page_note").search(paragraph.text)]
    starts = _starts(printed)
    if not starts:
        starts = _single(printed)
    if not starts and len(clean.text) >= SHORTEST and expression("documents.duty").search(clean.text):
        return [_untitled(printed)]
    heads: list[Head] = []
    for number, (first, last) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(printed)
        heads.append(_head(printed, first, last, stop))
    return heads


def _starts(printed: list[Paragraph]) -> list[tuple[int, int]]:
    """Half-open ranges of paragraphs that are titles of documents."""
    found: dict[int, int] = {}
    taken = -1
    for index, paragraph in enumerate(printed):
        title_end = _title_end(printed, index, paragraph)
        if title_end is None:
            continue
        first = _title_first(printed, title_end, taken)
        if first is None or first in found:
            continue
        found[first] = title_end
        taken = index
    return sorted(found.items())


def _title_end(printed: list[Paragraph], index: int, paragraph: Paragraph) -> int | None:
    """The paragraph after the last line of the title that this paragraph tells of, or None."""
    text = paragraph.text
    if expression("documents.number").match(text):
        return index - 1 if index and expression("documents.date_bracket").fullmatch(printed[index - 1].text) else index
    bracket = expression("documents.date_bracket").search(text)
    if bracket and len(text) <= LONGEST_TITLE_LINE:
        if bracket.start() == 0:
            speaks = index >= 2 and expression("documents.speaker").match(printed[index - 1].text)
            return index - 1 if speaks else index
        return index + 1 if expression("documents.title_end").search(text) else None
    if expression("documents.addressees").match(text) and index:
        before = printed[index - 1].text
        return index if expression("documents.title_end").search(before) and not expression("documents.not_title").search(before) else None
    return None


def _title_first(printed: list[Paragraph], end: int, taken: int) -> int | None:
    """The first line of the title that ends before paragraph `end`; None where what stands there is no title."""
    first, title = end, ""
    while first > 0 and end - first < TITLE_LINES:
        before = printed[first - 1]
        if first - 1 <= taken or len(before.text) > LONGEST_TITLE_LINE or expression("documents.not_title").search(before.text):
            break
        if title and expression("documents.title").match(title) and not _goes_above(title, before.text):
            break
        first, title = first - 1, before.text + title
    if not title or not expression("documents.title").match(title):
        return None
    return first


def _goes_above(title: str, before: str) -> bool:
    """Whether a title that could stand alone begins on the line above it: 驻马店市人民政府 above 关于…."""
    if expression("documents.whole_title").match(title) or expression("documents.title_end").search(before):
        return False
    if expression("documents.title_start").match(before):
        return not expression("documents.title_number").match(title)
    return bool(expression("documents.about").match(title) and expression("documents.organ").match(before))


def _single(printed: list[Paragraph]) -> list[tuple[int, int]]:
    """A text without number, date bracket or addressees is one document when it begins with a title or ends with a signature."""
    for index, paragraph in enumerate(printed[:8]):
        if expression("documents.title_end").search(paragraph.text) and len(paragraph.text) <= LONGEST_TITLE_LINE:
            first = _title_first(printed, index + 1, -1)
            if first is not None:
                return [(_above(printed, first), index + 1)]
    return []


def _above(printed: list[Paragraph], first: int) -> int:
    """The first line of a title at the beginning of a text: all short lines above that are no issuer or number belong to it."""
    while first and not any(expression(f"documents.{name}").search(printed[first - 1].text) for name in ("not_title", "organ", "masthead")):
        first -= 1
    return first


def _head(printed: list[Paragraph], first: int, last: int, stop: int) -> Head:
    title_text = "".join(paragraph.text for paragraph in printed[first:last])
    match = expression("documents.title").match(title_text)
    title = match["title"] if match else title_text
    body = list(printed[last:stop])
    number: str | None = None
    day: date | None = None
    bracket = expression("documents.date_bracket").search(title_text)
    if bracket:
        day = full_date(bracket[1])
    while body and _is_head_line(body[0].text):
        line = body.pop(0).text
        found = expression("documents.number").match(line)
        number = number or (found[1] if found else None)
        day = day or full_date(line)
    addressees: tuple[str, ...] = ()
    for index, paragraph in enumerate(body[:3]):
        if expression("documents.addressees").match(paragraph.text) or expression("documents.greeting").match(paragraph.text):
            addressees = tuple(part for part in expression("documents.addressee_break").split(paragraph.text[:-1]) if part)
            del body[index]
            break
    named_below = _title_of_minutes(title, body)
    begin, end = printed[first].start, printed[last - 1].end
    if named_below is not None:
        title, begin, end = named_below.text, named_below.start, named_below.end
        body.remove(named_below)
    issuers, signed = _signature(body)
    day = day or _printed_on(body)
    of_minutes = expression("documents.minutes_issuer").match(title)
    if not issuers and (named := (match and match["issuer"]) or (of_minutes and of_minutes[1])):
        issuers = _joint(named)
    return Head(
        printed[first].start, printed[stop - 1].end, number, title, begin, end,
        issuers, signed or day, _kind(title), addressees, tuple(body),
    )  # fmt: skip


def _untitled(printed: list[Paragraph]) -> Head:
    """What somebody pasted without its title: one document, called by its first words."""
    title = opening(printed[0].text)
    return Head(
        printed[0].start, printed[-1].end, None, title, printed[0].start, printed[0].start + len(title),
        (), None, "", (), tuple(printed), is_titled=False,
    )  # fmt: skip


def _title_of_minutes(title: str, body: list[Paragraph]) -> Paragraph | None:
    """`市政府专题会议纪要` is a masthead where the title of these minutes stands below it: `关于研究…的会议纪要`."""
    if not expression("documents.minutes_masthead").match(title):
        return None
    return next((line for line in body[:BELOW_MASTHEAD] if expression("documents.minutes_title").match(line.text)), None)


def _joint(issuer: str) -> tuple[str, ...]:
    """湖北省商务厅武汉海关 are two: an organ, and behind it one that begins with a place; 国家税务总局武汉市税务局 is one."""
    organ = expression("documents.organ")
    for at in range(4, len(issuer) - 3):
        left, right = issuer[:at], issuer[at:]
        is_cut = organ.match(left) and organ.match(right) and expression("documents.placed_organ").match(right)
        if is_cut and not expression("documents.national").match(left):
            return (left, *_joint(right))
    return (issuer,)


def _is_head_line(text: str) -> bool:
    bracket = expression("documents.date_bracket").match(text)
    return bool(expression("documents.number").match(text) or bracket or expression("documents.speaker").match(text))


def _signature(body: list[Paragraph]) -> tuple[tuple[str, ...], date | None]:
    """Issuers and date of the first signature: lines that are organs, above or on a line that is a date."""
    for index, paragraph in enumerate(body):
        joined = expression("documents.signature").match(paragraph.text)
        if joined:
            return (joined[1],), full_date(joined[2])
        if not expression("documents.date").match(paragraph.text):
            continue
        issuers: list[str] = []
        above = index - 1
        while above >= 0 and len(issuers) < 12 and expression("documents.organ").match(body[above].text):
            issuers[:0] = _joint(body[above].text)
            above -= 1
        if issuers or index < HEAD_PARAGRAPHS or index == len(body) - 1:
            return tuple(issuers), full_date(paragraph.text)
    return (), None


def _printed_on(body: list[Paragraph]) -> date | None:
    """The day in the last line of minutes: 昆明市人民政府办公室 2023年5月12日印发."""
    lines = (expression("documents.printed_on").search(paragraph.text) for paragraph in body[-4:])
    return next((full_date(match[1]) for match in lines if match), None)


def _kind(title: str) -> str:
    match = expression("documents.kind_last").search(title)
    return match[1] if match else ""
