"""Paths of measures as people write them: 四（二）1（1） for 四/（二）/1/（1）, 五/第1段 for 五/p1."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

PARAGRAPH = re.compile(r"p(\d+)")


def item_path(path: str) -> str:
    """A path as a person writes it: 四（二）1（1）, and 第2段 for p2; levels that touch as digits keep their stroke."""
    written = ""
    for part in (_part(printed) for printed in path.split("~")[0].split("/")):
        between = "/" if written and written[-1].isalnum() and part[:1].isalnum() else ""
        written += between + part
    return written


def is_path(path: str, words: str) -> bool:
    """Whether the words name that path: as it is kept, or as a person writes it."""
    return words == path or words == item_path(path)


def _part(printed: str) -> str:
    paragraph = PARAGRAPH.fullmatch(printed)
    return _paragraph().format(number=paragraph[1]) if paragraph else printed


@cache
def _paragraph() -> str:
    return str(tomllib.loads((files("ontology") / "paths.toml").read_text(encoding="utf-8"))["paragraph"])
