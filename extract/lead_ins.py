"""Duties listed under one lead-in: 第四条 市住房管理中心履行以下职责：（一）…（二）…. Each is a measure of the unit that the lead-in names.

Which role a part gives follows from its own first words; a part that names its own subject keeps that. A lead-in of which all is
carried to its parts is no measure itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.patterns import expression
from extract.prose import Said, predicate
from ontology.records import Role

if TYPE_CHECKING:
    from extract.outline import Leaf
    from extract.unit_grammar import Names

PATTERN = "lead_ins.opens"
OWN_SUBJECT = 4  # characters at the beginning of a part within which a name is its own subject
ANSWERING = (Role.RESPONSIBLE, Role.LEAD, Role.SUPERVISE)


def led(leaves: list[Leaf], texts: list[str], lists: list[list[Names]], said: list[list[Said]]) -> tuple[list[list[Said]], set[int]]:
    """What the lead-in above each leaf says of its units, by offsets into the leaf (before 0), and the places of such lead-ins.

    For each leaf: its text, the lists of units that it names, and what its running text says of them.
    """
    places = {leaf.start: place for place, leaf in enumerate(leaves)}
    subjects = {above: _subjects(texts[above], said[above]) for leaf in leaves if (above := places.get(leaf.lead_at)) is not None}
    found: list[list[Said]] = []
    for place, leaf in enumerate(leaves):
        given, body = subjects.get(places.get(leaf.lead_at, -1), []), leaf.body_start - leaf.start
        if not given or any(body <= names.start <= body + OWN_SUBJECT for names in lists[place]):
            found.append([])
            continue
        roles = predicate(texts[place][body:], PATTERN)
        found.append([_moved(entry, role, leaf.lead_at - leaf.start) for role, _ in roles for entry in given])
    return found, {places[leaf.lead_at] for leaf, given in zip(leaves, found, strict=True) if given}


def _subjects(text: str, said: list[Said]) -> list[Said]:
    """Who answers by the last sentence of a lead-in, once each."""
    if not expression(PATTERN).search(text) or expression("operative.introduces_cases").search(text):
        return []
    start = text.rfind("\u3002", 0, len(text) - 1) + 1
    answering = {entry.mention: entry for entry in reversed(said) if entry.mention.start >= start and entry.role in ANSWERING}
    return sorted(answering.values(), key=lambda entry: entry.mention.start)


def _moved(entry: Said, role: Role, shift: int) -> Said:
    mention = replace(entry.mention, start=entry.mention.start + shift, end=entry.mention.end + shift)
    return Said(mention, role, PATTERN, entry.start + shift, entry.end + shift)
