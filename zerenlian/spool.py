"""Readings on their way from the reader to the store: kept in a temporary file, so that only one is in memory at a time."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import IO

    from ontology.records import Reading


class Spool:
    """Readings in a file that nobody else can see; `codes` are the division codes of the places that they name."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._count = 0
        self.codes: set[str] = set()

    def put(self, readings: Iterable[Reading]) -> None:
        """Takes all readings in."""
        for reading in readings:
            pickle.dump(reading, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self.codes |= {assignment.unit.key.split("/", 1)[0] for assignment in reading.assignments}
            self._count += 1

    def __iter__(self) -> Iterator[Reading]:
        """The readings again, in their order."""
        self._file.seek(0)
        for _ in range(self._count):
            yield cast("Reading", pickle.load(self._file))  # noqa: S301 - written above, in a file without a name


@contextmanager
def spool() -> Iterator[Spool]:
    """An empty spool; its file is gone at the end, also when the process is killed."""
    with tempfile.TemporaryFile(prefix="zerenlian-") as file:
        yield Spool(file)
