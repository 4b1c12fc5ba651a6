"""The README runs: its commands as shown, its Python, and every command, question and audit is named there or in the help."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli import run
from tests.gold_readings import GAZETTE
from zerenlian.cli import COMMANDS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\$ (zerenlian .+)$", README, re.M)
TABLED = [line for line in re.findall(r"^\| `(zerenlian (?:ask|audit) [^`]+)` \|", README, re.M) if "[" not in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    assert run("build", ":sample:", folder=made).code == 0
    return made


def test_the_two_commands_come_first() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("zerenlian build")


@pytest.mark.parametrize("line", [*SHOWN, *TABLED])
def test_commands(folder: Path, line: str) -> None:
    ran = run(*shlex.split(line)[1:], folder=folder)
    assert ran.code in (0, 1), ran.err
    assert ran.out.strip()


def test_the_shown_answer_is_the_answer(folder: Path) -> None:
    answer = run("ask", "who-owns", "棚户区改造规划", folder=folder).out
    shown = README.split("$ zerenlian ask who-owns 棚户区改造规划\n")[1].split("```")[0]
    for line in shown.strip().splitlines():
        assert _words(line) in [_words(found) for found in answer.splitlines()]


def _words(line: str) -> list[str]:
    """The words of a line, its figures apart: a confidence moves whenever the gold is measured anew."""
    return [word for word in line.split() if not re.fullmatch(r"[01]\.\d+", word)]


def test_every_command_is_named() -> None:
    for command in COMMANDS:
        assert f"zerenlian {command}" in README


def test_python(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code = README.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(folder)
    (folder / "gazette.txt").write_bytes(GAZETTE.read_bytes())
    exec(compile(code, "README", "exec"), {})
    assert "市规划局" in capsys.readouterr().out
