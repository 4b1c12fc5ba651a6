"""Coordination bodies: those that a text sets up, seats or relies upon, with host, chair, members and the rhythm of meetings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.bodies_members import read_chair, read_members, read_rhythm
from extract.patterns import expression

LONGEST_LEFT = 380  # characters before a body's kind in which its name and members are looked for
LONGEST_RIGHT = 420
ENDS = "\u3002\uff1b\n"
OFFICE = "\u529e\u516c\u5ba4"
REPEATED_AFTER = 60  # characters after a bare 建立联席会议制度 in which the named body makes it a heading


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
    for office in expression("bodies.office_alone").finditer(text):
        owner = _owner(found, office.start("office"), "")
        if owner:
            _add_office(text, owner, office, 0, found)
    bare = [body for body in found if not _is_repeated(text, body, found)]
    return sorted(bare, key=lambda body: (body.start, body.end))


def _read_kind(text: str, kind: re.Match[str], found: list[BodyMention]) -> None:
    """Add what the text says of a body at one place where the kind of one is printed."""
    left, right = _left(text, kind.start()), text[kind.end() : kind.end() + LONGEST_RIGHT]
    identifier, name = _named(left, right, kind[0])
    if identifier and name is not None:
        _add_body(text, kind, name, identifier, left, found)
        if identifier == "bodies.set_up" and not right.startswith(OFFICE):
            return
    office = expression("bodies.office_seat").match(right) or expression("bodies.office_below").match(right)
    if office:
        owner = _owner(found, kind.start() + 1, kind[0])
        own_name = _name_before(left)
        if own_name and (owner is None or not _is_short_for(own_name + kind[0], owner.name)):
            owner = _add_body(text, kind, own_name, "bodies.office_seat", "", found)
        if owner:
            _add_office(text, owner, office, kind.end(), found)
    elif identifier == "bodies.relies" and right.startswith(OFFICE) and found:
        _add(found, BodyMention(found[-1].start, kind.end() + len(OFFICE), found[-1].name + OFFICE, None, None, (), None, identifier))


def _named(left: str, right: str, kind: str) -> tuple[str | None, str | None]:
    """The pattern by which a body is meant here, and its name without the kind; Nones for a mere mention."""
    set_up = expression("bodies.set_up").match(left)
    if set_up and not expression("bodies.not_set_up").match(right) and not right.startswith(OFFICE):
        name = _trimmed(set_up["name"])
        if not expression("bodies.others").search(name) and not (set_up["keeps"] and not name):
            return "bodies.set_up", name
    relies = expression("bodies.relies").search(left)
    if relies and expression("bodies.relied").match(right):
        return "bodies.relies", _name_before(left)
    return None, None


def _trimmed(name: str) -> str:
    """A name without what is listed before it: 问题清单、责任清单和|联席会议."""
    return name if name.count("\u3001") == 0 else _name_before(name) if not expression("bodies.placed").match(name) else name


def _name_before(left: str) -> str:
    match = expression("bodies.name").search(left)
    return match["name"] if match else ""


def _add_body(text: str, kind: re.Match[str], name: str, identifier: str, left: str, found: list[BodyMention]) -> BodyMention:
    """Add a body with what its sentence says of it."""
    whole = name + kind[0]
    known = _known(found, whole)
    if known:
        return known
    start = kind.start() - len(name)
    set_up = expression("bodies.set_up").match(left) if left else None
    about = (set_up["inside"] or "") if set_up else ""
    about = about or (_right(text, kind.end()) if left else "")
    body = BodyMention(
        start,
        kind.end(),
        _full_name(text, whole),
        None,
        read_chair(about),
        read_members(about),
        read_rhythm(text, whole, kind[0]),
        identifier,
    )
    found.append(body)
    return body


def _add_office(text: str, owner: BodyMention, office: re.Match[str], shift: int, found: list[BodyMention]) -> None:
    """Add the office of a body, with its host and the head of the office."""
    printed = (office["host"] or "").rstrip()
    host = expression("bodies.host_end").sub("", printed) or None
    at = shift + office.start("office")
    is_joined = at == owner.end
    rest = _right(text, shift + office.end())
    chair = read_chair(rest, of_office=True)
    start = owner.start if is_joined else at
    _add(found, BodyMention(start, at + len(OFFICE), owner.name + OFFICE, host, chair, (), None, "bodies.office_seat"))


def _add(found: list[BodyMention], body: BodyMention) -> None:
    for place, other in enumerate(found):
        if other.name == body.name:
            if body.host and not other.host:
                found[place] = replace(other, host=body.host, chair=other.chair or body.chair)
            return
    found.append(body)


def _known(found: list[BodyMention], name: str) -> BodyMention | None:
    """The body of that name, or of a name that this one is a short or a placed form of."""
    return next(
        (
            body
            for body in found
            if body.name == name or (body.name.endswith(name) and len(name) > 8) or (name.endswith(body.name) and len(body.name) > 8)
        ),
        None,
    )


def _owner(found: list[BodyMention], before: int, kind: str) -> BodyMention | None:
    """The nearest body before a place, of a kind where one is given."""
    owners = [body for body in found if body.start < before and not body.name.endswith(OFFICE) and body.name.endswith(kind)]
    return max(owners, key=lambda body: body.start) if owners else None


def _is_short_for(short: str, name: str) -> bool:
    """Whether all characters of a short form stand in the name, in its order."""
    rest = iter(name)
    return all(character in rest for character in short)


def _is_repeated(text: str, body: BodyMention, found: list[BodyMention]) -> bool:
    """A heading 建立联席会议制度 before the sentence that sets up the named body."""
    bare = expression("bodies.kind").fullmatch(body.name)
    return bool(bare) and any(
        other.name != body.name and other.name.endswith(body.name) and body.end <= other.start <= body.end + REPEATED_AFTER
        for other in found
    )


def _full_name(text: str, name: str) -> str:
    """The name with the level that the text prints before it elsewhere: 市|社区卫生服务机构建设领导小组."""
    if len(name) < 10 or expression("bodies.placed").match(name):
        return name
    for match in re.finditer(re.escape(name), text):
        level = text[match.start() - 1 : match.start()] if match.start() else ""
        if level and expression("bodies.placed").fullmatch(level):
            return level + name
    return name


def _left(text: str, at: int) -> str:
    window = text[max(0, at - LONGEST_LEFT) : at]
    return window[max(window.rfind(end) for end in ENDS) + 1 :]


def _right(text: str, at: int) -> str:
    """The rest of the sentence, and the next one where it goes on about who leads the body."""
    window = text[at : at + LONGEST_RIGHT].split("\n")[0]
    first, mark, rest = window.partition("\u3002")
    second = rest.partition("\u3002")[0]
    return first + mark + second if expression("bodies.more").match(second) else first
