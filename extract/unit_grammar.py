"""Where running text names units: one expression over the registry's forms, the classes, the bodies and the companies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.naming import Setting, name_unit
from extract.patterns import expression, pattern, words
from extract.trie import trie_expression
from extract.unit_list import Mention
from extract.unit_mentions import mentions_of, own_level, topic_level
from ontology.records import UnitKind
from ontology.registry import forms, generics, topics

LONGEST_PREFIX = 24  # characters of the level, place or class before a department's name
LONGEST_FRONT = 32  # characters before the head of a name that no registry knows
COMPOUND = "\u5fc3\u5fc3"  # stands for a head that makes one word with the verb before it: 服务中心, 管理所
FILLER = "\u5c40\u5c40"  # stands for the head, so that the words before it are judged as words before a name
BRACKETS = "\uff08\uff09"
SHORTEST_FORM = 3  # characters of a form that needs no level before it in running text


@dataclass(frozen=True, slots=True)
class Names:
    """Units named one after another (A、B和C等部门): their mentions, and the half-open stretch of the whole list."""

    mentions: tuple[Mention, ...]
    start: int
    end: int


@cache
def _parts() -> dict[str, str]:
    plain = [form for form in generics() if not _is_topic_and_part(form)]
    return {"form": trie_expression([*forms(), *plain]), "topic": trie_expression(sorted(topics()))}


@cache
def _filled(identifier: str, own: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern with the registry's names in it; `own` are names that a city's registry adds."""
    written = pattern(identifier).regex.replace("@collective@", pattern("units.collective").regex)
    for key, value in {**_parts(), "own": trie_expression(own)}.items():
        written = written.replace(f"@{key}@", f"(?:{value})")
    return re.compile(written, re.VERBOSE)


def _is_topic_and_part(form: str) -> bool:
    """Whether a generic name is a topic and a word for its office (发展改革主管部门), which the grammar spells out itself."""
    match = expression("unit_grammar.topic_part").fullmatch(form)
    return match is not None and match["topic"] in topics()


def unit_short_forms(text: str) -> tuple[str, ...]:
    """The short names that a document gives to units (以下简称12345), once each."""
    found: set[str] = set()
    for bracket in expression("unit_grammar.short_bracket").finditer(text):
        begin = max(0, bracket.start() - LONGEST_FRONT)
        found |= {match["short"] for match in expression("unit_grammar.short_form").finditer(text, begin, bracket.end())}
    return tuple(sorted(found))


def find_names(text: str, setting: Setting, taken: list[tuple[int, int]], short: tuple[str, ...] = ()) -> list[Names]:
    """The lists of units that a text names, in printed order; nothing inside the `taken` stretches (brackets, titles).

    `short` are short names that the document has given to units.
    """
    finder = _Finder(text, _own(setting.registry.names), taken, short)
    lists = [_place(match, setting) for match in expression("unit_grammar.place_label").finditer(text)]
    at, level = 0, None
    while (first := finder.next(at)) is not None:
        before = lists[-1] if lists else None
        carries = before is not None and expression("unit_grammar.carries").fullmatch(text, before.end, first[0])
        names = _of_body(text, _list(finder, first, setting, level if carries else None), lists)
        printed = names.mentions[-1].printed
        level = own_level(printed) or (level if carries else None) or topic_level(printed)
        lists.append(names)
        at = max(names.end, first[0] + 1)
    return sorted(lists, key=lambda names: names.start)


def _of_body(text: str, names: Names, before: list[Names]) -> Names:
    """`领导小组下设办公室`: the office is that of the body named before it."""
    body = before[-1].mentions[-1].unit if before else None
    if body is None or body.kind is not UnitKind.BODY or not expression("prose.own_office").search(text, 0, names.end):
        return names
    office = names.mentions[0]
    unit = replace(body, key=body.key + office.printed, name=body.name + office.printed)
    return replace(names, mentions=(replace(office, unit=unit), *names.mentions[1:]))


@cache
def _own(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a city's own list that are long enough to be found in running text."""
    return tuple(name for name in names if len(name) >= SHORTEST_FORM)


class _Finder:
    """Where names stand in a text: those of the grammar, and those that only their head and the words around them tell."""

    def __init__(self, text: str, own: tuple[str, ...], taken: list[tuple[int, int]], short: tuple[str, ...] = ()) -> None:
        self.text, self.grammar, self.taken = text, _filled("unit_grammar.name", own), taken
        if article := expression("outline.article").match(text):
            self.taken = [(0, article.end()), *taken]  # an article's number is no part of the name behind it
        self.ahead: tuple[int, int] | None = None  # the grammar's next name, and whether it has none any more
        self.is_spent = False
        heads = [*expression("unit_grammar.body_head").finditer(text), *expression("unit_grammar.loose_head").finditer(text)]
        self.heads = sorted((match.start(), match.end()) for match in heads)
        self.forms = [found for match in _filled("unit_grammar.form", ()).finditer(text) if (found := self._with_prefix(match)) is not None]

        if short:
            words = re.compile(rf"(?<![0-9A-Za-z])(?:{'|'.join(map(re.escape, short))})(?![0-9A-Za-z])")
            named = [(self._class_start(match.start()), match.start(), _with_role(text, match.end())) for match in words.finditer(text)]
            self.forms = sorted([*self.forms, *named])

    def _class_start(self, start: int) -> int:
        """Where a short name begins with the class before it: 各县（市、区）110."""
        prefix = expression("unit_grammar.class_before").search(self.text, max(0, start - LONGEST_PREFIX), start)
        return prefix.start() if prefix else start

    def _with_prefix(self, match: re.Match[str]) -> tuple[int, int, int] | None:
        """A department's name: where it begins with its level or place, where without, and where it ends."""
        start, end = match.span()
        prefix = expression("unit_grammar.prefix").search(self.text, max(0, start - LONGEST_PREFIX), start)
        if prefix and prefix.end() > prefix.start():
            return prefix.start(), start, end
        return None if end - start < SHORTEST_FORM and match[0] in forms() else (start, start, end)

    def next(self, at: int) -> tuple[int, int] | None:
        """The first name that begins at `at` or later, as a half-open stretch; the longest of those that begin together."""
        found = self._earlier(self._next_of_grammar(at), self._next_form(at))
        headed = self._next_headed(at, found[0] if found else len(self.text))
        if headed is not None and (found is None or headed[0] <= found[0] or headed[1] > found[1] >= headed[0]):
            return headed
        return found

    def _earlier(self, one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
        """The one that begins first; of two that begin together, or where one holds the other, the longer."""
        if one is None or other is None:
            return one or other
        if one[0] == other[0]:
            return max(one, other)
        first, second = sorted((one, other))
        return second if second[0] < first[1] < second[1] and first[1] - first[0] < second[1] - second[0] else first

    def _next_form(self, at: int) -> tuple[int, int] | None:
        for start, bare, end in self.forms:
            if bare >= at and self._skip(bare) is None:
                return max(start, at) if start < at else start, end
        return None

    def _skip(self, start: int) -> int | None:
        return next((end for left, end in self.taken if left <= start < end), None)

    def _next_of_grammar(self, at: int) -> tuple[int, int] | None:
        if self.ahead is not None and self.ahead[0] >= at:
            return self.ahead  # found before, when something else came first
        if self.is_spent:
            return None
        while match := self.grammar.search(self.text, at):
            skip = self._skip(match.start())
            if skip is None:
                self.ahead = match.span()
                return self.ahead
            at = max(skip, match.start() + 1)
        self.ahead, self.is_spent = None, True
        return None

    def _next_headed(self, at: int, limit: int) -> tuple[int, int] | None:
        for head, end in self.heads:
            if head < at or end <= at:
                continue
            if head > limit + LONGEST_FRONT:
                break
            start = self._front(at, head)
            if start is not None and end - start >= SHORTEST_FORM and self._skip(start) is None:
                return start, end
        return None

    def _front(self, at: int, head: int) -> int | None:
        """Where a name with its head at `head` begins, not before `at`; None where that cannot be told."""
        match = expression("unit_grammar.name_front").search(self.text, max(at, head - LONGEST_FRONT), head)
        start = match.start() if match else head
        filler = COMPOUND if self.text.startswith(words("unit_grammar", "compound"), head) else FILLER
        front = expression("unit_grammar.front").match(self.text[start:head] + filler)
        if front:
            start = min(start + front.end(), head)
        elif start == head - LONGEST_FRONT:
            return None
        if self.text.count(BRACKETS[0], start, head) != self.text.count(BRACKETS[1], start, head):
            return None
        if expression("unit_grammar.no_front").match(self.text, start) or expression("unit_grammar.list_inside").search(
            self.text, start, head
        ):
            return None
        return start + 1 if expression("unit_grammar.cue").match(self.text, start) else start

    def item(self, at: int) -> tuple[int, int] | None:
        """The name that begins exactly at `at`, inside a list."""
        match = self.grammar.match(self.text, at)
        form = next(((at, end) for start, bare, end in self.forms if start <= at <= bare), None)
        found = self._earlier(match.span() if match else None, form)
        if found is not None:
            return found
        for head, end in self.heads:
            if (
                at < head < at + LONGEST_FRONT
                and self._front(at, head) == at
                and not expression("unit_grammar.list_ends").search(self.text, at, head)
            ):
                return at, end
        listed = expression("unit_grammar.list_item").match(self.text, at)
        return listed.span() if listed else None


def _with_role(text: str, end: int) -> int:
    """Where a short name ends that has a role behind it: 12345承办单位."""
    match = expression("unit_grammar.short_role").match(text, end)
    return match.end() if match else end


def _place(match: re.Match[str], setting: Setting) -> Names:
    mention = Mention(match.start(), match.end(), match[0], name_unit(match[0], setting), "")
    return Names((mention,), match.start(), match.end())


def _list(finder: _Finder, first: tuple[int, int], setting: Setting, level: str | None) -> Names:
    """The list that a name begins: names and bare topics parted by 、 和 及, up to a closing 等部门, and on after it."""
    text = finder.text
    spans = [(*first, "")]
    mentions: list[Mention] = []
    while True:
        end = _run(finder, spans)
        tail = expression("unit_grammar.tail").match(text, end)
        if tail and tail["class"]:
            spans.append((tail.start("class"), tail.end("class"), ""))
        mentions += mentions_of(text, spans, tail, setting, level)
        end = tail.end() if tail else end
        joiner = expression("unit_grammar.joiner").match(text, end)
        item = finder.item(joiner.end()) if joiner and tail and tail[0] else None
        if joiner is None or item is None:
            return Names(tuple(mentions), first[0], end)
        spans, level = [(*item, joiner[0])], None


def _run(finder: _Finder, spans: list[tuple[int, int, str]]) -> int:
    """Add to `spans` the names that follow one another; return where they end."""
    end = _with_part(finder.text, spans)
    while joiner := expression("unit_grammar.joiner").match(finder.text, end):
        item = finder.item(joiner.end())
        if item is None:
            break
        spans.append((*item, joiner[0]))
        end = _with_part(finder.text, spans)
    return end


def _with_part(text: str, spans: list[tuple[int, int, str]]) -> int:
    """Take `的业务机构` to the last of the `spans`, where that part of the unit is what answers; return where it ends."""
    start, end, mark = spans[-1]
    part = expression("unit_grammar.own_part").match(text, end)
    if part:
        spans[-1] = (start, part.end(), mark)
    return spans[-1][1]
