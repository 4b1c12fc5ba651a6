"""Answers kept beside a snapshot: asked once, never stale, never trusted where the file is not whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.sparql import run
from kg.store import Graph, open_store
from tests.gold_readings import gold_reading

QUESTIONS = ("load", "unowned")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "chain.db"
    open_store(path, create=True).add(gold_reading("yunnan-honghe"))
    return path


@pytest.fixture
def path(stored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stored, tmp_path / "chain.db"))


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that were sent, as they are sent."""
    sent: list[str] = []

    def counted(dataset: Any, text: str) -> Any:
        sent.append(text)
        return run(dataset, text)

    monkeypatch.setattr("kg.ask.run", counted)
    return sent


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_asked_once(path: Path, queries: list[str], question: str) -> None:
    first = open_store(path).ask(question)
    asked = len(queries)
    assert first
    assert asked
    assert open_store(path).ask(question) == first
    assert [type(row) for row in open_store(path).ask(question)] == [type(row) for row in first]
    assert len(queries) == asked
    assert not [one for one in (path / "answers").iterdir() if one.suffix != ".json"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_new_snapshot_is_asked_anew(path: Path, question: str) -> None:
    old = open_store(path)
    before = old.ask(question)
    open_store(path).add(gold_reading("hubei-xiangyang"))
    memory = open_store(":memory:")
    for name in ("yunnan-honghe", "hubei-xiangyang"):
        memory.add(gold_reading(name))
    assert open_store(path).ask(question) == memory.ask(question) != before
    assert old.ask(question) == before
    old.refresh()
    assert old.ask(question) == memory.ask(question)
    assert len({one.name.partition("-")[0] for one in (path / "answers").iterdir()}) == 1


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _changed(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace("市".encode(), "县".encode(), 1))


def _folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [_cut, _changed, _folder_instead, lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"\xff\xfe"), lambda file: file.write_bytes(b"[]")],
)  # fmt: skip
def test_a_spoiled_file_is_asked_again(path: Path, queries: list[str], spoil: Callable[[Path], None]) -> None:
    first = open_store(path).ask("load")
    spoil(next((path / "answers").iterdir()))
    queries.clear()
    assert open_store(path).ask("load") == first
    assert queries


def test_another_snapshot_of_the_same_number_is_asked_anew(path: Path, stored: Path, queries: list[str]) -> None:
    """Files of another store that were put in place of these."""
    open_store(path).ask("load")
    shutil.rmtree(path / "snapshots")
    other = path.with_name("other.db")
    open_store(other, create=True).add(gold_reading("hubei-xiangyang"))
    shutil.copytree(other / "snapshots", path / "snapshots")
    queries.clear()
    assert open_store(path).ask("load") == open_store(other).ask("load")
    assert queries


def test_another_program_asks_anew(path: Path, queries: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path).ask("load")
    monkeypatch.setattr("kg.kept_answers._program", lambda: "other")
    queries.clear()
    open_store(path).ask("load")
    assert queries


def test_a_store_that_takes_no_answers_is_asked_each_time(path: Path, queries: list[str]) -> None:
    (path / "answers").write_bytes(b"a file where the folder would be")
    first = open_store(path).ask("load")
    queries.clear()
    assert open_store(path).ask("load") == first
    assert queries


def test_memory_own_questions_and_others_are_not_kept(path: Path, queries: list[str], tmp_path: Path) -> None:
    memory = open_store(":memory:")
    memory.add(gold_reading("yunnan-honghe"))
    (tmp_path / "own").mkdir()
    asking: list[Callable[[], object]] = [
        lambda: memory.ask("load"),
        lambda: Graph(open_store(path)._backend).ask("load", folder=tmp_path / "own"),
        lambda: open_store(path).ask("without-lead"),
    ]
    for ask in asking:
        counts = []
        for _ in range(2):
            queries.clear()
            ask()
            counts.append(len(queries))
        assert counts[0] == counts[1] > 0
    assert not (path / "answers").exists()


def test_what_audits_find_is_looked_for_once(path: Path, queries: list[str]) -> None:
    first = open_store(path).audit()
    asked = len(queries)
    assert first
    assert asked
    assert open_store(path).audit() == first
    assert len(queries) == asked
    open_store(path).audit(as_of=date(2030, 1, 1))  # what knows a today is asked each time
    assert len(queries) > asked
    open_store(path).add(gold_reading("hubei-xiangyang"))
    assert open_store(path).audit() != first
