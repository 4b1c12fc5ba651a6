"""The full-text index beside the graph: words of measures, and every printed form of a unit's name.

Chinese has no blanks, and a trigram table finds no two-character word; so the tokens are pairs of characters.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.initials import initials

_RUN = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_BREAK = "xqx"  # stands between two runs of characters, so that no pair reaches over punctuation
_TABLES = """
CREATE TABLE IF NOT EXISTS measure (id INTEGER PRIMARY KEY, iri TEXT, document TEXT);
CREATE INDEX IF NOT EXISTS measure_document ON measure (document);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, text, heading, tokenize = 'unicode61 remove_diacritics 0');
CREATE TABLE IF NOT EXISTS unit (form TEXT, iri TEXT, document TEXT, initials TEXT);
CREATE INDEX IF NOT EXISTS unit_form ON unit (form);
CREATE INDEX IF NOT EXISTS unit_document ON unit (document);
"""
TITLE, TEXT, HEADING, APART, PART = range(5)  # the ranks of a hit, best first
_MINIMUM_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of one measure."""

    iri: str
    title: str
    text: str
    heading: str


class SearchIndex:
    """An index in a file, or in memory (`path` None); `writable` opens it for a draft."""

    def __init__(self, path: Path | None, *, writable: bool = False) -> None:
        if path is None:
            self._base = sqlite3.connect(":memory:", check_same_thread=False)
        elif writable:
            self._base = sqlite3.connect(path)
        else:
            self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        if path is None or writable:
            self._base.executescript(_TABLES)

    def remove(self, document: str) -> None:
        """Forgets the measures and the printed names of a document."""
        rows = self._base.execute("SELECT id FROM measure WHERE document = ?", (document,)).fetchall()
        self._base.executemany("DELETE FROM words WHERE rowid = ?", rows)
        self._base.execute("DELETE FROM measure WHERE document = ?", (document,))
        self._base.execute("DELETE FROM unit WHERE document = ?", (document,))

    def add(self, document: str, measures: Iterable[Indexed]) -> None:
        """Learns the words of the measures of a document."""
        for one in measures:
            row = self._base.execute("INSERT INTO measure (iri, document) VALUES (?, ?)", (one.iri, document)).lastrowid
            values = (row, _tokens(one.title), _tokens(one.text), _tokens(one.heading))
            self._base.execute("INSERT INTO words (rowid, title, text, heading) VALUES (?, ?, ?, ?)", values)

    def name_units(self, document: str, forms: Iterable[tuple[str, str]]) -> None:
        """Learns pairs of a printed form and the IRI of its unit; `document` is where it stands, or the registry's graph."""
        rows = [(_plain(form), iri, document, initials(form)) for form, iri in sorted(set(forms))]
        self._base.executemany("INSERT INTO unit (form, iri, document, initials) VALUES (?, ?, ?, ?)", rows)

    def find(self, words: str) -> list[tuple[str, int]]:
        """Measures with `words` in title, text or headings: pairs of IRI and rank, best first; the lower the better."""
        terms = [run for run in _RUN.findall(words.lower()) if run]
        if not terms:
            return []
        together = _phrase(words)
        found: dict[str, int] = {}
        for rank, column in ((TITLE, "title"), (TEXT, "text"), (HEADING, "heading")):
            self._collect(found, f"{column} : {together}", rank)
        if len(terms) > 1:
            self._collect(found, " AND ".join(_phrase(term) for term in terms), APART)
        if not found:
            self._collect_parts(found, [pair for term in terms for pair in _pairs(term)])
        return sorted(found.items(), key=lambda hit: hit[1])

    def units(self, name: str) -> list[str]:
        """IRIs of the units printed as `name`, exactly; else of those whose initials are `name` (`szj` for 市住建局)."""
        rows = self._base.execute("SELECT DISTINCT iri FROM unit WHERE form = ? ORDER BY iri", (_plain(name),)).fetchall()
        if not rows and name.isascii():
            rows = self._base.execute("SELECT DISTINCT iri FROM unit WHERE initials = ? ORDER BY iri", (name.lower(),)).fetchall()
        return [row[0] for row in rows]

    def forms(self) -> Sequence[str]:
        """All printed forms of units, to look for near names."""
        return [row[0] for row in self._base.execute("SELECT DISTINCT form FROM unit ORDER BY form")]

    def close(self) -> None:
        """Writes what is pending and lets go of the file."""
        self._base.commit()
        self._base.close()

    def commit(self) -> None:
        """Makes what was learnt last."""
        self._base.commit()

    def _collect(self, found: dict[str, int], query: str, rank: int) -> None:
        rows = self._base.execute("SELECT iri FROM words JOIN measure ON id = words.rowid WHERE words MATCH ? ORDER BY id", (query,))
        for (iri,) in rows:
            found.setdefault(iri, rank)

    def _collect_parts(self, found: dict[str, int], pairs: list[str]) -> None:
        """Measures that hold most of the pairs of characters, though not the words as they stand."""
        wanted = list(dict.fromkeys(pairs))
        titles = self._count(wanted, "title : ")
        hits = {iri: count for iri, count in self._count(wanted, "").items() if count / len(wanted) >= _MINIMUM_SHARE}
        best = sorted(hits, key=lambda iri: (-hits[iri], -titles.get(iri, 0), iri))
        found |= {iri: PART + at for at, iri in enumerate(best)}

    def _count(self, pairs: list[str], column: str) -> dict[str, int]:
        hits: dict[str, int] = {}
        for pair in pairs:
            rows = self._base.execute("SELECT iri FROM words JOIN measure ON id = words.rowid WHERE words MATCH ?", (f'{column}"{pair}"',))
            for (iri,) in rows:
                hits[iri] = hits.get(iri, 0) + 1
        return hits


def _plain(form: str) -> str:
    return re.sub(r"\s+", "", form)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _tokens(text: str) -> str:
    """`text` as pairs of characters; the last character of a run stands alone too, so that it can be found by itself."""
    runs = _RUN.findall(_BLANK.sub("", text.lower()))
    return f" {_BREAK} ".join(" ".join(run[at : at + 2] for at in range(len(run))) for run in runs)


def _phrase(words: str) -> str:
    runs = [" ".join(_pairs(run)) for run in _RUN.findall(words.lower())]
    phrase = '"' + f" {_BREAK} ".join(runs) + '"'
    return phrase + " *" if len(runs[-1]) == 1 else phrase
