"""Word files: what Word shows is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers import read_source
from extract.readers.docx import text_of_docx
from extract.readers.numerals import written
from tests.office_files import cell, docx, levels, numbered, paragraph, run, table
from tests.programs import converted

OUTLINE = levels(
    ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4")
)
GONE = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def _text(body: str, **parts: str) -> str:
    return text_of_docx(docx(body, **parts), "x.docx").rstrip("\n")


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [(1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "chineseCounting", "二十"),
     (105, "chineseCounting", "一百零五"), (110, "chineseCounting", "一百一十"), (10, "ideographDigital", "一〇"), (3, "ideographTraditional", "丙"),
     (21, "decimalEnclosedCircleChinese", "㉑"), (4, "lowerRoman", "iv"), (28, "upperLetter", "BB"), (7, "decimalZero", "07"), (3, "bullet", ""),
     (12, "chineseLegalSimplified", "壹拾贰"), (5, "decimalFullWidth", "５"), (9, "unheardOf", "9")],
)  # fmt: skip
def test_counts(count: int, form: str, shown: str) -> None:
    assert written(count, form) == shown


def test_automatic_numbers_restart_below() -> None:
    body = "".join(
        numbered(text, level)
        for text, level in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2), ("庚", 3), ("辛", 0), ("壬", 1)]
    )
    assert _text(body, numbering=OUTLINE).split("\n") == [
        "一、甲",
        "（一）乙",
        "1.丙",
        "2.丁",
        "（二）戊",
        "1.己",
        "①庚",
        "二、辛",
        "（一）壬",
    ]


def test_numbers_from_styles_and_start_overrides() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1child"><w:basedOn w:val="H1"/></w:style>'
    )
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = (
        paragraph("甲", properties='<w:pStyle w:val="H1"/>')
        + paragraph("乙", properties='<w:pStyle w:val="H1child"/>')
        + numbered("丙", 0, 2)
        + numbered("丁", 0, 2)
        + paragraph("戊", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert _text(body, numbering=OUTLINE + again, styles=styles).split("\n") == ["一、甲", "二、乙", "一、丙", "二、丁", "戊"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            f"<w:p>{run('责任单位：')}<w:ins>{run('市财政局')}</w:ins><w:del><w:r><w:delText>市发改委</w:delText></w:r></w:del></w:p>",
            "责任单位：市财政局",
        ),
        (f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>", "新"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('内容控件')}</w:sdtContent></w:sdt>", "内容控件"),
        (f"<w:p><w:smartTag>{run('智能标记')}</w:smartTag><w:hyperlink>{run('链接')}</w:hyperlink></w:p>", "智能标记链接"),
        (f"<w:p>{run('前')}<w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r></w:p>", "前\n框内"),
        (f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}<w:r><w:tab/></w:r>{run('丙')}</w:p>", "甲\n乙\t丙"),
        (f"<w:p>{GONE}{run('责任单位：')}</w:p><w:p>{run('市财政局')}</w:p>", "责任单位：市财政局"),
        (f"{paragraph('甲')}<w:p>{GONE}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>{paragraph('丙')}", "甲\n丙"),
        (f"<w:p>{GONE}{run('甲')}</w:p>{table(cell('1') + cell('2'))}<w:p>{run('乙')}</w:p>", "甲\n\n1｜2\n\n乙"),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>{run('显')}</w:p>", "显"),
        (
            f"<w:p>{run('前')}<mc:AlternateContent xmlns:mc='x'><mc:Choice>{run('一')}</mc:Choice><mc:Fallback>{run('二')}</mc:Fallback></mc:AlternateContent></w:p>",
            "前一",
        ),
        (f"<w:p>{run('域')}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", "域"),
    ],
)
def test_what_word_shows(body: str, shown: str) -> None:
    assert _text(body) == shown


def test_footnotes_stand_at_the_end() -> None:
    note = f'<w:footnote w:id="2">{paragraph("注：指市本级")}</w:footnote><w:footnote w:id="3">{paragraph("未引用")}</w:footnote>'
    body = f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("下文")}'
    assert _text(body, footnotes=note) == "正文\n下文\n注：指市本级"


def test_tables_are_lines() -> None:
    head = cell("序号") + cell("工作任务") + cell("牵头单位")
    body = table(
        cell("任务分工表", '<w:gridSpan w:val="3"/>'),
        head,
        cell("1") + cell("治理扬尘", '<w:vMerge w:val="restart"/>') + cell("市环保局"),
        cell("2") + cell("", "<w:vMerge/>") + cell("市住建局"),
        head,
        cell("3") + cell("修路", '<w:gridSpan w:val="2"/>'),
    )
    assert _text(paragraph("附件") + body).split("\n") == [
        "附件", "", "任务分工表", "序号｜工作任务｜牵头单位", "1｜治理扬尘｜市环保局", "2｜治理扬尘｜市住建局", "3｜修路｜",
    ]  # fmt: skip


def test_twenty_thousand_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(docx("".join(paragraph(f"第{number}段，市财政局负责。") for number in range(20_000))))
    assert read_source(path).text.count("\n") == 20_000


def test_numbers_as_libreoffice_shows_them(tmp_path: Path) -> None:
    body = "".join(numbered(f"第{number}项", (number * 7) % 4 if number else 0) for number in range(24))
    path = tmp_path / "numbers.docx"
    path.write_bytes(docx(body, numbering=OUTLINE))
    oracle = converted(path, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig").replace("\t", "").replace(" ", "").split("\n")
    assert read_source(path).text.split("\n") == oracle
