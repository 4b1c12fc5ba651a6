"""The command merge: what it says, what it refuses, and that a killed one leaves the old state or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli import run
from tests.test_kg_merging import HALF, NUMBER, built

ROOT = Path(__file__).parents[1]
# (arguments after merge, exit code, a word of what is said)
COMMANDS = [
    (["b.db", "--store", "new.db"], 0, "2"), (["b.db", "c.db", "--store", "new.db"], 1, NUMBER),
    (["c.db", "--replace", "--store", "b.db"], 0, NUMBER), (["b.db", "--store", "b.db"], 2, "b.db"), (["no.db", "--store", "b.db"], 2, "no.db"),
    (["b.db", "no.db", "--store", "new.db"], 2, "no.db"), (["old.db", "--store", "b.db"], 2, "old.db"), ([], 2, "OTHER"),
    (["http://127.0.0.1:9/query", "--store", "b.db"], 2, "127.0.0.1:9"), (["b.db", "--store", "text.txt"], 2, "text.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "word"), COMMANDS)
def test_command(tmp_path: Path, arguments: list[str], code: int, word: str) -> None:
    built("zz48", "kunming", place=tmp_path / "b.db").close()
    open_store(tmp_path / "c.db", create=True).add(HALF)
    built("zz50", place=tmp_path / "old.db").close()
    (tmp_path / "old.db" / "FORMAT").write_text("zerenlian 1\n", encoding="utf-8")
    (tmp_path / "text.txt").write_text("x", encoding="utf-8")
    ran = run("merge", *arguments, folder=tmp_path)
    assert (ran.code, word in ran.out + ran.err) == (code, True), ran.err
    if code == 2:
        assert ran.err.count("\n") == 1
        assert not (tmp_path / "new.db").exists()


WRITER = "import sys; from kg.store import open_store; open_store(sys.argv[1]).merge({'b': open_store(sys.argv[2])})"


@pytest.mark.skipif(os.name == "nt", reason="NOT RUN: this system knows no SIGKILL")
def test_killed_merges_leave_a_whole_state(tmp_path: Path) -> None:
    for name, keys in (("a", ("zz48",)), ("whole", ("zz48",)), ("b", ("kunming", "jingzhou", "zz50"))):
        built(*keys, place=tmp_path / f"{name}.db").close()
    before, begun = open_store(tmp_path / "whole.db").export("nquads"), time.monotonic()
    subprocess.run([sys.executable, "-c", WRITER, tmp_path / "whole.db", tmp_path / "b.db"], cwd=ROOT, check=True)
    length = time.monotonic() - begun
    states = {before: "old", open_store(tmp_path / "whole.db").export("nquads"): "new"}
    seen = []
    for moment in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "a.db", tmp_path / "b.db"], cwd=ROOT)
        time.sleep(length * (0.4 + 0.05 * moment))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        seen.append(states[open_store(tmp_path / "a.db").export("nquads")])
    assert seen == sorted(seen, reverse=True)
    subprocess.run([sys.executable, "-c", WRITER, tmp_path / "a.db", tmp_path / "b.db"], cwd=ROOT, check=True)
    assert states[open_store(tmp_path / "a.db").export("nquads")] == "new"
    assert not list((tmp_path / "a.db" / "snapshots").glob("*.draft"))
