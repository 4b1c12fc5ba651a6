"""Findings of audits as rows, and for a person at a terminal: how many of each kind, then the worst of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontology.paths import item_path
from ontology.words import say
from zerenlian.tables import as_table

if TYPE_CHECKING:
    from kg.audit import Finding

COLUMNS = ("audit", "severity", "number", "document", "path", "finding", "remedy", "quote", "source", "start", "end")
OVERVIEW = ("audit", "severity", "findings", "about", "remedy")
SHOWN = ("audit", "severity", "number", "document", "path", "finding", "quote")
EACH = 5  # findings of one kind that an overview shows
LISTED = 20  # findings that it shows in all


def finding_row(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as a row of words."""
    return {
        "audit": finding.audit, "severity": str(finding.severity), "number": finding.number, "document": finding.document,
        "path": finding.path, "finding": finding.message(language), "remedy": finding.remedy(language), "quote": finding.quote,
        "source": finding.source, "start": finding.start, "end": finding.end,
    }  # fmt: skip


def overview(findings: Sequence[Finding], language: str, limit: int | None) -> str:
    """How many findings of each kind, the worst kinds first, and below them `limit` findings, by default a few of each kind."""
    counts = Counter((finding.audit, str(finding.severity)) for finding in findings)
    of = {finding.audit: finding for finding in findings}
    kinds = [
        {
            "audit": name,
            "severity": level,
            "findings": count,
            "about": of[name].title_of_kind(language),
            "remedy": of[name].remedy(language),
        }
        for (name, level), count in counts.items()
    ]
    shown = _worst(findings) if limit is None else findings[: limit or None]
    parts = [as_table(kinds, OVERVIEW, language), as_table([_short_row(finding, language) for finding in shown], SHOWN, language)]
    if len(shown) < len(findings):
        parts.append(say("cli.audit.rest", language, count=len(findings) - len(shown)) + "\n")
    return "\n".join(parts)


def _worst(findings: Sequence[Finding]) -> list[Finding]:
    taken: Counter[str] = Counter()
    shown = []
    for finding in findings:
        taken[finding.audit] += 1
        if taken[finding.audit] <= EACH:
            shown.append(finding)
    return shown[:LISTED]


def _short_row(finding: Finding, language: str) -> dict[str, Any]:
    """The row without what stands in the cells before the sentence: the document and the path."""
    row = finding_row(finding, language)
    front = f"{finding.name} {item_path(finding.path or '')}"
    if not finding.path or not row["finding"].startswith(front):
        return row
    return {**row, "finding": row["finding"].removeprefix(front).strip().removeprefix(say("audit.of", language)).strip()}
