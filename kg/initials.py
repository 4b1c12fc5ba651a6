"""Pinyin initials of Chinese words: the common characters of GB 2312 stand in the order of their pinyin."""

from __future__ import annotations

from bisect import bisect_right

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    45217, 45253, 45761, 46318, 46826, 47010, 47297, 47614, 48119, 49062, 49324, 49896, 50371, 50614, 50622, 50906, 51387, 51446, 52218,
    52698, 52980, 53689, 54481,
)  # fmt: skip
_LAST = 55289


def initials(text: str) -> str:
    """The pinyin initials of `text`, lower case: 市财政局 gives `sczj`; characters without one are left out."""
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    code = int.from_bytes(character.encode("gb2312", errors="ignore"))
    return _LETTERS[bisect_right(_FIRST, code) - 1] if _FIRST[0] <= code <= _LAST else ""
