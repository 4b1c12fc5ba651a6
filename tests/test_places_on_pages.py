"""The place on the page of what was read in a PDF: boxes of lines, in explain, in the graph and in the notes of the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

import zerenlian
from extract.readers import read_source
from kg.check import check
from ontology.boxes import Box, PrintedLines, around
from ontology.pages import SOFT, line_starts
from tests.browser import panel_of
from tests.cli import run
from tests.office_files import pdf
from tests.pdf_layouts import Layout, as_pdf

FIRST, SECOND, THIRD = Box(1, 90, 72, 400, 12), Box(1, 70, 90, 420, 12), Box(2, 70, 72, 200, 12)
TEXT = f"甲乙{SOFT}丙丁{SOFT}\f戊己\n"
LINES = PrintedLines(TEXT, (FIRST, SECOND, THIRD, None))


@pytest.mark.parametrize(
    ("words", "box"),
    [
        ("甲乙", FIRST),
        ("丁", SECOND),
        (f"乙{SOFT}丙", Box(1, 70, 72, 420, 30)),
        (f"丁{SOFT}\f戊", SECOND),  # over two pages: the first
        ("己", THIRD),
    ],
)
def test_the_box_of_words(words: str, box: Box) -> None:
    start = TEXT.index(words)
    assert LINES.box(start, start + len(words)) == box


def test_fragments() -> None:
    box = Box(3, 90, 120.5, 415, 33.6)
    assert box.fragment == "page=3&viewrect=90,120.5,415,33.6"
    assert Box.of_fragment(box.fragment) == box
    assert Box.of_fragment("page=3") is None
    assert box.say("第3页第5行", "zh") == "第3页第5行（距上边 4.3 厘米，距左边 3.2 厘米）"
    assert around([]) is None
    assert PrintedLines(TEXT, ()).box(0, 1) is None


def test_boxes_of_a_pdf(tmp_path: Path) -> None:
    pages = [
        b"BT /F1 12 Tf 72 700 Td (first line) Tj 0 -100 Td (second line) Tj ET",
        b"BT /F1 12 Tf 200 400 Td (third line) Tj ET",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    source = read_source(tmp_path / "a.pdf")
    assert len(source.boxes) == len(line_starts(source.text))
    first, second, third, last = source.boxes
    assert first
    assert second
    assert third
    assert last is None
    assert [(box.page, round(box.left)) for box in (first, second, third)] == [(1, 72), (1, 72), (2, 200)]
    for box, baseline in ((first, 700), (second, 600), (third, 400)):
        assert box.top < 842 - baseline < box.top + box.height  # the baseline stands inside the box
        assert 10 <= box.height <= 16
    assert first.width == pytest.approx(41.3, abs=0.2)  # the widths of Helvetica: 3.445 times 12 points


def test_texts_have_no_boxes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲\n", encoding="utf-8")
    assert read_source(tmp_path / "a.txt").boxes == ()


HEAD = ("昆明市人民政府", "关于加强扬尘治理的通知", "昆政发〔2018〕5号", "各县区人民政府，市直各部门：")
TASKS = (
    "一、加强治理",
    "（一）市环保局要在2018年10月底前完成扬尘治理。（责任单位：市环保局）",
    "（二）市财政局要在2018年12月底前落实资金。",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("placed")
    body = "".join(f'<text:p text:style-name="M">{line}</text:p>' for line in (*HEAD, *TASKS))
    as_pdf(made, "a", body, Layout(side="3cm", top="5cm"))
    return made


def test_explain_says_the_place(folder: Path) -> None:
    ran = run("explain", "a.pdf", "--item", "一/（一）", folder=folder)
    assert ran.code == 0, ran.err
    (top, left), *_ = re.findall(r"第1页第6行（距上边 ([\d.]+) 厘米，距左边 ([\d.]+) 厘米）", ran.out)
    assert left == "3.0"
    assert 7 < float(top) < 9  # five lines below a margin of five centimetres


def test_the_graph_and_the_ledger_say_the_place(folder: Path) -> None:
    graph = zerenlian.open(":memory:")
    graph.add(zerenlian.read(folder / "a.pdf"))
    (edge,) = [data for *_, data in graph.network().edges(data=True) if data["type"] == "role" and data["basis"] == "bracket"]
    box = Box.of_fragment(edge["fragment"])
    assert box is not None
    assert (box.page, round(box.left / 72 * 2.54, 1)) == (1, 3.0)
    found = graph.rdf.query("SELECT ?s WHERE { ?s a oa:FragmentSelector ; dcterms:conformsTo <http://tools.ietf.org/rfc/rfc8118> }")
    assert len(list(found)) > 3
    assert check(graph) == []
    assert run("ledger", "a.pdf", "-o", "a.xlsx", folder=folder).code == 0
    sheet = load_workbook(folder / "a.xlsx").worksheets[0]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any(re.search(r"第1页第6行（距上边 [\d.]+ 厘米，距左边 3\.0 厘米）：", note) for note in notes)


def test_the_panel_says_the_place(folder: Path) -> None:
    assert run("build", "a.pdf", folder=folder).code == 0
    assert run("view", "ladder", "-o", "l.html", folder=folder).code == 0
    assert re.search(r"第1页第\d+行（距上边 [\d.]+ 厘米，距左边 3 厘米）", panel_of(folder / "l.html", 3))
