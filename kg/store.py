"""The graph as programs use it: `open_store("chain.db")`, then add, ask, audit, draw, export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.backends import Backend, FolderBackend, MemoryBackend, State
from kg.errors import StoreError, UnknownName
from kg.snapshots import Snapshots
from ontology.words import say

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset
    from rdflib.query import Result

    from kg.adding import AddReport
    from kg.ask import Row
    from kg.audit import Finding
    from kg.corrections import Decision, Kept
    from kg.merging import MergeReport
    from kg.units import RegistryUnit
    from ontology.records import Reading

MEMORY = ":memory:"


def open_store(path: str | Path, *, create: bool = False, update: str | None = None) -> Graph:
    """The store at `path` (a folder, an http(s) address of a SPARQL endpoint, or `:memory:`); raises StoreError.

    `update` is the endpoint's address for updates where that is another one. A folder must be there unless `create` is True.
    """
    if str(path) == MEMORY:
        return Graph(MemoryBackend())
    if update is not None and "://" not in str(path):
        raise StoreError(say("kg.update_of_folder", path=path, found=update))
    if "://" in str(path):
        from kg.endpoint import Endpoint
        from kg.remote import RemoteBackend

        return Graph(RemoteBackend(Endpoint(str(path), update), create=create))
    snapshots = Snapshots(Path(path))
    snapshots.check(create=create)
    return Graph(FolderBackend(snapshots))


class Graph:
    """One store. Reading writes nothing but answers to keep; every change is one transaction, published whole or not at all."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._state: State | None = None
        self._rdf: Dataset | None = None

    @property
    def state(self) -> State:
        """The published state, opened when it is first asked for."""
        if self._state is None:
            self._state = self._backend.read()
        return self._state

    def refresh(self) -> None:
        """Turns to what was published since the state was opened."""
        if self._state is not None and not self._backend.is_current(self._state):
            self.close()

    def close(self) -> None:
        """Lets go of the state; the next question opens it again."""
        if self._state is not None and self._state.held is not None:
            self._state.search.close()
            self._state.held.close()
        self._state = None
        self._rdf = None

    @property
    def rdf(self) -> Dataset:
        """An rdflib Dataset over the published state, its default graph the union of all; read-only where the store is a folder."""
        if self._rdf is None:
            from kg.dataset import open_dataset

            self._rdf = open_dataset(self.state.store)
        return self._rdf

    def add(
        self, readings: Reading | Iterable[Reading], *, registry: Iterable[RegistryUnit] | None = None, version: str = "",
        fingerprint: str | None = None, read_at: str | None = None,
    ) -> AddReport:  # fmt: skip
        """Writes readings in one transaction, each document in place of what the store held of it.

        `version` is the program's, `fingerprint` that of all that could change a reading, `read_at` an ISO 8601 moment.
        """
        from kg.adding import ReadWith, add_readings
        from kg.units import UnitBook
        from ontology.records import Reading

        many = [readings] if isinstance(readings, Reading) else readings
        book = None if registry is None else UnitBook(registry)
        with self._backend.writing() as draft:
            report = add_readings(draft, many, book, ReadWith(version, fingerprint, read_at))
        self.close()
        return report

    def merge(self, others: Mapping[str, Graph], *, replace: bool = False) -> MergeReport:
        """Brings in what other stores hold, each under a name for people, in one transaction; raises StoreError, and nothing is written."""
        from kg.merging import merge_states

        with self._backend.writing() as draft:
            report = merge_states(draft, ((name, other.state) for name, other in others.items()), replace=replace)
        self.close()
        return report

    def decide(self, decisions: Iterable[Decision]) -> list[Kept]:
        """Writes what a person decided, as one batch; raises CorrectionError, and then nothing is written."""
        from kg.corrections import decide

        with self._backend.writing() as draft:
            kept = decide(draft, decisions)
        self.close()
        return kept

    def undo(self) -> list[Kept]:
        """Takes the last batch of decisions back, and returns it."""
        from kg.corrections import undo

        with self._backend.writing() as draft:
            gone = undo(draft)
        self.close()
        return gone

    def decisions(self, *, vanished: bool = False) -> list[Kept]:
        """All decisions in the order in which they were taken; or those whose statement or measure has `vanished`."""
        from kg.corrections import kept_decisions
        from kg.decisions import vanished_decisions

        kept = kept_decisions(self.state.store)
        gone = set(vanished_decisions(self.state.store)) if vanished else set()
        return [one for one in kept if one.iri in gone] if vanished else kept

    def unchanged(self, digest: str, fingerprint: str) -> str | None:
        """The name of the source that holds the text of that SHA-256, read with that fingerprint; None where there is none."""
        from kg.iris import source_iri
        from kg.quads import node, term_node, text_of

        source, store = node(source_iri(digest)), self.state.store
        if all(text_of(quad.object) != fingerprint for quad in store.quads_for_pattern(source, term_node("fingerprint"), None)):
            return None
        return next((text_of(quad.object) for quad in store.quads_for_pattern(source, term_node("rdfs:label"), None)), digest)

    def source(self, name: str) -> str:
        """The text of a source, by its SHA-256 or its file name; raises UnknownName."""
        from kg.iris import BASE
        from kg.quads import term_node, text_of

        named = [
            text_of(quad.subject).rpartition("/")[2]
            for quad in self.state.store.quads_for_pattern(None, term_node("rdfs:label"), None)
            if text_of(quad.object) == name and text_of(quad.subject).startswith(f"{BASE}source/")
        ]
        for digest in [name, *named]:
            try:
                return self.state.shelf.get(digest)
            except KeyError:
                continue
        raise UnknownName(say("kg.unknown_source", name=name))

    def ask(self, name: str, *arguments: str | date, as_of: date | None = None, folder: Path | None = None) -> list[Row]:
        """The rows of a question; `folder` holds further questions. Raises QuestionError, UnknownName."""
        from kg.ask import ask
        from kg.kept_answers import KEPT

        def fresh() -> list[Row]:
            return ask(self, name, arguments, as_of=as_of, folder=folder)

        answers = self.state.answers if name in KEPT and not arguments and folder is None else None
        return fresh() if answers is None else answers.rows(name, fresh)

    def network(self, document: str | None = None, unit: str | None = None, measure: str | None = None) -> MultiDiGraph[str]:
        """The chain as a networkx graph; what it holds stands in kg/network.py."""
        from kg.network import build_network

        return build_network(self, document=document, unit=unit, measure=measure)

    def export(self, format_: str) -> str:
        """The whole graph as `turtle`, `nquads` or `json-ld`; the same store gives the same text. Raises ValueError for another format."""
        from kg.export import ExportFormat, export

        return export(self.state.store, ExportFormat(format_))

    def audit(
        self, names: Sequence[str] = (), severity: str | None = None, as_of: date | None = None, folder: Path | None = None
    ) -> list[Finding]:
        """What is broken, by the audits `names` (all when empty), at least of that severity. `as_of` is the day that counts as today."""
        from kg.audit import audit

        return audit(self, names, severity=severity, as_of=as_of, folder=folder)

    def sparql(self, text: str) -> Result:
        """The answer to any SPARQL 1.1 query, as rdflib gives it; our prefixes are known. Raises QuestionError."""
        from kg.sparql import run

        return run(self.rdf, text)
