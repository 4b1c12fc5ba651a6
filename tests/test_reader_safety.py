"""Reading runs nothing that lies among the documents, ends what it started, and takes time that grows with the file alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.readers import ReaderError, read_source
from extract.readers.docx import text_of_docx
from extract.readers.files import text_of
from extract.readers.kinds import Kind, kind_of
from extract.readers.pdf import read_pdf
from tests.office_files import docx, paragraph, pdf

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: the stand-in for LibreOffice is a shell script")


def test_modules_among_the_documents_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("json", "lxml", "extract"):
        (tmp_path / f"{module}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx(paragraph("市财政局负责")))
    monkeypatch.chdir(tmp_path)
    assert read_source("a.docx").text == "市财政局负责\n"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", ["PK 比赛由市体育局负责\n", "BMW 厂\n", "MZ 厂\n", "MM\n", "GIF8\n", "%PDX\n", "<!-- 注 -->\n市财政局\n"])
def test_a_text_may_begin_like_another_format(text: str) -> None:
    assert text_of(text.encode(), "a.txt", kind_of(text.encode(), "a.txt")).text == text


@pytest.mark.parametrize(
    "make",
    [
        lambda: ("a", b"<!---->" * 290 + b"x"),
        lambda: ("a.html", b"<table><tr>" + b"<td>x" * 100_000 + b"</table>"),
        lambda: ("a.html", b"<table><tr>" + b"<td colspan=999 rowspan=999>x" * 30_000 + b"</table>"),
        lambda: ("a.html", b"<div class='" + b"content- " * 500_000 + b"'>x</div>"),
        lambda: ("a.csv", b"a," * 1_900_000),
        lambda: ("a.docx", docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>" * 10_000 + paragraph("x"))),
    ],
    ids=["comments", "cells in a row", "cells that cover others", "names of a class", "commas", "deleted marks"],
)
def test_time_grows_with_the_file(make: Callable[[], tuple[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.child.LEAST_SECONDS", 60)  # of the clock: a busy machine gives a process little of it
    name, data = make()
    before = _processor_seconds()
    assert text_of(data, name, kind_of(data, name))
    assert _processor_seconds() - before < 8


def _processor_seconds() -> float:
    """The time that the processor gave to this process and to the children that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@needs_scripts
def test_what_is_too_slow_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/started\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("extract.readers.office.SECONDS", 1)
    with pytest.raises(ReaderError) as raised:
        text_of(b"{\\rtf1 x}", "a.rtf", Kind.OFFICE)
    assert raised.value.kind == "too_slow"
    number = (tmp_path / "started").read_text(encoding="utf-8").strip()
    shown = subprocess.run(["ps", "-o", "stat=", "-p", number], capture_output=True, text=True, check=False).stdout.strip()
    assert shown in ("", "Z")


def test_the_child_keeps_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.child.LEAST_SECONDS", 0)
    with pytest.raises(ReaderError) as raised:
        text_of(docx(paragraph("x")), "a.docx", Kind.DOCX)
    assert raised.value.kind == "too_slow"


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: no limit of memory there")
def test_the_child_keeps_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.readers import child

    code = f"from extract.readers import child; child.MEMORY = {64 * 1024**2}; child.main()"
    ran = subprocess.run(
        [sys.executable, "-c", code], input=b'{"kind": "docx", "name": "a", "seconds": 8}\n' + docx("".join(paragraph(f"{n * 7919}") for n in range(400_000))),
        capture_output=True, timeout=30, check=False, cwd=Path(child.__file__).parents[2],
    )  # fmt: skip
    with pytest.raises(ReaderError) as raised:
        child._answer(ran.returncode, ran.stdout, "a", 8)
    assert raised.value.kind in ("too_heavy", "crashed")


def test_pdf_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReaderError, match=r"zerenlian\[pdf\]"):
        read_pdf(pdf(b""), "a.pdf")


def test_a_page_without_text_is_said_and_the_others_are_read() -> None:
    two = pdf(b"BT /F1 12 Tf 72 700 Td (words) Tj ET", pages=2)
    place = two.index(b"/Contents", two.index(b"/Contents") + 1)
    blank = two[:place] + b"/Contentz" + two[place + 9 :]
    first, second = read_pdf(blank, "a.pdf").text.split("\n\f")
    assert first == "words"
    assert second.startswith("（第 2 页")


def test_a_word_file_says_what_it_was_damaged_as() -> None:
    with pytest.raises(ReaderError) as raised:
        text_of_docx(b"PK\3\4", "a.docx")
    assert (raised.value.kind, raised.value.values) == ("damaged", {"format": "docx"})
