"""A count as a list writes it: 十一, 〇, 甲, ①, xi."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LATIN = 26
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
SILENT = {"bullet", "none"}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("extract.readers") / "numerals.toml").read_text(encoding="utf-8"))


@cache
def _series() -> dict[str, str]:
    return {name: str(entry["signs"]) for entry in _table()["series"] for name in entry["formats"]}


def written(count: int, form: str) -> str:
    """A count in the number format of that name; decimal where the format is not known, nothing for bullets."""
    table = _table()
    if form in SILENT:
        return ""
    if form in table["counting"]["formats"]:
        return _spoken(count, table["digits"], table["powers"], spoken_tens=True)
    if form in table["legal"]["formats"]:
        return _spoken(count, table["legal_digits"], table["legal_powers"], spoken_tens=False)
    if form in table["digital"]["formats"]:
        return "".join(table["digits"][int(digit)] for digit in str(count))
    if form in _series():
        signs = _series()[form]
        return signs[count - 1] if 1 <= count <= len(signs) else str(count)
    return _western(count, form)


def _western(count: int, form: str) -> str:
    match form:
        case "decimalZero":
            return f"{count:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(count).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
        case "lowerLetter" | "upperLetter" if count > 0:
            letters = chr(ord("a") + (count - 1) % LATIN) * ((count - 1) // LATIN + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            letters = _roman(count)
            return letters.upper() if form == "upperRoman" else letters
        case _:
            return str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in ROMAN:
        while count >= value:
            letters, count = letters + sign, count - value
    return letters


def _spoken(count: int, digits: str, powers: list[str], *, spoken_tens: bool) -> str:
    """十, 二十一, 一百零五, up to 9,999; figures beyond."""
    if not 0 < count < 10_000:
        return digits[0] if count == 0 else str(count)
    text, was_zero = "", False
    for power in range(len(str(count)) - 1, -1, -1):
        digit = count // 10**power % 10
        if digit == 0:
            was_zero = bool(text)
            continue
        text += (_table()["zero"] if was_zero else "") + digits[digit] + powers[power]
        was_zero = False
    return text[1:] if spoken_tens and 10 <= count < 20 else text
