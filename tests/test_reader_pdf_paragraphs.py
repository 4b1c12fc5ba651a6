"""Printed lines of a PDF that are one paragraph: by how they are set, and by their words where that does not tell."""

from __future__ import annotations

import time

import pytest

from extract.clean import clean
from extract.readers.pdf import read_pdf
from extract.readers.pdf_lines import Line, page_lines
from extract.readers.pdf_paragraphs import Column, Frame, Setting, columns_of, goes_on, setting_of
from extract.readers.pdf_words import begins, is_torn
from ontology.pages import SOFT
from tests.office_files import pdf

EM = 10.0
FRAME = Frame(100.0, 500.0)  # forty characters


def line(start: float, text: str, row: int = 0, *, size: float = EM, width: float | None = None) -> Line:
    """A line that begins `start` ems from the margin, in a row counted from the top, 15 points apart."""
    left, bottom = 100.0 + start * EM, 700.0 - 15 * row
    return Line(text, left, bottom, left + (len(text) if width is None else width) * EM, bottom + size, size)


FULL, SHORT = "推" * 40, "进" * 20
FIRST = "推" * 38


@pytest.mark.parametrize(
    ("upper", "lower", "set_in", "plain"),
    [
        (line(2, FIRST), line(0, SHORT, 1), True, True),
        (line(0, FULL), line(0, SHORT, 1), True, True),
        (line(0, FULL), line(2, SHORT, 1), False, True),  # set in: a paragraph, where paragraphs are
        (line(0, SHORT), line(0, FULL, 1), False, False),  # there was room left
        (line(0, "推" * 38), line(0, "2018年底前", 1), True, True),  # 2018 had no room
        (line(0, "推" * 36), line(0, "进行", 1), False, False),
        (line(0, "推" * 38), line(0, "进，行", 1), True, True),  # no line begins with a comma
        (line(0, FULL), line(0, SHORT, 2), False, False),  # a blank line between
        (line(0, FULL), line(0, SHORT, 1, size=16), False, False),  # another size
        (line(10, "推" * 30), line(0, SHORT, 1), False, False),  # a signature at the right
        (line(0, FULL), line(9, SHORT, 1), False, False),  # a title in the middle
        (line(0, "推" * 39 + "。"), line(0, "一、进展", 1), False, False),
        (line(0, "推" * 39 + "。"), line(0, "3. 进展", 1), True, False),
        (line(0, "推" * 39 + "、"), line(0, "（二）项", 1), True, True),
        (line(0, "目录" * 15 + "…" * 8 + "12"), line(0, "第二章", 1), False, False),
    ],
)
def test_lines_of_one_paragraph(upper: Line, lower: Line, set_in: bool, plain: bool) -> None:
    for is_set_in, wanted in ((True, set_in), (False, plain)):
        setting = Setting(is_set_in, {round(EM): 15.0}, EM)
        assert goes_on(upper, FRAME, lower, FRAME, setting, upper.text, is_beside=True) == wanted


def test_pages_and_columns_are_no_blank_lines() -> None:
    assert goes_on(line(0, FULL, 40), FRAME, line(0, SHORT), FRAME, Setting(True, {10: 15.0}, EM), FULL, is_beside=False)


@pytest.mark.parametrize(
    ("so_far", "lower", "wanted"),
    [
        ("市财政局负责。", "（二）市住建局负责。", True),
        ("（一）市财政局负责。", "（二）市住建局负责。", True),
        ("要做到：（一）拨款；（二）用好。", "（三）还清。", False),  # it counts on inside the paragraph
        ("一是拨款。", "二是用好。", False),
        ("驿城区人民政府，市直有关单位：", "为贯彻落实精神", True),
        ("现将有关事项通知如下：", "加强领导", True),
        ("重点是拨款：", "由市财政局负责", True),
        ("其中占", "2.5个百分点", False),
        ("关于印发方案的通知", "驻政〔2018〕48号", True),
        ("市财政局负责。", "责任单位：市财政局", True),
        ("市财政局负责。", "驻马店市人民政府", True),
        ("市财政局，", "驻马店市人民政府", False),
        ("会同市财政局", "市住建局负责", False),
    ],
)
def test_what_the_words_say(so_far: str, lower: str, wanted: bool) -> None:
    assert begins(so_far, lower, is_told_by_indent=False) == wanted


@pytest.mark.parametrize(
    ("upper", "lower", "torn"),
    [
        ("为深入贯彻落实国家关于深化改革的部署，全面落", "实条例", True),
        ("为深入贯彻落实国家关于深化改革的部署。", "实条例", False),
        ("（一）开展核查，精准识别困难职工的家庭情况", "按照原则", False),
        ("为深入贯彻落实国家关于深化改革的部署，全面落", "二、目标", False),
        ("组长：张三", "副组长", False),
    ],
)
def test_torn_lines(upper: str, lower: str, torn: bool) -> None:
    assert is_torn(upper, lower) == torn


def test_margins_are_what_lines_share() -> None:
    body = [line(2 if row % 4 == 0 else 0, FIRST if row % 4 == 0 else FULL, row) for row in range(20)]
    hung = [line(0, FULL + "，", 20)]  # a comma beyond the margin
    last = [line(0, "推进"), line(0, "落实", 1)]
    whole, short = columns_of([body + hung, last])
    assert (whole.frame, short.frame) == (FRAME, FRAME)
    assert setting_of([whole, short]) == Setting(True, {10: 15.0}, EM)
    assert setting_of([Column([line(0, FULL, row) for row in range(4)], FRAME)]).is_set_in is False


def test_lines_told_from_paragraphs_are_never_joined_by_their_width() -> None:
    rows = ["推" * 30, "进" * 30, "落" * 30, "实" * 30, "好" * 30, "快" * 30]
    assert clean("\n".join(rows)).text.count("\n") == 0
    assert clean("\n".join(rows) + "\n甲\u2028乙").text.split("\n") == [*rows, "甲乙"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(turn: int) -> None:
    from pypdfium2 import PdfDocument

    matrix = {0: "1 0 0 1 100 700", 90: "0 1 -1 0 295 100", 180: "-1 0 0 -1 495 142", 270: "0 -1 1 0 300 742"}[turn]
    words = f"BT /F1 10 Tf {matrix} Tm (first words) Tj 0 -20 Td (second words) Tj ET".encode()
    page = PdfDocument(pdf(words))[0]
    page.set_rotation(turn)
    lines = page_lines(page).lines
    assert [one.text for one in lines] == ["first words", "second words"]
    assert lines[0].left == pytest.approx(100, abs=1)
    assert lines[0].bottom - lines[1].bottom == pytest.approx(20, abs=0.5)


def test_a_paragraph_without_an_end_is_read_in_good_time() -> None:
    page = (
        b"BT /F1 10 Tf "
        + b"".join(b"1 0 0 1 60 %d Tm (words of line %d on the page) Tj " % (800 - 12 * row, row) for row in range(60))
        + b"ET"
    )
    begun = time.perf_counter()
    assert read_pdf(pdf(page, pages=60), "a.pdf").text.count(SOFT) > 3_000
    assert time.perf_counter() - begun < 8  # a second where nothing else runs; minutes when each line looked at all before it
