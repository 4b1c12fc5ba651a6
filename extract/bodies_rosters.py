"""Rosters: who leads a body and who belongs to it, printed line by line (组长：…, 副组长：…, 成员：…) below its name."""

from __future__ import annotations

from collections.abc import Iterator

from extract.bodies_members import parts
from extract.patterns import expression


def read_rosters(text: str) -> Iterator[tuple[int, str | None, tuple[str, ...]]]:
    """Where each roster begins, the person at its head, and the units that its lines of members name, as printed."""
    for roster in expression("bodies.roster").finditer(text):
        chief, members = None, []
        for line in expression("bodies.roster_line").finditer(text, roster.start(), roster.end()):
            if expression("bodies.roster_chief").fullmatch(line["post"]):
                chief = chief or line["who"]
            elif expression("bodies.roster_members").fullmatch(line["post"]):
                listed = expression("bodies.roster_break").split(line["who"])
                members += [unit for printed in listed for unit in _unit(printed)]
        yield roster.start(), chief, tuple(dict.fromkeys(members))


def _unit(printed: str) -> list[str]:
    """The unit whose head belongs to a body; none for a person who is printed with a name (张三市财政局局长)."""
    found = parts(expression("bodies.heads").sub("", printed))
    is_person = expression("bodies.one_head").search(printed)
    return [unit for unit in found if not is_person or expression("bodies.member_start").match(unit)]
