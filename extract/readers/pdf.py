"""PDF files with a text layer: paragraphs in reading order, running heads left out, tables as lines.

A form feed begins each new page. A line separator (U+2028) parts the printed lines of one paragraph, a newline paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.errors import ReaderError
from extract.readers.pdf_heads import without_running_heads
from extract.readers.pdf_lines import Line, Page, in_reading_order, page_lines
from extract.readers.pdf_paragraphs import Column, Frame, Setting, columns_of, goes_on, had_room, setting_of, with_indent
from extract.readers.pdf_tables import Table, find_tables, join_tables
from extract.readers.pdf_words import is_torn
from extract.readers.printed import Boxes, Printed
from extract.readers.radicals import without_radicals
from ontology.boxes import Box
from ontology.pages import BREAK, SOFT
from ontology.words import say

MOST_PAGES = 3_000
LONGEST = 600  # characters of a paragraph that are looked at
MOST_TORN = 0.15  # of all lines that go on, the share that had room left: beyond it, lines are not what was set
FEWEST_RULES = 4  # drawn paths below which a page holds no table


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line in reading order: its page (from 0), and the margins it stands between (None: a table or a note)."""

    line: Line
    page: int
    frame: Frame | None


def read_pdf(data: bytes, name: str) -> Printed:
    """The text of a PDF with the boxes of its lines; raises ReaderError without a text layer, with a password, or without the extra."""
    pages = _pages(data, name)
    if not any(page.lines for page in pages):
        raise ReaderError("no_text_layer", name)
    ruled = [number for number, page in enumerate(pages) if page.rules >= FEWEST_RULES]
    tables = find_tables(data, ruled, name) if ruled else {}
    kept = without_running_heads([page.lines for page in pages], [page.height for page in pages])
    join_tables(tables, kept)
    parts = [(number, part) for number, lines in enumerate(kept) for part in in_reading_order(_free(lines, tables.get(number, [])))]
    columns = columns_of([part for _, part in parts])
    placed: dict[int, list[Column]] = {}
    for (number, _), column in zip(parts, columns, strict=True):
        placed.setdefault(number, []).append(column)
    printed = [line for number, page in enumerate(pages) for line in _page(placed.get(number, []), tables.get(number, []), number, page)]
    return Printed(without_radicals(_joined(printed, len(pages), setting_of(columns))), _boxes(printed, pages))


def _boxes(printed: Sequence[_Printed], pages: Sequence[Page]) -> Boxes:
    """The box of each printed line, the text ends in a line without one."""
    boxes: list[Box | None] = []
    for one in printed:
        line = one.line
        box = Box(
            one.page + 1,
            *(round(edge, 1) for edge in (line.left, pages[one.page].height - line.top, line.right - line.left, line.top - line.bottom)),
        )
        boxes.append(box if line.top > line.bottom else None)
    last = printed[-1].page if printed else 0
    return (*boxes, None, *([None] if last < len(pages) - 1 else []))


def _pages(data: bytes, name: str) -> list[Page]:
    try:
        import pypdfium2
    except ImportError:
        raise ReaderError("needs_extra", name, extra="pdf") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReaderError("encrypted" if "assword" in str(error) else "damaged", name, format="pdf") from None
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        raise ReaderError("damaged" if count == 0 else "too_large", name, format="pdf", limit=str(MOST_PAGES))
    return [page_lines(document[number]) for number in range(count)]


def _free(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    return [line for line in lines if not any(table.frame.holds(line) for table in tables)]


def _page(columns: Sequence[Column], tables: Sequence[Table], number: int, page: Page) -> list[_Printed]:
    if not page.lines:
        return [_Printed(Line(say("reader.page_without_text", page=number + 1), 0, 0, 0, 0), number, None)]
    ordered = [_Printed(line, number, column.frame) for column in columns for line in column.lines]
    for table in tables:
        place = _place_of(table.frame, [one.line for one in ordered])
        ordered[place:place] = [_Printed(line, number, None) for line in table.lines()]
    return ordered


def _place_of(frame: Line, lines: Sequence[Line]) -> int:
    """Where a table comes among lines in reading order: before the first one of its column that stands lower."""
    beside = [at for at, line in enumerate(lines) if line.left < frame.right and line.right > frame.left]
    return next((at for at in beside if lines[at].top < frame.top), beside[-1] + 1 if beside else len(lines))


def _joined(printed: Sequence[_Printed], count: int, setting: Setting) -> str:
    """All lines, each with what parts it from the one before; indents are printed where nothing else tells paragraphs."""
    follows = _following(printed, setting)
    is_told = any(follows)
    pieces: list[str] = []
    page = 0
    for one, is_next in zip(printed, follows, strict=True):
        if pieces:
            pieces.append(SOFT if is_next else "\n")
        pieces.append(BREAK * (one.page - page))
        line = one.line if is_told or one.frame is None else with_indent(one.line, one.frame, setting)
        pieces.append(line.text)
        page = one.page
    return "".join(pieces) + ("\n" + BREAK * (count - 1 - page) if page < count - 1 else "") + "\n"


def _following(printed: Sequence[_Printed], setting: Setting) -> list[bool]:
    """For each line whether it goes on in the paragraph of the one before; none does where lines were broken before they were set."""
    follows: list[bool] = []
    torn = 0
    paragraph, before = "", None
    for one in printed:
        is_next = before is not None and _goes_on(before, one, setting, paragraph)
        torn += before is not None and not is_next and _is_broken(before, one)
        paragraph = (paragraph + one.line.text if is_next else one.line.text)[-LONGEST:]
        follows.append(is_next)
        before = one
    return follows if torn <= MOST_TORN * (torn + sum(follows)) else [False] * len(follows)


def _is_broken(upper: _Printed, lower: _Printed) -> bool:
    """Whether a line was broken by hand before the margin."""
    if upper.frame is None or lower.frame is None:
        return False
    return had_room(upper.line, upper.frame, lower.line, lower.frame) and is_torn(upper.line.text, lower.line.text)


def _goes_on(upper: _Printed, lower: _Printed, setting: Setting, so_far: str) -> bool:
    if upper.frame is None or lower.frame is None:
        return False
    is_beside = upper.page == lower.page and upper.frame == lower.frame and upper.line.bottom > lower.line.bottom
    return goes_on(upper.line, upper.frame, lower.line, lower.frame, setting, so_far, is_beside=is_beside)
