"""The folder of a store: CURRENT names a snapshot that is never written to again; a writer makes the next one beside it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.file_locks import hold, is_held, sync_folder, take
from ontology.words import say

FORMAT = "zerenlian 2"  # a higher number for every change that an older reader would misread
WAIT_SECONDS = 10.0


class Snapshots:
    """The folder at `path`; nothing is made before the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path / "snapshots"

    def check(self, *, create: bool) -> None:
        """Raises StoreError unless the folder is a store, or (`create`) may become one."""
        if not self.path.exists():
            if create:
                return
            raise StoreError(say("kg.missing", path=self.path))
        if not self.path.is_dir():
            raise StoreError(say("kg.is_file", path=self.path))
        found = self._format()
        if found is None:
            if create and not any(self.path.iterdir()):
                return
            raise StoreError(say("kg.no_store", path=self.path))
        self._check_format(found)
        if self.current() is None and not create:
            raise StoreError(say("kg.empty_store", path=self.path))

    def current(self) -> str | None:
        """The name of the published snapshot, or None before the first."""
        try:
            return (self.path / "CURRENT").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def hold(self) -> tuple[Path, IO[bytes]] | None:
        """The published snapshot, and an open file that keeps it from being removed; None before the first."""
        for _ in range(100):
            name = self.current()
            if name is None:
                return None
            try:
                handle = (self._folder / name / "held").open("rb")
            except FileNotFoundError:
                continue
            hold(handle)
            if self.current() == name:
                return self._folder / name, handle
            handle.close()
        raise StoreError(say("kg.damaged", path=self.path))

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """The folder of the next snapshot, not there yet; published when the block ends without an error."""
        self.path.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self._make_folders()
            before = self.current()
            name = str(int(before or 0) + 1)
            draft = self._folder / f"{name}.draft"
            self._sweep(keep=before)
            draft.mkdir()
            try:
                yield draft
            except BaseException:
                _remove(draft)
                raise
            (draft / "held").write_bytes(b"")
            draft.rename(self._folder / name)
            self._publish(name)
            self._sweep(keep=name)

    def snapshot(self) -> Path | None:
        """The folder of the published snapshot (for whoever holds the lock)."""
        name = self.current()
        return None if name is None else self._folder / name

    @property
    def sources(self) -> Path:
        """The folder of the source texts, each named by its SHA-256."""
        return self.path / "sources"

    @property
    def answers(self) -> Path:
        """The folder of answers that are kept; whoever asks may empty it."""
        return self.path / "answers"

    def _format(self) -> str | None:
        try:
            return (self.path / "FORMAT").read_text(encoding="utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None

    def _check_format(self, found: str) -> None:
        """Raises StoreError for a store that an older or a newer version wrote, or whose mark is no mark of ours."""
        if found == FORMAT:
            return
        name, _, number = found.partition(" ")
        ours, _, expected = FORMAT.partition(" ")
        if name != ours or not number.isascii() or not number.isdigit():
            raise StoreError(say("kg.no_store", path=self.path))
        key = "kg.older_format" if int(number) < int(expected) else "kg.newer_format"
        raise StoreError(say(key, path=self.path, found=number, expected=expected))

    def _make_folders(self) -> None:
        if self._format() is None:
            _write_whole(self.path / "FORMAT", FORMAT + "\n")
        self._folder.mkdir(exist_ok=True)
        self.sources.mkdir(exist_ok=True)

    def _publish(self, name: str) -> None:
        sync_folder(self._folder)
        _write_whole(self.path / "CURRENT", name + "\n")

    def _sweep(self, keep: str | None) -> None:
        """Removes drafts that a killed writer left, and old snapshots that nobody reads."""
        for folder in self._folder.iterdir():
            if folder.name != keep and (folder.suffix == ".draft" or not is_held(folder / "held")):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.path / "lock").open("a+", encoding="utf-8") as handle:
            self._wait_for(handle)
            handle.truncate(0)
            handle.write(str(os.getpid()))
            handle.flush()
            yield

    def _wait_for(self, handle: IO[str]) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while not take(handle):
            if time.monotonic() >= until:
                handle.seek(0)
                raise StoreError(say("kg.locked", path=self.path, holder=handle.read() or "?"))
            time.sleep(0.05)


def _remove(folder: Path) -> None:
    """Removes a folder into which threads of the engine may still write for a moment."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


def _write_whole(path: Path, text: str) -> None:
    """Writes a small file at once: a reader sees the old text or the new one."""
    draft = path.with_name(path.name + ".draft")
    with draft.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(path)
    sync_folder(path.parent)
