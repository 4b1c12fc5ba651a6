"""The bundle for machines without internet: what it fetches for each system, and what lies beside the wheels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zerenlian import bundle


def test_every_system_and_version_is_served() -> None:
    served = {(target.system, target.version) for target in bundle.targets()}
    assert served == {(system, version) for system in ("windows", "linux") for version in ("3.11", "3.12", "3.13")}


def test_requirements_follow_the_markers_of_the_other_system() -> None:
    by_system = {target.system: set(bundle.requirements(target)) for target in bundle.targets()}
    assert "colorama" in {name.split("==")[0] for name in by_system["windows"]}
    assert "colorama" not in {name.split("==")[0] for name in by_system["linux"]}
    for names in by_system.values():
        plain = {name.split("==")[0] for name in names}
        assert {"spacy", "rdflib", "pyoxigraph", "lxml", "click", "pypdfium2", "pdfplumber", "pyshacl", "numpy"} <= plain
        assert not {"pytest", "mypy", "ruff", "playwright", "zerenlian"} & plain
        assert all("==" in name for name in names if not name.startswith(("colorama", "win32", "pywin32", "tzdata")))


def test_scripts_and_page(tmp_path: Path) -> None:
    bundle.write_scripts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "install.bat",
        "install.sh",
        "index.html",
        "chain.png",
        "ledger.png",
        "sample.txt",
    }
    script = (tmp_path / "install.bat").read_bytes()
    assert script.isascii()
    assert script.count(b"\r\n") == script.count(b"\n")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "http" not in page
    assert subprocess.run(["sh", "-n", str(tmp_path / "install.sh")], check=False).returncode == 0
    if sys.platform != "win32":
        assert os.access(tmp_path / "install.sh", os.X_OK)


@pytest.mark.parametrize("arguments", [[], ["-o"], ["--help"], ["a", "b", "c"]])
def test_wrong_arguments_write_nothing(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="bundle -o FOLDER"):
        bundle.main(arguments)
    assert not list(tmp_path.iterdir())


def test_an_older_build_stays_out_of_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[set[str]] = []
    monkeypatch.setattr(bundle, "_pip", lambda *arguments: copied.append({path.name for path in Path(arguments[-1]).iterdir()}))
    bundle.make_bundle(tmp_path / "out", Path.cwd(), [])
    assert {"pyproject.toml", "zerenlian", "extract", "kg", "visualize", "ontology", "README.md"} <= copied[0]
    assert not {"build", ".git", ".venv", "tests"} & copied[0]


def test_pip_is_asked_for_wheels_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(bundle, "_pip", lambda *arguments: asked.append(arguments))
    bundle.make_bundle(tmp_path / "out", Path.cwd(), bundle.targets())
    assert asked[0][0] == "wheel"
    assert len(asked) == 7
    assert all(call[0] == "download" and "--only-binary=:all:" in call and "--no-deps" in call for call in asked[1:])
    with pytest.raises(FileExistsError):
        bundle.make_bundle(tmp_path / "out", Path.cwd(), [])
