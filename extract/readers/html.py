"""Web pages: the main text without navigation, paragraphs as lines, tables as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from extract.patterns import expression
from extract.readers.errors import ReaderError
from extract.readers.tables import Cell, table_lines
from extract.readers.text import decode

MOST_ELEMENTS = 1_000_000
DEEPEST = 200
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "iframe",
    "object",
    "svg",
    "select",
    "button",
    "input",
    "textarea",
    "nav",
    "footer",
    "aside",
}
BLOCKS = {
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "main", "blockquote", "pre", "center",
    "dd", "dt", "dl", "tr", "td", "th", "form", "body", "html", "figure", "address", "hr", "ucaptitle", "ucapcontent", "caption",
}  # fmt: skip
LISTS = {"table", "ul", "ol"}
BROKEN = {"p", "br", "div"}
FEWEST_LINKS = 3
LONGEST_LINK = 8  # characters of a link of a menu, on the average
LONG_LINES = 8  # lines of a cell that is no cell of data
LONG_TEXT = 500  # and its characters
# What content management systems of governments call the main text and what stands beside it, in class and id.
MAIN = re.compile(
    r"(?:^|[\s_-])(?:ucap-?content|trs_editor|trs_editorview|article-?content|pages_content|zoom|content|article|main-?text|txt|view|detail)\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer?|foot|header-?nav|breadcrumb|crumb|position|location|share|search|login|sidebar|side|copyright|links?|toolbar|related)(?:$|[\s_-])",
    re.IGNORECASE,
)


def text_of_html(data: bytes, name: str) -> str:
    """The main text of a page; raises ReaderError where there is none."""
    if data.count(b"<") > MOST_ELEMENTS:
        raise ReaderError("too_much_inside", name, found=f"{data.count(b'<') // 1000} k", limit=f"{MOST_ELEMENTS // 1000} k")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_decoded(data, name), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ReaderError("no_text", name) from None
    main = _main(root)
    lines = [title] if (title := _title(root, main)) else []
    lines = _without_furniture([*lines, *_Page().lines(main)])
    text = "\n".join(_without_double_blanks(lines)).strip("\n")
    if not text.strip():
        raise ReaderError("no_text", name)
    return text + "\n"


def _decoded(data: bytes, name: str) -> str:
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        try:
            return _without_declaration(data.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding))
        except (UnicodeDecodeError, LookupError):
            pass
    return _without_declaration(decode(data, name))


def _without_declaration(text: str) -> str:
    """A str with an encoding declaration is refused by the parser."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the main text: the one named so that has the most text, else the body."""
    body = root.find(".//body")
    whole = body if body is not None else root
    best, most, seen = whole, -1, 0
    before: list[int | None] = []  # for each open element the text seen before it; None for one that is not named so
    for event, element in etree.iterwalk(whole, events=("start", "end")):
        if event == "start":
            is_named = element.tag in ("main", "article") or MAIN.search(_names(element))
            before.append(seen if is_named else None)
            seen += len((element.text or "").strip())
            continue
        start = before.pop()
        if start is not None and seen - start >= most:
            best, most = element, seen - start
        seen += len((element.tail or "").strip())
    return best if most >= 0.4 * seen else whole


def _names(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if isinstance(element.tag, str) else ""


def _title(root: etree._Element, main: etree._Element) -> str:
    """The heading of the page where the main text does not hold it."""
    heading = root.find(".//h1")
    if heading is None or any(parent is main for parent in heading.iterancestors()) or heading is main:
        return ""
    return BLANKS.sub("", "".join(str(text) for text in heading.itertext()))


def _without_furniture(lines: list[str]) -> list[str]:
    """The lines without those of the website above and below the text."""
    furniture = expression("pages.furniture")
    kept = [place for place, line in enumerate(lines) if line and not furniture.match(line.strip())]
    return lines[kept[0] : kept[-1] + 1] if kept else []


def _without_double_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


class _Page:
    """Collects the lines of a page."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open = ""

    def lines(self, element: etree._Element) -> list[str]:
        """All lines below an element."""
        self._children(element, 0)
        self._close()
        return self.done

    def _close(self) -> None:
        line = BLANKS.sub(" ", self.open).strip(" ")
        if line.strip("\u3000\xa0 "):
            self.done.append(line)
        self.open = ""

    def _children(self, element: etree._Element, depth: int) -> None:
        self.open += element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, depth + 1)
            self.open += child.tail or ""

    def _element(self, element: etree._Element, depth: int) -> None:
        tag = str(element.tag).lower()
        if tag in SILENT or depth > DEEPEST or _is_hidden(element) or (tag in BLOCKS and BESIDE.search(_names(element))):
            return
        if tag in LISTS and _is_navigation(element):
            return
        if tag == "br":
            self._close()
        elif tag == "table":
            self._close()
            if _is_layout(element):
                for cell in _cells(element):
                    self._children(cell, depth)
                    self._close()
            else:
                self.done += ["", *_table(element, depth), ""]
        elif tag in BLOCKS:
            self._close()
            self._children(element, depth)
            self._close()
        else:
            self._children(element, depth)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _is_navigation(element: etree._Element) -> bool:
    """Whether an element is nothing but short links, three at least."""
    links = [_inked(link) for link in element.iter("a")]
    linked = sum(map(len, links))
    return len(links) >= FEWEST_LINKS and linked <= LONGEST_LINK * len(links) and len(_inked(element)) == linked > 0


def _inked(element: etree._Element) -> str:
    """All characters below an element but blanks."""
    return "".join(part for text in element.itertext() for part in str(text).split())


def _is_layout(table: etree._Element) -> bool:
    """Whether a table sets the page and holds no data: another table stands in it, or a whole text in one of its cells."""
    if table.find(".//table") is not None:
        return True
    return any(sum(part.tag in BROKEN for part in cell.iter()) >= LONG_LINES and len(_inked(cell)) >= LONG_TEXT for cell in _cells(table))


def _cells(table: etree._Element) -> list[etree._Element]:
    return [cell for row in _own(table, ("tr",), ("thead", "tbody", "tfoot")) for cell in _own(row, ("td", "th"), ())]


def _table(table: etree._Element, depth: int) -> list[str]:
    rows: list[list[Cell]] = []
    for row in _own(table, ("tr",), ("thead", "tbody", "tfoot")):
        cells = _own(row, ("td", "th"), ())
        rows.append([Cell("\n".join(_cell_lines(cell, depth)), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells])
    return table_lines(rows)


def _cell_lines(cell: etree._Element, depth: int) -> list[str]:
    page = _Page()
    if depth < DEEPEST:
        page._children(cell, depth + 1)
    page._close()
    return [line for line in page.done if line]


def _own(element: etree._Element, wanted: tuple[str, ...], through: tuple[str, ...]) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in element:
        if child.tag in wanted:
            found.append(child)
        elif child.tag in through:
            found += _own(child, wanted, through)
    return found


def _span(cell: etree._Element, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return min(int(value), 1000) if value.isascii() and value.isdigit() and len(value) < 5 else 1
