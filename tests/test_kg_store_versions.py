"""Stores that another version of the program wrote: refused in one line, and left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli import run
from tests.gold_readings import gold_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "chain.db"
    open_store(path, create=True).add(gold_reading("zz48"))
    return path


# (the mark of a store, a word of what is said): of an older version, of a newer one, of nobody
FORMATS = [
    ("zerenlian 1", "旧版本"), ("zerenlian 0", "旧版本"), ("zerenlian 3", "更新的版本"), ("zerenlian 10", "更新的版本"), ("zerenlian ２", "不是"),
    ("zerenlian", "不是"), ("zerenlian two", "不是"), ("other 2", "不是"), ("", "不是"),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "word"), FORMATS)
@pytest.mark.parametrize("arguments", [("ask", "documents"), ("build", ":sample:"), ("export", "-o", "x.nq"), ("correct", "--undo")])
def test_store_of_another_version_is_refused_and_left_alone(path: Path, mark: str, word: str, arguments: tuple[str, ...]) -> None:
    (path / "FORMAT").write_text(mark + "\n", encoding="utf-8")
    before = {one: one.stat().st_mtime_ns for one in path.rglob("*")}
    ran = run(*arguments, "--store", "chain.db", folder=path.parent)
    assert (ran.code, ran.err.count("\n"), ran.out) == (2, 1, "")
    assert word in ran.err
    assert "chain.db" in ran.err
    assert {one: one.stat().st_mtime_ns for one in path.rglob("*")} == before
