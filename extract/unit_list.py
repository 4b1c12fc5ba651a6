"""Lists of units: `市环保局、住建局、城管局`, `供电、供气、供热企业`, `市财政局、人社局等市直有关部门，各县区`.

A list is cut at its marks, never inside a class (各县、市、区人民政府) or a bracket; the level of one unit holds for those after
it until another level or a class begins, and a head at the end serves the bare names before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.elliptical import elliptical_parts
from extract.naming import Setting, level_word, name_unit
from extract.patterns import expression, words
from ontology.records import Unit, UnitKind
from ontology.registry import forms, generics, placed_department, topics

OPENING = "\uff08\u3014\u201c\u3008"
CLOSING = "\uff09\u3015\u201d\u3009"


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as printed in a text: half-open offsets into it, and the mark before it."""

    start: int
    end: int
    printed: str
    unit: Unit
    after: str  # the mark that parts it from the mention before it


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    text: str
    after: str


def read_list(text: str, start: int, end: int, setting: Setting, *, level: str | None = None) -> list[Mention]:
    """The units of a list that stands in `text[start:end]`; `level` is the level word that an earlier list left."""
    pieces = _pieces(text, start, end)
    heads = _shared_heads(pieces)
    mentions: list[Mention] = []
    for piece, head in zip(pieces, heads, strict=True):
        own = level_word(piece.text)
        if own is not None:
            level = own if len(own) <= 2 else level
        elif _ends_level(piece.text):
            level = None
        unit = name_unit(piece.text, setting, level=level, head=head)
        mentions += split_mention(Mention(piece.start, piece.end, piece.text, unit, piece.after), setting)
        if unit.kind is UnitKind.CLASS:
            level = None
    return mentions


def split_mention(mention: Mention, setting: Setting) -> list[Mention]:
    """The mention, or the two that it prints as one (市、县区审计部门, 有关部门和单位)."""
    found = [
        Mention(mention.start + start, mention.start + end, mention.printed[start:end], name_unit(name, setting), mention.after)
        for start, end, name in elliptical_parts(mention.printed)
    ]
    return found or [mention]


def _ends_level(text: str) -> bool:
    return bool(expression("units.class_name").match(text))


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    found: list[_Piece] = []
    at, mark = start, ""
    while at < end:
        separator = expression("brackets.separator").match(text, at, end)
        if separator:
            mark = separator[0].strip()[:1] or mark
            at = separator.end()
            continue
        stop = _piece_end(text, at, end)
        found += _split_joined(text, at, stop, mark)
        at, mark = stop, ""
    return _two_kinds([_without_note(piece) for piece in found if piece.text])


def _without_note(piece: _Piece) -> _Piece:
    """县住建局〈供水、供气〉: what of its work is meant is no part of a name."""
    match = expression("unit_list.note").search(piece.text)
    return _Piece(piece.start, piece.start + match.start(), piece.text[: match.start()], piece.after) if match else piece


def _two_kinds(pieces: list[_Piece]) -> list[_Piece]:
    """供电、供气、节能服务及电能替代企业: the last of a list of bare kinds is two, where one before it has no head."""
    last = pieces[-1] if pieces else None
    match = expression("elliptical.two_kinds").fullmatch(last.text) if last else None
    if last is None or match is None or len(pieces) < 2 or expression("units.has_head").search(pieces[-2].text):
        return pieces
    left = _Piece(last.start, last.start + match.end("left"), match["left"], last.after)
    return [*pieces[:-1], left, _Piece(last.start + match.start("right"), last.end, match["right"], words("unit_list", "and")[0])]


def _piece_end(text: str, at: int, end: int) -> int:
    """Where the name that begins at `at` ends: at the next mark outside brackets, and after a class as a whole."""
    match = expression("units.plain_class").match(text, at, end) or expression("units.government_class").match(text, at, end)
    best = at
    if match and match.end() - at >= 2 and (match.end() == end or text[match.end()] in words("unit_list", "after_class")[0]):
        best = match.end()
    depth, separators = 0, words("unit_list", "separators")[0]
    for position in range(best, end):
        character = text[position]
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            return position
    return end


def _split_joined(text: str, start: int, end: int, mark: str) -> list[_Piece]:
    """`市财政局和市人社局` is two, `文化和旅游局` one; a closing 等… is cut off, and named where it is a class."""
    pieces: list[_Piece] = []
    tail: list[_Piece] = []
    ending = expression("brackets.list_end").search(text[start:end])
    if ending:
        if ending["class"]:
            left = start + ending.start("class")
            tail.append(_Piece(left, end, text[left:end], ""))
        end = start + ending.start()
    middle = expression("brackets.list_middle").search(text, start + 1, end)
    if middle:
        before = _split_joined(text, start, middle.start(), mark)
        named = [_Piece(middle.start("class"), middle.end("class"), middle["class"], "")] if middle["class"] else []
        return before + named + _split_joined(text, middle.end(), end, words("unit_list", "and")[0]) + tail
    at = start
    while at < end:
        cut = _join_at(text, at, end)
        stop = cut[0] if cut else end
        piece = _trimmed(text, at, stop, mark)
        if piece:
            pieces += _unglued(piece)
        at, mark = (cut[1], words("unit_list", "and")[0]) if cut else (end, "")
    return pieces + tail


def _unglued(piece: _Piece) -> list[_Piece]:
    """市财政局市审计局市税务局: names that were printed with blanks between them, where each of the parts is one that is known."""
    cuts = [0, *(match.start() for match in expression("unit_list.glued").finditer(piece.text)), len(piece.text)]
    parts = list(pairwise(cuts))
    if len(parts) < 2 or _is_one(piece.text) or not all(_is_one(piece.text[left:right]) for left, right in parts):
        return [piece]
    return [
        _Piece(piece.start + left, piece.start + right, piece.text[left:right], words("unit_list", "and")[0] if left else piece.after)
        for left, right in parts
    ]


def _join_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    whole = text[start:end]
    if _is_one(whole):
        return None
    for match in expression("brackets.joiner").finditer(text, start + 2, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _is_unit_like(left) and right:
            depth = left.count(OPENING[0]) - left.count(CLOSING[0])
            if depth == 0:
                return match.start(), match.end()
    return None


@cache
def _is_one(name: str) -> bool:
    if name in forms() or name in generics() or name in topics():
        return True
    for pattern in ("units.level_prefix", "units.place_prefix", "units.class_prefix"):
        match = expression(pattern).match(name)
        if match and (match["rest"] in forms() or match["rest"] in generics()):
            return True
    return bool(expression("units.government_class").fullmatch(name) or expression("units.collective").fullmatch(name))


@cache
def _is_unit_like(name: str) -> bool:
    if expression("units.has_head").search(name) or name in topics() or name in forms():
        return True
    match = expression("units.level_prefix").match(name)
    return match is not None and match["rest"] in forms()


def _trimmed(text: str, start: int, end: int, mark: str) -> _Piece | None:
    lead = expression("unit_list.before").match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in words("unit_list", "strip")[0]:
        end -= 1
    return _Piece(start, end, text[start:end], mark) if end > start else None


def _shared_heads(pieces: list[_Piece]) -> list[str | None]:
    """For each piece the head that a later one prints for it, or None."""
    heads: list[str | None] = [None] * len(pieces)
    head: str | None = None
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        match = expression("brackets.shared_head").search(piece.text)
        if expression("units.has_head").search(piece.text) and not expression("units.place_name").match(piece.text):
            is_bare_list = match and index > 0 and _may_share(pieces[index - 1].text, match["head"])
            head = match["head"] if match and is_bare_list else None
        elif head is not None and _may_share(piece.text, head):
            heads[index] = head
        else:
            head = None
        if piece.after and piece.after not in words("unit_list", "share_marks")[0]:
            head = None
    return heads


def _may_share(name: str, head: str) -> bool:
    if placed_department(name) is not None:
        return False
    if head in words("unit_list", "place_heads"):
        return bool(expression("units.place_name").match(name)) and bool(expression("units.zone").search(name)) == (
            head == words("naming", "committee")[0]
        )
    if head in words("unit_list", "business_heads"):
        return (name in topics() and topics()[name].hierarchy == "company") or not expression("units.has_head").search(name)
    return name in topics() or not expression("units.has_head").search(name)
