"""What Windows lacks is not relied on: modules, characters of a code page, names of files, the endings of lines."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import kg.file_locks
from extract.readers.office import find_office
from kg.errors import StoreError
from kg.snapshots import Snapshots

ROOT = Path(__file__).parents[1]
WITHOUT_POSIX = """
import sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
from importlib import import_module
import zerenlian
from zerenlian.cli import COMMANDS
for name in sorted(set(COMMANDS.values())):
    import_module(f"zerenlian.{name}")
import kg.store, extract.readers.files, extract.readers.office
"""


def locking(descriptor: int, _mode: int, _count: int) -> None:
    """As the one of Windows: an error where another has the place."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def opened_rename(path: Path, target: Path) -> Path:
    """As on Windows: a file that somebody has open is not renamed."""
    if any(os.path.realpath(link) == str(path) for link in Path("/proc/self/fd").iterdir()):
        raise PermissionError(13, "in use", str(path))
    os.rename(path, target)  # noqa: PTH104
    return target


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    modules: dict[str, Any] = {"fcntl": None, "msvcrt": SimpleNamespace(locking=locking, LK_NBLCK=2)}
    monkeypatch.setattr(kg.file_locks, "_module", modules.__getitem__)
    monkeypatch.setattr(Path, "rename", opened_rename)


def test_every_command_is_imported_without_the_modules_of_posix() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_POSIX], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("windows")
def test_one_writer_and_readers_that_keep_their_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.snapshots.WAIT_SECONDS", 0.1)
    snapshots = Snapshots(tmp_path / "chain.db")
    with snapshots.writing(), pytest.raises(StoreError, match=str(os.getpid())), Snapshots(tmp_path / "chain.db").writing():
        pass
    held = snapshots.hold()
    assert held is not None
    for _ in range(2):
        with snapshots.writing():
            pass
    names = {folder.name for folder in (tmp_path / "chain.db" / "snapshots").iterdir()}
    assert names == {"1", "3"}
    held[1].close()
    with snapshots.writing():
        pass
    assert {folder.name for folder in (tmp_path / "chain.db" / "snapshots").iterdir()} == {"4"}


@pytest.mark.parametrize("coding", ["gbk", "cp437"])
def test_a_character_that_the_code_page_lacks_is_escaped(coding: str) -> None:
    for arguments, code in ((["--help"], 0), (["\U00020000"], 2)):
        done = subprocess.run(
            [sys.executable, "-m", "zerenlian", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": coding},
            capture_output=True,
            check=False,
        )
        said = (done.stdout + done.stderr).decode(coding)
        assert done.returncode == code, said
        assert "Traceback" not in said
        assert (r"\U00020000" in said) == (code == 2)


def test_the_office_is_found_where_its_installer_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    assert find_office() is None
    program = tmp_path / "Program Files" / "LibreOffice" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.write_text("", encoding="utf-8")
    program.chmod(0o755)
    assert find_office() == str(program)
