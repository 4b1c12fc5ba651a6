"""Bytes become text: a byte-order mark, then strict UTF-8, then strict GB18030, then UTF-16 without a mark; newlines stay."""

from __future__ import annotations

import codecs
import re

from extract.readers.errors import ReaderError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
STRANGE_SHARE = 0.01  # control and private characters beyond this share are no text


def decode(data: bytes, name: str) -> str:
    """The text of a text file; raises ReaderError where it is empty or no text (a byte-order mark is no character)."""
    if not data.strip(b"\0 \t\r\n"):
        raise ReaderError("empty", name)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), name)
    for encoding in _guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text, encoding):
            return _checked(text, name)
    raise ReaderError("binary", name)


def _guesses(data: bytes) -> tuple[str, ...]:
    """The encodings to try, in turn. UTF-16 holds a zero byte in each newline and blank; the others hold none."""
    if b"\0" in data:
        return ("utf-16-le", "utf-16-be", "utf-8", "gb18030")
    return ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReaderError("broken_encoding", name, encoding=encoding, place=str(error.start)) from None


def _is_text(text: str, encoding: str) -> bool:
    strange = len(CONTROLS.findall(text)) + len(PRIVATE.findall(text))
    if strange > STRANGE_SHARE * len(text):
        return False
    if not encoding.startswith("utf-16"):
        return True
    readable = len(CHINESE.findall(text)) + sum(character.isascii() for character in text) - text.count("\0")
    return readable > 0.9 * len(text)


def _checked(text: str, name: str) -> str:
    if not text.strip("\0\ufeff \t\r\n\f\u3000"):
        raise ReaderError("empty", name)
    if len(CONTROLS.findall(text)) > STRANGE_SHARE * len(text):
        raise ReaderError("binary", name)
    return text
