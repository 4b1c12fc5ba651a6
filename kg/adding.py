"""Putting readings into a state: a document replaces itself, and what its file no longer holds goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, Quad

from kg.backends import State
from kg.decisions import standing_verdicts, vanished_decisions
from kg.effective import Verdicts, effective_quads
from kg.iris import UNITS_GRAPH, document_iri, effective_iri, normal_number, source_iri
from kg.mapping import reading_to_graphs
from kg.quads import Quads, QuadStore, node, term_node, text_of
from kg.storing import Pending, drop_document, holds_document, index_document, take_out_stale, write_registry
from kg.unit_descriptions import describe_units
from kg.units import UnitBook
from ontology.records import Document, Reading


@dataclass(slots=True)
class AddReport:
    """What was written. Documents are named by their number, else their title; `roles` counts assignments by role."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    publications: list[str] = field(default_factory=list)  # a fuller reading of the same document stays
    vanished: list[str] = field(default_factory=list)  # decisions (IRIs) whose statement is gone
    outdated: list[str] = field(default_factory=list)  # sources (IRIs) whose file holds another text now
    documents: int = 0
    measures: int = 0
    deadlines: int = 0
    citations: int = 0
    bodies: int = 0
    targets: int = 0
    doubts: int = 0
    unknown_units: int = 0
    roles: Counter[str] = field(default_factory=Counter)

    def count(self, reading: Reading) -> None:
        """Adds the figures of one reading."""
        self.documents += len(reading.documents)
        self.measures += len(reading.measures)
        self.deadlines += len(reading.deadlines)
        self.citations += len(reading.citations)
        self.bodies += len(reading.bodies)
        self.targets += len(reading.targets)
        self.doubts += len(reading.doubts)
        self.roles.update(row.role.value for row in reading.assignments)
        self.unknown_units += len({row.unit.key for row in reading.assignments if not row.unit.is_known})


@dataclass(frozen=True, slots=True)
class ReadWith:
    """How readings were made: the program's version, a fingerprint of all that could change them, and the moment (ISO 8601)."""

    version: str = ""
    fingerprint: str | None = None
    read_at: str | None = None


def add_readings(state: State, readings: Iterable[Reading], book: UnitBook | None, made: ReadWith) -> AddReport:
    """Writes `readings` into `state`, one at a time; says what came, changed and went."""
    report = AddReport()
    if book is not None:
        write_registry(state, book)
    standing = standing_verdicts(state.store)
    written: set[str] = set()
    pending = Pending(state.store)
    for reading in readings:
        if any(document_iri(one.key) in written for one in reading.documents):
            pending.write()
        _Adding(state, reading, book, made, report, standing, pending).write(written)
        report.count(reading)
    pending.write()
    if report.outdated:
        state.shelf.keep_only(frozenset(_literals(state.store, "digest")))
    report.vanished = vanished_decisions(state.store)
    return report


class _Adding:
    """One reading on its way into a state."""

    def __init__(
        self,
        state: State,
        reading: Reading,
        book: UnitBook | None,
        made: ReadWith,
        report: AddReport,
        standing: Verdicts,
        pending: Pending,
    ) -> None:
        self.state, self.reading, self.book, self.made = state, reading, book, made
        self.report, self.standing, self.pending = report, standing, pending
        self.source = source_iri(reading.source.digest)

    def write(self, written: set[str]) -> None:
        """`written`: documents of this transaction so far; a source may come in several readings, a part in each."""
        before = {iri: source for iri, source in self._before(written).items() if iri not in written}
        kept = {document_iri(one.key) for one in self.reading.documents if not self._is_fuller(one, before)}
        graphs = self._graphs()
        describe_units(self.state.store, graphs.get(UNITS_GRAPH, []))
        for document in self.reading.documents:
            iri = document_iri(document.key)
            if iri in kept:
                self._note_publication(document, graphs)
            else:
                self._replace(document, iri, graphs)
        now = {document_iri(one.key) for one in self.reading.documents}
        self._remove_rest(before, now)
        written |= now | {self.source}
        self.pending.add(graphs.get(self.source, []))
        self.state.shelf.put(self.reading.source.digest, self.reading.source.text)

    def _graphs(self) -> dict[str, list[Quad]]:
        key = self.book.key if self.book is not None else _nobody
        made = self.made
        return reading_to_graphs(self.reading, read_at=made.read_at, version=made.version, fingerprint=made.fingerprint, unit_key=key)

    def _before(self, written: set[str]) -> dict[str, str]:
        """Documents of earlier readings of this file (by name or by text), and the source of each."""
        sources = {self.source} | {
            text_of(quad.subject)
            for quad in self.state.store.quads_for_pattern(None, term_node("rdfs:label"), Literal(self.reading.source.name))
        }
        rows: dict[str, str] = {}
        for source in sorted(sources):
            for quad in self.state.store.quads_for_pattern(None, term_node("dcterms:source"), node(source)):
                rows[text_of(quad.subject)] = source
        for source in sources - written:  # the mark that a file was read goes before its documents change
            self.state.store.remove_graph(node(source))
        self.report.outdated += sorted(sources - written - {self.source})
        return rows

    def _is_fuller(self, document: Document, before: dict[str, str]) -> bool:
        """Whether this reading of a document takes the place of what the store holds of it."""
        iri = document_iri(document.key)
        if iri in before or not holds_document(self.state.store, iri):
            return True
        mine = sum(row.measure.startswith(f"{document.key}#") for row in self.reading.assignments)
        mine += sum(row.document == document.key for row in self.reading.measures)
        return mine > _weight(self.state.store, iri)

    def _replace(self, document: Document, iri: str, graphs: dict[str, list[Quad]]) -> None:
        store = self.state.store
        (self.report.replaced if holds_document(store, iri) else self.report.added).append(_name(document))
        own, in_force = graphs.get(iri, []), graphs.get(effective_iri(iri), [])
        if self.standing.fallen or self.standing.added:
            in_force = effective_quads(iri, own, self.standing)
        new, differs = take_out_stale(store, iri, own)
        self.pending.add(new, take_out_stale(store, effective_iri(iri), in_force)[0])
        if differs:
            index_document(self.state, iri, own)

    def _note_publication(self, document: Document, graphs: dict[str, list[Quad]]) -> None:
        """The same document in another file: the fuller reading stays, this one is noted with its source."""
        iri = document_iri(document.key)
        publication = f"{self.source}/{iri.rpartition('/doc/')[2]}"
        quads = Quads(self.source)
        quads.add(publication, eli__is_another_publication_of=node(iri), dcterms__source=node(self.source), dcterms__title=document.title)
        graphs.setdefault(self.source, []).extend(quads.rows())
        self.report.publications.append(_name(document))

    def _remove_rest(self, before: dict[str, str], now: set[str]) -> None:
        for iri in sorted(set(before) - now):
            if holds_document(self.state.store, iri):
                self.report.removed.append(_stored_name(self.state.store, iri))
                drop_document(self.state, iri)


def rewrite_effective(store: QuadStore, documents: Iterable[str]) -> None:
    """Writes again what is in force in these documents, by the decisions that the store holds."""
    standing = standing_verdicts(store)
    for document in sorted(set(documents)):
        own = list(store.quads_for_pattern(None, None, None, node(document)))
        if own:
            graph = effective_iri(document)
            store.extend(take_out_stale(store, graph, effective_quads(document, own, standing))[0])


def _nobody(_name: str) -> str | None:
    return None


def _literals(store: QuadStore, predicate: str) -> list[str]:
    return [text_of(quad.object) for quad in store.quads_for_pattern(None, term_node(predicate), None)]


def _weight(store: QuadStore, document: str) -> int:
    kinds = (term_node("Measure"), term_node("Assignment"))
    return sum(1 for kind in kinds for _ in store.quads_for_pattern(None, term_node("rdf:type"), kind, node(document)))


def _name(document: Document) -> str:
    return normal_number(document.number) if document.number else document.title


def _stored_name(store: QuadStore, iri: str) -> str:
    for predicate in ("eli:number", "dcterms:title"):
        for quad in store.quads_for_pattern(node(iri), term_node(predicate), None):
            return text_of(quad.object)
    return iri
