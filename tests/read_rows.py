"""The rows of one layer that the reading of a text gives, for tests."""

from __future__ import annotations

from typing import Any

from extract.pipeline import read
from extract.rows import rows
from ontology.records import Source


def read_rows(text: str, layer: str) -> list[dict[str, Any]]:
    """The rows of that layer, in printed order."""
    return [row for row in rows(read(Source("document.txt", text, ""))) if row["layer"] == layer]
