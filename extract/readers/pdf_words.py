"""What the words of a printed line say about where a paragraph begins, where the way that it is set does not tell."""

from __future__ import annotations

import re
from functools import cache

from extract.clean import evened
from extract.patterns import expression
from extract.readers.numerals import written

MARKUP = re.compile(r"[#>*\s]*")
LEAST = 16  # characters of a line of running text
SHORT = 100  # characters of a line of its own
TAIL = 8  # characters in which a sentence ends
COLON = "\uff1a"
HIGHEST = 100  # up to which headings are counted in words


def begins(so_far: str, line: str, *, is_told_by_indent: bool) -> bool:
    """Whether a paragraph begins with `line`, which stands below the full lines `so_far`.

    Where indents tell paragraphs, a line without one begins a paragraph only as a heading that is printed at the margin.
    """
    lower = _plain(line)
    number = expression("pages.number").match(lower)
    if is_told_by_indent and (number is None or not expression("pages.heading").match(lower)):
        return stands_alone(so_far, line)
    upper = _plain(so_far)
    if stands_alone(upper, lower):
        return True
    ends = bool(expression("clean.sentence_end").search(upper[-TAIL:]))
    if is_told_by_indent:
        return ends and number is not None and not _is_inline(upper, number)
    if upper.endswith(COLON) and (expression("documents.addressees").match(upper) or expression("pages.announcing").search(upper)):
        return True
    if number is None:
        return ends and bool(expression("clean.signature").match(lower))
    if not ends and (expression("clean.cut").search(upper) or not expression("clean.opening_strict").match(lower)):
        return False
    return not _is_inline(upper, number)


def stands_alone(upper: str, lower: str) -> bool:
    """Whether one of two lines is a document's number, a date in brackets or the like, which are lines of their own."""
    return any(len(text) <= SHORT and expression("clean.alone").match(_plain(text)) for text in (upper, lower))


def is_torn(upper: str, lower: str) -> bool:
    """Whether a line goes on in the next one by its words, although it had room left."""
    above, below = _plain(upper), _plain(lower)
    if len(above) < LEAST or any(
        expression(f"clean.{name}").search(above) for name in ("sentence_end", "closed", "heading", "alone", "row")
    ):
        return False
    return not any(expression(f"clean.{name}").match(below) for name in ("opening", "signature", "alone", "label_line"))


def _plain(text: str) -> str:
    return MARKUP.sub("", evened(text).rstrip(), count=1)


def _is_inline(so_far: str, number: re.Match[str]) -> bool:
    """Whether the number before this one stands in the middle of the paragraph so far: then this one does so too."""
    before = _number_before(number["number"] or "")
    return bool(before) and so_far.find(f"{number['opens']}{before}{number['closes']}") > 0


def _number_before(number: str) -> str:
    """四 for 五, 2 for 3, ① for ②; nothing for the first of a series."""
    if number.isdecimal():
        return str(int(number) - 1) if int(number) > 1 else ""
    if number in _counted():
        return written(_counted()[number] - 1, COUNTING) if _counted()[number] > 1 else ""
    return chr(ord(number) - 1) if len(number) == 1 and number != FIRST_CIRCLED else ""


COUNTING = "chineseCounting"
FIRST_CIRCLED = "\u2460"


@cache
def _counted() -> dict[str, int]:
    return {written(count, COUNTING): count for count in range(1, HIGHEST)}
