"""SPARQL on the store: prefixes known, nothing written, nothing fetched from outside, errors in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import QuestionError
from ontology.words import say

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.query import Result

Bound = str | int | date | None
PLACE = "#= values"  # the line of a query file where the values of its parameters are put
_APART = re.compile(r"#[^\n]*|<[^<>\"{}|^`\\\x00-\x20]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)  # fmt: skip  # noqa: E501
_OUTSIDE = re.compile(r"(?<![\w:?$-])(SERVICE|FROM)(?![\w:-])", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+:\d+): (.*)", re.DOTALL)
_LONGEST = 120
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s+[\w.-]*:\s*|BASE\s*)\s+)*", re.IGNORECASE)
_WRITES = re.compile(r"(INSERT|DELETE|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH|LOAD)\b", re.IGNORECASE)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def run(dataset: Dataset, text: str) -> Result:
    """The answer to a SPARQL 1.1 query, as rdflib gives it; raises QuestionError for errors, updates and reaching outside."""
    refuse(text)
    try:
        return dataset.query(text)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QuestionError(say("kg.bad_query", error=_one_line(error))) from None


def refuse(text: str) -> None:
    """Raises QuestionError when `text` would write, or would fetch from outside."""
    bare = _APART.sub(" ", text)
    if _WRITES.match(bare, _end_of_prologue(bare)):
        raise QuestionError(say("kg.no_update"))
    outside = _OUTSIDE.search(bare)
    if outside:
        raise QuestionError(say("kg.no_outside", word=outside[1].upper()))


def put_values(text: str, values: Mapping[str, Bound], rows: Sequence[Sequence[Bound]] = (), names: Sequence[str] = ()) -> str:
    """A query with its parameters bound at the marked place; `rows` are a table for the variables `names`.

    A value that begins with `http` and stands for an IRI is given as `Iri`.
    """
    lines = [f"VALUES ?_{name} {{ {literal(value)} }}" for name, value in values.items() if value is not None and f"?_{name}" in text]
    if names:
        lines.append(table(names, rows))
    return text.replace(PLACE, "\n  ".join(lines))


def table(names: Sequence[str], rows: Iterable[Sequence[Bound]]) -> str:
    """Rows of values as SPARQL's VALUES."""
    head = " ".join(f"?{name}" for name in names)
    body = " ".join("(" + " ".join(literal(value) for value in row) + ")" for row in rows)
    return f"VALUES ({head}) {{ {body} }}"


class Iri(str):
    """A string that is an IRI."""

    __slots__ = ()


def literal(value: Bound) -> str:
    """A value as SPARQL writes it."""
    match value:
        case None:
            return "UNDEF"
        case Iri():
            return f"<{value}>"
        case str():
            return f'"{value.translate(_ESCAPES)}"'
        case int():
            return str(value)
        case date():
            return f'"{value.isoformat()}"^^<http://www.w3.org/2001/XMLSchema#date>'
        case _:
            raise ValueError(f"unexpected value: {value!r}")


def _end_of_prologue(bare: str) -> int:
    found = _PROLOGUE.match(bare)
    return found.end() if found else 0


def _one_line(error: Exception) -> str:
    """Line, column and what was found there; not the whole list of what could have stood there."""
    text = " ".join(str(error).split())
    found = _POSITION.search(text)
    if found is None:
        return text[:_LONGEST]
    if "Prefix not found" in found[2]:
        return f"{found[1]}: Prefix not found"
    return f"{found[1]}: {found[2][:_LONGEST]}"
