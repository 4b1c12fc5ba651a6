"""Values of rows as cells: plain for spreadsheets and programs, in words for a person at a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.audit import shortened_title
from kg.iris import document_title
from ontology.pages import unbroken
from ontology.paths import item_path
from ontology.times import time_in_words
from ontology.words import messages, say

MACHINE_ONLY = {
    "measure", "document", "assignment", "start", "end", "mention_start", "mention_end", "digest", "context_start", "context_end", "source",
    "mention", "iri", "values", "pattern",
}  # fmt: skip
TIMES = {"deadlines", "rhythm"}
ENDS = {"from", "to"}  # of a step of the chain: a document, a unit, or a measure by its path, a class of units behind it
PATH = re.compile(r"[^/]{1,12}/|p\d+$")


def plain(value: Any) -> str:
    """A value as the text of one cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".")
        case list() | tuple():
            return "；".join(plain(part) for part in value)
        case dict():
            return str(value.get("value") or value.get("name") or json.dumps(value, ensure_ascii=False, default=str))
        case _:
            return str(value)


def spoken(key: str, row: Mapping[str, Any], language: str) -> str:
    """A cell in words, on one line."""
    return " ".join(unbroken(worded(key, row, language)).split())


def worded(key: str, row: Mapping[str, Any], language: str) -> str:
    """A cell as a person reads it: codes of roles, levels, relations … in words, paths as people write them, a doubt as its sentence."""
    value = row.get(key)
    if key == "doubt" and value is not None:
        return doubt_sentence(row, language)
    if key == "number" and value is None and row.get("document"):
        return say("kg.titled", language, title=shortened_title(document_title(str(row["document"]))))
    if key in TIMES:
        value = [time_in_words(str(one), language) for one in (value if isinstance(value, list) else [value]) if one is not None]
    text = plain(value)
    if key == "path" or key.endswith("_path"):
        return item_path(text)
    if key in ENDS:
        first, blank, rest = text.partition(" ")
        return (item_path(first) if PATH.match(first) else first) + blank + rest
    known = messages(language)
    return known.get(f"cli.value.{key}.{text}", known.get(f"cli.value.any.{text}", text))


def headings(columns: Sequence[str], language: str) -> list[str]:
    """What the columns are called; the title of a measure is its task."""
    known = messages(language)
    called = ["task" if key == "title" and "measure" in columns else key for key in columns]
    return [known.get(f"cli.column.{name}", key) for name, key in zip(called, columns, strict=True)]


def doubt_sentence(row: Mapping[str, Any], language: str) -> str:
    """What was seen and not decided, as a sentence; the code alone where its values do not fill it."""
    kind, values = str(row.get("doubt") or ""), row.get("values") or {}
    try:
        filling = json.loads(values) if isinstance(values, str) else dict(values)
        return say(f"doubt.{kind}", language, **filling)
    except (KeyError, ValueError, TypeError):
        return kind
