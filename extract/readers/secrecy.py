"""The mark of secrecy that a document bears on a line of its own at its head (秘密, 机密, 绝密)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

HEAD = 3_000  # characters at the beginning in which the mark stands


@cache
def _expression() -> re.Pattern[str]:
    return re.compile(tomllib.loads((files("extract.readers") / "secrecy.toml").read_text(encoding="utf-8"))["regex"])


def secrecy_mark(text: str) -> str | None:
    """The mark as printed, without blanks; None where there is none."""
    match = _expression().search(text[:HEAD])
    return "".join(match[1].split()) if match else None
