"""What was seen and not decided: sentences that name units, or print what looks like one, and give them no duty that can be told.

A Doubt is worth a person's look only while there are few: a document raises at most one in `CHARACTERS` of operative text, the
likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.patterns import expression
from extract.prose import Said, Unsure
from extract.unit_grammar import Names

CHARACTERS = 800
UNSURE, UNREAD, SUBJECT, NAMED = 4, 3, 2, 1  # weights: a subject without a verb of duty, a name not read, a subject, any other
ACTS, OPENS, GIVES = 2, 2, -3  # what a weight gains by words of acting behind it, by its place, by a sentence that gives


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold an undecided duty, half open, with the names it prints and how likely it is (4 most)."""

    start: int
    end: int
    names: str
    weight: int


def candidates(
    text: str, lists: Iterable[Names], said: Iterable[Said], unsure: Iterable[Unsure], read: Iterable[tuple[int, int]]
) -> list[Candidate]:
    """The undecided sentences of one measure's text; nothing inside the half-open stretches that are `read` (brackets)."""
    stretches = list(read)
    decided = {_sentence(text, entry.mention.start) for entry in said}
    mentioned = [(entry.mention.start, entry.mention.end) for entry in said]
    doubtful = {id(entry.names) for entry in unsure}
    found: dict[tuple[int, int], Candidate] = {}
    for names in lists:
        span = _sentence(text, names.start)
        weight = UNSURE if id(names) in doubtful else SUBJECT if _may_be_subject(text, names) else _named(text, names, span)
        if not weight or (span in decided and weight < SUBJECT) or any(start <= names.start < end for start, end in mentioned):
            continue
        printed = ", ".join(mention.printed for mention in names.mentions)
        _keep(found, Candidate(*span, printed, _likelihood(text, (names.start, names.end), span, weight)))
    for match in expression("doubting.head").finditer(text):
        span = _sentence(text, match.start())
        if any(start < match.end() and match.start() < end for start, end in (*stretches, *mentioned)):
            continue
        if expression("doubting.order").search(text, *span) and not expression("doubting.verb_first").match(match[0]):
            _keep(found, Candidate(*span, match[0], _likelihood(text, match.span(), span, SUBJECT if span in decided else UNREAD)))
    return list(found.values())


def _likelihood(text: str, place: tuple[int, int], span: tuple[int, int], weight: int) -> int:
    """The weight of what stands at `place` in the sentence `span`, by the words around it; 0 where it names nobody who acts."""
    before, after = text[max(span[0], place[0] - 12) : place[0]], text[place[1] : span[1]]
    if expression("doubting.listed").match(after) or expression("doubting.after_mark").search(before):
        return 0
    weight += ACTS if expression("doubting.actor").match(after) else 0
    weight += OPENS if expression("doubting.opening").search(before) else 0
    weight += GIVES if expression("doubting.benefit").search(text[span[0] : span[1]]) else 0
    return max(weight, 0)


def _named(text: str, names: Names, span: tuple[int, int]) -> int:
    """How likely a unit that stands as no subject has an undecided duty: not at all where its words say that it has none."""
    before = text[max(0, names.start - 8) : names.start]
    if expression("prose.no_duty").search(before) or expression("prose.noun_follows").match(text[names.end :]):
        return 0
    return NAMED if expression("doubting.order").search(text, *span) else 0


def _keep(found: dict[tuple[int, int], Candidate], candidate: Candidate) -> None:
    key = (candidate.start, candidate.end)
    if not candidate.weight:
        return
    if key not in found or found[key].weight < candidate.weight:
        found[key] = candidate


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, at) for mark in "\u3002\uff1b\n") + 1
    match = expression("prose_marks.end").search(text, at)
    return start, match.end() if match else len(text)


def _may_be_subject(text: str, names: Names) -> bool:
    before = text[max(0, names.start - 8) : names.start]
    return bool(expression("prose.subject_edge").search(before)) and not expression("prose.noun_follows").match(text[names.end :])


def choose(found: Iterable[Candidate], operative_characters: int) -> list[Candidate]:
    """The likeliest of a document's candidates, in printed order."""
    ranked = sorted(found, key=lambda candidate: (-candidate.weight, candidate.start))
    return sorted(ranked[: operative_characters // CHARACTERS], key=lambda candidate: candidate.start)
