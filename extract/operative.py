"""Operative or not: whether a text tells somebody to do something, or introduces, describes, defines, encourages."""

from __future__ import annotations

from extract.patterns import expression


def is_ordering(text: str) -> bool:
    """Whether a lead-in or closing paragraph orders something or sets a target, rather than only introducing what follows."""
    if expression("operative.issue_only").search(text) and not expression("operative.strong_order").search(text):
        return False
    if expression("operative.definition").search(text) or expression("operative.list_heading").match(text):
        return False
    return bool(expression("operative.order").search(text) or expression("operative.verb").search(text))


def is_operative(text: str, headings: tuple[str, ...], title: str, *, names_units: bool, introduced: str = "") -> bool:
    """Whether a leaf is an order, by its own words and by the headings that it stands under.

    `text` is what the leaf says after its number; `names_units`: whether units are made answerable in it; a principle
    is an order only then; `introduced`: the lead-in above it.
    """
    above = (*headings, title)
    if expression("operative.heading_goal").search(title):
        return names_units or bool(expression("operative.figure").search(text))
    if any(expression("operative.heading_never").match(heading) for heading in above):
        return False
    if any(expression("operative.heading_principle").search(heading) for heading in above):
        return names_units
    if any(expression("operative.heading_goal").search(heading) for heading in above):
        return names_units or bool(expression("operative.figure").search(text))
    if expression("operative.definition").search(text):
        return False
    if names_units:
        return True
    if expression("operative.introduces_conditions").search(introduced):
        return False  # 项目应在本市注册 is a condition below 申报条件：
    if expression("operative.introduces_cases").search(introduced) and not expression("operative.strong_order").search(text):
        return False
    if expression("operative.achievement").match(text):
        return False
    if expression("operative.case").search(text):
        return False
    is_permission = expression("operative.permission").match(text) and not expression("operative.strong_order").search(text)
    return not is_permission
