"""Word files from their XML: paragraphs as Word shows them, numbers made, tracked changes as accepted, tables as lines."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from extract.readers.archive import open_package, part
from extract.readers.docx_numbers import Numbering
from extract.readers.errors import ReaderError
from extract.readers.tables import Cell, table_lines
from extract.readers.xml import parse_xml

FORM = "docx"
MAIN = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
SKIPPED = {
    "del",
    "moveFrom",
    "Fallback",
    "pPr",
    "rPr",
    "sectPr",
    "instrText",
    "delText",
    "delInstrText",
    "sdtPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblGrid",
    "rt",
}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
DEEPEST = 60  # tables in tables


def text_of_docx(data: bytes, name: str) -> str:
    """The text of a Word file: its body, then the notes that it refers to; headers and footers are left out. Raises ReaderError."""
    package = open_package(data, name, FORM)
    document = _document(package)
    root = parse_xml(part(package, document, name, FORM), name, FORM)
    body = next((child for child in root if _tag(child) == "body"), None)
    if body is None:
        raise ReaderError("damaged", name, format=FORM)
    numbering = Numbering.of(_optional(package, "word/numbering.xml", name), _optional(package, "word/styles.xml", name))
    walk = _Walk(numbering)
    lines = list(walk.block(body, 0))
    for kind in ("footnote", "endnote"):
        notes = _optional(package, f"word/{kind}s.xml", name)
        if notes is not None:
            lines += walk.notes(notes, kind)
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise ReaderError("no_text", name)
    return text + "\n"


def _document(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    return min((found for found in names if found.endswith(("/document.xml", "document2.xml"))), default="word/document.xml")


def _optional(package: zipfile.ZipFile, member: str, name: str) -> etree._Element | None:
    if member not in package.namelist():
        return None
    return parse_xml(part(package, member, name, FORM), name, FORM)


def _tag(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: etree._Element | None, attribute: str = "val") -> str | None:
    if element is None:
        return None
    for space in MAIN:
        found = element.get(f"{{{space}}}{attribute}")
        if found is not None:
            return str(found)
    return None


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for tag in path:
        element = next((child for child in element if _tag(child) == tag), None) if element is not None else None
    return element


class _Walk:
    """Goes through blocks in order; keeps the numbers of lists and the notes that were referred to."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.referred: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.open = ""  # the text of a paragraph whose mark was deleted: the next one goes on with it

    def block(self, container: etree._Element, depth: int) -> Iterator[str]:
        """The lines of paragraphs and tables in a body, a cell, a text box or a content control."""
        if depth > DEEPEST:
            return
        for child in container:
            match _tag(child):
                case "p":
                    yield from self.paragraph(child, depth)
                case "tbl":
                    yield from ("", *self.table(child, depth + 1), "")
                case tag if tag in SKIPPED:
                    continue
                case _:
                    yield from self.block(child, depth + 1)

    def paragraph(self, element: etree._Element, depth: int) -> Iterator[str]:
        """One paragraph: its number, its text, then the text boxes that hang on it."""
        properties = _child(element, "pPr")
        boxes: list[etree._Element] = []
        words = self.open + self._text(element, depth, boxes)
        self.open = ""
        if _is_mark_deleted(properties) and (not words.strip() or _goes_on(element)):
            self.open = words
            words = ""
        number = ""
        if words.strip():
            style = _value(_child(properties, "pStyle"))
            direct = _child(properties, "numPr")
            number = self.numbering.label(style, _value(_child(direct, "numId")), _value(_child(direct, "ilvl")))
        if words or not _is_mark_deleted(properties):
            yield from (number + words).split("\n")
        for box in boxes:
            yield from self.block(box, depth + 1)

    def _text(self, element: etree._Element, depth: int, boxes: list[etree._Element]) -> str:
        pieces: list[str] = []
        if depth > DEEPEST:
            return ""
        for child in element:
            tag = _tag(child)
            if tag in SKIPPED or (tag == "r" and _is_hidden(child)):
                continue
            if tag == "t":
                pieces.append(child.text or "")
            elif tag in BREAKS:
                pieces.append(_break(child, tag))
            elif tag == "sym":
                pieces.append(_symbol(child))
            elif tag in ("footnoteReference", "endnoteReference"):
                self.referred[tag.removesuffix("Reference")].append(_value(child, "id") or "")
            elif tag == "txbxContent":
                boxes.append(child)
            else:
                pieces.append(self._text(child, depth + 1, boxes))
        return "".join(pieces)

    def table(self, element: etree._Element, depth: int) -> list[str]:
        """A table as lines; a cell that is merged downwards is counted over its rows."""
        rows = [list(_cells(row)) for row in _rows(element)]
        return table_lines(_merged([[(self._cell(cell, depth), _continues(cell)) for cell in row] for row in rows]))

    def _cell(self, cell: etree._Element, depth: int) -> Cell:
        span = _value(_child(cell, "tcPr", "gridSpan"))
        lines = [line for line in self.block(cell, depth + 1) if line.strip()]
        return Cell("\n".join(lines), int(span) if span and span.isdecimal() and int(span) < 100 else 1)

    def notes(self, root: etree._Element, kind: str) -> list[str]:
        """The notes that the text refers to, in the order of their references."""
        held = {_value(note, "id") or "": note for note in root if _tag(note) == kind}
        return [line for found in self.referred[kind] if found in held for line in self.block(held[found], 1) if line.strip()]


def _is_mark_deleted(properties: etree._Element | None) -> bool:
    return any(_child(properties, "rPr", change) is not None for change in ("del", "moveFrom"))


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether another paragraph follows in the same container, to which this one can be joined."""
    following = next((found for found in paragraph.itersiblings() if _tag(found) in ("p", "tbl", "sdt")), None)
    return following is not None and _tag(following) == "p"


def _is_hidden(run: etree._Element) -> bool:
    hidden = _child(run, "rPr", "vanish")
    return hidden is not None and _value(hidden) not in ("0", "false", "off")


def _break(element: etree._Element, tag: str) -> str:
    return "\n" if tag == "br" and _value(element, "type") == "page" else BREAKS[tag]


def _symbol(element: etree._Element) -> str:
    code = _value(element, "char") or ""
    try:
        return chr(int(code, 16)) if code and int(code, 16) < 0xE000 else ""
    except ValueError:
        return ""


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in content controls and tracked insertions; deleted ones are none."""
    for child in table:
        tag = _tag(child)
        if tag == "tr":
            if _child(child, "trPr", "del") is None:
                yield child
        elif tag not in SKIPPED:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        tag = _tag(child)
        if tag == "tc":
            yield child
        elif tag not in SKIPPED:
            yield from _cells(child)


def _continues(cell: etree._Element) -> bool:
    merge = _child(cell, "tcPr", "vMerge")
    return merge is not None and _value(merge) != "restart"


def _merged(rows: list[list[tuple[Cell, bool]]]) -> list[list[Cell]]:
    """Cells with the rows they cover; the places that they cover below are taken out."""
    starts: dict[int, tuple[int, int]] = {}  # column -> row and place of the cell that is being continued
    grown: list[list[Cell | None]] = []
    for number, row in enumerate(rows):
        line: list[Cell | None] = []
        column = 0
        for cell, continues in row:
            if continues and column in starts:
                above, place = starts[column]
                held = grown[above][place]
                if held is not None:
                    grown[above][place] = Cell(held.text, held.columns, number - above + 1)
                line.append(None)
            else:
                starts[column] = (number, len(line))
                line.append(cell)
            column += cell.columns
        grown.append(line)
    return [[cell for cell in line if cell is not None] for line in grown]
