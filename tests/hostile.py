"""Files that mean harm or are broken, made when the tests run: name, bytes, and nothing of them is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.office_files import RELATIONS, TYPES, W, docx, packed, paragraph, pdf, table

Made = tuple[str, bytes]
BOMB = 300 * 1024**2
HTML_DEEP = 100_000


def hostile_files() -> Iterator[tuple[str, Callable[[], Made]]]:
    """The name of each case, and what makes it."""
    yield from _of_any_kind()
    yield from _packages()
    yield from _word()
    yield from _sheets()
    yield from _pdfs()
    yield from _texts()


def _case(name: str, data: bytes) -> Callable[[], Made]:
    return lambda: (name, data)


def _of_any_kind() -> Iterator[tuple[str, Callable[[], Made]]]:
    yield "empty docx", _case("a.docx", b"")
    yield "empty pdf", _case("a.pdf", b"")
    yield "blanks only", _case("a.txt", b" \r\n\t\n" * 100)
    yield "zeros only", _case("a.txt", bytes(10_000))
    yield "picture as docx", _case("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(500))
    yield "program as pdf", _case("a.pdf", b"MZ" + bytes(range(256)) * 20)
    yield "text as docx", _case("a.docx", "责任单位：市财政局".encode())
    yield "text as pdf", _case("a.pdf", b"%PDX 1.4 nothing")
    yield "rar as zip", _case("a.zip", b"Rar!\x1a\x07\x01" + bytes(100))
    yield "random bytes", _case("a.txt", bytes((number * 7919 + number // 3) % 256 for number in range(20_000)))
    yield "compound file cut off", _case("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 40)


def _packages() -> Iterator[tuple[str, Callable[[], Made]]]:
    yield "docx with a password", _case("a.docx", _compound("EncryptedPackage"))
    yield "xlsx with a password", _case("a.xlsx", _compound("EncryptedPackage"))
    yield "zip cut off", _case("a.zip", packed({"a.txt": "文字" * 500})[:-30])
    yield "zip without members", _case("a.zip", packed({}))
    yield "zip bomb", lambda: ("a.zip", packed({"a.txt": b"0" * BOMB}))
    yield "zip of 3,000 members", lambda: ("a.zip", packed({f"{number}.txt": "x" for number in range(3000)}))
    yield "zip that climbs out", _case("a.zip", packed({"../../etc/passwd": "文字"}))
    yield "zip with an absolute name", _case("a.zip", packed({"/etc/passwd": "文字"}))
    yield "zip with a drive", _case("a.zip", packed({"C:\\a.txt": "文字"}))
    yield "zip in zip", _case("a.zip", packed({"b.zip": packed({"a.txt": "文字"})}))
    yield "zip with a long name", _case("a.zip", packed({"长" * 300 + ".txt": "文字"}))
    yield "zip that lies about sizes", lambda: ("a.zip", _lying())
    yield "encrypted zip", lambda: ("a.zip", _flagged())


def _word() -> Iterator[tuple[str, Callable[[], Made]]]:
    good = docx(paragraph("文字"))
    laughs = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    yield "docx cut off", _case("a.docx", good[: len(good) // 2])
    yield "docx without text", _case("a.docx", docx(paragraph("")))
    yield "docx of a billion laughs", _case("a.docx", docx(paragraph("x"), head=laughs))
    yield "docx with an outer entity", _case("a.docx", docx("<w:p><w:r><w:t>&amp;</w:t></w:r></w:p>", head=outside))
    yield "docx with a late doctype", _case("a.docx", docx(paragraph("前&a;后"), head=f"<!--{'x' * 6000}--><!DOCTYPE a [<!ENTITY a 'x'>]>"))
    yield "docx with an unknown entity", _case("a.docx", docx("<w:p><w:r><w:t>前&bad;后</w:t></w:r></w:p>"))
    yield "docx not well-formed", _case("a.docx", docx("<w:p><w:r><w:t>文字</w:p>"))
    yield "docx without a body", _case("a.docx", packed({"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {W}/>"}))
    yield "docx of 3 million paragraphs", lambda: ("a.docx", docx("<w:p/>" * 3_000_001))
    yield "docx with a text of 200 MB", lambda: ("a.docx", docx(paragraph("文" * (200 * 1024**2 // 3))))
    yield (
        "docx of 3,000 tables in tables",
        lambda: ("a.docx", docx("<w:tbl><w:tr><w:tc>" * 3000 + paragraph("") + "</w:tc></w:tr></w:tbl>" * 3000)),
    )
    yield "docx in which all is deleted", _case("a.docx", docx(f"<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>{table('')}"))
    yield (
        "docx with its text renamed",
        _case("a.docx", packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "other.xml": "<a/>"})),
    )


def _sheets() -> Iterator[tuple[str, Callable[[], Made]]]:
    yield "xlsx cut off", lambda: ("a.xlsx", _workbook()[:-200])
    yield "xlsx without cells", lambda: ("a.xlsx", _workbook())
    yield "xlsx with a doctype", lambda: ("a.xlsx", _workbook(sheet='<!DOCTYPE a [<!ENTITY a "x">]><worksheet/>'))
    yield "xlsx of 3 million cells", lambda: ("a.xlsx", _workbook(sheet=_sheet("<row>" + "<c/>" * 3_000_000 + "</row>")))
    yield (
        "xlsx with one vast merged cell",
        lambda: ("a.xlsx", _workbook(sheet=_sheet(_word_cell("A1"), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))),
    )
    yield (
        "xlsx with a cell at the far corner",
        lambda: ("a.xlsx", _workbook(sheet=_sheet(f'<row r="1048576">{_word_cell("XFD1048576", row=False)}</row>'))),
    )


def _pdfs() -> Iterator[tuple[str, Callable[[], Made]]]:
    yield "pdf cut off", _case("a.pdf", pdf(b"BT /F1 12 Tf 72 700 Td (x) Tj ET")[:120])
    yield "pdf without text", _case("a.pdf", pdf(b"0 0 m 100 100 l S"))
    yield "pdf without pages", _case("a.pdf", pdf(b"", pages=0))
    yield "pdf whose pages are themselves", _case("a.pdf", pdf(b"").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"))
    yield "pdf with a false stream", _case("a.pdf", pdf(b"\xff" * 400).replace(b"<</Length", b"<</Filter/FlateDecode/Length"))
    yield "pdf with a password", _case("a.pdf", pdf(b"BT /F1 12 Tf 72 700 Td (x) Tj ET").replace(b"/Root 1 0 R", _lock()))
    yield "pdf of 12 million words in 120 KB", lambda: ("a.pdf", _deflated(b"BT /F1 12 Tf 72 700 Td " + b"(x) Tj " * 12_000_000 + b"ET"))
    yield "pdf header only", _case("a.pdf", b"%PDF-1.7\n%%EOF")


def _texts() -> Iterator[tuple[str, Callable[[], Made]]]:
    yield "broken utf-16", _case("a.txt", b"\xff\xfe" + "文字".encode("utf-16-le") + b"\x00\xd8")
    yield "broken utf-8 with a mark", _case("a.txt", b"\xef\xbb\xbf" + b"\xff\xfe\xfa" * 50)
    yield "html without text", _case("a.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>")
    yield "html 100,000 deep", lambda: ("a.html", b"<html><body>" + b"<b>" * HTML_DEEP + b"</body>")
    yield "html of 2 million tags", lambda: ("a.html", b"<html><body>" + b"<i>" * 2_000_000)
    yield "html of main parts in main parts", lambda: ("a.html", b"<html><body>" + b"<div class=content>" * 240 + b"<i>x</i>" * 400_000)
    yield "csv of 12 million cells", lambda: ("a.csv", b"a," * 12_000_000)
    yield "csv without cells", _case("a.csv", b",,,\n,,,\n")
    yield "rtf cut off", _case("a.rtf", b"{\\rtf1\\ansi" + b"{" * 50_000)


def _compound(stream: str) -> bytes:
    """The beginning of a compound file that names one stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20) + b"\xfe\xff"
    return head + bytes(1000) + stream.encode("utf-16-le") + bytes(2000)


def _lock() -> bytes:
    """The entries of a PDF's trailer that ask for a password that nobody knows."""
    return b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)


def _deflated(stream: bytes) -> bytes:
    """A PDF of one page whose content is packed."""
    packed_stream = zlib.compress(stream, 9)
    return pdf(packed_stream).replace(b"<</Length %d>>" % len(packed_stream), b"<</Filter/FlateDecode/Length %d>>" % len(packed_stream))


def _lying() -> bytes:
    """An archive whose directory says that 300 MB are ten bytes."""
    data = bytearray(packed({"a.txt": b"0" * BOMB}))
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    return bytes(data)


def _flagged() -> bytes:
    data = bytearray(packed({"a.txt": "文字"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def _workbook(*, sheet: str | None = None) -> bytes:
    from openpyxl import Workbook

    buffer = io.BytesIO()
    Workbook().save(buffer)
    if sheet is None:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer) as package:
        members: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    members["xl/worksheets/sheet1.xml"] = sheet
    return packed(members)


def _sheet(rows: str, rest: str = "") -> str:
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{rest}</worksheet>'


def _word_cell(place: str, *, row: bool = True) -> str:
    cell = f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>'
    return f"<row>{cell}</row>" if row else cell
