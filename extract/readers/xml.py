"""XML of office files, parsed without entities, without a network and without a declaration of types."""

from __future__ import annotations

from lxml import etree

from extract.readers.errors import ReaderError

MOST_ELEMENTS = 3_000_000


def parse_xml(data: bytes, name: str, form: str) -> etree._Element:
    """The root element; raises ReaderError for a DOCTYPE, too many elements, or XML that is not well-formed."""
    if declares_types(data):
        raise ReaderError("doctype", name)
    if data.count(b"<") > MOST_ELEMENTS:
        raise ReaderError("too_much_inside", name, found=f"{data.count(b'<') // 1000} k", limit=f"{MOST_ELEMENTS // 1000} k")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ReaderError("damaged", name, format=form) from None
    if root is None:
        raise ReaderError("damaged", name, format=form)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReaderError("doctype", name)
    return root


def declares_types(data: bytes) -> bool:
    """Whether XML bytes hold a DOCTYPE in one of the encodings that need no table; text itself cannot hold one unescaped."""
    return any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
