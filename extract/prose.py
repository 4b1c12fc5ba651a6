"""Running text: `由A负责`, `A要…`, `A牵头，会同B`, `报A备案`, `经A审核`, `督促A…`.

A list of units is judged by the words right before it (由, 报, 会同, 督促) and, where it stands as the subject of its sentence, by
what follows it. What encourages, permits or only sets a condition assigns nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns import expression
from extract.unit_grammar import Names
from extract.unit_list import Mention
from ontology.records import Role, UnitKind

PART = "\uff1b"  # parts a sentence into duties of one subject
WINDOW = 14  # characters before a list in which a cue may stand


@dataclass(frozen=True, slots=True)
class Said:
    """A unit made answerable by running text: its mention, role, the pattern that fired, and the sentence, half open."""

    mention: Mention
    role: Role
    pattern: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """Units that stand where a subject stands, without words that tell whether they have a duty."""

    names: Names


def read_prose(text: str, lists: list[Names]) -> tuple[list[Said], list[Unsure]]:
    """What a measure's text says of the units that it names, in printed order, and where it cannot be decided."""
    said: list[Said] = []
    unsure: list[Unsure] = []
    for index, names in enumerate(lists):
        start, end = _sentence(text, names)
        before = text[max(start, names.start - WINDOW) : names.start]
        if expression("prose.helped").search(before):
            said += _helpers(said, (_whole_start(text, start), start, end), names.start)
            continue
        roles = _roles(text, names, start, min(end, _next_subject(text, lists[index + 1 :], end)))
        if roles is None:
            unsure.append(Unsure(names))
            continue
        helps = [role for role, _ in roles] == [Role.SUPPORT]
        if roles and expression("prose.provides").match(text, names.end) and _is_led(said, start):
            roles = [(Role.SUPPORT, "prose.provides")]
        elif helps and expression("prose.mutual").match(text, names.end) and not any(entry.start == start for entry in said):
            roles = [(Role.RESPONSIBLE, "prose.mutual")]
        roles = [*roles, *_carried(text, end, lists[index + 1 :], roles)]
        said += [_said(mention, role, pattern, start, end) for role, pattern in roles for mention in names.mentions]
    return said, unsure


def _carried(text: str, end: int, following: list[Names], roles: list[tuple[Role, str]]) -> list[tuple[Role, str]]:
    """`A负责…；牵头…；督促…。`: what the later parts of a sentence, which name no subject of their own, give its subject as well."""
    carried: list[tuple[Role, str]] = []
    if not any(role in (Role.RESPONSIBLE, Role.LEAD) and pattern != "prose.urged" for role, pattern in roles):
        return carried
    while text[end - 1 : end] == PART:
        match = expression("prose.carried").match(text, end)
        if match is None and any(names.start == end for names in following):
            break
        role = None if match is None else Role.LEAD if match["leading"] else Role.SUPERVISE
        if role and all(role is not other for other, _ in (*roles, *carried)):
            carried.append((role, "prose.carried"))
        stop = expression("prose_marks.end").search(text, end)
        end = stop.end() if stop else len(text) + 1
    return carried


def _said(mention: Mention, role: Role, pattern: str, start: int, end: int) -> Said:
    """What is said of a mention; 牵头责任单位 leads by its name."""
    leads = role is Role.RESPONSIBLE and expression("prose.leading_name").match(mention.printed)
    return Said(mention, Role.LEAD if leads else role, "prose.leading_name" if leads else pattern, start, end)


def _is_led(said: list[Said], start: int) -> bool:
    """Whether somebody leads in the sentence that begins at `start`."""
    return any(entry.start == start and entry.role is Role.LEAD for entry in said)


def _helpers(said: list[Said], sentence: tuple[int, int, int], before: int) -> list[Said]:
    """`A负责…，配合B做好…`: who helps is the subject of the sentence, or of its part before; who is helped has no duty by it."""
    whole, start, end = sentence
    answering = [entry for entry in said if whole <= entry.mention.start < before and entry.role is Role.RESPONSIBLE]
    last = max((entry.start for entry in answering), default=start)
    subjects = [entry for entry in answering if entry.start == last]
    return [Said(entry.mention, Role.SUPPORT, "prose.helped", start, end) for entry in subjects]


def _whole_start(text: str, start: int) -> int:
    """Where the sentence begins whose part, between its semicolons, begins at `start`."""
    return max(text.rfind(mark, 0, start) for mark in "\u3002\n") + 1 if text[start - 1 : start] == PART else start


def _sentence(text: str, names: Names) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, names.start) for mark in "\u3002\uff1b\n") + 1
    match = expression("prose_marks.end").search(text, names.end)
    return start, match.end() if match else len(text)


def _next_subject(text: str, lists: list[Names], end: int) -> int:
    """Where the next list begins that is itself the subject of a clause: what is said of it is not said of those before it."""
    for names in lists:
        if names.start >= end:
            break
        if expression("prose.founded").match(text, names.end) and expression("prose.founding").search(text, 0, names.start):
            return names.start
        is_subject = text[names.start - 1] in "\uff0c\uff08" and not expression("prose.noun_follows").match(text[names.end : end])
        if is_subject and (
            expression("prose.strong").match(text[names.end : end]) or expression("prose.weak").match(text[names.end : end])
        ):
            return names.start
    return end


def _roles(text: str, names: Names, start: int, end: int) -> list[tuple[Role, str]] | None:
    """The roles of a list, with the pattern of each; empty: no duty; None: not to be decided."""
    before = text[max(0, names.start - WINDOW) : names.start].rsplit("\n", 1)[-1]
    after = text[names.end : end]
    if founded := _founded(text, names, start, end):
        return founded
    if expression("prose.person_follows").match(after) and not expression("prose.person_answers").match(after):
        return []
    if expression("prose.pushed").search(before) and all(mention.unit.kind is UnitKind.COMPANY for mention in names.mentions):
        return []  # what a company is moved to do is no duty of an office
    clause = text[max(start, max(text.rfind(mark, 0, names.start) for mark in "\uff0c\uff1a\uff09") + 1) : names.start]
    cued = _by_cue(names, before, after)
    if cued is not None:
        is_help = any(role is Role.SUPPORT for role, _ in cued)
        return [] if is_help and expression("prose.encouraged").search(clause) else cued
    return _by_subject(text, names, before, after, clause, text[start:end])


def _founded(text: str, names: Names, start: int, end: int) -> list[tuple[Role, str]]:
    """`成立…领导小组，统筹推进…`: the body that a sentence founds is the understood subject of what follows; [] elsewhere."""
    if names.mentions[0].unit.kind is not UnitKind.BODY:
        return []
    if seated := expression("prose.seated").match(text, names.end, end):
        return predicate(text[seated.end() : end], "prose.seated")
    if not expression("prose.founding").search(text, start, names.start):
        return []
    match = expression("prose.founded").match(text, names.end, end)
    return predicate(text[match.end() : end], "prose.founded") if match else []


def _arranged(before: str, after: str) -> list[tuple[Role, str]]:
    """`建立A统一监管、B分工负责的工作机制`: the part of each in an arrangement; [] elsewhere."""
    match = expression("prose.arranged").match(after) if expression("prose.arranging").search(before) else None
    if match is None:
        return []
    return [(_part(match), "prose.arranged")]


def _part(match: re.Match[str]) -> Role:
    """The role that a pattern with the groups watching, leading and helping gives."""
    return (
        Role.SUPERVISE if match["watching"] else Role.LEAD if match["leading"] else Role.SUPPORT if match["helping"] else Role.RESPONSIBLE
    )


def _by_cue(names: Names, before: str, after: str) -> list[tuple[Role, str]] | None:
    """What the words before a list make of it; None where they say nothing."""
    if arranged := _arranged(before, after):
        return arranged
    if named := expression("prose.named_as").search(before):
        return [(_part(named), "prose.named_as")]
    if expression("prose.put_under").search(before) and expression("prose.put_under_after").match(after):
        return [] if expression("prose.watched").match(names.mentions[0].printed) else [(Role.SUPERVISE, "prose.put_under")]
    found = expression("prose.receive").search(before)
    if found and not expression("prose.not_report").search(before):
        is_free = expression("prose.issued").match(after) or expression("prose.relative").match(after)
        return [] if is_free else [(Role.RECEIVE, "prose.receive")]
    if expression("prose.towards").search(before):
        if expression("prose.may").search(before):
            return []
        if expression("prose.handed_after").match(after):
            return [(Role.RESPONSIBLE, "prose.handed_after")]
        return [(Role.RECEIVE, "prose.towards")] if expression("prose.receiver_after").match(after) else []
    if expression("prose.agent").search(before):
        is_free = expression("prose.relative").match(after) or expression("prose.may_delegate").search(before)
        return [] if is_free else predicate(after, "prose.agent")
    if expression("prose.passed").search(before):
        return [(Role.RESPONSIBLE, "prose.passed")] if expression("prose.passed_after").match(after) else []
    if expression("prose.approval").search(before) and expression("prose.approval_after").match(after):
        is_free = expression("prose.issued").match(after) or expression("prose.approved_thing").match(after)
        return [] if is_free else [(Role.RESPONSIBLE, "prose.approval")]
    if expression("prose.base").search(before) and expression("prose.base_after").match(after):
        return [(Role.RESPONSIBLE, "prose.base")]
    if expression("prose.together").search(before) and expression("prose.together_after").match(after):
        return [(Role.SUPPORT, "prose.together")]
    if expression("prose.support").search(before):
        return [] if expression("prose.relative").match(after) else [(Role.SUPPORT, "prose.support")]
    if expression("prose.urged").search(before):
        helps = expression("prose.urged_help").match(after)
        role = Role.SUPPORT if helps else Role.RESPONSIBLE
        return [(role, "prose.urged")] if helps or expression("prose.urged_after").match(after) else []
    answers = expression("prose.answers").match(after) if expression("prose.answering").search(before) else None
    return [(Role.SUPERVISE if answers["watching"] else Role.RESPONSIBLE, "prose.answers")] if answers else None


def _by_subject(text: str, names: Names, before: str, after: str, clause: str, sentence: str) -> list[tuple[Role, str]] | None:
    """What follows a list that stands as a subject."""
    if expression("prose.noun_follows").match(after):
        return []
    label = expression("prose.label").match(text[names.end : names.end + WINDOW])
    if label and expression("prose.line_start").search(text[max(0, names.start - WINDOW) : names.start]):
        said = text[names.end + label.end() :].split("\n", 1)[0]
        return predicate(said, "prose.label")
    if expression("prose.permission").match(after) or expression("prose.object_clause").match(clause):
        return []
    comma = expression("prose.comma_duty").match(after) if expression("prose.sentence_start").search(before) else None
    after = after[comma.end() :] if comma else after
    if expression("prose.done").match(after):
        return []
    is_strong = bool(expression("prose.strong").match(after))
    if expression("prose.no_duty").search(before) and not expression("prose.own_start").search(before):
        return []
    if is_strong:
        return predicate(after, "prose.strong")
    if not expression("prose.subject_edge").search(before):
        return []
    if expression("prose.past").search(sentence):
        return []
    if expression("prose.lead").match(after) or expression("prose.supports").match(after):
        return predicate(after, "prose.strong")
    if expression("prose.condition_then").match(after):
        return predicate(after, "prose.condition_then")
    if expression("prose.condition").match(after):
        return None
    if expression("prose.weak").match(after) and not expression("prose.nominal").match(after):
        return predicate(after, "prose.weak")
    return None if expression("prose.maybe").match(after) else []


def predicate(after: str, pattern: str) -> list[tuple[Role, str]]:
    """The roles that a predicate gives its subject: lead, support, supervise, and responsible where it orders more."""
    head = expression("prose.titled").sub("\u300a\u300b", after.split("\u3002", 1)[0].split("\uff1b", 1)[0])
    if expression("prose.lead").match(head):
        first, *later = head.split("\uff0c")
        both = expression("prose.leads_and_supervises").match(head) or any(map(expression("prose.also_watches").match, later))
        answers = expression("prose.answers_first").match(first) and not expression("prose.lead").match(first)
        return [
            *([(Role.RESPONSIBLE, pattern)] if answers else []),
            (Role.LEAD, "prose.lead"),
            *([(Role.SUPERVISE, "prose.leads_and_supervises")] if both else []),
        ]
    if expression("prose.supports").match(head):
        return [(Role.SUPPORT, "prose.supports")]
    clauses = [clause for clause in expression("prose.clause_mark").split(head) if clause]
    supervising = [
        clause for clause in clauses if expression("prose.supervise").search(clause) and not expression("prose.supports").match(clause)
    ]
    if not supervising:
        return [(Role.RESPONSIBLE, pattern)]
    own = [clause for clause in clauses if clause not in supervising and expression("prose.duty_clause").match(clause)]
    urges = expression("prose.urging").match(clauses[0])
    others = [clause for clause in own if not urges or expression("prose.anew").match(clause)]
    roles = [(Role.SUPERVISE, "prose.supervise")]
    return [(Role.RESPONSIBLE, pattern), *roles] if others else roles
