"""Hostile files: each ends in one sentence and exit code 2, within ten seconds, and nothing is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.words import LANGUAGES
from tests.cli import run
from tests.hostile import hostile_files

CASES = list(hostile_files())


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert len({name for name, _ in CASES}) == len(CASES)


@pytest.mark.parametrize("make", [make for _, make in CASES], ids=[name for name, _ in CASES])
def test_hostile_file(make: Callable[[], tuple[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.office.SECONDS", 9)
    name, data = make()
    (tmp_path / name).write_bytes(data)
    start = time.monotonic()
    ran = run("build", name, folder=tmp_path)
    spent = time.monotonic() - start
    assert ran.code == 2, (ran.out[:200], ran.err[:200])
    assert ran.err.strip().count("\n") == 0
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "chain.db").exists()
    assert spent < 10


def test_sentences_are_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    said = {run("text", "a.docx", "--lang", language, folder=tmp_path).err for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)
