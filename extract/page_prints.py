"""What a website or a database prints around a document: breadcrumbs, counters, and a table of its facts (发文字号, 成文日期 …).

These lines are no part of the document; its number, issuer and date are taken from them where the document itself prints none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.chinese_dates import full_date
from extract.paragraphs import Paragraph
from extract.patterns import expression

LONGEST_VALUE = 40  # characters of a value on the line below its label


@dataclass(frozen=True, slots=True)
class Facts:
    """A document's number, issuer, day of writing and day of publishing as a page's table of facts gives them."""

    number: str | None = None
    issuer: str | None = None
    written: date | None = None
    published: date | None = None

    @property
    def date(self) -> date | None:
        """The day that the document is of."""
        return self.written or self.published


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of documents; the places among them where something of the page stood, with the facts that it gave there."""

    paragraphs: list[Paragraph]
    facts: dict[int, Facts]

    def facts_between(self, first: int, last: int) -> Facts:
        """The facts printed from before paragraph `first` to before paragraph `last`."""
        found = Facts()
        for place in sorted(self.facts):
            if first <= place < max(last, first + 1):
                found = _joined(found, self.facts[place])
        return found


def read_page(printed: Sequence[Paragraph]) -> Page:
    """The paragraphs without what the page prints around them."""
    kept: list[Paragraph] = []
    facts: dict[int, Facts] = {}
    label = ""
    for paragraph in printed:
        text = _without_bars(paragraph.text)
        is_value = bool(label) and len(text) <= LONGEST_VALUE and _facts(label + text) != Facts()
        if not is_value and not expression("prints.line").match(text):
            kept.append(paragraph)
            label = ""
            continue
        place = len(kept)
        facts[place] = _joined(facts.get(place, Facts()), _facts(label + text if is_value else text))
        label = text if text.endswith("\uff1a") or expression("prints.label").fullmatch(text) else ""
    return Page(kept, facts)


def _without_bars(text: str) -> str:
    return text.replace("|", "").replace("\uff5c", "")


def _joined(one: Facts, other: Facts) -> Facts:
    return Facts(one.number or other.number, one.issuer or other.issuer, one.written or other.written, one.published or other.published)


def _facts(text: str) -> Facts:
    number = expression("prints.number").search(text)
    issuer = expression("prints.issuer").search(text)
    return Facts(number and number[1], issuer and issuer[1], _day("prints.written", text), _day("prints.published", text))


def _day(pattern: str, text: str) -> date | None:
    """The day behind a label: 2019-01-23, 2020.01.17 or 2024年04月06日; None where there is none or it does not exist."""
    match = expression(pattern).search(text)
    return full_date("{}\u5e74{}\u6708{}\u65e5".format(*match.groups())) if match else None
