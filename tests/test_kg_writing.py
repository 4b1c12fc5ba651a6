"""What a write costs: only what differs is written, and many small writes do not leave many small files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.store import open_store
from kg.storing import Pending
from tests.gold_readings import gold_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "chain.db"
    open_store(path, create=True).add(gold_reading("zz48"), version="1", fingerprint="abc")
    return path


def test_a_reading_that_changes_little_writes_little(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def note(self: Pending) -> None:
        written.append(len(self._quads))
        self._store.extend(self._quads)

    monkeypatch.setattr(Pending, "write", note)
    reading = gold_reading("zz48")
    fewer = replace(reading, assignments=reading.assignments[:-1])
    for one, most in ((reading, 6), (fewer, 6), (reading, 40), (replace(fewer, source=replace(fewer.source, name="b.txt")), 6)):
        graph = open_store(path)
        written.clear()
        graph.add(one, version="1", fingerprint="abc")
        assert sum(written) <= most
        whole = open_store(":memory:")
        whole.add(one, version="1", fingerprint="abc")
        assert {str(quad) for quad in graph.state.store} - {str(quad) for quad in whole.state.store} <= {
            str(quad) for quad in graph.state.store if "graph/units" in str(quad.graph_name)
        }
        assert {str(quad) for quad in whole.state.store} <= {str(quad) for quad in graph.state.store}


def test_many_small_writes_are_made_few_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.backends.SMALL_FILES", 20)
    counts = []
    for number in range(8):
        open_store(path).add(gold_reading("kunming"), version=str(number), fingerprint=str(number))
        counts.append(len(list((path / "snapshots").glob("*/graph/*.sst"))))
    assert max(counts) <= 30
    assert len(open_store(path).ask("documents")) == 2


def test_texts_go_when_their_file_holds_another_one(path: Path) -> None:
    reading = gold_reading("zz48")
    newer = replace(reading, source=replace(reading.source, digest="e" * 64))
    for one, expected in ((reading, [reading.source.digest]), (newer, ["e" * 64]), (reading, [reading.source.digest])):
        open_store(path).add(one)
        assert [file.stem for file in (path / "sources").iterdir()] == expected
