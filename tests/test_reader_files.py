"""Files of the other kinds: pages, tables, PDF, archives, folders, standard input, encodings."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extract.pipeline import read
from extract.readers import ReaderError, read_source, read_sources
from extract.readers.html import text_of_html
from extract.readers.radicals import without_radicals
from extract.readers.secrecy import secrecy_mark
from extract.readers.spreadsheet import text_of_csv, text_of_xlsx
from extract.readers.tables import Cell, table_lines
from extract.readers.text import decode
from ontology.pages import SOFT
from ontology.records import Source
from ontology.words import say
from tests.cli import run
from tests.gold_readings import GAZETTE, GOLD
from tests.office_files import docx, packed, paragraph, pdf
from tests.programs import converted_text

WORDS = "责任单位：市财政局\r\n2018年10月31日前完成\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "x").removeprefix("\ufeff") == WORDS


@pytest.mark.parametrize("text", ["责任", "a", "𠮷野家\n", "表\t格\n", WORDS.replace("：", "：\0")])
def test_short_and_odd_texts(text: str) -> None:
    assert decode(text.encode(), "x") == text


PAGE = """<!DOCTYPE html><html><head><title>标题 - 政府网</title></head><body>
<div class="nav"><a>首页</a><a>政务公开</a></div><h1>关于治理扬尘的通知</h1>
<div class="TRS_Editor"><p>各县区：</p><p>&emsp;一、<b>治理</b>扬尘。<br>二、修路。</p><script>x()</script>
<table><tr><th rowspan="2">任务</th><th colspan="2">单位</th></tr><tr><th>牵头</th><th>配合</th></tr>
<tr><td>治理扬尘</td><td>市环保局</td><td><p>市住建局</p><p>市城管局</p></td></tr></table>
<p style="display: none">看不见</p></div><div id="footer">版权所有 豫ICP备1号</div></body></html>"""


def test_a_web_page_is_its_main_text() -> None:
    lines = text_of_html(PAGE.encode(), "x.html").split("\n")
    assert lines == [
        "关于治理扬尘的通知", "各县区：", "\u2003一、治理扬尘。", "二、修路。", "", "任务｜单位｜", "任务｜牵头｜配合", "治理扬尘｜市环保局｜市住建局 市城管局", "",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
def test_a_page_says_its_encoding(encoding: str) -> None:
    page = f'<meta charset="{encoding}"><p>市财政局</p>'.encode(encoding)
    assert text_of_html(page, "x.html") == "市财政局\n"


def test_a_page_without_a_named_main_part_is_its_body() -> None:
    assert text_of_html("<p>甲</p><div class='zoom'>乙</div><footer>丙</footer><p>丁丁丁丁</p>".encode(), "x") == "甲\n乙\n丁丁丁丁\n"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["序号", "任务"], ["1", "修路"]], ["序号｜任务", "1｜修路"]),
        ([["a", "b"], ["", ""], ["a", "b"], ["c", "d"]], ["a｜b", "c｜d"]),
        ([["一行"], ["二行"]], ["一行", "二行"]),
        ([["甲\n乙", "有｜的"]], ["甲 乙｜有|的"]),
        ([], []),
    ],
)
def test_tables(rows: list[list[str]], lines: list[str]) -> None:
    assert table_lines([[Cell(text) for text in row] for row in rows]) == lines


def test_cells_that_cover_others() -> None:
    rows = [[Cell("表", 3)], [Cell("甲", 1, 3), Cell("乙", 2)], [Cell("丙"), Cell("丁", 1, 2)], [Cell("戊")]]
    assert table_lines(rows) == ["表", "甲｜乙｜", "甲｜丙｜丁", "甲｜戊｜丁"]


def test_spreadsheets() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["督查台账", None, None],
        ["序号", "任务", "责任单位"],
        [1, "修路", "市交通局"],
        [2, None, "市住建局"],
        [None, None, None],
        [3, "=1+1", 2.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B4")
    hidden = book.create_sheet("不看")
    hidden.append(["秘密"])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    assert text_of_xlsx(buffer.getvalue(), "x.xlsx").split("\n") == [
        "督查台账", "序号｜任务｜责任单位", "1｜修路｜市交通局", "2｜修路｜市住建局", "3｜｜2.5", "",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["序号,任务\n1,修路\n", "序号\t任务\n1\t修路\n", "序号;任务\r\n1;修路\r\n", '"序号","任务"\n1,"修\n路"\n'])
def test_comma_separated(text: str) -> None:
    assert text_of_csv(text, "x.csv").replace("修 路", "修路") == "序号｜任务\n1｜修路\n"


@pytest.mark.parametrize(("printed", "plain"), [("⽣⺠⻓", "生民长"), ("市财政局", "市财政局"), ("⼀、⼆", "一、二"), ("⻋⻔", "车门")])
def test_radicals(printed: str, plain: str) -> None:
    assert without_radicals(printed) == plain


def test_pdf_pages_and_running_heads(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 72 810 Td (Gazette No 4) Tj 0 -110 Td (first line) Tj 0 -20 Td (second line) Tj 200 -690 Td (- 7 -) Tj ET"
    (tmp_path / "a.pdf").write_bytes(pdf(content, pages=4))
    assert read_source(tmp_path / "a.pdf").text == "\n\f".join(["first line\nsecond line"] * 4) + "\n"


def test_pdf_columns(tmp_path: Path) -> None:
    left = b"".join(b"1 0 0 1 60 %d Tm (left words of line %d) Tj " % (700 - 20 * n, n) for n in range(12))
    right = b"".join(b"1 0 0 1 320 %d Tm (right words of line %d) Tj " % (700 - 20 * n, n) for n in range(12))
    rows = b"".join(
        b"1 0 0 1 60 %d Tm (left words of line %d) Tj 1 0 0 1 320 %d Tm (right words of line %d) Tj " % (700 - 20 * n, n, 700 - 20 * n, n)
        for n in range(12)
    )
    wanted = [f"{side} words of line {n}" for side in ("left", "right") for n in range(12)]
    for number, stream in enumerate((left + right, rows)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf(b"BT /F1 10 Tf " + stream + b"ET"))
        assert read_source(path).text.split("\n")[:-1] == wanted


def test_pdf_lines_that_are_set_in_begin_paragraphs(tmp_path: Path) -> None:
    places = (84, 60, 60, 84, 60, 84, 60, 200)
    title = b"1 0 0 1 102 730 Tm (%s) Tj " % (b"title" * 19)  # in the middle, and two characters further in than the set-in lines
    rows = b"".join(b"1 0 0 1 %d %d Tm (%s %d) Tj " % (left, 700 - 20 * n, b"words" * 9, n) for n, left in enumerate(places))
    (tmp_path / "a.pdf").write_bytes(pdf(b"BT /F1 12 Tf " + title + rows + b"ET"))
    title_line, *paragraphs = read_source(tmp_path / "a.pdf").text.split("\n")[:-1]
    assert title_line == "title" * 19
    assert [paragraph.count(SOFT) + 1 for paragraph in paragraphs] == [3, 2, 2, 1]


def test_pdf_tables(tmp_path: Path) -> None:
    lines = b"".join(b"%d 500 m %d 600 l S " % (x, x) for x in (60, 160, 300, 500)) + b"".join(
        b"60 %d m 500 %d l S " % (y, y) for y in (500, 550, 600)
    )
    cells = ((70, 570, b"No"), (170, 570, b"Task"), (310, 570, b"Unit"), (70, 520, b"1"), (170, 520, b"Build"), (310, 520, b"Office"))
    words = b"".join(b"1 0 0 1 %d %d Tm (%s) Tj " % cell for cell in ((72, 650, b"before"), *cells, (72, 450, b"after")))
    (tmp_path / "a.pdf").write_bytes(pdf(lines + b"BT /F1 10 Tf " + words + b"ET"))
    assert [line for line in read_source(tmp_path / "a.pdf").text.split("\n") if line] == [
        "before",
        "No｜Task｜Unit",
        "1｜Build｜Office",
        "after",
    ]


def test_archives_and_folders(tmp_path: Path) -> None:
    word = docx(paragraph("第三"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("第二\n", encoding="utf-8")
    (tmp_path / "in" / ".hidden.txt").write_text("不读", encoding="utf-8")
    (tmp_path / "in" / "~$b.docx").write_bytes(b"lock")
    (tmp_path / "in" / "a.zip").write_bytes(packed({"二/文.docx": word, "一.txt": "第一\n", "bad.docx": b"PK"}))
    found = list(read_sources([tmp_path / "in"]))
    assert [(source.name, source.text) for source in found if isinstance(source, Source)] == [
        ("a.zip/一.txt", "第一\n"), ("a.zip/二/文.docx", "第三\n"), ("b.txt", "第二\n"),
    ]  # fmt: skip
    assert [str(error) for error in found if isinstance(error, ReaderError)]
    with pytest.raises(ReaderError, match=r"a\.zip/bad\.docx"):
        read_source(tmp_path / "in")


def test_standard_input_is_a_file() -> None:
    assert run("text", "-", stdin="市财政局负责\n".encode("gb18030")).out == "市财政局负责\n"


def test_a_store_among_the_files_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((GOLD / "kunming.txt").read_bytes())
    assert run("build", ".", folder=tmp_path).code == 0
    ran = run("build", ".", folder=tmp_path)
    assert (ran.code, ran.out.split()) == (0, run("build", "a.txt", folder=tmp_path).out.split())


def test_old_formats_need_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x}")
    with pytest.raises(ReaderError, match="LibreOffice"):
        read_source(tmp_path / "a.rtf")


@pytest.mark.parametrize("form", ["doc", "rtf", "odt", "pdf", "docx:MS Word 2007 XML"])
def test_the_same_units_out_of_every_format(tmp_path: Path, form: str) -> None:
    text = "\n".join(line for line in (GOLD / "kunming.txt").read_text(encoding="utf-8").split("\n"))
    (tmp_path / "k.txt").write_text(text, encoding="utf-8")
    converted_text(tmp_path / "k.txt", form)
    made, plain = (read(read_source(tmp_path / f"k.{ending}")) for ending in (form.split(":")[0], "txt"))
    assert [measure.path for measure in made.measures] == [measure.path for measure in plain.measures]
    assert {(a.measure, a.unit.name, a.role) for a in made.assignments} == {(a.measure, a.unit.name, a.role) for a in plain.assignments}
    assert {(d.measure, d.when) for d in made.deadlines} == {(d.measure, d.when) for d in plain.deadlines}


def test_the_gazette_as_it_is_on_disk() -> None:
    with GAZETTE.open(encoding="utf-8", newline="") as handle:
        assert read_source(GAZETTE).text == handle.read()


@pytest.mark.parametrize(
    ("text", "mark"),
    [("绝密★1年\n特急\n某市人民政府文件", "绝密"), ("000001\n机 密\n", "机密"), ("　　秘密★\r\n", "秘密"), ("秘密10年\n", "秘密"),
     ("国家秘密\n", None), ("严守机密。\n", None), ("保密工作\n秘密级文件的管理\n", None), ("公文\n" * 2000 + "绝密\n", None)],
)  # fmt: skip
def test_marks_of_secrecy(text: str, mark: str | None) -> None:
    assert secrecy_mark(text) == mark


def test_a_secret_document_is_said_before_it_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("机密★1年\n" + (GOLD / "kunming.txt").read_text(encoding="utf-8"), encoding="utf-8")
    said = run("build", "a.txt", folder=tmp_path).err.split("\n")
    assert "机密" in said[0]


def test_the_gazette_as_docx_says_the_same(tmp_path: Path) -> None:
    shutil.copyfile(GAZETTE, tmp_path / "z.txt")
    converted_text(tmp_path / "z.txt", "docx:MS Word 2007 XML")
    word, plain = (read(read_source(tmp_path / name)) for name in ("z.docx", "z.txt"))
    assert [(a.measure, a.unit.name, a.role) for a in word.assignments] == [(a.measure, a.unit.name, a.role) for a in plain.assignments]
    assert [(d.measure, d.when) for d in word.deadlines] == [(d.measure, d.when) for d in plain.deadlines]


def test_a_page_without_text_is_a_doubt(tmp_path: Path) -> None:
    """In the middle of a sentence: it is joined across the page, and every place that lists doubts says the page."""
    note = say("reader.page_without_text", page=2)
    text = (GOLD / "kunming.txt").read_text(encoding="utf-8")
    at = text.index("责任单位") - 8
    (tmp_path / "k.txt").write_text(text[:at] + f"\n\f{note}\n\f" + text[at:], encoding="utf-8")
    (tmp_path / "plain.txt").write_text(text, encoding="utf-8")
    paged, plain = (read(read_source(tmp_path / name)) for name in ("k.txt", "plain.txt"))
    assert [(a.measure, a.unit.name) for a in paged.assignments] == [(a.measure, a.unit.name) for a in plain.assignments]
    assert [dict(doubt.values)["page"] for doubt in paged.doubts if doubt.kind == "page_without_text"] == ["2"]
    built = run("build", "k.txt", folder=tmp_path)
    assert f"存疑 {len(plain.doubts) + 1}" in " ".join(built.out.split())
    assert "第 2 页是图像" in run("ask", "doubts", folder=tmp_path).out.replace("\n", "")
    assert run("ledger", "-o", "k.xlsx", folder=tmp_path).code == 0
    book = load_workbook(tmp_path / "k.xlsx")
    assert any("第 2 页是图像" in str(row) for row in book["存疑"].iter_rows(values_only=True))
