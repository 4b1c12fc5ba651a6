"""Running text: who is made answerable, in which role, and who is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.clean import clean
from extract.naming import Setting
from extract.prose import read_prose
from extract.unit_grammar import find_names
from ontology.registry import Registry

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "prose.toml").read_text(encoding="utf-8"))["case"]
SETTING = Setting("市", "驻马店", "411700", Registry())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_prose(case: dict[str, Any]) -> None:
    text = clean(case["text"]).text
    said, _ = read_prose(text, find_names(text, SETTING, []))
    assert {entry.mention.printed: entry.role.value for entry in said} == {key: role for key, role in case.items() if key != "text"}
