"""Pages of a PDF that hold no text: each is a Doubt, so that nobody takes the rest for the whole."""

from __future__ import annotations

from extract.patterns import expression
from ontology.records import Doubt, Span

PATTERN = "pages.without_text"


def unread_pages(text: str) -> list[Doubt]:
    """A Doubt for each note in a source text that stands for such a page, where the note stands."""
    return [
        Doubt(Span(match.start(), match.end()), "page_without_text", (("page", match["page"]),), PATTERN)
        for match in expression(PATTERN).finditer(text)
    ]
