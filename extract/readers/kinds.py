"""What kind of file some bytes are: by what they hold, and by the name only where that does not tell."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from extract.readers.errors import ReaderError


class Kind(StrEnum):
    """A kind of file that has a reader of its own."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    OFFICE = "office"  # doc, wps, xls, rtf, odt: through LibreOffice
    ZIP = "zip"


PACKAGES = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")  # a text may begin with letters, but holds no zero bytes
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")
PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_HEAD = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file's bytes; raises ReaderError for pictures, programs and other packed files, with what they are."""
    ending = PurePath(name).suffix.lower()
    head = data[:2048]
    if head.startswith(PACKAGES):
        return _kind_of_package(data, name, ending)
    if b"%PDF-" in head[:1024] and ending not in {".txt", ".md", ".csv"}:
        return Kind.PDF
    if head.startswith((COMPOUND, b"{\\rtf")):
        return Kind.OFFICE
    for starts, kind in ((PICTURES, "picture"), (PROGRAMS, "program"), (PACKED, "packed")):
        if head.startswith(starts) and (b"\0" in head or not head[:2].isalpha()):
            raise ReaderError(kind, name)
    if ending in {".html", ".htm", ".mht", ".shtml"} or HTML_HEAD.match(head.lstrip(b"\xef\xbb\xbf")):
        return Kind.HTML
    if ending == ".csv":
        return Kind.CSV
    if ending in WANTED and data.strip():
        raise ReaderError("not_what_it_says", name, ending=ending)
    return Kind.TEXT


WANTED = {".docx", ".xlsx", ".xlsm", ".pdf", ".doc", ".wps", ".et", ".zip", ".odt"}


def _kind_of_package(data: bytes, name: str, ending: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise ReaderError("damaged", name, format=ending.lstrip(".") or "zip") from None
    if "word/document.xml" in members:
        return Kind.DOCX
    if "xl/workbook.xml" in members:
        return Kind.XLSX
    if "content.xml" in members and "mimetype" in members:
        return Kind.OFFICE
    if "[Content_Types].xml" in members and ending != ".zip":
        main = sorted(member for member in members if member.endswith(("/document.xml", "document2.xml")))
        if main:
            return Kind.DOCX
        raise ReaderError("not_what_it_says", name, ending=ending or ".zip")
    if ending in WANTED - {".zip"}:
        raise ReaderError("damaged", name, format=ending.lstrip("."))
    return Kind.ZIP
