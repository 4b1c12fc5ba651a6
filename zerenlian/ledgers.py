"""The ledger of a graph as bytes: rows, findings and doubts put together, from a store or straight from files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.iris import document_iri
from ontology.pages import PagedTexts
from ontology.paths import item_path
from ontology.records import Role
from ontology.words import say
from visualize.ledger_text import flat
from zerenlian import __version__
from zerenlian.cells import doubt_sentence
from zerenlian.spool import spool
from zerenlian.stores import opened

if TYPE_CHECKING:
    from kg.store import Graph
    from visualize.ledger import DoubtRow, Finding, Ledger
    from zerenlian.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of the ledger are wanted; None leaves nothing out."""

    unit: str | None = None
    document: str | None = None
    role: str | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None


def graph_of_files(settings: Settings, files: tuple[str, ...], units: str | None, is_strict: bool) -> tuple[Graph, int]:
    """A graph in memory of what files say, and the exit code that unreadable ones leave behind."""
    from zerenlian.building import known_units
    from zerenlian.inputs import Inputs, readings

    inputs = Inputs.of(files, settings, is_strict)
    graph = opened(":memory:", create=True)
    with spool() as kept:
        kept.put(readings(inputs.sources, units))
        graph.add(kept, registry=known_units(kept.codes, units), version=__version__)
    return graph, inputs.code


def ledger_of(graph: Graph, wanted: Wanted, language: str) -> Ledger:
    """The chosen rows of a graph's ledger, its findings and doubts; raises UnknownName with the nearest names."""
    from kg.names import find_units_of_one_place
    from visualize.ledger import Choice, make_ledger
    from visualize.ledger_units import names_of

    found = find_units_of_one_place(graph, wanted.unit) if wanted.unit is not None else None
    units = names_of(graph.network(unit=wanted.unit), found) if found is not None else None
    network = graph.network(document=wanted.document)
    choice = Choice(Role(wanted.role) if wanted.role else None, units, wanted.start, wanted.end)
    findings, doubts = _findings(graph, wanted.as_of, language), _doubts(graph, wanted.document, language)
    return make_ledger(
        network,
        findings=findings,
        doubts=doubts,
        choice=choice,
        as_of=wanted.as_of,
        pages=PagedTexts(graph.state.shelf.get),
        language=language,
    )


def ledger_bytes(made: Ledger, ending: str, language: str, *, per_unit: bool = False) -> bytes:
    """The file's bytes, csv or xlsx."""
    if ending == ".csv":
        from visualize.ledger_csv import ledger_csv

        return ledger_csv(made, language)
    from visualize.ledger_xlsx import ledger_xlsx

    return ledger_xlsx(made, language=language, per_unit=per_unit)


def _findings(graph: Graph, as_of: date | None, language: str) -> list[Finding]:
    from visualize.ledger import Finding

    return [
        Finding(
            found.focus, say(f"cli.value.severity.{found.severity}", language), found.header.get(f"title.{language}", found.audit),
            found.number or "", item_path(found.path or ""), found.message(language), flat(found.quote or ""), found.remedy(language),
        )
        for found in graph.audit(as_of=as_of)
    ]  # fmt: skip


def _doubts(graph: Graph, document: str | None, language: str) -> list[DoubtRow]:
    """What was seen and not decided, in the whole store or in one document."""
    from kg.names import find_document
    from visualize.ledger import DoubtRow

    wanted = find_document(graph, document) if document is not None else None
    return [
        DoubtRow(
            str(row.get("number") or row.get("source") or ""), doubt_sentence(row, language), flat(str(row.get("quote") or "")),
            item_path(str(row.get("path") or "")) or f"{row.get('start')}-{row.get('end')}",
        )
        for row in graph.ask("doubts")
        if wanted is None or (row.get("number") and document_iri(str(row["number"])) == wanted)
    ]  # fmt: skip
