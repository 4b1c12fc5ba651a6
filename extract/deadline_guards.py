"""Guards of deadlines: whether a time that was read bounds no duty at all (history, validity, permission, benefit, attribute)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from extract.patterns import expression, words
from ontology.records import Between, By, When

REACH = 80  # characters before and after a time in which its sentence tells what it is


class Kind(StrEnum):
    """How a time is printed, and so what can make it none."""

    DAY = "day"  # 10月底前, 到2025年: says itself that it is an end
    PERIOD = "period"  # 2023年, 三季度: an end only where something is still to be done
    LABELLED = "labelled"  # 完成时限：2023年12月
    SPAN = "span"  # 3月至5月
    LIMIT = "limit"  # 3个工作日内
    RECURRING = "recurring"  # 每月25日前
    FREE = "free"  # 月通报, 长期坚持


def is_no_duty(kind: Kind, when: When, text: str, place: tuple[int, int], issued: date | None) -> bool:
    """Whether the words around a time, or the day it names, show that it bounds no duty."""
    start, end = place
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    match kind:
        case Kind.FREE | Kind.LABELLED:
            return False
        case Kind.RECURRING:
            return _fits(after, "history_after", "benefit_after")
        case Kind.LIMIT:
            return (
                _ends(before, "permission_before", "measure_before")
                or _fits(after, "former_after", "condition_after")
                or _is_attribute(before, after)
            )
        case Kind.SPAN:
            return _is_past_span(when, before, issued) or _fits(after, "benefit_span_after") or _is_attribute(before, after)
        case Kind.DAY | Kind.PERIOD:
            return _bounds_nothing(when, before, after, issued) or (
                kind is Kind.PERIOD and _tells_past(when, text[start:end], after, issued)
            )
    raise ValueError(f"unexpected kind of time: {kind!r}")


def _bounds_nothing(when: When, before: str, after: str, issued: date | None) -> bool:
    if _ends(before, "as_of_before") and (issued is None or not isinstance(when, By) or when.day <= issued):
        return True
    if isinstance(when, By) and issued is not None and when.day.year < issued.year:
        return True
    return (
        _ends(before, "validity_before", "permission_before")
        or _fits(after, "history_after", "permission_after", "attribute_after")
        or _is_attribute(before, after)
    )


def _tells_past(when: When, printed: str, after: str, issued: date | None) -> bool:
    """Whether a period without 前 tells what was done in it."""
    if any(word in printed for word in words("deadline_values", "before")):
        return False
    return _is_past(when, issued) or _fits(after, "past_after")


def _is_past(when: When, issued: date | None) -> bool:
    if issued is None:
        return False
    last = when.day if isinstance(when, By) else when.end if isinstance(when, Between) else issued
    return last < issued


def _is_past_span(when: When, before: str, issued: date | None) -> bool:
    return (_is_past(when, issued) and not _ends(before, "stage_before")) or _ends(before, "permission_before", "validity_span_before")


def _is_attribute(before: str, after: str) -> bool:
    return _ends(before, "attribute_before") and "\u7684" in after[:40]


def _ends(before: str, *guards: str) -> bool:
    return any(expression(f"deadline_guards.{guard}").search(before) for guard in guards)


def _fits(after: str, *guards: str) -> bool:
    return any(expression(f"deadline_guards.{guard}").match(after) for guard in guards)
