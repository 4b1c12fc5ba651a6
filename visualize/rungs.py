"""One measure across the levels of the chain of responsibility; a level without a duty is a dashed rung."""

from __future__ import annotations

from visualize.facts import DocumentFact, Facts, MeasureFact


def measure_chain(facts: Facts, document: DocumentFact, measure: MeasureFact, language: str) -> str:
    """The page of one measure."""
    raise NotImplementedError
