"""Times of the clerk's day: a long PDF and a long docx read, a ledger of five thousand rows written and taken back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extract.readers.files import read_source
from extract.readers.office import find_office
from tests.gazette_copies import write_copies
from tests.gold_readings import GAZETTE
from tests.office_files import docx, paragraph

COPIES = 20  # of 256 rows
PAGES = 40
PARAGRAPHS = 20_000


def clerk(folder: Path) -> None:
    """Prints a line for each."""
    _say("docx of 20,000 paragraphs", lambda: read_source(_long_docx(folder)))
    made = _long_pdf(folder)
    if made is None:
        print("PDF of 40 pages                NOT RUN: it is made by LibreOffice")
    else:
        _say("PDF of 40 pages to ledger", lambda: _zerenlian(folder, "ledger", made.name, "-o", "pdf.xlsx"))
    write_copies(folder / "many", COPIES)
    _zerenlian(folder, "build", "many", "--store", "many.db")
    for name in ("its ledger, whole command", "the same again"):
        _say(name, lambda: _zerenlian(folder, "ledger", "--store", "many.db", "-o", "many.xlsx"))
    rows = _ledger_times(folder)
    print(f"{'rows of that ledger':29} {rows:6}")


def _ledger_times(folder: Path) -> int:
    from visualize.ledger_changes import find_changes
    from visualize.ledger_decisions import measures_of
    from visualize.ledger_return import read_returned_xlsx
    from zerenlian.ledgers import Wanted, ledger_bytes, ledger_of
    from zerenlian.stores import opened

    graph = opened(str(folder / "many.db"))
    made = ledger_of(graph, Wanted(), "zh")
    measures = measures_of(graph.network())
    book: list[bytes] = []
    _say("large ledger written", lambda: book.append(ledger_bytes(made, ".xlsx", "zh")))
    _say("large ledger taken back", lambda: find_changes(read_returned_xlsx(book[0], "many.xlsx"), measures))
    return len(made.rows)


def _long_docx(folder: Path) -> Path:
    path = folder / "long.docx"
    path.write_bytes(docx("".join(paragraph(f"{number}. 推进第{number}项工作。牵头单位：市财政局") for number in range(PARAGRAPHS))))
    return path


def _long_pdf(folder: Path) -> Path | None:
    """The gazette as its PDF would be, or None without LibreOffice."""
    program = find_office()
    if program is None:
        return None
    from pypdfium2 import PdfDocument

    shutil.copyfile(GAZETTE, folder / "gazette.txt")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "gazette.txt"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=180)
    document = PdfDocument(folder / "gazette.pdf")
    cut = PdfDocument.new()
    cut.import_pages(document, range(min(PAGES, len(document))))
    cut.save(folder / "forty.pdf")
    return folder / "forty.pdf"


def _zerenlian(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "zerenlian", *arguments], cwd=folder, capture_output=True, check=True)


def _say(name: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    work()
    print(f"{name:29} {time.perf_counter() - begun:6.2f} s")
