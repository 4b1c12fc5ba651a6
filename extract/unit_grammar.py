"""Where running text names units: one expression over the registry's forms, the classes, the bodies and the companies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.naming import Setting, level_word, name_unit
from extract.patterns import expression
from extract.trie import trie_expression
from extract.unit_list import Mention
from ontology.records import UnitKind
from ontology.registry import Registry, forms, generics, topics

SHORTEST_FORM = 3  # characters of a form that needs no level before it in running text


@dataclass(frozen=True, slots=True)
class Names:
    """Units named one after another (A、B和C等部门): their mentions, and the half-open stretch of the whole list."""

    mentions: tuple[Mention, ...]
    start: int
    end: int


@cache
def _expression(own: tuple[str, ...]) -> re.Pattern[str]:
    """The expression that finds the next name; `own` are names that a city's registry adds."""
    long_forms = [form for form in (*forms(), *generics()) if len(form) >= SHORTEST_FORM or form in generics()]
    bare_topics = sorted(topics())
    parts = {
        "own": trie_expression(own),
        "form": trie_expression([*forms(), *generics()]),
        "long": trie_expression(long_forms),
        "topic": trie_expression(bare_topics),
    }
    written = expression("unit_grammar.name").pattern.replace("@collective@", expression("units.collective").pattern)
    for key, value in parts.items():
        written = written.replace(f"@{key}@", f"(?:{value})")
    return re.compile(written, re.VERBOSE)


def find_names(text: str, setting: Setting, taken: list[tuple[int, int]]) -> list[Names]:
    """The lists of units that a text names, in printed order; nothing inside the `taken` stretches (brackets, titles)."""
    own = tuple(sorted(name for name in setting.registry.by_name if len(name) >= SHORTEST_FORM))
    found = _expression(own)
    lists = [_place(text, match, setting) for match in expression("unit_grammar.place_label").finditer(text)]
    at, level = 0, None
    while match := found.search(text, at):
        skip = next((end for start, end in taken if start <= match.start() < end), None)
        if skip is not None:
            at = max(skip, match.start() + 1)
            continue
        before = lists[-1] if lists else None
        carries = before is not None and expression("unit_grammar.carries").fullmatch(text, before.end, match.start())
        names = _list(text, match, found, setting, level if carries else None)
        level = level_word(names.mentions[-1].printed) or (level if carries else None) or _topic_level(names.mentions[-1].printed)
        lists.append(names)
        at = max(names.end, match.start() + 1)
    return sorted(lists, key=lambda names: names.start)


def _place(text: str, match: re.Match[str], setting: Setting) -> Names:
    mention = Mention(match.start(), match.end(), match[0], name_unit(match[0], setting), "")
    return Names((mention,), match.start(), match.end())


def _topic_level(printed: str) -> str | None:
    """市发改 prints a level before a bare topic."""
    return printed[0] if printed[1:] in topics() else None


def _list(text: str, first: re.Match[str], found: re.Pattern[str], setting: Setting, level: str | None) -> Names:
    """The list that a name begins: names and bare topics parted by 、 和 及, up to a closing 等部门, and on after it."""
    start = _front(first)
    spans = [(start, first.end(), "")]
    mentions: list[Mention] = []
    end = first.end()
    while True:
        spans, end = _run(text, spans, end, found)
        tail = expression("unit_grammar.tail").match(text, end)
        if tail and tail["class"]:
            spans.append((tail.start("class"), tail.end("class"), ""))
        mentions += _mentions(text, spans, tail, setting, level)
        end = tail.end() if tail else end
        joiner = expression("unit_grammar.joiner").match(text, end)
        item = _item(text, joiner.end(), found) if joiner and tail and tail[0] else None
        if joiner is None or item is None:
            return Names(tuple(mentions), start, end)
        spans, end, level = [(*item, joiner[0])], item[1], None


def _run(text: str, spans: list[tuple[int, int, str]], end: int, found: re.Pattern[str]) -> tuple[list[tuple[int, int, str]], int]:
    while joiner := expression("unit_grammar.joiner").match(text, end):
        item = _item(text, joiner.end(), found)
        if item is None:
            break
        spans.append((*item, joiner[0]))
        end = item[1]
    return spans, end


def _item(text: str, at: int, found: re.Pattern[str]) -> tuple[int, int] | None:
    match = found.match(text, at)
    if match:
        return _front(match), match.end()
    match = expression("unit_grammar.list_item").match(text, at)
    return (match.start(), match.end()) if match else None


def _front(match: re.Match[str]) -> int:
    """Where a name itself begins: the words before it that a loose expression took along are cut off."""
    if not (match["body"] or match["loose"]):
        return match.start()
    front = expression("unit_grammar.front").match(match[0])
    return match.start() + (front.end() if front else 0)


def _mentions(
    text: str, spans: list[tuple[int, int, str]], tail: re.Match[str] | None, setting: Setting, level: str | None
) -> list[Mention]:
    head = tail["head"] if tail and tail["head"] else None
    last = text[spans[-1][0] : spans[-1][1]]
    shared = expression("brackets.shared_head").search(last)
    mentions: list[Mention] = []
    for index, (start, end, after) in enumerate(spans):
        printed = text[start:end]
        own = level_word(printed)
        level = own if own is not None and len(own) <= 2 else None if expression("units.class_name").match(printed) else level
        serves = None
        if printed in topics() and level is None:
            serves = head or (shared["head"] if shared and index + 1 < len(spans) else None)
        unit = name_unit(printed, setting, level=level, head=serves)
        mentions.append(Mention(start, end, printed, unit, after))
        if unit.kind is UnitKind.CLASS:
            level = None
    return mentions


def empty_registry() -> Registry:
    """A registry without a city's own units."""
    return Registry()
