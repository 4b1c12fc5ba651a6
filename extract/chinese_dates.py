"""Dates as documents print them: `二〇一八年七月二十九日`, `2018年8月2日`."""

from __future__ import annotations

from datetime import date
from functools import cache

from extract.patterns import expression, words

ZERO = "\u3007"  # 〇


@cache
def _digits() -> dict[str, int]:
    return {character: value for value, group in enumerate(words("dates", "digits")) for character in group}


def number(text: str) -> int | None:
    """The value of `29`, `二十九`, `二〇一八`; None where the text is no number."""
    if text.isdigit() and text.isascii():
        return int(text)
    digits, ten, hundred = _digits(), *words("dates", "powers")
    if not text or any(c not in digits and c not in (ten, hundred) for c in text):
        return None
    if ten not in text and hundred not in text:
        return int("".join(str(digits[c]) for c in text))
    total, current = 0, 0
    for character in text:
        if character == hundred:
            total, current = total + (current or 1) * 100, 0
        elif character == ten:
            total, current = total + (current or 1) * 10, 0
        else:
            current = digits[character]
    return total + current


def first_of_year(text: str) -> date | None:
    """The first day of the year that a text prints (2024年, 〔2024〕), against which its days without a year count; None without one."""
    match = expression("dates.year").search(text)
    return date(int(match["year"]), 1, 1) if match else None


def full_date(text: str) -> date | None:
    """The first whole date in a text; None where there is none or the day does not exist."""
    match = expression("dates.full").search(text)
    if not match:
        return None
    year, month, day = number(match["year"]), number(match["month"]), number(match["day"])
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def even_zeros(text: str) -> str:
    """二OO六年 as 二〇〇六年: letters and figures that stand for a zero in a year, character for character."""
    return expression("dates.zeros").sub(lambda match: ZERO * len(match[0]), text)
