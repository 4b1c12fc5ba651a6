"""PDF files with a text layer: lines in reading order, running heads left out, tables as lines, a form feed before each new page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extract.readers.errors import ReaderError
from extract.readers.pdf_lines import Line, in_reading_order, page_lines, with_indents, without_running_heads
from extract.readers.radicals import without_radicals
from extract.readers.tables import Cell, table_lines
from ontology.words import say

PAGE = "\f"  # begins a page: the page of an offset is one more than the form feeds before it
MOST_PAGES = 3_000
FEWEST_RULES = 4  # drawn paths below which a page holds no table
FEWEST_CELLS = 4


def text_of_pdf(data: bytes, name: str) -> str:
    """The text of a PDF; raises ReaderError where it has no text layer, a password, or the extra is not installed."""
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
    pages = [page_lines(document[number]) for number in range(count)]
    if not any(page.lines for page in pages):
        raise ReaderError("no_text_layer", name)
    ruled = [number for number, page in enumerate(pages) if page.rules >= FEWEST_RULES]
    tables = _tables(data, ruled, name) if ruled else {}
    kept = without_running_heads([page.lines for page in pages], [page.height for page in pages])
    texts = [_page(kept[number], tables.get(number, []), number, bool(page.lines)) for number, page in enumerate(pages)]
    return without_radicals(f"\n{PAGE}".join(texts)) + "\n"


def _page(lines: Sequence[Line], tables: Sequence[tuple[Line, list[str]]], number: int, has_text: bool) -> str:
    if not has_text:
        return say("reader.page_without_text", page=number + 1)
    free = [line for line in lines if not any(frame.holds(line) for frame, _ in tables)]
    ordered = with_indents(in_reading_order(free))
    for frame, rows in tables:
        place = next((at for at, line in enumerate(ordered) if line.top < frame.top), len(ordered))
        ordered.insert(place, Line("\n".join(["", *rows, ""]), frame.left, frame.bottom, frame.right, frame.top))
    return "\n".join(line.text for line in ordered)


def _tables(data: bytes, numbers: Sequence[int], name: str) -> dict[int, list[tuple[Line, list[str]]]]:
    """The frames and the rows of the tables on those pages (counted from 0)."""
    try:
        import pdfplumber
    except ImportError:
        raise ReaderError("needs_extra", name, extra="pdf") from None
    found: dict[int, list[tuple[Line, list[str]]]] = {}
    with pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in numbers]) as document:
        for page in document.pages:
            height = float(page.height)
            for table in page.find_tables():
                rows = [[_cell(text) for text in row] for row in table.extract()]
                left, top, right, bottom = (float(edge) for edge in table.bbox)
                if len(table.cells) >= FEWEST_CELLS and max(len(row) for row in rows) > 1:
                    frame = Line("", left, height - bottom, right, height - top)
                    found.setdefault(page.page_number - 1, []).append((frame, table_lines(rows)))
            page.close()
    return found


def _cell(text: str | None) -> Cell:
    """A cell of a table; its lines are one text, because a narrow cell breaks words anywhere."""
    lines = [line.strip() for line in (text or "").split("\n")]
    joined = ""
    for line in lines:
        is_latin = joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        joined += (" " if is_latin and not (joined[-1:].isdigit() and line[:1].isdigit()) else "") + line
    return Cell(joined)
