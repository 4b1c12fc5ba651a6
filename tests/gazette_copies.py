"""Many gazettes out of one: copies whose documents bear other numbers, so that each is a gazette of its own."""

from __future__ import annotations

import re
from pathlib import Path

from tests.gold_readings import GAZETTE

_NUMBER = re.compile(r"(〔\s*20\d\d\s*〕\s*)(\d+)(\s*号)")


def write_copies(folder: Path, count: int) -> int:
    """Writes `copy-001.txt` … into a folder; the characters of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    text = GAZETTE.read_text(encoding="utf-8")
    characters = 0
    for number in range(1, count + 1):
        copy = renumbered(text, number)
        (folder / f"copy-{number:03}.txt").write_text(copy, encoding="utf-8")
        characters += len(copy)
    return characters


def renumbered(text: str, number: int) -> str:
    """The text with every document number changed (`48` of copy 3 is `3048`), and the title of the speech, which has no number."""
    numbered = _NUMBER.sub(lambda found: f"{found[1]}{number * 1000 + int(found[2])}{found[3]}", text)
    return numbered.replace("四届市政府第三次", f"四届市政府第{number}次")
