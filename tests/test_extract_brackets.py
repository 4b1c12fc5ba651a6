"""Labelled lists and verb forms, each printed somewhere: who stands in them, in which role."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.brackets import find_brackets
from extract.clean import clean
from extract.naming import Setting
from ontology.records import Role
from ontology.registry import Registry

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "brackets.toml").read_text(encoding="utf-8"))["case"]
SETTING = Setting("市", "驻马店", "411700", Registry())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_brackets(case: dict[str, Any]) -> None:
    text = clean(case["text"]).text
    brackets = find_brackets(text, SETTING)
    found = {role.value: [entry.mention.printed for b in brackets for entry in b.listed if entry.role is role] for role in Role}
    wanted = {role.value: case.get(role.value, []) for role in Role}
    assert found == wanted
    posts = [text[p.start : p.end].strip("；。 ") for b in brackets for p in b.printed if p.kind == "post"]
    assert posts == case.get("posts", [])
    for bracket in brackets:
        for entry in bracket.listed:
            assert text[entry.mention.start : entry.mention.end] == entry.mention.printed
