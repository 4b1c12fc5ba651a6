"""Several stores become one: documents, what is in force in them, texts, units and decisions of others come into a state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.adding import rewrite_effective
from kg.backends import State
from kg.decision_merging import merge_decisions
from kg.decisions import standing_verdicts, vanished_decisions
from kg.effective import effective_quads
from kg.errors import StoreError
from kg.iris import BASE, DECISIONS_GRAPH, UNITS_GRAPH
from kg.quads import Quads, QuadStore, node, term_node, text_of
from kg.storing import Pending, drop_document, holds_document, index_document
from kg.unit_descriptions import decided_forms, join_units, unit_forms
from ontology.words import say


@dataclass(slots=True)
class MergeReport:
    """What came in. Documents are named by their number, else their title."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)  # here already, read from the same text
    left: list[str] = field(default_factory=list)  # another text of the same document is here, and stays
    fuller: list[str] = field(default_factory=list)  # those of `left` of which the other store holds more measures and assignments
    sources: int = 0
    decisions: int = 0
    vanished: list[str] = field(default_factory=list)  # decisions (IRIs) whose statement is not here


def merge_states(target: State, others: Iterable[tuple[str, State]], *, replace: bool = False) -> MergeReport:
    """Brings all of `others` (a name for people, and the state) into `target`, one after the other; the first one counts.

    A document that `target` holds from another text stays as it is, and the other one is noted as another publication; with `replace`
    it is the other one that stays. Raises StoreError where a store lacks a text that its documents rest on.
    """
    report = MergeReport()
    for name, other in others:
        _Merging(target, other, name, replace, report).merge()
    texts = {text_of(quad.object) for quad in target.store.quads_for_pattern(None, term_node("digest"), None)}
    target.shelf.keep_only(frozenset(texts))
    report.vanished = vanished_decisions(target.store)
    return report


class _Merging:
    """One store on its way into a state."""

    def __init__(self, target: State, other: State, name: str, replace: bool, report: MergeReport) -> None:
        self.target, self.other, self.name, self.replace, self.report = target, other, name, replace, report
        self.documents: dict[str, str] = {}  # documents of the other store, with their sources
        self.taken: set[str] = set()
        self.left: dict[str, list[Quad]] = {}
        self.replaced: set[str] = set()  # sources here of which a document was replaced

    def merge(self) -> None:
        join_units(self.target.store, self._graph(UNITS_GRAPH))
        came = merge_decisions(self.target.store, self.other.store)
        self.report.decisions += len(came)
        self._name_units()
        self._write_documents()
        rest = {kept.statement.partition("/item/")[0] for kept in came} - self.taken
        rewrite_effective(self.target.store, rest)
        for source in sorted(self._sources()):
            self._write_source(source)
        for source in sorted(self.replaced):
            self._tidy(source)

    def _graph(self, graph: str) -> list[Quad]:
        return list(self.other.store.quads_for_pattern(None, None, None, node(graph)))

    def _name_units(self) -> None:
        search, store = self.target.search, self.target.store
        for graph, forms in ((UNITS_GRAPH, unit_forms(store)), (DECISIONS_GRAPH, decided_forms(store))):
            search.remove(graph)
            search.name_units(graph, forms)

    def _write_documents(self) -> None:
        standing, pending = standing_verdicts(self.target.store), Pending(self.target.store)
        found = self.other.store.quads_for_pattern(None, term_node("rdf:type"), term_node("Document"))
        for iri in sorted({text_of(quad.subject) for quad in found}):
            self.documents[iri] = _value(_head(self.other.store, iri), iri, "dcterms:source")
            own = self._wanted(iri)
            if own is not None:
                pending.add(own, effective_quads(iri, own, standing))
                index_document(self.target, iri, own)
                self.taken.add(iri)
        pending.write()

    def _wanted(self, iri: str) -> list[Quad] | None:
        """All of a document that comes in, and room is made for it; None for one that does not. Says which of both."""
        store, name = self.target.store, _name(_head(self.other.store, iri), iri)
        if not holds_document(store, iri):
            self.report.added.append(name)
            return self._graph(iri)
        is_same_text = _value(_head(store, iri), iri, "dcterms:source") == self.documents[iri]
        if is_same_text and not self.replace:  # neither is read as a whole: two stores of one million triples take half a minute
            self.report.same.append(name)
            return None
        own, here = self._graph(iri), list(store.quads_for_pattern(None, None, None, node(iri)))
        if set(here) == set(own):
            self.report.same.append(name)
            return None
        if not self.replace:
            self.report.left.append(name)
            if _weight(own) > _weight(here):
                self.report.fuller.append(name)
            self.left[iri] = own
            return None
        self.report.replaced.append(name)
        self._note_replaced(iri, here)
        drop_document(self.target, iri)
        return own

    def _note_replaced(self, iri: str, here: list[Quad]) -> None:
        source = _value(here, iri, "dcterms:source")
        self.replaced.add(source)
        if source != self.documents[iri]:
            self.target.store.extend(_publication(source, iri, here))

    def _sources(self) -> set[str]:
        return {text_of(quad.subject) for quad in self.other.store.quads_for_pattern(None, term_node("digest"), None)}

    def _write_source(self, source: str) -> None:
        """The mark and the text of a file. Where the reading here is not the whole one that the mark speaks of, the mark goes.

        So a later build reads the file again.
        """
        own = {iri for iri, found in self.documents.items() if found == source}
        here, left, is_taken = self._here(source), own & self.left.keys(), bool(own & self.taken)
        rows = self._graph(source) if not here or (is_taken and self._is_whole(source, own)) else here
        if (left and not here) or (is_taken and rows is here):
            rows = [quad for quad in rows if quad.predicate != term_node("fingerprint")]
        if not here:
            self.target.shelf.put(_digest(source), self._text(source))
            self.report.sources += 1
        for quad in set(here) - set(rows):
            self.target.store.remove(quad)
        self.target.store.extend([*rows, *(quad for iri in sorted(left) for quad in _publication(source, iri, self.left[iri]))])

    def _here(self, source: str) -> list[Quad]:
        return list(self.target.store.quads_for_pattern(None, None, None, node(source)))

    def _is_whole(self, source: str, own: set[str]) -> bool:
        """Whether all that `target` holds of a source came out of the other store."""
        held = {text_of(quad.subject) for quad in self.target.store.quads_for_pattern(None, term_node("dcterms:source"), node(source))}
        return {iri for iri in held if iri.startswith(f"{BASE}doc/")} <= own & self.taken

    def _text(self, source: str) -> str:
        try:
            return self.other.shelf.get(_digest(source))
        except KeyError:
            label = _value(self._graph(source), source, "rdfs:label")
            raise StoreError(say("kg.merge_no_text", path=self.name, name=label or source)) from None

    def _tidy(self, source: str) -> None:
        """A source here of which every document was replaced goes when its file has come in anew; else it stays as another publication."""
        held = self.target.store.quads_for_pattern(None, term_node("dcterms:source"), node(source))
        is_used = any(text_of(quad.graph_name) != source for quad in held)
        label = _value(self._here(source), source, "rdfs:label")
        if not is_used and any(label == _value(self._graph(one), one, "rdfs:label") for one in self._sources()):
            self.target.store.remove_graph(node(source))


def _head(store: QuadStore, document: str) -> list[Quad]:
    """What a store says of a document itself."""
    return list(store.quads_for_pattern(node(document), None, None, node(document)))


def _publication(source: str, document: str, quads: list[Quad]) -> list[Quad]:
    """The note that a source prints a document that is kept as another source prints it."""
    notes = Quads(source)
    title = _value(quads, document, "dcterms:title") or None
    iri = f"{source}/{document.rpartition('/doc/')[2]}"
    notes.add(iri, eli__is_another_publication_of=node(document), dcterms__source=node(source), dcterms__title=title)
    return notes.rows()


def _digest(source: str) -> str:
    return source.rpartition("/")[2]


def _value(quads: list[Quad], subject: str, predicate: str) -> str:
    here, wanted = node(subject), term_node(predicate)
    return min((text_of(quad.object) for quad in quads if quad.subject == here and quad.predicate == wanted), default="")


def _name(quads: list[Quad], document: str) -> str:
    return _value(quads, document, "eli:number") or _value(quads, document, "dcterms:title") or document


def _weight(quads: list[Quad]) -> int:
    kinds = {term_node("Measure"), term_node("Assignment")}
    return sum(quad.predicate == term_node("rdf:type") and quad.object in kinds for quad in quads)
