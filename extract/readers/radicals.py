"""Code points of radicals, which some PDF files print ordinary characters with, folded into those characters."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


@cache
def _supplement() -> dict[str, str]:
    return dict(tomllib.loads((files("extract.readers") / "radicals.toml").read_text(encoding="utf-8"))["radicals"])


def without_radicals(text: str) -> str:
    """The text with radicals and compatibility forms of ideographs as the characters they stand for."""
    return RADICAL.sub(lambda match: _supplement().get(match[0]) or unicodedata.normalize("NFKC", match[0]), text)
