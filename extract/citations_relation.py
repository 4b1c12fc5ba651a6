"""The relation of a reference to the document that prints it, by the words before and after it in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns import expression
from ontology.records import Relation

MASK = "\u00a7"  # stands for every character of a reference, so that titles do not speak
SENTENCE = 300  # characters before and after a reference in which its sentence is looked for
CUES = ("citations.makes", "citations.basis", "citations.amends", "citations.mentions")  # the first wins where two end together
ENDS = "\u3002\uff1b\uff01\uff1f\n"
BARE = ("citations.title", "citations.number")  # nothing was said of the reference
HEADING_ABOVE = 600  # characters above a list in which its heading is looked for
COMMAS = re.compile("[\uff0c\uff1a]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A title or a number as printed, half open, before its relation is known."""

    start: int
    end: int
    title: str | None
    number: str | None


Related = tuple[Relation, str] | None


def relate(masked: str, reference: Reference, before: Related) -> Related:
    """The relation and the id of the pattern that gave it; None for a document that is only to be written.

    `before` is the relation of the reference printed before this one, which holds for a list: 根据《A》、《B》.
    """
    if _is_title(masked, reference):
        return Relation.ISSUES, "citations.issues_title"
    left, right = _left(masked, reference.start), _right(masked, reference.end)
    segment = left.rpartition(MASK)[2]
    tail = COMMAS.split(segment)[-1]
    last = _last_cue(tail)
    if last is None:
        is_list = MASK in left and (tail == segment or bool(expression("citations.goes_on").match(tail)))
        if is_list:
            return (_after(left, right) or before) if before and before[1] in BARE else before
        if _is_listed(masked, reference):
            return Relation.BASIS, "citations.basis_heading"
        return _after(left, right) or (Relation.CITES, "citations.title" if reference.title else "citations.number")
    behind = _behind(right)
    if expression("citations.conflict").match(behind):
        return Relation.CITES, "citations.conflict"
    if expression("citations.amends_after").match(behind):
        return Relation.AMENDS, "citations.amends_after"
    return _by_cue(tail, right, reference, *last)


def _by_cue(tail: str, right: str, reference: Reference, identifier: str, cue: re.Match[str]) -> Related:
    match identifier:
        case "citations.basis":
            return Relation.BASIS, identifier
        case "citations.mentions":
            return Relation.CITES, identifier
        case "citations.amends":
            return (Relation.ISSUES, "citations.issues") if expression("citations.issues").search(right) else (Relation.AMENDS, identifier)
        case "citations.makes":
            return _made(tail, right, reference, cue)
        case _:
            raise ValueError(f"unexpected cue: {identifier!r}")


def _made(tail: str, right: str, reference: Reference, cue: re.Match[str]) -> Related:
    """A document that somebody writes or publishes: to be carried out, issued here, known of, or only to be written."""
    is_made = bool(reference.number) or bool(expression("citations.made").search(tail))
    if (cue["publishes"] or is_made) and expression("citations.basis").search(tail, 0, cue.start()):
        return Relation.BASIS, "citations.basis"
    if expression("citations.issues").search(right):
        return Relation.ISSUES, "citations.issues"
    return (Relation.CITES, "citations.made") if is_made else None


def _after(left: str, right: str) -> Related:
    """What the words behind a reference say, where none before it does."""
    behind = _behind(right)
    if expression("citations.amends_after").match(behind):
        return Relation.AMENDS, "citations.amends_after"
    if expression("citations.issues").search(right):
        return Relation.ISSUES, "citations.issues"
    if expression("citations.basis_after").match(behind):
        return Relation.BASIS, "citations.basis_after"
    if expression("citations.carried_out").search(left.rstrip(MASK)[-4:] + MASK + COMMAS.split(behind)[0]):
        return Relation.BASIS, "citations.carried_out"
    return None


def _last_cue(tail: str) -> tuple[str, re.Match[str]] | None:
    """The cue that stands nearest before the reference."""
    found = [
        (match.end(), -place, identifier, match) for place, identifier in enumerate(CUES) for match in expression(identifier).finditer(tail)
    ]
    if not found:
        return None
    _, _, identifier, cue = max(found, key=lambda row: row[:2])
    return identifier, cue


def _behind(right: str) -> str:
    """The words behind a reference and the list that goes on after it."""
    rest = expression("citations.list_rest").match(right)
    return right[rest.end() :] if rest else right


def _left(masked: str, start: int) -> str:
    window = masked[max(0, start - SENTENCE) : start]
    return window[max(window.rfind(end) for end in ENDS) + 1 :]


def _right(masked: str, end: int) -> str:
    window = masked[end : end + SENTENCE]
    stops = [at for at in map(window.find, ENDS) if at >= 0]
    return window[: min(stops)] if stops else window


def _is_title(masked: str, reference: Reference) -> bool:
    """Whether the paragraph is the title of the notice that issues this document."""
    above = masked.rfind("\n", max(0, reference.start - SENTENCE), reference.start)
    below = masked.find("\n", reference.end + 1, reference.end + SENTENCE)
    start = above + 1 if above >= 0 else 0
    stop = below if below >= 0 else len(masked)
    if stop - start > SENTENCE:
        return False
    return bool(expression("citations.issues_title").match(masked[start:stop]))


def _is_listed(masked: str, reference: Reference) -> bool:
    """Whether the reference stands in a list of documents under a heading such as 编制依据."""
    *above, line = masked[max(0, reference.start - HEADING_ABOVE) : reference.start].split("\n")
    if not expression("citations.list_line").match(line):
        return False
    for paragraph in reversed(above):
        if MASK not in paragraph:
            return bool(expression("citations.basis_heading").search(paragraph))
    return False
