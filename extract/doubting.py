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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold an undecided duty, half open, with the names it prints and how likely it is (3 most)."""

    start: int
    end: int
    names: str
    weight: int


def candidates(text: str, lists: Iterable[Names], said: Iterable[Said], unsure: Iterable[Unsure]) -> list[Candidate]:
    """The undecided sentences of one measure's text."""
    decided = {_sentence(text, entry.mention.start) for entry in said}
    doubtful = {id(entry.names) for entry in unsure}
    found: dict[tuple[int, int], Candidate] = {}
    for names in lists:
        span = _sentence(text, names.start)
        weight = 3 if id(names) in doubtful else 2 if _may_be_subject(text, names) else 1
        if span in decided and weight < 3:
            continue
        printed = ", ".join(mention.printed for mention in names.mentions)
        _keep(found, Candidate(*span, printed, weight))
    for match in expression("doubting.head").finditer(text):
        span = _sentence(text, match.start())
        if span not in decided:
            _keep(found, Candidate(*span, match[0], 2 if expression("doubting.order").search(text, *span) else 1))
    return list(found.values())


def _keep(found: dict[tuple[int, int], Candidate], candidate: Candidate) -> None:
    key = (candidate.start, candidate.end)
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
