"""Files of every kind become a `Source`: the text that all offsets count in."""

from __future__ import annotations

from extract.readers.errors import ReaderError
from extract.readers.files import read_source, read_sources

__all__ = ["ReaderError", "read_source", "read_sources"]
