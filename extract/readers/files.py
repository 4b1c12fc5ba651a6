"""Files, folders, archives and standard input become Sources, in a fixed order."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.readers.errors import ReaderError
from extract.readers.kinds import Kind, kind_of
from extract.readers.printed import Boxes, Printed
from extract.readers.text import decode
from ontology.records import Source
from ontology.words import reason_code

LARGEST_FILE = 256 * 1024 * 1024
PASTED = "stdin"  # the name of a source that came by standard input


def read_source(path: str | Path) -> Source:
    """The text of one file (or of `-`, standard input); raises ReaderError, also for a folder and for an archive of several."""
    sources = list(read_sources([path]))
    for source in sources:
        if isinstance(source, ReaderError):
            raise source
    if len(sources) != 1:
        raise ReaderError("several", str(path), count=str(len(sources)))
    return next(source for source in sources if isinstance(source, Source))


def read_sources(paths: Iterable[str | Path]) -> Iterator[Source | ReaderError]:
    """The sources of all files, those of folders and archives in sorted order; one that gives no text comes as its ReaderError.

    Raises ReaderError at once where a path is missing or a folder holds no file: then nothing was read.
    """
    inputs = [pair for path in paths for pair in _files(path)]
    for path, name in inputs:
        yield from _read(path, name)


def source_of(text: str, name: str, boxes: Boxes = ()) -> Source:
    """A Source of a text that is there already, with the boxes of its lines where they are known."""
    return Source(name, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), boxes)


def _files(path: str | Path) -> Iterator[tuple[Path | None, str]]:
    """Each file with the name of its source; None stands for standard input."""
    if str(path) == "-":
        yield None, PASTED
        return
    place = Path(path)
    try:
        is_folder, is_there = place.is_dir(), place.exists()
    except (OSError, ValueError):
        is_folder = is_there = False
    if not is_there:
        raise ReaderError("missing", str(path))
    if not is_folder:
        yield place, place.name
        return
    found = [(file, file.relative_to(place).as_posix()) for file in _walk(place)]
    if not found:
        raise ReaderError("empty_folder", str(path))
    yield from sorted(found, key=lambda pair: pair[1])


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder; hidden ones, locks of office programs and stores of ours are none."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise ReaderError("unreadable", str(folder), reason=reason_code(error)) from None
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            if not (entry / "CURRENT").exists():
                yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _read(path: Path | None, name: str) -> Iterator[Source | ReaderError]:
    try:
        data = _bytes(path, name)
        yield from _sources(data, name)
    except ReaderError as error:
        yield error


def _bytes(path: Path | None, name: str) -> bytes:
    if path is None:
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        if not path.is_file():
            raise ReaderError("no_file", name)
        if path.stat().st_size > LARGEST_FILE:
            raise ReaderError("too_large", name, limit=f"{LARGEST_FILE // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        raise ReaderError("unreadable", name, reason=reason_code(error)) from None


def _sources(data: bytes, name: str) -> Iterator[Source | ReaderError]:
    kind = kind_of(data, name)
    if kind is Kind.ZIP:
        from extract.readers.archive import members

        yield from (error if isinstance(error, ReaderError) else _source(*error) for error in members(data, name, text_of))
    else:
        yield _source(text_of(data, name, kind), name)


def _source(printed: Printed, name: str) -> Source:
    return source_of(printed.text, name, printed.boxes)


def text_of(data: bytes, name: str, kind: Kind) -> Printed:
    """The text of one file's bytes; binary formats are parsed in a child process with limits. Raises ReaderError."""
    match kind:
        case Kind.TEXT:
            return Printed(decode(data, name))
        case Kind.CSV:
            from extract.readers.spreadsheet import text_of_csv

            return Printed(text_of_csv(decode(data, name), name))
        case Kind.HTML | Kind.DOCX | Kind.XLSX | Kind.PDF:
            from extract.readers.child import parse_apart

            return parse_apart(kind, data, name)
        case Kind.OFFICE:
            from extract.readers.office import text_through_office

            return text_through_office(data, name)
        case _:
            raise ValueError(f"unexpected kind of file: {kind!r}")
