"""Names of coordination bodies: where one begins, which words stand around it, and when two are the same body."""

from __future__ import annotations

import re

from extract.patterns import expression

LONGEST_LEFT = 380  # characters before a body's kind in which its name and members are looked for
LONGEST_RIGHT = 420
SHORTEST_NAME = 8  # a name shorter than this is no part of another one's name by itself
ENDS = "\u3002\uff1b\n"
JOIN = "\x01"  # stands where a page break tore a sentence in two


def left_of(text: str, at: int) -> str:
    """The words of the sentence before a place; a break that tore the sentence is a `JOIN`."""
    window = text[max(0, at - LONGEST_LEFT) : at]
    cut = max(window.rfind(end) for end in ENDS)
    here = window[cut + 1 :]
    if cut > 0 and window[cut] == "\n" and not expression("bodies.mark").search(here):
        before = window[:cut]
        torn = before[max(before.rfind(end) for end in ENDS) + 1 :]
        if expression("bodies.torn").search(before) and not expression("outline.member_line").match(torn):
            return torn + JOIN + here
    return here


def right_of(text: str, at: int) -> str:
    """The rest of the sentence, and the next one where it goes on about who leads the body."""
    window = text[at : at + LONGEST_RIGHT].split("\n")[0]
    first, mark, rest = window.partition("\u3002")
    second = rest.partition("\u3002")[0]
    return first + mark + second if expression("bodies.more").match(second) else first


def without_joins(name: str) -> str:
    """A name as one reads it."""
    return name.replace(JOIN, "")


def set_up_name(left: str) -> str | None:
    """The name, without its kind, of the body that the words before it set up; None where they do not."""
    match = expression("bodies.set_up").match(left)
    if match is None or expression("bodies.others").search(match["name"]) or expression("bodies.likewise").search(left):
        return None
    name = match["name"]
    if "\u3001" in name and not expression("bodies.placed").match(name):
        name = name_before(left)  # what is listed before it: 问题清单、责任清单和|联席会议
    return None if match["keeps"] and not name else name


def relied_name(left: str, kind: str) -> str | None:
    """The name, without its kind, of an existing body that is relied upon; None for a task group or a short form."""
    match = expression("bodies.relies").search(left)
    if match is None or expression("bodies.task_group").search(kind) or expression("bodies.others").search(match["name"]):
        return None
    return match["name"]


def name_before(left: str) -> str:
    """The name, without its kind, that ends the words before a body's kind; empty for a short form."""
    match = expression("bodies.name").search(left)
    return match["name"] if match else ""


def is_same(known: str, name: str) -> bool:
    """Whether a name is a known one, or one with or without the level or the first words of the other."""
    if known == name:
        return True
    short, long = sorted((known, name), key=len)
    return len(short) > SHORTEST_NAME and long.endswith(short)


def is_short_for(short: str, name: str) -> bool:
    """Whether all characters of a short form stand in the name, in its order."""
    rest = iter(name)
    return all(character in rest for character in short)


def full_name(text: str, name: str) -> str:
    """The name with the level that the text prints before it elsewhere: 市|社区卫生服务机构建设领导小组."""
    if len(name) <= SHORTEST_NAME or expression("bodies.placed").match(name):
        return name
    for match in re.finditer(re.escape(name), text):
        level = text[match.start() - 1] if match.start() else ""
        if level and expression("bodies.level").fullmatch(level):
            return level + name
    return name
