"""PDF files with a text layer: lines in reading order, running heads left out, tables as lines, a form feed before each new page."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.errors import ReaderError
from extract.readers.pdf_lines import Line, in_reading_order, page_lines, with_indents, without_running_heads
from extract.readers.pdf_tables import Table, find_tables, join_tables
from extract.readers.radicals import without_radicals
from ontology.words import say

PAGE = "\f"  # begins a page: the page of an offset is one more than the form feeds before it
MOST_PAGES = 3_000
FEWEST_RULES = 4  # drawn paths below which a page holds no table


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
    tables = find_tables(data, ruled, name) if ruled else {}
    kept = without_running_heads([page.lines for page in pages], [page.height for page in pages])
    join_tables(tables, kept)
    texts = [_page(kept[number], tables.get(number, []), number, bool(page.lines)) for number, page in enumerate(pages)]
    return without_radicals(f"\n{PAGE}".join(texts)) + "\n"


def _page(lines: Sequence[Line], tables: Sequence[Table], number: int, has_text: bool) -> str:
    if not has_text:
        return say("reader.page_without_text", page=number + 1)
    free = [line for line in lines if not any(table.frame.holds(line) for table in tables)]
    ordered = with_indents(in_reading_order(free))
    for table in tables:
        place = next((at for at, line in enumerate(ordered) if line.top < table.frame.top), len(ordered))
        ordered.insert(place, table.line())
    return "\n".join(line.text for line in ordered)
