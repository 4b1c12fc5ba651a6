"""Targets: an indicator, a comparator and a figure to be reached (优良天气达到210天以上).

Sums that are given (补助不超过100万元), figures that say which things are meant (投资1亿元以上的项目) and what was done are no targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.deadlines import find_deadlines
from extract.patterns import Pattern, expression, patterns
from ontology.records import By, When

WINDOW = 60  # characters before a figure in which its indicator stands
REACH = 44  # characters after a figure in which it may stand
SHORTEST = 2  # characters of an indicator
SENTENCE = "\u3002\n"
CLAUSE = "\u3002\uff1b\uff0c\n\uff1a"


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
    sentence = _last(text, SENTENCE, start) + 1
    if expression("target_words.past").search(text, max(after, sentence), end):
        return None
    left, right = max(after, start - WINDOW, _last(text, CLAUSE, start) + 1), min(len(text), end + REACH)
    window, is_aim = text[left:right], bool(expression("target_words.goal").search(text, sentence, start))
    for rule in patterns("targets"):
        if (rule.role == "goal" and not is_aim) or (rule.needs and not any(word in window for word in rule.needs)):
            continue
        match = rule.expression.search(text, left, right)
        if match and match.end() >= end and (found := _made(rule, match, start, issued)):
            return found
    return None


def _made(rule: Pattern, match: re.Match[str], figure: int, issued: date | None) -> TargetMention | None:
    """The target of a match whose value stands at `figure`, or None where it is none."""
    groups = {name.rstrip("2"): name for name in match.re.groupindex if match[name] is not None}
    if match.start(groups["value"]) > figure or match.end(groups["unit"]) <= figure:
        return None
    text = match.string
    if rule.role == "noun" and expression("target_words.attribute_after").match(text[match.end() : match.end() + WINDOW]):
        return None
    start = match.start()
    indicator, dropped = _indicator(match[groups["indicator"]])
    if len(indicator) < SHORTEST:
        return None
    if match.start(groups["indicator"]) == start:
        start += dropped
    when = _when(text, figure, match.end(), issued)
    return TargetMention(start, match.end(), indicator, str(rule.value), match[groups["value"]], match[groups["unit"]], when, rule.id)


def _indicator(printed: str) -> tuple[str, int]:
    """What is measured, without the words around it (empty where it is no aim), and how many characters stand before it."""
    if expression("target_words.no_indicator").search(printed):
        return "", 0
    bare = expression("target_words.front").sub("", printed)
    dropped = len(printed) - len(bare)
    bare = expression("target_words.back").sub("", bare)
    return ("" if expression("target_words.no_indicator").search(bare) else bare), dropped


def _when(text: str, figure: int, end: int, issued: date | None) -> When | None:
    """The day by which the sentence before the figure says that it is to be reached."""
    start = _last(text, SENTENCE + "\uff1b", figure) + 1
    times, _ = find_deadlines(text[start:end], issued)
    due = [time.when for time in times if isinstance(time.when, By) and start + time.start < figure]
    return due[-1] if due else None


def _last(text: str, marks: str, end: int) -> int:
    """Where the last of these marks before `end` stands, or -1."""
    return max(text.rfind(mark, 0, end) for mark in marks)
