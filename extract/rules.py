"""Rules that a document prints once and that hold for all its lists: 列第一位者为牵头单位; 以下均需各市州政府落实."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.naming import Setting
from extract.patterns import expression
from extract.unit_list import Mention, read_list

WINDOW = 50  # characters around a word in which its rule stands


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and where it is printed (clean offsets): `first`, `comma` (who leads) or `everywhere` (who is always responsible)."""

    kind: str
    start: int
    end: int
    pattern: str
    is_for_several: bool
    units: tuple[Mention, ...] = ()


def find_rules(text: str, setting: Setting) -> list[Rule]:
    """The rules that a document's clean text prints, by offsets into it."""
    rules: list[Rule] = []
    for kind, identifier in (("first", "rules.first_leads"), ("comma", "rules.comma_leads")):
        match = _search(expression(identifier), text)
        if match:
            around = text[max(0, match.start() - 20) : match.end()]
            several = bool(expression("rules.several_only").search(around))
            rules.append(Rule(kind, match.start(), match.end(), identifier, several))
    for match in _everywhere(text):
        group = next(name for name in ("must", "hold", "all") if match[name])
        units = read_list(text, match.start(group), match.end(group), setting)
        named = tuple(unit for unit in units if unit.unit.is_known)
        if named:
            rules.append(Rule("everywhere", match.start(), match.end(), "rules.everywhere", is_for_several=False, units=named))
    return rules


def _search(rule: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first place of a rule, looked for only around the words that every such rule holds."""
    for word in expression("rules.leading_word").finditer(text):
        match = rule.search(text, max(0, word.start() - WINDOW), word.end() + WINDOW)
        if match:
            return match
    return None


def _everywhere(text: str) -> list[re.Match[str]]:
    found: dict[int, re.Match[str]] = {}
    for word in expression("rules.everywhere_word").finditer(text):
        match = expression("rules.everywhere").search(text, max(0, word.start() - WINDOW), word.end() + 2 * WINDOW)
        if match:
            found.setdefault(match.start(), match)
    return list(found.values())
