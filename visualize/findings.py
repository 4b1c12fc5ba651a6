"""The sentences of audit findings as pages show them: documents by number or title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontology.paths import item_path
from ontology.words import say
from visualize.facts import Facts

if TYPE_CHECKING:
    from kg.audit import Finding


def finding_text(finding: Finding, facts: Facts, language: str) -> str:
    """The sentence of a finding on a page about several documents."""
    document = facts.documents.get(finding.document or "")
    number = finding.number or (document.title if document else None)
    return replace(finding, number=number).message(language)


def short_text(finding: Finding, facts: Facts, language: str) -> str:
    """The same on a page about its document alone: where the audit says no more, its path; else without the document's name."""
    if finding.path and not any(finding.values.values()):
        return item_path(finding.path)
    own = say("view.this_document", language)
    text = finding_text(replace(finding, number=own), facts, language)
    return text.removeprefix(own).strip() if finding.path else text
