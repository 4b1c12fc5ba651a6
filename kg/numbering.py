"""Gaps in the printed numbering of a document: 一、二、四."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def gaps(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of measures before which a number is missing; `digits` are the ten Chinese ones, `missing` is the number in Arabic figures.

    Only neighbours under the same heading and in the same style of number are compared, and only jumps of up to three numbers.
    """
    last: dict[tuple[str, str, str], int] = {}
    found: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: (str(row["document"]), int(row["order"]))):
        parents: list[str] = []
        for part in str(row["path"]).split("/"):
            number = value_of(part, str(row["digits"]))
            if number is not None:
                key = (str(row["document"]), "/".join(parents), style_of(part, str(row["digits"])))
                before = last.get(key, 0)
                if 1 < number - before <= 4:
                    found.append({**row, "missing": before + 1})
                last[key] = max(number, before)
            parents.append(part)
    return found


def value_of(part: str, digits: str) -> int | None:
    """The number of a part of a path (（十二）, 3, 第五条), or None."""
    arabic = re.search(r"\d+", part)
    if arabic:
        return int(arabic[0]) if not re.search(r"[a-z~]", part) else None
    chinese = "".join(character for character in part if character in digits)
    return _chinese(chinese, digits) if chinese else None


def style_of(part: str, digits: str) -> str:
    """How a part of a path is numbered: its characters, each digit as 0."""
    return re.sub("0+", "0", "".join("0" if character in digits or character.isdigit() else character for character in part))


def _chinese(text: str, digits: str) -> int:
    ten = digits[9]
    tens, found, ones = text.partition(ten)
    if not found:
        return digits.index(text) + 1 if text in digits else 0
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)
