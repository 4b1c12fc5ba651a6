"""Answers that are kept beside a published snapshot: a snapshot never changes, so what was answered once stays true of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.ask import Row

KEPT = frozenset({"load", "unowned"})  # questions about the whole store, which take no arguments and know no today
_PACKAGES = ("kg", "kg.questions", "ontology", "ontology.units")


class KeptAnswers:
    """The answers of one snapshot in `folder`, a file a question; of no other snapshot is anything kept."""

    def __init__(self, folder: Path, snapshot: Path) -> None:
        self._folder, self._snapshot = folder, snapshot

    def rows(self, question: str, ask: Callable[[], list[Row]]) -> list[Row]:
        """The kept rows; else what `ask` answers, which is kept where the folder can be written to.

        A file that is cut, changed, unreadable, or made by another version of the program counts as none.
        """
        path = self._folder / f"{self._snapshot.name}-{question}.json"
        try:
            mark = self._mark()
        except OSError:
            return ask()
        found = _read(path, mark)
        if found is None:
            found = ask()
            with suppress(OSError, TypeError, ValueError):
                self._write(path, mark, found)
        return found

    def _mark(self) -> str:
        """What an answer depends on: the files of the snapshot, as they lie there, and the program."""
        graph = sorted((self._snapshot / "graph").iterdir())
        told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in graph]
        return hashlib.sha256(f"{_program()} {told}".encode()).hexdigest()

    def _write(self, path: Path, mark: str, rows: list[Row]) -> None:
        text = json.dumps(rows, ensure_ascii=False)
        if json.loads(text) != rows:
            raise ValueError("rows that JSON does not give back")
        self._folder.mkdir(exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        try:
            draft.write_bytes(f"{mark} {_digest(text)}\n{text}".encode())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        for other in self._folder.iterdir():
            if not other.name.startswith(f"{self._snapshot.name}-"):
                other.unlink(missing_ok=True)


def _read(path: Path, mark: str) -> list[Row] | None:
    from kg.ask import Row

    try:
        head, _, text = path.read_bytes().decode("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if head != f"{mark} {_digest(text)}":
        return None
    rows: list[dict[str, Any]] = json.loads(text)
    return [Row(row) for row in rows]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of all that makes an answer out of a graph."""
    digest = hashlib.sha256()
    for name, data in _parts():
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _parts() -> Iterator[tuple[str, bytes]]:
    for package in _PACKAGES:
        for path in sorted(files(package).iterdir(), key=lambda found: found.name):
            if path.name.endswith((".py", ".rq", ".csv", ".toml")):
                yield f"{package}/{path.name}", path.read_bytes()
