"""Labelled lists and verb forms: who stands in a bracket or behind a label, and in which role.

（责任单位：A、B） （牵头单位：A；责任单位：B） （A牵头，B、C按职责分工负责） 牵头单位：A on a line of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.naming import Setting
from extract.patterns import Pattern, expression, pattern
from extract.unit_list import Mention, read_list
from ontology.records import Role, UnitKind

LONGEST = 900  # characters that one bracket may hold
MOSTLY = 4  # a list with verbs is one of units where no more than a fourth of its names could be none
RANKS = 2  # those before the first comma of a list, and the others
OPEN, CLOSE = "\uff08\u3014[\u3010", "\uff09\u3015]\u3011"


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit of a labelled list: the mention, its role, the pattern that gave it, and the bracket's span."""

    mention: Mention
    role: Role
    pattern: str
    start: int
    end: int
    rank: int  # 0 for the units before the first comma of a list, 1 for the others


@dataclass(frozen=True, slots=True)
class Printed:
    """A label's value that is no list of units: persons (责任领导：张三) or a time (完成时限：2023年12月)."""

    label: str
    start: int
    end: int
    kind: str  # post or time


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket, or a labelled line, that says who answers; `sentence` is where the sentence before it begins."""

    start: int
    end: int
    listed: tuple[Listed, ...]
    printed: tuple[Printed, ...]
    is_closed: bool
    has_label: bool
    is_line: bool = False  # a labelled line, without a bracket
    is_row: bool = False  # the cells of a table's row


LABELS = (
    "brackets.label_post", "brackets.label_time", "brackets.label_lead", "brackets.label_support", "brackets.label_supervise",
    "brackets.label_responsible",
)  # fmt: skip
VERBS = ("brackets.verb_lead", "brackets.verb_supervise", "brackets.verb_support", "brackets.verb_responsible")


def find_brackets(text: str, setting: Setting) -> list[Bracket]:
    """The brackets and labelled lines of a measure's text that name units, persons or times, in printed order."""
    found: list[Bracket] = []
    spans = _bracket_spans(text)
    for start, end, is_closed in spans:
        bracket = _read(text, start, end, setting, is_closed=is_closed)
        if bracket is not None:
            found.append(bracket)
    for start, end in _label_lines(text, found):
        bracket = _read(text, start, end, setting, is_closed=True, is_line=True)
        if bracket is not None:
            found.append(bracket)
    return sorted(found, key=lambda bracket: bracket.start)


def _bracket_spans(text: str) -> list[tuple[int, int, bool]]:
    """Outermost brackets as (start of content, end of content, whether it is closed)."""
    spans: list[tuple[int, int, bool]] = []
    at = 0
    for position in expression("bracket_marks.open").finditer(text):
        start = position.start()
        if start < at:
            continue
        end = _closing(text, start)
        if end is None:
            if expression("brackets.label").match(text, start + 1):
                stop = _unclosed_end(text, start + 1)
                spans.append((start + 1, stop, False))
                at = stop
            continue
        spans.append((start + 1, end, True))
        at = end
    return spans


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for position in range(start, min(len(text), start + LONGEST)):
        if text[position] in OPEN:
            depth += 1
        elif text[position] in CLOSE:
            depth -= 1
            if depth == 0:
                return position
    return None


def _unclosed_end(text: str, start: int) -> int:
    match = expression("bracket_marks.stop").search(text, start)
    return match.start() if match else len(text)


def _label_lines(text: str, brackets: list[Bracket]) -> list[tuple[int, int]]:
    """Stretches outside brackets that begin with a label at the start of a line or sentence."""
    lines: list[tuple[int, int]] = []
    taken = 0
    for match in expression("brackets.label").finditer(text):
        start = match.start()
        if start < taken or any(b.start <= start < b.end for b in brackets):
            continue
        if start and text[start - 1] not in expression_marks():
            continue
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end < len(text) and expression("brackets.label").match(text, end + 1):
            following = text.find("\n", end + 1)
            end = len(text) if following < 0 else following
        lines.append((start, end))
        taken = end
    return lines


def expression_marks() -> str:
    """The marks after which a label may begin outside a bracket."""
    from extract.patterns import words

    return words("bracket_marks", "before_label")[0]


def _read(text: str, start: int, end: int, setting: Setting, *, is_closed: bool, is_line: bool = False) -> Bracket | None:
    labels = list(expression("brackets.label").finditer(text, start, end))
    if labels:
        listed, printed = _by_labels(text, start, end, labels, setting)
    else:
        if is_line or expression("brackets.no_unit").match(text, start, end):
            return None
        note = expression("brackets.note").search(text, start, end)
        end = note.start() if note else end
        listed, printed = _by_verbs(text, start, end, setting, (start, end)) or _bare_list(text, start, end, setting), []
    if not listed and not printed:
        return None
    return Bracket(start, end, tuple(listed), tuple(printed), is_closed, bool(labels), is_line)


def _by_labels(text: str, start: int, end: int, labels: list, setting: Setting) -> tuple[list[Listed], list[Printed]]:  # type: ignore[type-arg]
    listed: list[Listed] = []
    printed: list[Printed] = []
    if labels[0].start() > start + 1:
        listed += _by_verbs(text, start, labels[0].start(), setting, (start, end))
    for index, match in enumerate(labels):
        left = match.end()
        right = labels[index + 1].start() if index + 1 < len(labels) else end
        other = expression("brackets.other_label").search(text, left + 1, right)
        if other:
            right = other.start()
        rule = label_rule(match["label"])
        if rule is None:
            continue
        if rule.role in ("post", "time"):
            printed.append(Printed(match["label"], left, right, rule.role))
            continue
        listed += listed_under(text, left, right, rule, setting, (start, end))
    return listed, printed


def listed_under(text: str, left: int, right: int, rule: Pattern, setting: Setting, span: tuple[int, int]) -> list[Listed]:
    """The units of `text[left:right]`, which stand behind a label; verbs in it (A牵头，B配合) come before the label."""
    left, right = _without_notes(text, left, right)
    inner = _by_verbs(text, left, right, setting, span)
    return inner or _listed(read_list(text, left, right, setting), Role(rule.role or "responsible"), rule.id, span)


def label_rule(label: str) -> Pattern | None:
    """What a label says of its value: the pattern with the role, `post` for persons, `time`; None for another label."""
    for identifier in LABELS:
        rule = pattern(identifier)
        if rule.expression.search(label):
            return rule
    return None


def _without_notes(text: str, left: int, right: int) -> tuple[int, int]:
    """A value without the time or the sentence that follows its list."""
    stop = expression("bracket_marks.value_end").search(text, left, right)
    return left, stop.start() if stop else right


def _listed(mentions: list[Mention], role: Role, identifier: str, span: tuple[int, int]) -> list[Listed]:
    rank, result = 0, []
    for mention in mentions:
        if mention.after == "\uff0c":
            rank = 1
        is_time = expression("brackets.time_part").search(mention.printed) and not mention.unit.is_known
        if is_time or _is_no_name(mention):
            continue
        result.append(Listed(mention, role, identifier, span[0], span[1], rank))
    return result


def _by_verbs(text: str, start: int, end: int, setting: Setting, span: tuple[int, int]) -> list[Listed]:
    """（A牵头，B、C按职责分工负责）: each verb gives its role to the list before it; empty where a list has no verb."""
    listed: list[Listed] = []
    at = start
    level: str | None = None
    while at < end:
        match = expression("brackets.verb").search(text, at, end)
        if not match:
            break
        rule = _verb_rule(match["verb"])
        role = Role(rule.role or "responsible")
        listed += _with_partners(text, at, match.start(), role, rule.id, setting, span, level)
        at = match.end()
    unlike = sum(not _could_be_unit(entry.mention) for entry in listed)
    return [] if unlike > len(listed) // MOSTLY else _helped(listed)


def _helped(listed: list[Listed]) -> list[Listed]:
    """（A，B、C配合）: where all that is said is who helps, those before the first comma are the ones who are helped."""
    rule = pattern("brackets.helped")
    if len({entry.rank for entry in listed}) < RANKS or any(entry.role is not Role.SUPPORT for entry in listed):
        return listed
    return [replace(entry, role=Role(rule.role or "responsible"), pattern=rule.id) if entry.rank == 0 else entry for entry in listed]


def _bare_list(text: str, start: int, end: int, setting: Setting) -> list[Listed]:
    """（市经信局、市大数据局）behind a whole sentence: a list of units that are all known, without a label or a verb."""
    rule = pattern("brackets.bare_list")
    stands_alone = rule.expression.search(text[max(0, start - 4) : start])
    closes = expression("brackets.bare_before").search(text, 0, start - 1) and expression("brackets.bare_after").match(text, end + 1)
    if not closes and not stands_alone:
        return []
    mentions = read_list(text, start, end, setting)
    if not stands_alone and not any(_is_office(mention) for mention in mentions):
        return []  # （城东区、城西区）behind a sentence says where, not who
    is_whole = all(mention.unit.is_known and not _is_no_name(mention) for mention in mentions)
    return _listed(mentions, Role(rule.role or "responsible"), rule.id, (start, end)) if is_whole else []


def _is_office(mention: Mention) -> bool:
    return mention.unit.kind is UnitKind.NAMED and bool(expression("brackets.office").search(mention.printed))


def _is_no_name(mention: Mention) -> bool:
    return bool(expression("brackets.no_name").search(expression("units.defining").sub("", mention.printed)))


def _could_be_unit(mention: Mention) -> bool:
    if _is_no_name(mention):
        return False
    return mention.unit.is_known or (bool(expression("units.has_head").search(mention.printed)) and len(mention.printed) <= 30)


def _with_partners(
    text: str, start: int, end: int, role: Role, identifier: str, setting: Setting, span: tuple[int, int], level: str | None
) -> list[Listed]:
    partner = expression("brackets.with").search(text, start, end)
    if not partner:
        return _listed(read_list(text, start, end, setting, level=level), role, identifier, span)
    first = read_list(text, start, partner.start(), setting, level=level)
    others = read_list(text, partner.end(), end, setting, level=level)
    leads = Role.LEAD if role is Role.RESPONSIBLE else role
    return [
        *_listed(first, leads, "brackets.with", span),
        *_listed(others, Role.SUPPORT, "brackets.with", span),
    ]


def _verb_rule(verb: str) -> Pattern:
    for identifier in VERBS:
        rule = pattern(identifier)
        if rule.expression.search(verb):
            return rule
    raise ValueError(f"unexpected verb: {verb!r}")
