"""Audits: where the chain is broken, each finding with its printed sentence, why it matters and what to do."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask import Known, Row, describe
from kg.catalogue import Question, audits
from kg.errors import QuestionError
from kg.iris import document_title
from kg.placed_names import show_places
from ontology.paths import item_path
from ontology.words import say

if TYPE_CHECKING:
    from kg.store import Graph


class Severity(StrEnum):
    """How bad a finding is, from the mildest."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


COLUMNS = ("focus", "document", "number", "path", "title", "quote", "source", "start", "end")
TITLE = 18  # characters of a title that stand for the document
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One break. `focus` is an IRI; `values` are further columns of the audit; `quote`, `start`, `end` are the printed sentence."""

    audit: str
    severity: Severity
    focus: str
    document: str | None
    number: str | None
    path: str | None
    title: str | None
    quote: str | None
    source: str | None
    start: int | None
    end: int | None
    values: Mapping[str, Any]
    header: Mapping[str, str]

    @property
    def name(self) -> str | None:
        """What the document is called: its number, else its title, shortened in the middle."""
        return self.number or _titled(self.document)

    def message(self, language: str = "zh") -> str:
        """The finding as a sentence."""
        fields = {key: say("audit.nothing", language) if value is None else value for key, value in self._fields().items()}
        return self.header[f"message.{language}"].format(**fields)

    def title_of_kind(self, language: str = "zh") -> str:
        """What findings of this kind are called."""
        return self.header[f"title.{language}"]

    def why(self, language: str = "zh") -> str:
        """Why it matters."""
        return self.header[f"why.{language}"]

    def remedy(self, language: str = "zh") -> str:
        """What to do."""
        return self.header[f"remedy.{language}"]

    def _fields(self) -> dict[str, Any]:
        fields = {**{key: getattr(self, key) for key in COLUMNS}, "number": self.name, **self.values}
        if "other_document" in fields:
            fields["other_number"] = fields["other_number"] or _titled(fields["other_document"])
        return {key: item_path(value) if key.endswith("path") and value else _figure(value) for key, value in fields.items()}


def _figure(value: object) -> object:
    """A number as people write it: 230, not 230.0; anything else as it is."""
    return int(value) if isinstance(value, float | Decimal) and value == int(value) else value


def _titled(document: str | None) -> str | None:
    return say("kg.titled", title=shortened_title(document_title(document))) if document else None


def shortened_title(title: str) -> str:
    """A title of at most `TITLE` characters: its beginning says whose it is, its end what it is."""
    return title if len(title) <= TITLE else f"{title[: TITLE // 2]}…{title[-(TITLE // 2) :]}"


def audit(
    graph: Graph, names: Sequence[str] = (), *, severity: str | None = None, as_of: date | None = None, folder: Path | None = None
) -> list[Finding]:
    """The findings of the audits `names` (all when empty), at least of that severity; the worst first, then in the order of the text.

    An audit that needs a today is left out without `as_of`, unless it was named. Raises QuestionError.
    """
    lowest = _RANK[_severity(severity)] if severity else _RANK[Severity.INFO]
    found = audits(folder)
    unknown = sorted(set(names) - set(found))
    if unknown:
        raise QuestionError(say("audit.unknown", name=unknown[0], names=", ".join(sorted(found))))
    findings: list[Finding] = []
    known: Known = {}
    for name in sorted(names or found):
        level = severities().get(name, Severity.WARNING)
        if level == "off" and not names:
            continue
        shown = Severity.INFO if level == "off" else _severity(level)
        if _RANK[shown] <= lowest and not (_needs_today(found[name]) and _is_left_out(name, names, as_of)):
            findings += run_audit(graph, found[name], shown, as_of, known, is_kept=folder is None)
    return sorted(findings, key=_order)


def run_audit(
    graph: Graph, asked: Question, severity: Severity, as_of: date | None = None, known: Known | None = None, *, is_kept: bool = False
) -> list[Finding]:
    """The findings of one audit; `known` keeps the descriptions of what several audits find.

    `is_kept`: what an audit of ours found in a snapshot, whatever the day, is kept beside it and not looked for again.
    """

    def fresh() -> list[Row]:
        return _found(graph, asked, as_of, known)

    answers = graph.state.answers if is_kept and not _needs_today(asked) else None
    rows = fresh() if answers is None else answers.rows(f"audit-{asked.name}", fresh)
    return [_finding(asked, severity, row) for row in rows]


def _found(graph: Graph, asked: Question, as_of: date | None, known: Known | None) -> list[Row]:
    def step(rows: list[Row]) -> Iterable[Mapping[str, Any]]:
        return _after(graph, asked, list(show_places(rows, asked.named, graph.state)))

    return describe(graph, asked, {"as_of": as_of}, step, known)


def _after(graph: Graph, asked: Question, rows: list[dict[str, object]]) -> Iterable[Mapping[str, Any]]:
    """What the step behind the query makes of its rows."""
    match asked.after:
        case None:
            return rows
        case "overloaded":
            from kg.load import overloaded

            return overloaded(rows)
        case "gaps":
            from kg.numbering import gaps

            return gaps(rows)
        case "sums":
            from kg.sums import contradictions

            return contradictions(rows)
        case "annexes":
            from kg.annexes import other_titles

            return other_titles(graph, rows)
        case step:
            raise ValueError(f"unexpected step: {step!r}")


@cache
def severities() -> Mapping[str, str]:
    """The severity of each audit, out of profile.toml: info, warning, error or off."""
    table = tomllib.loads((files("kg") / "profile.toml").read_text(encoding="utf-8"))
    return {str(name): str(value) for name, value in table["severity"].items()}


def message_fields(asked: Question) -> set[str]:
    """The names that the sentences of an audit use."""
    texts = [asked.header.get(f"message.{language}", "") for language in ("zh", "en")]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def _finding(asked: Question, severity: Severity, row: Mapping[str, Any]) -> Finding:
    values = {name: row.get(name) for name in asked.columns if name not in COLUMNS}
    shared: dict[str, Any] = {name: row.get(name) for name in COLUMNS}
    return Finding(asked.name, severity, **shared, values=values, header=asked.header)


def _severity(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise QuestionError(say("audit.bad_severity", found=name)) from None


def _needs_today(asked: Question) -> bool:
    return "?_as_of" in asked.text


def _is_left_out(name: str, names: Sequence[str], as_of: date | None) -> bool:
    if as_of is None and name in names:
        raise QuestionError(say("audit.needs_today", name=name))
    return as_of is None


def _order(finding: Finding) -> tuple[int, str, str, int, str, list[str]]:
    place = finding.number or finding.document or ""
    return (_RANK[finding.severity], finding.audit, place, finding.start or 0, finding.focus, [str(one) for one in finding.values.values()])
