"""A text set as pages: flat OpenDocument files in the dress of printed documents, for LibreOffice to make PDF files of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tests.programs import converted

SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{SPACES}office:1.0", "style": f"{SPACES}style:1.0", "text": f"{SPACES}text:1.0", "table": f"{SPACES}table:1.0",
    "fo": f"{SPACES}xsl-fo-compatible:1.0", "svg": f"{SPACES}svg-compatible:1.0",
}  # fmt: skip
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
