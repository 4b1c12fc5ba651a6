"""Old office formats (doc, wps, xls, rtf, odt) through LibreOffice, where it is installed; else one sentence that says so."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from extract.readers.child import parse_apart
from extract.readers.errors import ReaderError
from extract.readers.kinds import COMPOUND, Kind
from extract.readers.printed import Printed
from ontology.words import reason_code

PROGRAMS = ("soffice", "libreoffice", "soffice.com")
SECONDS = 60
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a docx or xlsx with a password
LEAST_COMPOUND = 1536  # a compound file has a header, a table of sectors and a directory
TABLES = {".xls", ".et", ".ods"}
ENDINGS = {".doc", ".wps", ".rtf", ".odt", ".wpt", ".dot", *TABLES}


def text_through_office(data: bytes, name: str) -> Printed:
    """The text of an old file, as its docx or xlsx would give it; raises ReaderError."""
    if data.startswith(COMPOUND) and LOCKED in data:
        raise ReaderError("encrypted", name)
    if data.startswith(COMPOUND) and (len(data) < LEAST_COMPOUND or data[28:30] != b"\xfe\xff"):
        raise ReaderError("damaged", name, format=PurePath(name).suffix.lstrip(".") or "doc")
    program = find_office()
    if program is None:
        raise ReaderError("needs_office", name)
    ending = PurePath(name).suffix.lower()
    wanted = Kind.XLSX if ending in TABLES else Kind.DOCX
    with tempfile.TemporaryDirectory(prefix="zerenlian-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / ("source" + (ending if ending in ENDINGS else ".doc"))
        source.write_bytes(data)
        made = _convert(program, source, wanted.value, name)
        return parse_apart(wanted, made.read_bytes(), name)


def find_office() -> str | None:
    """The program to call: on the PATH, or where the installer of Windows puts it, which it does not add to the PATH."""
    folders = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in os.environ]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *(str(Path(folder, "LibreOffice", "program")) for folder in folders)])
    return next((found for candidate in PROGRAMS if (found := shutil.which(candidate, path=path))), None)


def _convert(program: str, source: Path, form: str, name: str) -> Path:
    profile = (source.parent / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--convert-to", form,
        "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        raise ReaderError("unreadable", name, reason=reason_code(error)) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _stop(process)
        raise ReaderError("too_slow", name, seconds=str(SECONDS)) from None
    made = source.with_suffix(f".{form}")
    if not made.is_file() or made.stat().st_size == 0:
        raise ReaderError("office_failed", name)
    return made


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the program with all that it started: what is on the PATH is often a script around the real one."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
