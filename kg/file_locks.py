"""Locks on the files of a store: one writer at a time, and files that are being read are not removed; on Linux, macOS and Windows.

Windows has no locks that several readers share, but it does not let a file be renamed while somebody has it open: that is asked there.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import IO, Any

LOCKED_PLACE = 1 << 20  # a byte behind the text of the file, which others may still read


def _module(name: str) -> Any:
    """A module of one kind of system, or None on the others."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def take(handle: IO[str]) -> bool:
    """Takes a file for the one writer until it is closed, without waiting; False if another has it."""
    posix = _module("fcntl")
    try:
        if posix is not None:
            posix.flock(handle, posix.LOCK_EX | posix.LOCK_NB)
            return True
        windows = _module("msvcrt")
        os.lseek(handle.fileno(), LOCKED_PLACE, os.SEEK_SET)
        windows.locking(handle.fileno(), windows.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def hold(handle: IO[bytes]) -> None:
    """Marks a file as being read until it is closed; where an open file says so itself, nothing happens."""
    posix = _module("fcntl")
    if posix is not None:
        posix.flock(handle, posix.LOCK_SH)


def is_held(path: Path) -> bool:
    """Whether somebody reads that file; one that is not there is read by nobody."""
    posix = _module("fcntl")
    try:
        if posix is None:
            path.rename(path.with_name(path.name + ".gone"))
            return False
        with path.open("rb") as handle:
            posix.flock(handle, posix.LOCK_EX | posix.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def sync_folder(folder: Path) -> None:
    """Has the names in a folder written to the disk; on Windows, where a folder cannot be opened, the system sees to it."""
    if _module("fcntl") is None:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
