"""Where the graph lies: a folder of snapshots, or the memory of this process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Store

from kg.errors import StoreError
from kg.kept_answers import KeptAnswers
from kg.quads import QuadStore
from kg.search import SearchIndex
from kg.snapshots import Snapshots
from ontology.words import say

SMALL_FILES = 96  # of a graph, before they are made one: a write leaves about eight, and to make them one takes seconds where it is large
A_FILE_MORE = 8 << 20  # bytes of a graph for each of which one file more is allowed


class Shelf(Protocol):
    """Keeps the texts of sources."""

    def put(self, digest: str, text: str) -> None:
        """Keeps a text under its SHA-256."""

    def get(self, digest: str) -> str:
        """The text; raises KeyError when it is not kept."""

    def keep_only(self, digests: frozenset[str]) -> None:
        """Lets go of all other texts."""


@dataclass(slots=True)
class State:
    """A graph that can be read: quads, full-text index, source texts; `held` keeps its files, `answers` what was answered before."""

    store: QuadStore
    search: SearchIndex
    shelf: Shelf
    name: str = ""
    held: IO[bytes] | None = None
    answers: KeptAnswers | None = None


class Backend(Protocol):
    """What `Graph` needs of a place."""

    def read(self) -> State:
        """The published state."""

    def is_current(self, state: State) -> bool:
        """Whether `state` is still the published one."""

    def writing(self) -> AbstractContextManager[State]:
        """A block in which the yielded state may be changed; it is published when the block ends without an error."""


class FolderShelf:
    """Texts as files `<sha256>.txt`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, digest: str, text: str) -> None:
        """Writes the text unless it is there, whole or not at all."""
        path = self._path(digest)
        if path.exists():
            return
        draft = path.with_suffix(".draft")
        draft.write_bytes(text.encode())
        draft.replace(path)

    def get(self, digest: str) -> str:
        """The text as it was read, newlines too; raises KeyError."""
        try:
            return self._path(digest).read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise KeyError(digest) from None

    def keep_only(self, digests: frozenset[str]) -> None:
        """Removes the files of all other texts."""
        for path in self._folder.iterdir():
            if path.stem not in digests:
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        if not digest.isalnum():
            raise KeyError(digest)
        return self._folder / f"{digest}.txt"


class MemoryShelf:
    """Texts in memory."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def put(self, digest: str, text: str) -> None:
        """Keeps the text."""
        self._texts[digest] = text

    def get(self, digest: str) -> str:
        """The text; raises KeyError."""
        return self._texts[digest]

    def keep_only(self, digests: frozenset[str]) -> None:
        """Lets go of all other texts."""
        self._texts = {digest: text for digest, text in self._texts.items() if digest in digests}


class FolderBackend:
    """A folder of snapshots; reads never write, and writes never touch what is published."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots

    def read(self) -> State:
        """The published snapshot, opened read-only; an empty state before the first write."""
        shelf = FolderShelf(self._snapshots.sources)
        held = self._snapshots.hold()
        if held is None:
            return State(Store(), SearchIndex(None), shelf)
        folder, handle = held
        answers = KeptAnswers(self._snapshots.answers, folder)
        try:
            return State(Store.read_only(str(folder / "graph")), SearchIndex(folder / "search.db"), shelf, folder.name, handle, answers)
        except (OSError, RuntimeError, sqlite3.Error) as error:
            handle.close()
            raise StoreError(say("kg.damaged", path=self._snapshots.path)) from error

    def is_current(self, state: State) -> bool:
        """Whether nothing was published since `state` was opened."""
        return (self._snapshots.current() or "") == state.name

    @contextmanager
    def writing(self) -> Iterator[State]:
        """The next snapshot: a copy of the published one (hard links), changed at will."""
        with self._snapshots.writing() as draft:
            before = self._snapshots.snapshot()
            if before is not None:
                Store.read_only(str(before / "graph")).backup(str(draft / "graph"))
                (draft / "search.db").write_bytes((before / "search.db").read_bytes())
            store = Store(str(draft / "graph"))
            state = State(store, SearchIndex(draft / "search.db", writable=True), FolderShelf(self._snapshots.sources))
            try:
                yield state
                state.store.flush()
                if before is None or _is_scattered(draft / "graph"):
                    store.optimize()
            finally:
                state.search.close()
                del store
                state.store = Store()


def _is_scattered(folder: Path) -> bool:
    """Whether a graph lies in many small files, each of which a look-up goes through: a dozen writes made questions thrice as slow."""
    sizes = []
    for path in folder.glob("*.sst"):
        with suppress(FileNotFoundError):  # the engine may take it away meanwhile
            sizes.append(path.stat().st_size)
    return len(sizes) > SMALL_FILES + sum(sizes) // A_FILE_MORE


class MemoryBackend:
    """A graph that lives as long as this process."""

    def __init__(self) -> None:
        self._state = State(Store(), SearchIndex(None), MemoryShelf())

    def read(self) -> State:
        """The one state."""
        return self._state

    def is_current(self, state: State) -> bool:
        """Always."""
        return state is self._state

    @contextmanager
    def writing(self) -> Iterator[State]:
        """The one state."""
        yield self._state
        self._state.search.commit()
