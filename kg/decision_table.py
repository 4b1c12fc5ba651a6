"""Decisions as a CSV that can be versioned; its last line counts them, so that a file that was cut is seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kg.corrections import Decision, Verdict
from kg.errors import CorrectionError
from kg.iris import BASE
from kg.whens import when_from_value, when_value
from ontology.records import Role
from ontology.words import say

COLUMNS = ("verdict", "subject", "unit", "role", "deadline", "who", "when", "reason")
END = "end"


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The table of decisions; subjects are IRIs without their base."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for count, row in enumerate(decisions, 1):  # noqa: B007 - the last count is written
        due = when_value(row.due) if row.due is not None else ""
        writer.writerow([row.verdict, row.subject.removeprefix(BASE), row.unit or "", row.role or "", due, row.who, row.when, row.reason])
    writer.writerow([END, count])
    return lines.getvalue()


def read_decisions(text: str, name: str) -> list[Decision]:
    """The decisions of a table, all or none; raises CorrectionError with the line, or when the table was cut."""
    rows = list(csv.reader(io.StringIO(text)))
    if not text.endswith("\n") or not rows or rows[-1] != [END, str(len(rows) - 2)]:
        raise CorrectionError(say("kg.cut_decisions", name=name))
    if tuple(rows[0]) != COLUMNS:
        raise _wrong(name, 1, ",".join(rows[0]), ",".join(COLUMNS))
    return [_decision(row, name, line) for line, row in enumerate(rows[1:-1], 2)]


def _decision(row: list[str], name: str, line: int) -> Decision:
    if len(row) != len(COLUMNS):
        raise _wrong(name, line, str(len(row)), str(len(COLUMNS)))
    verdict, subject, unit, role, due, who, when, reason = row
    if verdict not in set(Verdict):
        raise _wrong(name, line, verdict, ", ".join(Verdict))
    if role and role not in set(Role):
        raise _wrong(name, line, role, ", ".join(Role))
    iri = subject if subject.startswith(BASE) else BASE + subject
    return Decision(
        Verdict(verdict), iri, who, when, reason, unit or None, Role(role) if role else None, when_from_value(due) if due else None
    )


def _wrong(name: str, line: int, found: str, expected: str) -> CorrectionError:
    return CorrectionError(say("kg.bad_decisions", name=name, line=line, found=found, expected=expected))
