"""Coordination bodies: those that a text sets up, seats or relies upon, with host, chair, members and the rhythm of meetings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.bodies_members import read_chair, read_members, read_rhythm
from extract.bodies_names import (
    LONGEST_LEFT,
    full_name,
    is_same,
    is_short_for,
    left_of,
    name_before,
    relied_name,
    right_of,
    set_up_name,
    without_joins,
)
from extract.bodies_rosters import read_rosters
from extract.patterns import expression

OFFICE = "\u529e\u516c\u5ba4"
REPEATED_AFTER = 60  # characters after a bare 建立联席会议制度 in which the named body makes it a heading
SAME_OFFICE = 24  # characters after 下设办公室 in which 办公室设在 is the same office


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A coordination body, half open in the given text; `rhythm` is an RFC 5545 rule, `pattern` the id that found it."""

    start: int
    end: int
    name: str
    host: str | None
    chair: str | None
    members: tuple[str, ...]
    rhythm: str | None
    pattern: str


def find_bodies(text: str) -> list[BodyMention]:
    """The coordination bodies of a document's clean text, each once, in printed order; total, any text gives a list."""
    found: list[BodyMention] = []
    for kind in expression("bodies.kind").finditer(text):
        _read_kind(text, kind, found)
    for office in expression("bodies.office_alone").finditer(text) if found else ():
        at = office.start("office")
        owner = _owner(found, at, "")
        if owner and not any(body.name.endswith(OFFICE) and 0 <= at - body.end < SAME_OFFICE for body in found):
            _add_office(text, owner, office, 0, found)
    kept = [body for body in found if not _is_heading(body, found)]
    for start, chair, members in read_rosters(text):
        listed = _owner(kept, start, "")
        if listed is not None:
            at = kept.index(listed)
            kept[at] = replace(listed, chair=listed.chair or chair, members=listed.members or members)
    return sorted(kept, key=lambda body: (body.start, body.end))


def _read_kind(text: str, kind: re.Match[str], found: list[BodyMention]) -> None:
    """Add what the text says of a body at one place where the kind of one is printed."""
    left, right = left_of(text, kind.start()), right_of(text, kind.end())
    identifier, name = _meant(left, right, kind[0])
    if name is not None:
        owner = _add_body(text, kind, name, identifier, left, found)
        if right.startswith(OFFICE):
            _add_office(text, owner, expression("bodies.office_seat").match(right), kind.end(), found)
            return
    office = expression("bodies.office_seat").match(right) or expression("bodies.office_below").match(right)
    if office is None:
        return
    seated = _owner(found, kind.start() + 1, kind[0])
    printed = name_before(left)
    if not printed and seated is None:
        seated = _named_above(text, kind, found)
    if printed and (seated is None or not is_short_for(without_joins(printed) + kind[0], seated.name)):
        seated = _add_body(text, kind, printed, "bodies.office_seat", "", found)
    if seated:
        _add_office(text, seated, office, kind.end(), found)


def _named_above(text: str, short: re.Match[str], found: list[BodyMention]) -> BodyMention | None:
    """The body that a short form stands for, where the sentences before it print its name without setting it up."""
    for kind in reversed(list(expression("bodies.kind").finditer(text, max(0, short.start() - LONGEST_LEFT), short.start()))):
        name = name_before(left_of(text, kind.start()))
        if kind[0] == short[0] and name:
            return _add_body(text, kind, name, "bodies.name", "", found)
    return None


def _meant(left: str, right: str, kind: str) -> tuple[str, str | None]:
    """The pattern by which a body is meant here, and its name without the kind; no name for a mere mention."""
    name = set_up_name(left)
    if name is not None and not expression("bodies.not_set_up").match(right):
        return "bodies.set_up", name
    name = relied_name(left, kind)
    return "bodies.relies", name if name is not None and expression("bodies.relied").match(right) else None


def _add_body(text: str, kind: re.Match[str], name: str, identifier: str, left: str, found: list[BodyMention]) -> BodyMention:
    """The body of that name, known or new, with what its sentence says of it."""
    whole = without_joins(name) + kind[0]
    known = next((body for body in found if is_same(body.name, whole)), None)
    if known:
        return known
    set_up = expression("bodies.set_up").match(left)
    about = (set_up["inside"] if set_up else "") or (right_of(text, kind.end()) if left else "")
    start = kind.start() - len(name)
    chair, members, rhythm = read_chair(about), read_members(about), read_rhythm(text, whole, kind[0])
    body = BodyMention(start, kind.end(), full_name(text, whole), None, chair, members, rhythm, identifier)
    found.append(body)
    return body


def _add_office(text: str, owner: BodyMention, office: re.Match[str] | None, shift: int, found: list[BodyMention]) -> None:
    """Add the office of a body, with its host and the head of the office where they are printed."""
    at, host, chair = shift, None, None
    if office is not None:
        at = shift + office.start("office")
        host = expression("bodies.host_end").sub("", office["host"] or "") or None
        chair = read_chair(right_of(text, shift + office.end()), of_office=True)
    start = owner.start if at == owner.end else at
    body = BodyMention(start, at + len(OFFICE), owner.name + OFFICE, host, chair, (), None, "bodies.office_seat")
    for place, other in enumerate(found):
        if other.name == body.name:
            found[place] = replace(other, host=other.host or host, chair=other.chair or chair)
            return
    found.append(body)


def _owner(found: list[BodyMention], before: int, kind: str) -> BodyMention | None:
    """The nearest body before a place, of a kind where one is given."""
    owners = [body for body in found if body.start < before and not body.name.endswith(OFFICE) and body.name.endswith(kind)]
    return max(owners, key=lambda body: body.start) if owners else None


def _is_heading(body: BodyMention, found: list[BodyMention]) -> bool:
    """A heading 建立联席会议制度 before the sentence that sets up the named body."""
    if not expression("bodies.kind").fullmatch(body.name):
        return False
    named = (other for other in found if other.name != body.name and other.name.endswith(body.name))
    return any(body.end <= other.start <= body.end + REPEATED_AFTER for other in named)
