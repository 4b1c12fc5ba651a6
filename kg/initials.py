"""Pinyin initials of Chinese words: the common characters of GB 2312 stand in the order of their pinyin.

The others have no such order: `initials.txt` gives the letter of each, a row of 94 a row of the code, then characters of place names
that GB 2312 lacks, a line each (made with pypinyin 0.55, MIT licence).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    45217, 45253, 45761, 46318, 46826, 47010, 47297, 47614, 48119, 49062, 49324, 49896, 50371, 50614, 50622, 50906, 51387, 51446, 52218,
    52698, 52980, 53689, 54481,
)  # fmt: skip
_LAST = 55289
_RARE = 0xD8  # the first row of the characters in the order of their radicals


def initials(text: str) -> str:
    """The pinyin initials of `text`, lower case: 市财政局 gives `sczj`; characters without one are left out."""
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    code = int.from_bytes(character.encode("gb2312", errors="ignore"))
    if _FIRST[0] <= code <= _LAST:
        return _LETTERS[bisect_right(_FIRST, code) - 1]
    return _rare().get(character, "")


@cache
def _rare() -> dict[str, str]:
    """The letters of the characters that stand in no order."""
    found: dict[str, str] = {}
    for order, line in enumerate((files("kg") / "initials.txt").read_text(encoding="utf-8").split()):
        if line.isascii():
            row = (bytes((_RARE + order, 0xA1 + place)).decode("gb2312") for place in range(len(line)))
            found.update(zip(row, line, strict=True))
        else:
            found[line[0]] = line[1]
    return found
