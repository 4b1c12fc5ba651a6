"""Parsers of formats that can do harm run in a child process, with limits of time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import astuple

from extract.readers.errors import ReaderError
from extract.readers.kinds import Kind
from extract.readers.printed import Printed
from ontology.boxes import Box

LEAST_SECONDS = 8
MOST_SECONDS = 180
USUAL_BYTES = 1024**2
BYTES_A_SECOND = 100_000  # beyond the usual size a file may take longer
MEMORY = 2 * 1024**3
SEPARATOR = b"\n"


def parse_apart(kind: Kind, data: bytes, name: str) -> Printed:
    """The text of a file, parsed in a child process; raises ReaderError for whatever the parser or the limits say."""
    seconds = min(MOST_SECONDS, LEAST_SECONDS + max(0, len(data) - USUAL_BYTES) // BYTES_A_SECOND)
    head = json.dumps({"kind": kind.value, "name": name, "seconds": seconds}).encode() + SEPARATOR
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", "extract.readers.child"]  # -P: modules that lie among the documents are not imported
    try:
        done = subprocess.run(command, input=head + data, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise ReaderError("too_slow", name, seconds=str(seconds)) from None
    return _answer(done.returncode, done.stdout, name, seconds)


def _answer(code: int, output: bytes, name: str, seconds: int) -> Printed:
    try:
        answer = json.loads(output)
    except ValueError:
        if code == -24:  # SIGXCPU: the limit of processor time
            raise ReaderError("too_slow", name, seconds=str(seconds)) from None
        raise ReaderError("crashed", name) from None
    if "text" in answer:
        return Printed(str(answer["text"]), tuple(Box(*box) if box else None for box in answer["boxes"]))
    raise ReaderError(answer["error"], name, **answer["values"])


def main() -> None:
    """The child's side: a line of JSON and the file's bytes come in, a line of JSON goes out."""
    head, _, data = sys.stdin.buffer.read().partition(SEPARATOR)
    request = json.loads(head)
    _limit(int(request["seconds"]))
    name = str(request["name"])
    try:
        made = _parse(Kind(request["kind"]), data, name)
        answer: dict[str, object] = {"text": made.text, "boxes": [box and astuple(box) for box in made.boxes]}
    except ReaderError as error:
        answer = {"error": error.kind, "values": error.values}
    except MemoryError:
        answer = {"error": "too_heavy", "values": {}}
    except RecursionError:
        answer = {"error": "crashed", "values": {}}
    except Exception:  # a parser of a damaged file may raise anything: that is one sentence, not a traceback
        answer = {"error": "damaged", "values": {"format": str(request["kind"])}}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing is left to be tidied up, and taking a large tree apart costs seconds


def _limit(seconds: int) -> None:
    if sys.platform == "win32":
        return  # no limits of this kind there: the parent's clock remains
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parse(kind: Kind, data: bytes, name: str) -> Printed:
    match kind:
        case Kind.DOCX:
            from extract.readers.docx import text_of_docx

            return Printed(text_of_docx(data, name))
        case Kind.HTML:
            from extract.readers.html import text_of_html

            return Printed(text_of_html(data, name))
        case Kind.XLSX:
            from extract.readers.spreadsheet import text_of_xlsx

            return Printed(text_of_xlsx(data, name))
        case Kind.PDF:
            from extract.readers.pdf import read_pdf

            return read_pdf(data, name)
        case _:
            raise ValueError(f"unexpected kind of file: {kind!r}")


if __name__ == "__main__":
    main()
