"""Duties listed under one lead-in: 第四条 市住房管理中心履行以下职责：（一）…（二）…. Each is a measure of the unit that the lead-in names.

Which role a part gives follows from its own first words; a part that names its own subject keeps that. A lead-in of which all is
carried to its parts is no measure itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.components import all_names, text_of
from extract.patterns import expression
from extract.prose import Said, predicate, read_prose
from ontology.records import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.outline import Leaf

PATTERN = "lead_ins.opens"
OWN_SUBJECT = 4  # characters at the beginning of a part within which a name is its own subject
ANSWERING = (Role.RESPONSIBLE, Role.LEAD, Role.SUPERVISE)


def led(leaves: list[Leaf], docs: list[Doc]) -> tuple[list[list[Said]], set[int]]:
    """What the lead-in above each leaf says of its units, by offsets into the leaf (before 0), and the places of such lead-ins."""
    places = {leaf.start: place for place, leaf in enumerate(leaves)}
    subjects: dict[int, list[Said]] = {}
    found: list[list[Said]] = []
    for leaf, doc in zip(leaves, docs, strict=True):
        above = places.get(leaf.lead_at)
        if above is not None and above not in subjects:
            subjects[above] = _subjects(docs[above])
        given = subjects[above] if above is not None and not _has_subject(leaf, doc) else []
        shift = leaves[above].start - leaf.start if above is not None else 0
        roles = predicate(text_of(doc)[leaf.body_start - leaf.start :], PATTERN) if given else []
        found.append([_moved(entry, role, shift) for role, _ in roles for entry in given])
    spent = {places[leaf.lead_at] for leaf, given in zip(leaves, found, strict=True) if given}
    return found, spent


def _subjects(doc: Doc) -> list[Said]:
    """Who answers by the last sentence of a lead-in, once each."""
    text = text_of(doc)
    opens = expression(PATTERN).search(text)
    if opens is None or expression("operative.introduces_cases").search(text):
        return []
    said, _ = read_prose(text, all_names(doc))
    start = text.rfind("\u3002", 0, len(text) - 1) + 1
    answering = {entry.mention: entry for entry in reversed(said) if entry.mention.start >= start and entry.role in ANSWERING}
    return sorted(answering.values(), key=lambda entry: entry.mention.start)


def _has_subject(leaf: Leaf, doc: Doc) -> bool:
    body = leaf.body_start - leaf.start
    return any(body <= names.start <= body + OWN_SUBJECT for names in all_names(doc))


def _moved(entry: Said, role: Role, shift: int) -> Said:
    mention = replace(entry.mention, start=entry.mention.start + shift, end=entry.mention.end + shift)
    return Said(mention, role, PATTERN, entry.start + shift, entry.end + shift)
