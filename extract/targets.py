"""Targets: an indicator, a comparator and a figure to be reached (优良天气达到210天以上)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.deadlines import find_deadlines
from extract.patterns import expression, patterns
from ontology.records import By, When


@dataclass(frozen=True, slots=True)
class TargetMention:
    """A figure to be reached, half open in the given text; `comparator` is `>=`, `<=` or `=`, `value` a figure as printed."""

    start: int
    end: int
    indicator: str
    comparator: str
    value: str
    unit: str
    when: When | None
    pattern: str


def find_targets(text: str, issued: date | None) -> list[TargetMention]:
    """The targets of one measure's clean text in printed order; nothing where no figure stands with its indicator."""
    if not any(character.isdigit() for character in text):
        return []
    found: list[TargetMention] = []
    taken: list[tuple[int, int]] = []
    for rule in patterns("targets"):
        for match in rule.expression.finditer(text):
            if any(left < match.end() and match.start() < right for left, right in taken) or not match["unit"]:
                continue
            indicator = expression("target_words.front").sub("", match["indicator"])
            if len(indicator) < 2 or expression("target_words.no_indicator").search(indicator):
                continue
            start = match.start() + len(match["indicator"]) - len(indicator)
            found.append(TargetMention(
                start, match.end(), indicator, str(rule.value), match["value"], match["unit"], _when(text, match.start(), issued), rule.id,
            ))  # fmt: skip
            taken.append(match.span())
    return sorted(found, key=lambda mention: mention.start)


def _when(text: str, at: int, issued: date | None) -> When | None:
    """The day by which the sentence before the figure says that it is to be reached."""
    start = max(text.rfind(mark, 0, at) for mark in "\u3002\uff1b\n") + 1
    times, _ = find_deadlines(text[start:at], issued)
    due = [time.when for time in times if isinstance(time.when, By)]
    return due[-1] if due else None
