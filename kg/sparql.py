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
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_KINDS = {"Prefix not found": "prefix", "variable that is unbound": "unbound"}  # words of the engine, and which sentence says so
_AROUND = 20  # characters before the place that are shown, half as many after it
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
        raise QuestionError(_complaint(error, text)) from None


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


def _complaint(error: Exception, text: str) -> str:
    """What is wrong with a query: the place, and what stands there; the engine's list of what could have stood there says nobody much."""
    found = _POSITION.search(str(error))
    if found is None:
        return say("kg.bad_query", error=" ".join(str(error).split())[:_LONGEST])
    line, column = int(found[1]), int(found[2])
    printed = [*text.splitlines(), ""][line - 1]
    near = printed[max(column - 1 - _AROUND, 0) : column - 1 + _AROUND // 2].strip()
    kind = next((kind for words, kind in _KINDS.items() if words in found[3]), "place")
    return say(f"kg.bad_query_{kind}", line=line, column=column, near=near)
