"""Targets: an indicator, a comparator and a figure to be reached (优良天气达到210天以上)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.deadlines import find_deadlines
from extract.patterns import expression, patterns
from ontology.records import By, When

WINDOW = 44  # characters before a figure in which its indicator stands
SHORTEST = 2  # characters of an indicator


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
    found: list[TargetMention] = []
    end = 0
    for figure in expression("target_words.figure").finditer(text):
        if figure.start() < end:
            continue
        mention = _around(text, figure.start(), figure.end(), end, issued)
        if mention is not None:
            found.append(mention)
            end = mention.end
    return found


def _around(text: str, start: int, end: int, after: int, issued: date | None) -> TargetMention | None:
    """The target that a figure is part of, or None; `after` is where the target before it ends."""
    left = max(after, start - WINDOW, max(text.rfind(mark, 0, start) for mark in "\u3002\uff1b\uff0c\n\uff1a") + 1)
    for rule in patterns("targets"):
        match = rule.expression.search(text, left, min(len(text), end + 6))
        if not match or match.end() < end or match.start("value") > start:
            continue
        indicator = expression("target_words.front").sub("", match["indicator"])
        if not match["unit"] or len(indicator) < SHORTEST or expression("target_words.no_indicator").search(indicator):
            continue
        begin = match.start() + len(match["indicator"]) - len(indicator)
        when = _when(text, match.start(), issued)
        return TargetMention(begin, match.end(), indicator, str(rule.value), match["value"], match["unit"], when, rule.id)
    return None


def _when(text: str, at: int, issued: date | None) -> When | None:
    """The day by which the sentence before the figure says that it is to be reached."""
    start = max(text.rfind(mark, 0, at) for mark in "\u3002\uff1b\n") + 1
    times, _ = find_deadlines(text[start:at], issued)
    due = [time.when for time in times if isinstance(time.when, By)]
    return due[-1] if due else None
