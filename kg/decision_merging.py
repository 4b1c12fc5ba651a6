"""Decisions of another store come in among our own: none is lost, none is taken twice, and of two about one thing the later one counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pyoxigraph import Literal, Quad

from kg.corrections import Kept, kept_decisions
from kg.iris import BASE, DECISIONS_GRAPH
from kg.quads import QuadStore, node, term_node, text_of

Said = frozenset[tuple[str, str]]
Meaning = tuple[object, ...]
_NEVER = datetime.min.replace(tzinfo=UTC)


class _Book:
    """All decisions of one store, with what each person said."""

    def __init__(self, store: QuadStore) -> None:
        self.quads: dict[str, list[Quad]] = {}
        for quad in store.quads_for_pattern(None, None, None, node(DECISIONS_GRAPH)):
            self.quads.setdefault(text_of(quad.subject), []).append(quad)
        self.kept = kept_decisions(store)

    def said(self, statement: str | None) -> Said:
        """What a person's statement says, whatever its IRI; nothing for a printed one."""
        rows = self.quads.get(statement, []) if statement else []
        return frozenset((quad.predicate.value, str(quad.object)) for quad in rows)

    def meaning(self, kept: Kept) -> Meaning:
        """What tells one decision from another."""
        about = self.said(kept.statement) or kept.statement
        return kept.verdict, about, self.said(kept.stands), kept.who, kept.when, kept.reason

    def batches(self, without: frozenset[Meaning] = frozenset()) -> list[_Batch]:
        """The decisions by batch, in their order, those of the given meanings left out."""
        found: dict[int, list[Kept]] = {}
        for one in self.kept:
            if self.meaning(one) not in without:
                found.setdefault(one.batch, []).append(one)
        return [_Batch(self, kept) for _, kept in sorted(found.items())]

    def rename(self, names: dict[str, str]) -> None:
        """Gives statements other IRIs."""
        for subject, quads in list(self.quads.items()):
            del self.quads[subject]
            self.quads[names.get(subject, subject)] = [_renamed(quad, names) for quad in quads]

    def is_statement(self, subject: str) -> bool:
        """Whether this is what a person says stands."""
        return any(quad.predicate == term_node("measure") for quad in self.quads[subject])

    def others(self) -> Iterator[Quad]:
        """Persons, and what persons said: all that is no decision."""
        decisions = {one.iri for one in self.kept}
        return (quad for subject, quads in sorted(self.quads.items()) if subject not in decisions for quad in quads)


class _Batch:
    """Decisions that were taken at once."""

    def __init__(self, book: _Book, kept: list[Kept]) -> None:
        self._book, self._kept = book, kept
        self.moment = max(_moment(one.when) for one in kept)

    def quads(self, number: int) -> list[Quad]:
        """The decisions as the batch of that number."""
        return [quad for one in self._kept for quad in _numbered(self._book.quads[one.iri], number)]


def merge_decisions(store: QuadStore, other: QuadStore) -> list[Kept]:
    """Writes the decisions of `other` that `store` lacks among its own, by their moments; returns them, as they are kept now."""
    ours, theirs = _Book(store), _Book(other)
    new = theirs.batches(without=frozenset(map(ours.meaning, ours.kept)))
    if not new:
        return []
    theirs.rename(_names(ours, theirs))
    rows, came = [*ours.others(), *theirs.others()], set()
    for number, batch in enumerate(_interleaved(ours.batches(), new), 1):
        quads = batch.quads(number)
        came |= {text_of(quad.subject) for quad in quads if batch in new}
        rows += quads
    store.remove_graph(node(DECISIONS_GRAPH))
    store.extend(dict.fromkeys(rows))
    return [one for one in kept_decisions(store) if one.iri in came]


def _moment(when: str) -> datetime:
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        return _NEVER
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _names(ours: _Book, theirs: _Book) -> dict[str, str]:
    """New IRIs for their statements that say something else than ours of the same IRI."""
    names: dict[str, str] = {}
    for subject in sorted(theirs.quads):
        free = ("", theirs.said(subject))
        if not theirs.is_statement(subject) or (ours.said(subject) or "") in free:
            continue
        number = 2
        while any((book.said(f"{subject}~{number}") or "") not in free for book in (ours, theirs)):
            number += 1
        names[subject] = f"{subject}~{number}"
    return names


def _renamed(quad: Quad, names: dict[str, str]) -> Quad:
    subject, object_ = text_of(quad.subject), text_of(quad.object)
    target = node(names[object_]) if object_ in names else quad.object
    return Quad(node(names.get(subject, subject)), quad.predicate, target, quad.graph_name)


def _numbered(quads: list[Quad], number: int) -> Iterator[Quad]:
    """A decision under its batch."""
    order = term_node("order")
    about = next(text_of(quad.object) for quad in quads if quad.predicate == term_node("about"))
    iri = node(f"{BASE}decision/{number}/{about.removeprefix(BASE)}")
    for quad in quads:
        yield Quad(iri, quad.predicate, Literal(number) if quad.predicate == order else quad.object, quad.graph_name)


def _interleaved(ours: list[_Batch], theirs: list[_Batch]) -> Iterator[_Batch]:
    """Both lists in one, each in its own order; of two batches whose turn it is the earlier one, ours first."""
    ours, theirs = list(ours), list(theirs)
    while ours and theirs:
        yield (ours if ours[0].moment <= theirs[0].moment else theirs).pop(0)
    yield from ours
    yield from theirs
