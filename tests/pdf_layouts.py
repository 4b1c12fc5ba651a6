"""A text set as pages: flat OpenDocument files in the dress of printed documents, for LibreOffice to make PDF files of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from tests.programs import converted

SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{SPACES}office:1.0", "style": f"{SPACES}style:1.0", "text": f"{SPACES}text:1.0", "table": f"{SPACES}table:1.0",
    "fo": f"{SPACES}xsl-fo-compatible:1.0", "svg": f"{SPACES}svg-compatible:1.0",
}  # fmt: skip
PARAGRAPH = re.compile(r"<text:p(?: [^>]*)?>(.*?)</text:p>")
ROW = re.compile(r"<table:table-row>(.*?)</table:table-row>")
TAB = re.compile("<text:tab/>")
MARK = "｜"  # between the cells of a row
CHINESE = 'fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="CN"'


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set; lengths as ODF writes them."""

    align: str = "justify"
    indent: str = "0.74cm"
    size: str = "10.5pt"
    font: str = "Noto Serif CJK SC"
    side: str = "3.17cm"
    top: str = "2.54cm"
    spacing: str = "100%"
    columns: int = 1
    head: str = ""
    is_numbered: bool = False


def paragraphs(text: str) -> str:
    """Each line as a paragraph of running text, blank ones too."""
    return "".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in text.split("\n"))


def lines(style: str, *texts: str) -> str:
    """Each text as a paragraph of that style: P set in, M at the margin, T title, N in the middle, R at the right, H red head.

    Line has a red line below, Break begins a page; a tab goes to the right margin in Tab.
    """
    made = (escape(text).replace("\t", "<text:tab/>") for text in texts)
    return "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for text in made)


def table(*rows: Sequence[str]) -> str:
    """A ruled table whose first row is printed again on each page."""
    made = [
        "".join(
            f'<table:table-cell table:style-name="Cell" office:value-type="string">{lines("K", cell)}</table:table-cell>' for cell in row
        )
        for row in rows
    ]
    first, *others = (f"<table:table-row>{row}</table:table-row>" for row in made)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    head = f"<table:table-header-rows>{first}</table:table-header-rows>"
    return f'<table:table table:name="t">{columns}{head}{"".join(others)}</table:table>'


def plain(body: str) -> str:
    """The same body as a text, a paragraph a line."""
    rowed = ROW.sub(lambda row: f"<text:p>{MARK.join(PARAGRAPH.findall(row[1]))}</text:p>", body)
    return "".join(unescape(TAB.sub(" ", text)) + "\n" for text in PARAGRAPH.findall(rowed))


def as_pdf(folder: Path, name: str, body: str, layout: Layout) -> Path:
    """The PDF of a body of ODF paragraphs."""
    path = folder / f"{name}.fodt"
    path.write_text(_document(body, layout), encoding="utf-8")
    return converted(path, "pdf")


def _style(name: str, layout: Layout, *, align: str, size: str, indent: str = "0cm", color: str = "#000000") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
        f'fo:text-indent="{indent}" fo:line-height="{layout.spacing}" style:punctuation-wrap="simple"/>'
        f'<style:text-properties style:font-name="F" style:font-name-asian="F" fo:font-size="{size}" style:font-size-asian="{size}" '
        f'fo:color="{color}" {CHINESE}/></style:style>'
    )


def _document(body: str, layout: Layout) -> str:
    styles = (
        _style("P", layout, align=layout.align, size=layout.size, indent=layout.indent)
        + _style("M", layout, align="start", size=layout.size)  # at the margin
        + _style("C", layout, align="center", size="9pt")
        + _style("T", layout, align="center", size="22pt")
        + _style("R", layout, align="end", size=layout.size)
        + _style("N", layout, align="center", size=layout.size)
        + _style("H", layout, align="center", size="36pt", color="#ff0000")
        + _style("K", layout, align="start", size="12pt")
        + _style("Break", layout, align="start", size=layout.size).replace("fo:text-align", 'fo:break-before="page" fo:text-align')
        + _style("Line", layout, align="start", size=layout.size).replace(
            "fo:text-align", 'fo:border-bottom="2pt solid #ff0000" fo:text-align'
        )
        + _style("Tab", layout, align="start", size=layout.size).replace(
            "/><style:text-properties",
            '><style:tab-stops><style:tab-stop style:position="15.6cm" style:type="right"/></style:tab-stops>'
            "</style:paragraph-properties><style:text-properties",
        )
        + '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" '
        'fo:padding="0.1cm"/></style:style>'
    )
    columns = f'<style:columns fo:column-count="{layout.columns}" fo:column-gap="0.75cm"/>' if layout.columns > 1 else ""
    head = f'<style:header><text:p text:style-name="C">{layout.head}</text:p></style:header>' if layout.head else ""
    foot = (
        '<style:footer><text:p text:style-name="C">— <text:page-number text:select-page="current"/> —</text:p></style:footer>'
        if layout.is_numbered
        else ""
    )
    apart = '<style:{0}-style><style:header-footer-properties fo:min-height="0.5cm" fo:margin-{1}="0.5cm"/></style:{0}-style>'
    page = (
        f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        f'fo:margin-top="{layout.top}" fo:margin-bottom="{layout.top}" fo:margin-left="{layout.side}" fo:margin-right="{layout.side}">'
        f"{columns}</style:page-layout-properties>"
        f"{apart.format('header', 'bottom') if head else ''}{apart.format('footer', 'top') if foot else ''}</style:page-layout>"
    )
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="\'{layout.font}\'"/></office:font-face-decls>'
        f"<office:styles/><office:automatic-styles>{styles}{page}</office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{head}{foot}</style:master-page>'
        f"</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    )
