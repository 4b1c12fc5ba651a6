"""Confidence: the share of right rows among the rows of a pattern on gold, smoothed; the table is data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

UNKNOWN = 0.8  # the factor for a unit that no registry knows


@cache
def _table() -> dict[str, float]:
    path = files("extract") / "confidence.toml"
    if not path.is_file():
        return {}
    return {key: float(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8"))["share"].items()}


def confidence(pattern: str, *, is_known: bool) -> float:
    """The confidence of a row that this pattern gave, between 0 and 1; a pattern without rows on gold has 0.7."""
    share = _table().get(pattern, 0.7)
    return round(share if is_known else share * UNKNOWN, 3)
