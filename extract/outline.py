"""The outline: a document's paragraphs become leaves (举措), each with the path of the numbers as printed.

The numbering itself gives the levels (一、 above （一） above 1. above （1）), never the heading marks of the file, which an OCR
sets at random. What a leaf is follows the annotation guide: a heading with numbered children is none; unnumbered paragraphs
below a bare heading are `/p1`, `/p2` when there are several.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.chinese_dates import number
from extract.documents import Head
from extract.headings import opening
from extract.numbering import read_number
from extract.operative import is_ordering
from extract.outline_tree import Node, build_tree, is_label
from extract.paragraphs import Paragraph
from extract.patterns import expression
from extract.tables import Columns

HEADING_LABEL = "p0"  # the place of a bracket behind a heading, which is no measure but holds for those below


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the outline, by clean offsets; `body_start` is where its own text begins, after number and heading."""

    path: str
    headings: tuple[str, ...]
    title: str
    start: int
    end: int
    body_start: int
    is_lead_in: bool = False  # a paragraph that is a leaf only if it makes somebody answerable or sets a time
    introduced: str = ""  # the lead-in paragraph above it: 有下列情形之一的：
    lead_at: int = -1  # where that paragraph begins; -1 where there is none
    columns: Columns | None = None  # of the table that it is a row of


def read_outline(head: Head, is_speech: bool) -> list[Leaf]:
    """The leaves of a document in printed order."""
    nothing = Paragraph(head.start, head.start, "", 0)
    root = Node(-1, "", head.start, head.start, head.start, "", has_text=False, own=nothing)
    tail = build_tree(root, _body(head))
    leaves: list[Leaf] = []
    if not root.children:
        paragraphs = [p for p in root.paragraphs if not expression("documents.issuing").search(p.text)]
        leaves += _paragraph_leaves(paragraphs, (), (), only_orders=True)
    else:
        asks = [p for p in root.paragraphs if expression("outline.notice_order").search(p.text)]
        leaves += _paragraph_leaves(asks[:1], (), (), only_orders=True)
    for child in root.children:
        leaves += _leaves(child, (), (), is_speech)
    leaves += _paragraph_leaves(tail, (), (), only_orders=False, first=1 + sum(leaf.path == "p1" for leaf in leaves))
    return _without_doubles(leaves)


def _body(head: Head) -> list[Paragraph]:
    """The paragraphs that may hold measures: no signature, date, note, list of attachments or repeated title."""
    kept: list[Paragraph] = []
    in_attachments = is_below_title = False
    for paragraph in head.body:
        text = paragraph.text
        if expression("documents.attachments").match(text):
            in_attachments = True
            continue
        if in_attachments and _is_attachment_line(text):
            continue
        in_attachments = False
        if any(expression(name).match(text) for name in _APART) and not (_is_numbered(text) and expression("documents.organ").match(text)):
            continue
        if _is_title_line(text, head):
            is_below_title = bool(kept)
            continue
        if is_below_title and expression("outline.preamble").search(text):
            continue  # of an annex: no part of the last measure above its title
        is_below_title = is_below_title and not _is_numbered(text)
        kept.append(paragraph)
    return kept


_APART = (
    "documents.date", "documents.organ", "documents.closing_note", "documents.signature", "documents.annex", "documents.number",
    "documents.thanks", "documents.greeting", "outline.contents_line", "outline.bare_label",
)  # fmt: skip


def _is_attachment_line(text: str) -> bool:
    return bool(expression("outline.arabic").match(text)) and "\u3002" not in text and len(text) < 80


def _is_title_line(text: str, head: Head) -> bool:
    bare = text.strip("《》")
    return len(text) <= 90 and not _is_numbered(text) and not expression("clean.label_line").match(text) and (
        bare in head.title or (bool(expression("documents.title_end").search(text)) and "\u3002" not in text and "\uff0c" not in text)
    )  # fmt: skip


def _is_numbered(text: str) -> bool:
    return read_number(text) is not None or any(expression(f"decimals.{kind}").match(text) for kind in ("part", "chapter"))


def _leaves(node: Node, above: tuple[str, ...], headings: tuple[str, ...], is_speech: bool) -> list[Leaf]:
    path = above if node.rank in (0, 1) else (*above, node.name)
    below = (*headings, node.heading) if node.heading else headings
    if not node.children:
        return _leaf_or_paragraphs(node, path, headings, below, is_speech)
    leaves: list[Leaf] = []
    label = _heading_label(node, path, below)
    lead_in = list(node.paragraphs)
    if node.has_text and node.own.text and not label:
        start = node.own.start if node.heading else node.start
        lead_in.insert(0, Paragraph(start, node.own.end, node.own.text, 0))
    elif node.has_text and lead_in:
        first = lead_in[0]
        lead_in[0] = Paragraph(node.start, first.end, first.text, first.mark)  # an article's number stands on a line of its own
    leaves += _paragraph_leaves(lead_in, path, below, only_orders=True)
    under = [
        replace(leaf, introduced=lead_in[-1].text, lead_at=lead_in[-1].start) if lead_in and not leaf.introduced else leaf
        for child in node.children
        for leaf in _leaves(child, path, below, is_speech)
    ]
    own_paragraphs = sum(leaf.path.startswith("/".join((*path, "p"))) for leaf in leaves)
    return label + leaves + under + _paragraph_leaves(node.after, path, below, only_orders=False, first=1 + own_paragraphs)


def _heading_label(node: Node, path: tuple[str, ...], headings: tuple[str, ...]) -> list[Leaf]:
    """The bracket that closes a heading and says who answers for all below it: 一、强化科技创新（区科技局牵头）."""
    match = expression("outline.title_bracket").search(node.own.text)
    if match is None or "\u3002" in node.own.text or not expression("outline.closes_bracket").search(node.own.text):
        return []
    start = node.own.start + match.start()
    return [Leaf("/".join((*path, HEADING_LABEL)), headings, "", start, node.own.end, start, is_lead_in=True)]


def _leaf_or_paragraphs(
    node: Node, path: tuple[str, ...], headings: tuple[str, ...], below: tuple[str, ...], is_speech: bool
) -> list[Leaf]:
    is_list = any(paragraph.text[-1] in "\uff1b\uff1a" for paragraph in node.paragraphs[:-1])
    is_form = bool(node.paragraphs) and is_label(node.paragraphs[0].text)  # its labels come first
    if not node.has_text and len(node.paragraphs) > 1 and not is_form and not (is_list and not _enumerates(node)):
        return _heading_label(node, path, below) + _several(node, path, below)
    end = node.paragraphs[-1].end if node.paragraphs else node.end
    text_start = node.text_start
    texts = [paragraph.text for paragraph in node.paragraphs]
    title = node.heading or (opening(node.own.text.strip() or (texts[0] if texts else "")))
    if is_speech and any(expression("outline.tasks").search(heading) for heading in below):
        clauses = _clauses(node, path, below)
        if clauses:
            return clauses
    return [Leaf("/".join(path), headings, title, node.start, end, text_start, columns=node.columns)]


def _enumerates(node: Node) -> bool:
    return any(expression("outline.enumerated").match(paragraph.text) for paragraph in node.paragraphs)


def _several(node: Node, path: tuple[str, ...], headings: tuple[str, ...]) -> list[Leaf]:
    """The paragraphs under a bare heading; a first one that only introduces the others is no leaf."""
    first, rest = node.paragraphs[0], node.paragraphs[1:]
    introduces = first.text.endswith("\uff1a") or bool(expression("outline.enumerated").match(rest[0].text))
    if not introduces and _only_others_assign(first, rest):
        orders = [first] if expression("operative.strong_order").search(first.text) else []
        return _paragraph_leaves(orders + rest, path, headings, only_orders=False)
    if not introduces:
        return _paragraph_leaves(node.paragraphs, path, headings, only_orders=False)
    leaves = [leaf for leaf in _paragraph_leaves([first], path, headings, only_orders=True) if not leaf.is_lead_in]
    if expression("outline.enumerated").match(rest[0].text):
        leaves = []
    return leaves + _paragraph_leaves(rest, path, headings, only_orders=False, first=len(leaves) + 1)


def _only_others_assign(first: Paragraph, rest: list[Paragraph]) -> bool:
    """Whether each paragraph but the first ends with a bracket of who answers: then the first only introduces them."""
    closes = expression("outline.assigned")
    return not closes.search(first.text) and all(closes.search(paragraph.text) for paragraph in rest)


def _clauses(node: Node, path: tuple[str, ...], headings: tuple[str, ...]) -> list[Leaf]:
    """The 一是…二是… and 一要…二要… clauses of a speech, in rising order from the first."""
    leaves: list[Leaf] = []
    for paragraph in [node.own, *node.paragraphs]:
        found: list[tuple[int, str]] = []
        for match in expression("outline.clause").finditer(paragraph.text):
            name = match["id"] or match["first"]
            if number(name[:-1]) == len(found) + 1:
                found.append((match.start("id") if match["id"] else match.start("first"), name))
        if len(found) < 2:
            continue
        for place, (at, name) in enumerate(found):
            stop = found[place + 1][0] if place + 1 < len(found) else len(paragraph.text)
            start = paragraph.start + at
            leaves.append(
                Leaf("/".join((*path, name)), headings, opening(paragraph.text[at:stop]), start, paragraph.start + stop, start + len(name))
            )
    return leaves


def _paragraph_leaves(
    paragraphs: list[Paragraph], path: tuple[str, ...], headings: tuple[str, ...], *, only_orders: bool, first: int = 1
) -> list[Leaf]:
    leaves: list[Leaf] = []
    for paragraph in paragraphs:
        is_lead_in = only_orders and not is_ordering(paragraph.text)
        if is_lead_in and not expression("operative.may_order").search(paragraph.text):
            continue
        name = "/".join((*path, f"p{len(leaves) + first}"))
        leaves.append(Leaf(name, headings, opening(paragraph.text), paragraph.start, paragraph.end, paragraph.start, is_lead_in))
    return leaves


def _without_doubles(leaves: list[Leaf]) -> list[Leaf]:
    """A path that is printed twice is told apart by `~2`."""
    seen: dict[str, int] = {}
    result: list[Leaf] = []
    for leaf in leaves:
        seen[leaf.path] = seen.get(leaf.path, 0) + 1
        path = leaf.path if seen[leaf.path] == 1 else f"{leaf.path}~{seen[leaf.path]}"
        result.append(replace(leaf, path=path))
    return result
