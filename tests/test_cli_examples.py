"""The example in the help of each command runs as it is printed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ontology.words import messages
from tests.cli import run
from zerenlian.cli import COMMANDS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_example(command: str, language: str, folder: Path) -> None:
    lines = messages(language)[f"cli.{command}.example"].replace("{{", "{").replace("}}", "}").split("\n")
    if language == "en" and lines == messages("zh")[f"cli.{command}.example"].split("\n"):
        return
    assert any(line.startswith(f"zerenlian {command}") for line in lines)
    for line in lines:
        name, *arguments = shlex.split(line)
        ran = run(*arguments, folder=folder)
        assert name == "zerenlian"
        assert ran.code == (1 if command == "audit" and "audit" in arguments else 0), (line, ran.err)
        assert "Traceback" not in ran.err
