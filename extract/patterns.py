"""Patterns as data: TOML tables with `id`, `about`, `regex`, `examples` and `rejects`, and the word lists they are made of.

Of the words in `needs` every match holds at least one, so that a text without them need not be searched.

A file holds `[words]` (lists; `<<name>>` in a regex stands for one of them, longest first), `[fragments]` (pieces of regex,
`<<name>>` too) and `[[pattern]]` tables. Whatever a file does not define is looked up in `words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from extract.trie import trie_expression

KEYS = {"id", "about", "regex", "examples", "rejects", "role", "value", "needs"}
MACRO = re.compile(r"<<([a-z_]+)>>")


class PatternError(ValueError):
    """A pattern file that does not say what it must; names file, pattern, what was found and what was expected."""


@dataclass(frozen=True)
class Pattern:
    """One pattern: `examples` are texts it must match, `rejects` texts it must not; `role` and `value` are what it gives."""

    id: str
    about: str
    regex: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    role: str | None
    value: str | None
    needs: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The compiled regex, made when it is first asked for: what a command does not use costs it nothing."""
        try:
            return re.compile(self.regex, re.VERBOSE)
        except re.error as error:
            name, _ = self.id.split(".", 1)
            raise PatternError(f"{name}.toml: {self.id}: {error}") from None


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """The patterns of `patterns/<name>.toml`, in printed order."""
    table = _table(name)
    return tuple(_pattern(name, entry) for entry in table.get("pattern", []))


@cache
def pattern(identifier: str) -> Pattern:
    """The one pattern of that id; its file is the part before the first dot. Raises PatternError when there is none."""
    name = identifier.split(".", 1)[0]
    for candidate in patterns(name):
        if candidate.id == identifier:
            return candidate
    raise PatternError(f"{name}.toml: no pattern {identifier!r}")


@cache
def expression(identifier: str) -> re.Pattern[str]:
    """The compiled expression of a pattern."""
    return pattern(identifier).expression


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The word list `key` of `patterns/<name>.toml` or of `words.toml`."""
    for file in (name, "words"):
        found = _table(file).get("words", {}).get(key)
        if found is not None:
            return tuple(found)
    raise PatternError(f"{name}.toml: no words {key!r}")


@cache
def pattern_files() -> tuple[str, ...]:
    """The names of all pattern files."""
    return tuple(sorted(path.name[:-5] for path in (files("extract") / "patterns").iterdir() if path.name.endswith(".toml")))


@cache
def _table(name: str) -> dict[str, Any]:
    text = (files("extract") / "patterns" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _pattern(name: str, entry: dict[str, object]) -> Pattern:
    unknown = set(entry) - KEYS
    if unknown or "id" not in entry or "regex" not in entry:
        raise PatternError(f"{name}.toml: {entry.get('id')}: found {sorted(entry)}, expected {sorted(KEYS)}")
    examples, rejects = entry.get("examples", []), entry.get("rejects", [])
    if not isinstance(examples, list) or not isinstance(rejects, list):
        raise PatternError(f"{name}.toml: {entry['id']}: examples and rejects must be lists")
    role, value, needs = entry.get("role"), entry.get("value"), entry.get("needs", [])
    if not isinstance(needs, list):
        raise PatternError(f"{name}.toml: {entry['id']}: needs must be a list")
    return Pattern(
        str(entry["id"]), str(entry.get("about", "")), expand(name, str(entry["regex"])), tuple(examples), tuple(rejects),
        None if role is None else str(role), None if value is None else str(value), tuple(needs),
    )  # fmt: skip


def expand(name: str, regex: str) -> str:
    """A regex with its `<<macros>>` filled in."""
    return MACRO.sub(lambda match: f"(?:{_macro(name, match[1])})", regex)


@cache
def _macro(name: str, key: str) -> str:
    for file in (name, "words"):
        table = _table(file)
        fragment = table.get("fragments", {}).get(key)
        if fragment is not None:
            return expand(name, str(fragment))
        listed = table.get("words", {}).get(key)
        if listed is not None:
            return trie_expression(listed)
    raise PatternError(f"{name}.toml: no words or fragment {key!r}")
