"""Packages and archives (zip), with limits that hold before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from extract.readers.errors import ReaderError
from extract.readers.kinds import Kind, kind_of
from extract.readers.printed import Printed

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024**2
MOST_RATIO = 200  # unpacked to packed
SMALL = 1024**2  # what unpacks to less may have any ratio
MOST_PART = 64 * 1024**2  # one part of an office file
READ = {".txt", ".md", ".docx", ".xlsx", ".csv", ".pdf", ".html", ".htm", ".doc", ".wps", ".rtf", ""}


def open_package(data: bytes, name: str, form: str) -> zipfile.ZipFile:
    """An opened package whose directory keeps the limits; raises ReaderError."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise ReaderError("damaged", name, format=form) from None
    entries = package.infolist()
    if len(entries) > MOST_MEMBERS:
        raise ReaderError("too_much_inside", name, found=str(len(entries)), limit=str(MOST_MEMBERS))
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > MOST_BYTES:
        raise ReaderError("too_much_inside", name, found=f"{total // 1024**2} MB", limit=f"{MOST_BYTES // 1024**2} MB")
    if total > SMALL and total > MOST_RATIO * max(packed, 1):
        raise ReaderError("too_much_inside", name, found=f"1:{total // max(packed, 1)}", limit=f"1:{MOST_RATIO}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ReaderError("encrypted", name)
    return package


def part(package: zipfile.ZipFile, member: str, name: str, form: str, limit: int = MOST_PART) -> bytes:
    """The bytes of one member; what its directory entry says of its size is not believed. Raises ReaderError."""
    try:
        with package.open(member) as handle:
            data = handle.read(limit + 1)
    except KeyError:
        raise ReaderError("damaged", name, format=form) from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise ReaderError("damaged", name, format=form) from None
    if len(data) > limit:
        raise ReaderError("too_much_inside", name, found=f"> {limit // 1024**2} MB", limit=f"{limit // 1024**2} MB")
    return data


def members(data: bytes, name: str, text_of: Callable[[bytes, str, Kind], Printed]) -> Iterator[tuple[Printed, str] | ReaderError]:
    """The text and the name of each file of an archive, in sorted order; one that cannot be read comes as its error."""
    package = open_package(data, name, "zip")
    entries = sorted((_printed_name(entry), entry.filename) for entry in package.infolist() if not entry.is_dir())
    wanted = [(shown, stored) for shown, stored in entries if not PurePosixPath(shown).name.startswith((".", "~$"))]
    if not wanted:
        raise ReaderError("empty", name)
    for shown, _ in wanted:
        path = PurePosixPath(shown.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in shown or "\0" in shown or len(shown) > 255:
            raise ReaderError("bad_member", name, member=shown[:60])
    for shown, stored in wanted:
        try:
            inside = part(package, stored, name, "zip", MOST_BYTES)
            kind = kind_of(inside, f"{name}/{shown}")
            if kind is Kind.ZIP:
                raise ReaderError("nested", name, member=shown[:60])
            yield text_of(inside, f"{name}/{shown}", kind), f"{name}/{shown}"
        except ReaderError as error:
            yield error


def _printed_name(entry: zipfile.ZipInfo) -> str:
    """The member's name; archives made on a Chinese Windows hold GB18030 and do not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
