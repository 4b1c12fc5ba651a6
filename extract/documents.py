"""Documents: where each begins and ends in a clean text, and its head: number, title, issuers, date, addressees.

A document is seen by what is printed around its title: a 文号 on a line of its own, a date in brackets, or addressees. A table
of contents repeats titles without any of these and is none.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from extract.chinese_dates import full_date
from extract.clean import Clean
from extract.headings import opening
from extract.page_prints import Page, read_page
from extract.paragraphs import Paragraph, paragraphs
from extract.patterns import expression
from extract.titles import Title, find_titles, is_head_line, number_of

SHORTEST = 30  # characters of a text without a title that can hold a measure
ADDRESSED_WITHIN = 3  # paragraphs at the beginning of a body within which its addressees stand
LONGEST_CONTENTS = 200  # paragraphs of a table of contents
BELOW_MASTHEAD = 3  # paragraphs below a masthead within which the title stands
NUMBERED_WITHIN = 3  # paragraphs below a title within which its number stands
HEAD_PARAGRAPHS = 8  # paragraphs of a notice within which a date alone is its signature, its issuer being left out


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

    def prints(self, place: int) -> bool:
        """Whether a place of the clean text is the document's own: in its body, or in its title and not the mark that opens it."""
        at = bisect_right(self.body, place, key=lambda paragraph: paragraph.start) - 1
        return self.title_start < place < self.title_end or (at >= 0 and place < self.body[at].end)


def find_documents(clean: Clean) -> list[Head]:
    """The documents of a clean text in printed order; a text without a title that prints duties is one, any other has none."""
    page = read_page(paragraphs(clean))
    titles = find_titles(page)
    if not titles:
        holds = expression("documents.duty").search(clean.text) or _is_notice(page.paragraphs)
        return [_untitled(page)] if holds and page.paragraphs and len(clean.text) >= SHORTEST else []
    first = titles[0]
    if len(titles) == 1 and first.first and _begins_untitled(page.paragraphs[: first.first]):
        titles = [replace(first, head=0)]  # a notice printed without its own title: its annex has one
    return [_head(page, title, following.head) for title, following in zip_longest(titles, titles[1:], fillvalue=_end(page))]


def _end(page: Page) -> Title:
    return Title(len(page.paragraphs), len(page.paragraphs), len(page.paragraphs))


def _is_notice(printed: list[Paragraph]) -> bool:
    """Whether a text is a notice without a title: addressees above, a signature below."""
    addressed = any(expression("documents.addressees").match(paragraph.text) for paragraph in printed[:ADDRESSED_WITHIN])
    return addressed and bool(_signature(list(printed))[0])


def _begins_untitled(above: list[Paragraph]) -> bool:
    """Whether what stands above a title is a notice: its addressees, or the sentence that issues what follows."""
    return any(expression(f"documents.{name}").search(paragraph.text) for paragraph in above for name in ("addressees", "issuing"))


def _head(page: Page, place: Title, stop: int) -> Head:
    printed = page.paragraphs
    title_text = "".join(paragraph.text for paragraph in printed[place.first : place.last])
    title, named, number = _named(title_text)
    bracket = expression("documents.date_bracket").search(title_text)
    day = full_date(bracket[1]) if bracket else None
    above, body = list(printed[place.head : place.first]), list(printed[place.last : stop])
    number = number or next((found for paragraph in above if (found := number_of(paragraph.text) or _named(paragraph.text)[2])), None)
    while body and is_head_line(body[0].text):
        line = body.pop(0).text
        number = number or number_of(line) or _group("documents.decree_dated", line)
        day = day or full_date(line)
    number = number or _number_below(body)
    body = _without_contents([*(paragraph for paragraph in above if not _is_masthead(paragraph.text, title)), *body])
    addressees = _addressees(body)
    named_below = _title_of_minutes(title, body)
    begin, end = printed[place.first].start, printed[place.last - 1].end
    if named_below is not None:
        title, begin, end = named_below.text, named_below.start, named_below.end
        body.remove(named_below)
    issuers, signed = _signature(body)
    facts = page.facts_between(place.head if place.head else -1, stop)
    day = signed or day or _printed_on(body) or facts.date or _held_on(title, body)
    if not issuers:
        of_title = named or _group("documents.minutes_issuer", title) or _group("documents.decree", number or "")
        by = of_title or facts.issuer or _group("documents.owner", title) or _first_organ([*above, *body])
        issuers = _joint(by) if by else ()
    return Head(
        printed[place.head].start, printed[stop - 1].end, number or facts.number, title, begin, end,
        issuers, day, _kind(title), addressees, tuple(body),
    )  # fmt: skip


def _named(text: str) -> tuple[str, str | None, str | None]:
    """A title without its number and outer marks, the issuer that it names, and the number that stands on its line."""
    text = expression("documents.tag").sub("", text)
    around = expression("documents.number_around").search(text)
    number = (around[1] or around[2]) if around else None
    text = expression("documents.number_around").sub("", text)
    if whole := expression("documents.in_marks").match(text):
        text = whole[1]
    match = expression("documents.title").match(text)
    return (match["title"], match["issuer"], number) if match else (text, None, number)


def _without_contents(body: list[Paragraph]) -> list[Paragraph]:
    """A body without its table of contents, which ends where its first entry stands again."""
    place = next((at for at, paragraph in enumerate(body) if expression("documents.contents").match(paragraph.text)), None)
    if place is None or place + 2 >= len(body):
        return body
    first = expression("documents.contents_end").sub("", body[place + 1].text)
    again = (at for at in range(place + 2, min(len(body), place + LONGEST_CONTENTS)) if body[at].text == first)
    return body[:place] + body[next(again, place) :]


def _number_below(body: list[Paragraph]) -> str | None:
    """The number that stands below the issuer or as `青川市人民政府令` / `第82号`; its paragraphs are taken out of the body."""
    for index, paragraph in enumerate(body[:NUMBERED_WITHIN]):
        below = number_of(body[index + 1].text) if index + 1 < len(body) else None
        if below and expression("documents.decree").match(paragraph.text):
            del body[index : index + 2]
            return paragraph.text + below
        if found := number_of(paragraph.text):
            del body[index]
            return found
        if not expression("documents.below_title").match(paragraph.text):
            break
    return None


def _group(pattern: str, text: str) -> str | None:
    """What the one group of a pattern holds in a text: whose decree a number names, whose rules a title."""
    match = expression(pattern).search(text)
    return match[1] if match else None


def _first_organ(body: list[Paragraph]) -> str | None:
    """The issuer that stands below the title instead of a signature."""
    return next((line.text for line in body[:NUMBERED_WITHIN] if expression("documents.organ").match(line.text)), None)


def _is_masthead(text: str, title: str) -> bool:
    """Whether a line above a title is no part of a notice: a number, a masthead, the title itself."""
    is_print = number_of(text) or text in title or expression("documents.masthead").search(text)
    return bool(is_print or expression("documents.number_around").match(text))


def _addressees(body: list[Paragraph]) -> tuple[str, ...]:
    """The addressees, whose paragraph is taken out of the body."""
    for index, paragraph in enumerate(body[:ADDRESSED_WITHIN]):
        below = body[index + 1].text if index + 1 < len(body) else ""
        is_open = expression("documents.addressees_open").match(paragraph.text) and expression("documents.issuing").search(below)
        if is_open or expression("documents.addressees").match(paragraph.text) or expression("documents.greeting").match(paragraph.text):
            del body[index]
            return tuple(part for part in expression("documents.addressee_break").split(paragraph.text.rstrip("\uff1a")) if part)
    return ()


def _untitled(page: Page) -> Head:
    """What somebody pasted without its title: one document, called by its first words."""
    printed = list(page.paragraphs)
    numbers = [found for paragraph in printed[:ADDRESSED_WITHIN] if (found := number_of(paragraph.text))]
    body = [paragraph for paragraph in printed if paragraph.text not in numbers]
    addressees = _addressees(body)
    first = body[0] if body else printed[0]
    title = opening(first.text)
    issuers, day = _signature(body)
    day = day if issuers or addressees else None
    facts = page.facts_between(-1, len(printed))
    issuers = issuers or ((facts.issuer,) if facts.issuer else ())
    return Head(
        printed[0].start, printed[-1].end, numbers[0] if numbers else facts.number, title, first.start, first.start + len(title),
        issuers, day or facts.date, "", addressees, tuple(body), is_titled=False,
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


def _held_on(title: str, body: list[Paragraph]) -> date | None:
    """The day of the meeting, for minutes that print no other: 时间：2023年8月21日上午; 2023年6月9日，市长主持召开…."""
    if not expression("documents.minutes_kind").search(title):
        return None
    lines = (expression("documents.held_on").match(paragraph.text) for paragraph in body[:HEAD_PARAGRAPHS])
    return next((full_date(match[1]) for match in lines if match), None)


def _kind(title: str) -> str:
    match = expression("documents.kind_last").search(title)
    return match[1] if match else ""
