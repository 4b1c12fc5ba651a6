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
    lists: list[Names] = []
    at = 0
    while True:
        match = found.search(text, at)
        if not match:
            break
        skip = next((end for start, end in taken if start <= match.start() < end), None)
        if skip is not None:
            at = max(skip, match.start() + 1)
            continue
        names = _list(text, match, found, setting)
        lists.append(names)
        at = max(names.end, match.start() + 1)
    return lists


def _list(text: str, first: re.Match[str], found: re.Pattern[str], setting: Setting) -> Names:
    """The list that a name begins: names and bare topics parted by 、 和 及, up to a closing 等部门."""
    spans = [(first.start(), first.end(), "")]
    end = first.end()
    while True:
        joiner = expression("unit_grammar.joiner").match(text, end)
        if not joiner:
            break
        item = found.match(text, joiner.end()) or expression("unit_grammar.list_item").match(text, joiner.end())
        if not item or item.end() == item.start():
            break
        spans.append((item.start(), item.end(), joiner[0]))
        end = item.end()
    tail = expression("unit_grammar.tail").match(text, end)
    spans, end = _with_tail(spans, tail, end)
    return Names(tuple(_mentions(text, spans, tail, setting)), first.start(), end)


def _with_tail(spans: list[tuple[int, int, str]], tail: re.Match[str] | None, end: int) -> tuple[list[tuple[int, int, str]], int]:
    if not tail:
        return spans, end
    if tail["class"]:
        spans = [*spans, (tail.start("class"), tail.end("class"), "")]
    return spans, tail.end()


def _mentions(text: str, spans: list[tuple[int, int, str]], tail: re.Match[str] | None, setting: Setting) -> list[Mention]:
    head = tail["head"] if tail and tail["head"] else None
    last = text[spans[-1][0] : spans[-1][1]]
    shared = expression("brackets.shared_head").search(last)
    level: str | None = None
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
