"""Heads of documents in the dress of websites, databases and single files: number, title, issuer and date."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract.clean import clean
from extract.documents import find_documents

CASES: list[dict[str, str]] = tomllib.loads((Path(__file__).parent / "cases" / "heads.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_head(case: dict[str, str]) -> None:
    (head,) = find_documents(clean(case["text"]))
    found = (head.number or "", head.title, "、".join(head.issuers), head.date.isoformat() if head.date else "")
    assert found == (case.get("number", ""), case["title"], case.get("issuer", ""), case.get("date", ""))
