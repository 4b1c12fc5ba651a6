"""The catalogue of questions and audits: `.rq` files whose `#+` header says title, why, parameters and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import QuestionError
from kg.sparql import PLACE
from ontology.words import say

TYPES = frozenset({"text", "words", "unit", "document", "path", "date", "measure"})
_KEYS = frozenset({
    "title.zh", "title.en", "why.zh", "why.en", "remedy.zh", "remedy.en", "message.zh", "message.en", "parameters", "columns", "lists",
    "after", "finder", "found", "named",
})  # fmt: skip
_DESCRIPTION = "#= description"
_REQUIRED = ("title.zh", "title.en", "why.zh", "why.en", "columns")
_HEADER = re.compile(r"#\+ ([a-z.]+): (.*\S)")
_PARAMETER = re.compile(r"([a-z_]+):([a-z]+)(\?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of a question: in the query it is `?_name`."""

    name: str
    type: str
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One `.rq` file; `header` holds its sentences by dotted key (title.zh …); `lists` are columns that gather several values.

    `named` says for columns of names of units which variables hold their IRIs: there units of one name are told apart by their places.
    `finder` is a small query that finds what the whole one then describes: the answer is the same without it, only later. Where the
    header says what is `found` (how the finder begins), the lines before the marked place are the finder, and those after it the
    `description`: it describes what the first column found holds, so that audits which find the same can share it.
    """

    name: str
    header: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    lists: tuple[str, ...]
    after: str | None
    finder: str | None
    description: str | None
    named: Mapping[str, str]
    text: str

    def title(self, language: str) -> str:
        """What the question asks, as a title."""
        return self.header[f"title.{language}"]


@cache
def questions(folder: Path | None = None) -> Mapping[str, Question]:
    """All questions by name; those of `folder` join the project's own, and stand before them where names are equal."""
    own = _read_package("kg.questions")
    return own if folder is None else {**own, **_read_folder(folder)}


@cache
def audits(folder: Path | None = None) -> Mapping[str, Question]:
    """All audits by name, with those of `folder`."""
    own = _read_package("kg.audits")
    return own if folder is None else {**own, **_read_folder(folder)}


def question(name: str, folder: Path | None = None) -> Question:
    """The question of that name; raises QuestionError that lists what there is."""
    found = questions(folder)
    if name not in found:
        raise QuestionError(say("kg.unknown_question", name=name, names=", ".join(sorted(found))))
    return found[name]


def read_question(name: str, text: str) -> Question:
    """A question out of the text of its file; raises QuestionError naming file and line."""
    header: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        found = _HEADER.fullmatch(line.rstrip())
        if found is None or found[1] not in _KEYS or found[1] in header:
            raise QuestionError(say("kg.bad_header", name=name, line=number, found=line.strip()))
        header[found[1]] = found[2]
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise QuestionError(say("kg.header_lacks", name=name, keys=", ".join(missing)))
    parameters = tuple(_parameter(name, one) for one in _words(header.get("parameters", "")))
    finder, description = _halves(name, header["found"], text) if "found" in header else (header.get("finder"), None)
    return Question(
        name,
        header,
        parameters,
        _words(header["columns"]),
        _words(header.get("lists", "")),
        header.get("after"),
        finder,
        description,
        dict(_named(name, one) for one in _words(header.get("named", ""))),
        text,
    )


def _parameter(name: str, text: str) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if found is None or found[2] not in TYPES:
        raise QuestionError(say("kg.bad_parameter", name=name, found=text, types=", ".join(sorted(TYPES))))
    return Parameter(found[1], found[2], bool(found[3]))


def _named(name: str, text: str) -> tuple[str, str]:
    column, equal, variable = text.partition("=")
    if not (column and equal and variable):
        raise QuestionError(say("kg.bad_header", name=name, line="-", found=f"#+ named: {text}"))
    return column, variable


def _halves(name: str, found: str, text: str) -> tuple[str, str]:
    """The query that finds, and the one that describes what was found."""
    head, mark, rest = text.partition(_DESCRIPTION)
    select, where, conditions = head.partition("WHERE {")
    if not (mark and where):
        raise QuestionError(say("kg.bad_header", name=name, line=1, found=f"#+ found: {found}"))
    columns = "\n".join(line for line in select.splitlines() if not line.startswith("#+"))
    return f"{found} {where}{conditions}}}", f"{columns} {where}\n  {PLACE}{rest}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _read_package(package: str) -> dict[str, Question]:
    entries = sorted((entry for entry in files(package).iterdir() if entry.name.endswith(".rq")), key=lambda entry: entry.name)
    return {entry.name[:-3]: read_question(entry.name[:-3], entry.read_text(encoding="utf-8")) for entry in entries}


def _read_folder(folder: Path) -> dict[str, Question]:
    if not folder.is_dir():
        raise QuestionError(say("kg.no_folder", path=folder))
    return {path.stem: read_question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))}
