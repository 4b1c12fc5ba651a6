"""Labels that hold for a whole section: 牵头单位：A below a heading, or 责任科室：B closing a section whose parts print none."""

from __future__ import annotations

from collections.abc import Sequence

from extract.brackets import Bracket, Listed, Printed
from extract.outline import HEADING_LABEL, Leaf
from extract.unit_list import Mention
from ontology.records import Role

REPEATED = 2  # chapters that end in labels, from which on such labels are taken to hold for the whole of each chapter


def section_brackets(leaves: Sequence[Leaf], brackets: Sequence[list[Bracket]]) -> tuple[list[list[Bracket]], set[int]]:
    """For each leaf the labels of its section that hold for it too, by offsets into the leaf's text; and which leaves are nothing else.

    The second are the places of leaves like （牵头单位：A）, a bracket behind a section's heading that says who answers for its parts.
    """
    inherited: list[list[Bracket]] = [[] for _ in leaves]
    labelled = [
        [bracket for bracket in found if bracket.is_line or _is_all(leaf, bracket)] for leaf, found in zip(leaves, brackets, strict=True)
    ]
    spent: set[int] = set()
    closes_chapters = sum(bool(lines) and _is_last(leaves, index) for index, lines in enumerate(labelled)) >= REPEATED
    for index, (leaf, lines) in enumerate(zip(leaves, labelled, strict=True)):
        if leaf.path.endswith(f"/{HEADING_LABEL}"):
            spent.add(index)
        if not lines or "/" not in leaf.path:
            continue
        section = _chapter(leaf) if closes_chapters and _is_last(leaves, index) else leaf.path.rsplit("/", 1)[0]
        for other in _ruled(leaves, brackets, index, lines, section):
            shift = leaf.start - leaves[other].start
            inherited[other] += [_shifted(bracket, shift) for bracket in lines]
            if _is_all(leaf, lines[0]):
                spent.add(index)
    return inherited, spent


def _is_all(leaf: Leaf, bracket: Bracket) -> bool:
    """Whether a paragraph is one bracket from end to end."""
    is_paragraph = leaf.path.rsplit("/", 1)[-1].startswith("p")
    return is_paragraph and not bracket.is_line and bracket.start <= 1 and bracket.end >= leaf.end - leaf.start - 2


def _chapter(leaf: Leaf) -> str:
    return leaf.path.split("/", 1)[0]


def _is_last(leaves: Sequence[Leaf], index: int) -> bool:
    """Whether a leaf is the last of several in its chapter."""
    chapter = [other for other, leaf in enumerate(leaves) if _chapter(leaf) == _chapter(leaves[index])]
    return len(chapter) > 1 and chapter[-1] == index


def _ruled(leaves: Sequence[Leaf], brackets: Sequence[list[Bracket]], index: int, lines: list[Bracket], section: str) -> list[int]:
    """The other leaves of a section that the labelled lines of one of its leaves hold for."""
    below = [other for other, found in enumerate(leaves) if other != index and found.path.startswith(f"{section}/")]
    silent = [other for other in below if not any(bracket.listed for bracket in brackets[other])]
    if _is_all(leaves[index], lines[0]):
        return [other for other in below if other in silent or _only_supports(brackets[other], lines)]
    if len(silent) < len(below):
        return []
    heads = leaves[index].path.rsplit("/", 1)[1].startswith("p") and lines[0].start <= 1
    closes = bool(below) and index > max(below)
    return below if heads or closes else []


def _only_supports(own: list[Bracket], above: list[Bracket]) -> bool:
    """Whether a part names only who helps below a label that says who leads; one that names others keeps what it says."""
    roles = {entry.role for bracket in own for entry in bracket.listed}
    return roles == {Role.SUPPORT} and any(entry.role is Role.LEAD for bracket in above for entry in bracket.listed)


def _shifted(bracket: Bracket, shift: int) -> Bracket:
    listed = tuple(
        Listed(_moved(entry.mention, shift), entry.role, entry.pattern, entry.start + shift, entry.end + shift, entry.rank)
        for entry in bracket.listed
    )
    printed = tuple(Printed(found.label, found.start + shift, found.end + shift, found.kind) for found in bracket.printed)
    return Bracket(bracket.start + shift, bracket.end + shift, listed, printed, bracket.is_closed, bracket.has_label, bracket.is_line)


def _moved(mention: Mention, shift: int) -> Mention:
    return Mention(mention.start + shift, mention.end + shift, mention.printed, mention.unit, mention.after)
