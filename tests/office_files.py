"""Office files made by the tests: a docx out of paragraphs, a zip out of members, a PDF out of a page."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
PARTS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{part}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part}" Target="{part}.xml"/>'
        for part in ("numbering", "styles", "footnotes")
    )
    + "</Relationships>"
)


def packed(members: dict[str, str | bytes], *, deflate: bool = True) -> bytes:
    """A zip of those members, in that order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED)
    return buffer.getvalue()


def paragraph(text: str, *, properties: str = "") -> str:
    """A `w:p`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """A `w:r`."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def numbered(text: str, level: int, number: int = 1) -> str:
    """A paragraph with an automatic number."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str) -> str:
    """A `w:tbl` of rows."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """A `w:tc`."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def docx(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", head: str = "") -> bytes:
    """A docx with that body and those parts; `head` stands before its root element."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": PARTS,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
    }
    return packed(members)


def levels(*shown: tuple[str, str], abstract: int = 0, number: int = 1) -> str:
    """A list whose levels have those formats and texts."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(shown)
    )
    return f'<w:abstractNum w:abstractNumId="{abstract}">{made}</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'


def pdf(*contents: bytes, pages: int = 1, extra: bytes = b"") -> bytes:
    """A PDF in Helvetica, a page a content stream; of one stream, as many pages as asked for."""
    pages = max(pages, len(contents))
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % extra,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (pages + 4 + number % len(contents))
            for number in range(pages)
        ),
        *(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content) for content in contents),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
