"""Text repair with an exact map: broken lines joined, marks evened, blanks and page markers dropped.

Everything that changes a character keeps its place (one for one); everything else only drops characters. So the map from a
clean character to its source character is made while cleaning, and no comparison of texts is ever needed.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.chinese_dates import even_zeros
from extract.flat_tables import flattened
from extract.lines import BLANKS, MARGIN_SLACK, Line, are_set_in, margin_of, read_lines
from extract.patterns import expression, words
from extract.table_lines import barred
from ontology.pages import SOFT
from ontology.records import Span

INNER_BLANK = re.compile(f"[{re.escape(BLANKS)}]+")
LONGEST_PRINT = 130  # characters of a line that a website prints around a document
TRADITIONAL = 5  # characters that only traditional script has, from which on a text is taken to be in it
INDENTED = 2.0  # full-width characters by which the first line of a paragraph is set in
SHORTEST = 4.0  # no paragraph of running text is as short as this many full-width characters


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text, one paragraph a line, and the source offset of each of its characters."""

    text: str
    offsets: array[int]
    marks: dict[int, int]  # clean start of a paragraph -> level of the heading mark printed before it

    def span(self, start: int, end: int) -> Span:
        """The source span of a clean one; an empty one stays empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def clean(text: str) -> Clean:
    """Clean a source text; total: any text gives a Clean, an empty one an empty Clean."""
    even = evened(text)
    lines = read_lines(even)
    margin = None if SOFT in text else margin_of(lines)  # where lines are told from paragraphs, none is wrapped
    kept = array("L")
    pieces: list[str] = []
    marks: dict[int, int] = {}
    length = 0
    for paragraph in _paragraphs(even, lines, margin):
        if length:
            pieces.append("\n")
            kept.append(kept[-1] + 1 if kept[-1] + 1 < len(text) else kept[-1])
            length += 1
        if paragraph[0].mark:
            marks[length] = paragraph[0].mark
        for start, end in _kept_ranges(even, paragraph):
            pieces.append(even[start:end])
            kept.extend(range(start, end))
            length += end - start
    return Clean("".join(pieces), kept, marks)


@cache
def _table() -> dict[int, int]:
    full, plain = words("clean_marks", "printed"), words("clean_marks", "even")
    return str.maketrans("".join(full), "".join(plain))


def evened(text: str) -> str:
    """Marks and digits in one dress, character for character."""
    even = even_zeros(flattened(_simplified(barred(text).translate(_table()).replace(SOFT, " "))))
    if "," in even:
        even = re.sub(r"(?<!\d),|,(?!\d)", "\uff0c", even)
    opening, closing = words("clean_marks", "number_brackets")

    def bracket(match: re.Match[str]) -> str:
        whole, year = match[0], match[1]
        at = whole.index(year)
        left = re.sub(r"\S", opening, whole[:at])
        return left + year + re.sub(r"\S", closing, whole[at + 4 :])

    even = expression("clean.number_mark").sub(bracket, even)
    left, right = words("clean_marks", "round")
    opens = words("clean_marks", "opens")
    return expression("clean.plain_bracket").sub(lambda match: left if match[0] in opens else right, even)


def _simplified(text: str) -> str:
    """Traditional characters as simplified ones, character for character; other texts as they are."""
    if sum(text.count(character) for character in words("clean_marks", "traditional")[0]) < TRADITIONAL:
        return text
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    table = {ord(character): plain for character in set(text) if len(plain := convert(character)) == 1}
    return text.translate(table)


def _paragraphs(even: str, lines: list[Line], margin: float | None) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    reach, is_prose, is_label = 0.0, False, False
    set_in = are_set_in(even, lines, margin)
    for number, line in enumerate(lines):
        is_open = bool(paragraphs) and _is_open(even, paragraphs[-1][0].start, lines[number - 1].end)
        first = paragraphs[-1][0] if set_in and paragraphs else None
        if paragraphs and _continues(even, lines, number, margin, reach, is_prose, is_open, first):
            paragraphs[-1].append(line)
            fits = margin is not None and reach + line.width <= margin + 1
            reach = reach + line.width if fits else line.width
        else:
            paragraphs.append([line])
            reach, is_prose = line.width + INDENTED, False  # the indent that an extraction drops
            is_label = bool(expression("clean.label_line").match(even, line.start, line.end))
        is_heading = len(paragraphs[-1]) == 1 and expression("clean.heading").match(even[line.start : line.end])
        has_mark = bool(expression("clean.prose_mark").search(even, line.start, line.end)) and not is_heading
        is_prose = not is_label and (is_prose or has_mark)
    return paragraphs


def _continues(
    even: str, lines: list[Line], number: int, margin: float | None, reach: float, is_prose: bool, is_open: bool, first: Line | None
) -> bool:
    """Whether this line carries on the paragraph that the line before it belongs to; `first` is that one's, where indents tell."""
    line, before = lines[number], lines[number - 1]
    here, there = even[line.start : line.end], even[before.start : before.end]
    if line.mark or _is_row(here) or _is_row(there):
        return False
    if expression("clean.date_tail").match(here) and expression("clean.date_head").search(there):
        return True
    if _is_alone(here) or _is_alone(there) or expression("clean.title_date_end").search(there):
        return False
    if is_open and not line.mark and not expression("clean.opening_strict").match(here):
        return True
    goes_on = first is not None and first.is_indented and not line.is_indented and reach >= (margin or 0) - MARGIN_SLACK
    if expression("clean.opening").match(here):
        return _is_cut_before_number(there, here) or (goes_on and expression("clean.clause").match(here) is not None)
    if expression("clean.bracket_opening").match(here):
        return True
    if margin is None or (line.after_blank and not line.after_page):
        return _is_torn(even, line, before)
    ends = expression("clean.sentence_end").search(there) or _closes_label(even, before.end)
    if line.is_indented and (first is not None or (ends and not before.is_indented)):
        return False
    if goes_on and not expression("clean.signature").match(here):
        return True
    return _is_wrapped(even, lines, number, margin, reach, is_prose)


@lru_cache(maxsize=256)  # each line is asked for twice, as the one here and as the one before
def _is_alone(line: str) -> bool:
    """Whether a line is whole by itself: a number, a date, or what a website prints around a document."""
    return bool(
        expression("clean.alone").match(line) or (len(line) < LONGEST_PRINT and expression("prints.line").match(INNER_BLANK.sub("", line)))
    )


@lru_cache(maxsize=256)
def _is_row(line: str) -> bool:
    return expression("clean.row").search(line) is not None


def _is_open(even: str, start: int, end: int) -> bool:
    """Whether a bracket is open at the end of a paragraph's text so far."""
    left = even.rfind("\uff08", max(start, end - 400), end)
    return left > even.rfind("\uff09", max(start, end - 400), end) and even[end - 1] != "\u2026"


def _is_cut_before_number(there: str, here: str) -> bool:
    """A line that begins like a number and is none: `（责任单位：⏎1.…` never, but `、⏎2.5` and `“⏎一、二…” do."""
    if expression("clean.cut_ordinal").search(there):
        return True
    is_new = expression("clean.opening_strict").match(here) or expression("clean.label_line").match(here)
    return bool(expression("clean.cut_number").search(there)) and not is_new


def _is_torn(even: str, line: Line, before: Line) -> bool:
    """A paragraph that a page or column break tore: the first half ends in mid-sentence, the second begins in one."""
    there, here = even[before.start : before.end], even[line.start : line.end]
    if line.is_indented or expression("clean.sentence_end").search(there) or expression("clean.closed").search(there):
        return False  # what goes on in mid-sentence is not set in like the first line of a paragraph
    if expression("clean.heading").match(there) or expression("clean.signature").match(here) or _ends_title(there, here):
        return False
    if expression("clean.cut").search(there):
        return True
    return len(there) >= 16 and not before.mark and bool(expression("clean.prose").search(there))


def _is_wrapped(even: str, lines: list[Line], number: int, margin: float, reach: float, is_prose: bool) -> bool:
    """A printed line that goes on: the line before reached the margin, or a justified line was cut at its marks."""
    line, before = lines[number], lines[number - 1]
    there, here = even[before.start : before.end], even[line.start : line.end]
    if line.width <= SHORTEST and not expression("clean.sentence_end").search(here):
        return True  # a word torn off a justified line
    if expression("clean.sentence_end").search(there) and expression("clean.signature").match(here):
        return False
    if expression("clean.sentence_end").search(there) or _closes_label(even, before.end):
        # A paragraph's first line is indented by two characters, so a full line is never a first one.
        if reach >= margin - MARGIN_SLACK:
            return _fills(lines, number, 0.0, margin, 1.0)
        return reach + line.width <= margin + 1 and _fills(lines, number, reach, margin, MARGIN_SLACK)
    if not is_prose and _ends_title(there, here):
        return False
    if is_prose:
        return not expression("clean.signature").match(here) or reach >= margin - MARGIN_SLACK
    if reach >= margin - MARGIN_SLACK or expression("clean.cut").search(there):
        return True
    if before.width <= SHORTEST and number > 1 and expression("clean.cut").search(even, lines[number - 2].start, lines[number - 2].end):
        return True  # the rest of a word that a justified line tore off
    is_cut_at_marks = expression("clean.mark_at_end").search(there) or expression("clean.mark_at_start").match(here)
    return bool(is_cut_at_marks) and reach + line.width <= margin + 1


def _ends_title(there: str, here: str) -> bool:
    """Whether a line ends a title, whatever its width: by its own form, or because the next one begins a preamble."""
    number = expression("clean.bracketed_number")
    if expression("clean.whole_title").match(there):
        return bool(number.match(here) or not expression("clean.title_tail").match(here))
    if number.match(there) and expression("clean.preamble").match(here):
        return True
    return bool(expression("clean.title_end").match(there) and expression("clean.preamble").match(here))


def _closes_label(even: str, end: int) -> bool:
    """Whether the text ends with a bracket that names units: it ends the paragraph, without a full stop."""
    if even[end - 1] != "\uff09":
        return False
    left = even.rfind("\uff08", max(0, end - 600), end)
    return left >= 0 and bool(expression("clean.label_inside").search(even, left, end))


def _fills(lines: list[Line], number: int, reach: float, margin: float, slack: float) -> bool:
    """Whether the pieces from `number` on fill the printed line up to its margin."""
    for line in lines[number : number + 12]:
        if (line.after_blank and not line.after_page) or reach + line.width > margin + 1:
            break
        reach += line.width
    return reach >= margin - slack


def _kept_ranges(even: str, paragraph: list[Line]) -> list[tuple[int, int]]:
    """The stretches of a paragraph that are text: without blanks (save between two foreign words) and mark-up."""
    ranges: list[tuple[int, int]] = []
    for line in paragraph:
        at = line.start
        for match in expression("clean.dropped").finditer(even, line.start, line.end):
            if match[0].strip(BLANKS) == "" and _is_between_words(even, match.start(), match.end(), line):
                start, end = match.start() + 1, match.end()
            else:
                start, end = match.span()
            if at < start:
                ranges.append((at, start))
            at = end
        if at < line.end:
            ranges.append((at, line.end))
    return ranges


def _is_between_words(even: str, start: int, end: int, line: Line) -> bool:
    left, right = even[start - 1 : start], even[end : end + 1] if end < line.end else ""
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()
