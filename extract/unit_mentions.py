"""The units of one list in running text, each with the level and the head that the list gives it: 住建、市场监管等部门."""

from __future__ import annotations

import re

from extract.naming import Setting, level_word, name_unit
from extract.patterns import expression, words
from extract.unit_list import Mention, split_mention
from ontology.records import UnitKind
from ontology.registry import topics


def mentions_of(
    text: str, spans: list[tuple[int, int, str]], tail: re.Match[str] | None, setting: Setting, level: str | None
) -> list[Mention]:
    """The units at the `spans` (start, end, what parts it from the one before), with `tail` the match of what closes their list."""
    head = tail["head"] if tail and tail["head"] else None
    part = words("naming", "part")[0]
    department = part if tail and (tail["class"] or "").endswith(part) else None
    last = text[spans[-1][0] : spans[-1][1]]
    shared, kind = expression("brackets.shared_head").search(last), expression("unit_grammar.last_kind").match(last)
    mentions: list[Mention] = []
    for index, (start, end, after) in enumerate(spans):
        printed = text[start:end]
        own = own_level(printed)
        level = own if own is not None and len(own) <= 2 else None if expression("units.class_name").match(printed) else level
        serves = None
        if printed in topics() and level is None:
            serves = head or (shared["head"] if shared and index + 1 < len(spans) else None)
        elif own is None and level is None and not expression("units.has_head").search(printed):
            # what no registry knows, in a list of departments: 网信、密码等部门
            serves = head or department or (kind["head"] if kind and index + 1 < len(spans) else None)
        unit = name_unit(printed, setting, level=level, head=serves)
        mentions += split_mention(Mention(start, end, printed, unit, after), setting)
        if unit.kind is UnitKind.CLASS:
            level = None
    return mentions


def own_level(printed: str) -> str | None:
    """The level word that a name begins with and gives to the names after it; 各县教育部门 is a class and gives none."""
    level = level_word(printed)
    return None if level is None or level.startswith(words("naming", "each")[0]) else level


def topic_level(printed: str) -> str | None:
    """市发改 prints a level before a bare topic."""
    return printed[0] if printed[1:] in topics() else None
