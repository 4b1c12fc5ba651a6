"""Labels that hold for a whole section: 牵头单位：A below a heading, or 责任科室：B closing a section whose parts print none."""

from __future__ import annotations

from collections.abc import Sequence

from extract.brackets import Bracket, Listed, Printed
from extract.outline import Leaf
from extract.unit_list import Mention


def section_brackets(leaves: Sequence[Leaf], brackets: Sequence[list[Bracket]]) -> list[list[Bracket]]:
    """For each leaf the labelled lines of its section that hold for it too, by offsets into the leaf's own text."""
    inherited: list[list[Bracket]] = [[] for _ in leaves]
    for index, leaf in enumerate(leaves):
        lines = [bracket for bracket in brackets[index] if bracket.is_line]
        if not lines or "/" not in leaf.path:
            continue
        for other in _ruled(leaves, brackets, index, lines):
            shift = leaf.start - leaves[other].start
            inherited[other] += [_shifted(bracket, shift) for bracket in lines]
    return inherited


def _ruled(leaves: Sequence[Leaf], brackets: Sequence[list[Bracket]], index: int, lines: list[Bracket]) -> list[int]:
    """The other leaves that the labelled lines of a leaf hold for."""
    leaf = leaves[index]
    parent = leaf.path.rsplit("/", 1)[0]
    below = [other for other, found in enumerate(leaves) if other != index and found.path.startswith(f"{parent}/")]
    if any(brackets[other] for other in below):
        return []
    heads = leaf.path.rsplit("/", 1)[1].startswith("p") and lines[0].start <= 1
    closes = bool(below) and index > max(below)
    return below if heads or closes else []


def _shifted(bracket: Bracket, shift: int) -> Bracket:
    listed = tuple(
        Listed(_moved(entry.mention, shift), entry.role, entry.pattern, entry.start + shift, entry.end + shift, entry.rank)
        for entry in bracket.listed
    )
    printed = tuple(Printed(found.label, found.start + shift, found.end + shift, found.kind) for found in bracket.printed)
    return Bracket(bracket.start + shift, bracket.end + shift, listed, printed, bracket.is_closed, bracket.has_label, bracket.is_line)


def _moved(mention: Mention, shift: int) -> Mention:
    return Mention(mention.start + shift, mention.end + shift, mention.printed, mention.unit, mention.after)
