"""The columns of the 台账, read once from `ontology/ledger.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its heading in both languages, its width in characters, and what a change of its cells changes."""

    key: str
    zh: str
    en: str
    width: float
    edits: str | None = None
    is_hidden: bool = False
    is_printed: bool = True

    def heading(self, language: str) -> str:
        """The heading in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Layout:
    """All columns of the sheets, and how cells are written."""

    columns: tuple[Column, ...]
    finding: tuple[Column, ...]
    doubt: tuple[Column, ...]
    separator: str
    list_separator: str
    doubtful_below: float
    leader_words: tuple[str, ...]
    issue_words: tuple[str, ...]

    def column(self, key: str) -> Column:
        """The ledger column of that key; raises KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@cache
def layout() -> Layout:
    """The layout as the file says it; raises ValueError for a key that is not known."""
    table = tomllib.loads((files("ontology") / "ledger.toml").read_text(encoding="utf-8"))
    columns = {name: tuple(_column(entry) for entry in table.pop(name)) for name in ("column", "finding", "doubt")}
    unknown = set(table) - {field.name for field in fields(Layout)}
    if unknown:
        raise ValueError(f"ledger.toml: unexpected keys {sorted(unknown)}")
    table |= {key: tuple(table[key]) for key in ("leader_words", "issue_words")}
    return Layout(columns["column"], columns["finding"], columns["doubt"], **table)


def _column(entry: dict[str, Any]) -> Column:
    unknown = set(entry) - {field.name for field in fields(Column)}
    if unknown:
        raise ValueError(f"ledger.toml: unexpected keys {sorted(unknown)} in column {entry.get('key')!r}")
    return Column(**entry)
