"""Pages of a printed text: a form feed begins each new one, so an offset tells its page and the line on it.

A newline or, within a paragraph, a line separator ends each printed line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from ontology.words import say

BREAK = "\f"
SOFT = "\u2028"  # parts the printed lines of one paragraph where a reader has seen that they are one
_BROKEN = re.compile(f"{SOFT}{BREAK}*")
_BROKEN_WORDS = re.compile(f"(?<=[!-~]){SOFT}{BREAK}*(?=[!-~])")


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages of a text begin, and its lines."""

    starts: tuple[int, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, text: str, name: str = "") -> Pages | None:
        """The pages of a text; None for one that has none. A PDF of a single page has one."""
        if BREAK not in text and not name.lower().endswith(".pdf"):
            return None
        return cls((0, *_after(text, BREAK)), line_starts(text)[1:])

    def place(self, offset: int) -> tuple[int, int]:
        """The page and the line on it, both counted from 1."""
        page = bisect_right(self.starts, offset)
        above = bisect_right(self.lines, offset) - bisect_right(self.lines, self.starts[page - 1])
        return page, above + 1

    def say(self, offset: int, language: str) -> str:
        """The same in words (第3页第12行)."""
        page, line = self.place(offset)
        return say("pages.place", language, page=page, line=line)


@dataclass(frozen=True, slots=True)
class PagedTexts:
    """The pages of sources by their SHA-256, each looked at when it is first asked for; `text` raises KeyError where there is none."""

    text: Callable[[str], str]
    found: dict[str, Pages | None] = field(default_factory=dict)

    def pages(self, digest: str, name: str) -> Pages | None:
        """The pages of one source; None where it has none or its text is not kept."""
        if digest not in self.found:
            try:
                self.found[digest] = Pages.of(self.text(digest), name)
            except KeyError:
                self.found[digest] = None
        return self.found[digest]


def unbroken(text: str) -> str:
    """A text for people: the printed lines of a paragraph are one, with a blank only between two Latin words or figures."""
    return _BROKEN.sub("", _BROKEN_WORDS.sub(" ", text)) if SOFT in text else text


def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which the printed lines of a text begin."""
    return 0, *sorted((*_after(text, "\n"), *_after(text, SOFT)))


def _after(text: str, mark: str) -> list[int]:
    """The offsets that follow each mark."""
    found: list[int] = []
    at = text.find(mark)
    while at >= 0:
        found.append(at + 1)
        at = text.find(mark, at + 1)
    return found
