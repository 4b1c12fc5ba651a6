"""Who leads a coordination body, who belongs to it, and how often it meets."""

from __future__ import annotations

from extract.patterns import expression, words


def read_chair(about: str, *, of_office: bool = False) -> str | None:
    """The person that the words about a body put at its head, as printed; of its office where asked."""
    for match in expression("bodies.chair").finditer(about):
        post = "bodies.office_post" if of_office else "bodies.head_post"
        if bool(expression(post).search(match[0])) is of_office:
            return match["led"] or match["person"] or match["other"]
    return None


def read_members(about: str) -> tuple[str, ...]:
    """The units that the words about a body name as its members, as printed, without what is said of their heads."""
    found: list[str] = []
    has_first = bool(expression("bodies.first_convener").search(about))
    for match in expression("bodies.members").finditer(about):
        if has_first or not expression("bodies.convener").fullmatch(match["post"]):
            found += parts(match["list"])
    for match in expression("bodies.members_listed").finditer(about):
        found += parts(match["list"])
    if not found:
        joined = expression("bodies.joined").search(about)
        found = [joined["lead"], *parts(joined["list"])] if joined else []
    return tuple(dict.fromkeys(found))


def parts(listed: str) -> list[str]:
    """The names of a printed list that are no persons."""
    parts = [part for part in expression("bodies.list_break").split(listed) if part]
    return [part for part in parts if not expression("bodies.person_only").search(part)]


def read_rhythm(text: str, name: str, kind: str) -> str | None:
    """How often a text says that a body meets, as an RFC 5545 rule; None where it does not."""
    rules = dict(entry.split("=", 1) for entry in words("bodies", "rhythms"))
    for match in expression("bodies.rhythm").finditer(text):
        after, before = match["after"] or "", text[max(0, match.start() - 12) : match.start()]
        if name in after or after.endswith(kind) or kind in before:
            return rules[match["period"]]
    return None
