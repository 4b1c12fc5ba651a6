"""The tree of an outline: paragraphs hung below their numbers, and the rows of tables below their headings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extract.decimal_numbers import find_decimals
from extract.headings import without_assignment
from extract.numbering import Number, inline_numbers, read_number
from extract.paragraphs import Paragraph
from extract.patterns import expression
from extract.tables import Columns, cells_of, columns_of, row_of

LONGEST_HEADING = 46
ARTICLE, HAN, ROW = 2, 3, 9  # the ranks of 第一条, of 一、 and of a table's row
ABOVE_ARTICLES = 1.5  # the rank of 一、 where it parts the articles
LAST_NUMBER = 150  # no outline numbers its measures further


@dataclass(slots=True)
class Node:
    """A number and what stands below it, or a row of a table."""

    rank: float
    name: str
    start: int
    text_start: int  # after the number
    end: int
    heading: str
    has_text: bool  # running text stands on the number's own line
    own: Paragraph  # that text
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)  # an article's paragraphs below its list
    columns: Columns | None = None  # of the table that it is a row of


def build_tree(root: Node, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Hang the paragraphs below their numbers; return the closing paragraphs of the whole document."""
    stack = [root]
    columns: Columns | None = None
    decimals = find_decimals(paragraph.text for paragraph in paragraphs)
    parts_articles = _parts_articles(paragraphs)
    for paragraph in paragraphs:
        columns = columns_of(paragraph.text) or columns
        if columns is not None and len(cells_of(paragraph.text)) > 1:
            stack[-1].children += _row(paragraph, columns, len(stack[-1].children))
            continue
        columns = None
        found = decimals.read(paragraph.text) or read_number(paragraph.text)
        if found is None or _is_false_number(found, stack):
            article = stack[-2] if len(stack) > 2 and stack[-2].rank == ARTICLE and stack[-1].rank > ARTICLE else None
            if article is not None and not expression("clean.label_line").match(paragraph.text):
                article.after.append(paragraph)
            else:
                _hang(stack[-1], paragraph)
            continue
        if parts_articles and found.rank == HAN:
            found = replace(found, rank=ABOVE_ARTICLES)
        while stack[-1].rank >= found.rank:
            stack.pop()
        node = _node(found, paragraph)
        stack[-1].children.append(node)
        stack.append(node)
        _inline_children(node, paragraph, stack)
    return _closing(root, stack)


def _parts_articles(paragraphs: list[Paragraph]) -> bool:
    """Whether 一、二、 stand above the articles, as chapters do: the first of them is printed before 第一条."""
    ranks = (found.rank for paragraph in paragraphs if (found := read_number(paragraph.text)) and found.rank in (HAN, ARTICLE))
    first = next(ranks, None)
    return first == HAN and ARTICLE in ranks


def _row(paragraph: Paragraph, columns: Columns, before: int) -> list[Node]:
    """The row of a table as a leaf of its own; none for its headings. `before` is how many children stand before it."""
    row = row_of(paragraph.text, columns)
    if row is None:
        return []
    name, start = row.number or f"p{before + 1}", paragraph.start + row.task_start
    own = Paragraph(start, paragraph.end, paragraph.text[row.task_start :], 0)
    return [Node(ROW, name, paragraph.start, start, paragraph.end, row.title, has_text=True, own=own, columns=columns)]


def _hang(node: Node, paragraph: Paragraph) -> None:
    """A label on a line of its own belongs to the paragraph before it."""
    if node.paragraphs and is_label(paragraph.text):
        before = node.paragraphs.pop()
        paragraph = Paragraph(before.start, paragraph.end, f"{before.text}\n{paragraph.text}", before.mark)
    node.paragraphs.append(paragraph)
    node.end = paragraph.end


def is_label(text: str) -> bool:
    """Whether a paragraph is a line with a label: who answers (责任单位：…), or who belongs to a body (组长：…)."""
    return any(expression(name).match(text) for name in ("clean.label_line", "outline.member_line"))


def _is_false_number(found: Number, stack: list[Node]) -> bool:
    """An arabic number beyond any outline (`463000.`), or an article's rank in a text without articles."""
    return found.name.isdecimal() and int(found.name) > LAST_NUMBER and stack[-1].rank != found.rank


def _node(found: Number, paragraph: Paragraph) -> Node:
    text = paragraph.text[found.length :]
    match = expression("outline.heading_mark").match(text)
    is_short = len(text) <= LONGEST_HEADING and not expression("outline.sentence").search(text)
    is_bare = "\u3002" not in text.rstrip("\u3002") and (is_short or _is_labelled(text))
    heading = without_assignment(text.rstrip("\u3002\uff1a") if is_bare else match[0][:-1] if match else "")
    is_bare = is_bare and not (found.rank == ARTICLE and text.endswith("\uff1a"))
    has_text = not is_bare or found.rank == ARTICLE
    if found.rank == ARTICLE and not is_bare:
        match, heading = None, ""
    cut = found.length + (len(match[0]) if match and not is_bare else 0)
    own = Paragraph(paragraph.start + cut, paragraph.end, paragraph.text[cut:], 0)
    return Node(found.rank, found.name, paragraph.start, paragraph.start + found.length, paragraph.end, heading, has_text, own)


def _is_labelled(text: str) -> bool:
    """Whether a text is a heading and a bracket behind it that says who answers."""
    bracket = expression("outline.title_bracket").search(text)
    return bracket is not None and bracket.start() <= LONGEST_HEADING and bool(expression("outline.closes_bracket").search(text))


def _inline_children(node: Node, paragraph: Paragraph, stack: list[Node]) -> None:
    """Numbers printed inside a paragraph, in rising order from the first, are leaves of their own."""
    found = inline_numbers(paragraph)
    if len(found) < 2 or any(rank <= node.rank for _, rank, _ in found):
        return
    node.end = paragraph.start + found[0][0]
    node.own = Paragraph(node.own.start, node.end, paragraph.text[node.own.start - paragraph.start : found[0][0]], 0)
    node.has_text = True
    for place, (at, rank, name) in enumerate(found):
        stop = found[place + 1][0] if place + 1 < len(found) else len(paragraph.text)
        start = paragraph.start + at
        piece = Paragraph(start, paragraph.start + stop, paragraph.text[at:stop], 0)
        number_read = read_number(piece.text)
        length = number_read.length if number_read else len(name)
        child = _node(Number(rank, name, length), piece)
        child.has_text = True
        node.children.append(child)
    stack.append(node.children[-1])


def _closing(root: Node, stack: list[Node]) -> list[Paragraph]:
    """The last paragraphs of the last leaf that speak for the whole document."""
    last = stack[-1]
    if last is root or not (last.has_text or len(last.paragraphs) > 1):
        return []
    tail: list[Paragraph] = []
    keep = 0 if last.has_text and last.own.text.strip() else 1
    asks = keep and expression("outline.asking").search(last.heading)  # 工作要求: what follows is asked under this heading
    closing = expression("outline.closing_document" if asks else "outline.closing")
    while len(last.paragraphs) > keep and closing.match(last.paragraphs[-1].text):
        tail.insert(0, last.paragraphs.pop())
        last.end = last.paragraphs[-1].end if last.paragraphs else last.own.end
    return tail
