"""The ledger of a graph as bytes: rows, findings and doubts put together, from a store or straight from files."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ontology.records import Role
from zerenlian import __version__
from zerenlian.failures import CommandError

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
    per_unit: bool = False


def graph_of_files(settings: Settings, files: tuple[str, ...], units: str | None, is_strict: bool) -> tuple[Graph, int]:
    """A graph in memory of what files say, and the exit code that unreadable ones leave behind."""
    from kg.store import open_store
    from zerenlian.building import known_units
    from zerenlian.inputs import Inputs, readings

    inputs = Inputs.of(files, settings, is_strict)
    found = list(readings(inputs.sources, units))
    graph = open_store(":memory:", create=True)
    graph.add(found, registry=known_units(found, units), version=__version__)
    return graph, inputs.code


def ledger_bytes(graph: Graph, wanted: Wanted, ending: str, language: str) -> tuple[bytes, int]:
    """The file's bytes and its number of rows; an unknown unit is answered with the nearest names."""
    from visualize.ledger import Choice, make_ledger

    unit = _unit(graph, wanted.unit)
    network = graph.network(document=wanted.document)
    choice = Choice(Role(wanted.role) if wanted.role else None, unit, wanted.start, wanted.end)
    made = make_ledger(network, findings=_findings(graph, wanted.as_of, language), doubts=_doubts(graph), choice=choice, as_of=wanted.as_of)
    made = _with_notes(made, graph)
    if ending == ".csv":
        from visualize.ledger_csv import ledger_csv

        return ledger_csv(made, language), len(made.rows)
    from visualize.ledger_xlsx import ledger_xlsx

    return ledger_xlsx(made, language=language, per_unit=wanted.per_unit), len(made.rows)


def _with_notes(made: Ledger, graph: Graph) -> Ledger:
    """The ledger with the words that persons left about its measures."""
    from zerenlian.corrections_in import notes_of

    noted = notes_of(graph.decisions())
    if not noted:
        return made
    rows = []
    for row in made.rows:
        cells = {**row.cells, **noted.get(row.cells["measure_id"], {})}
        state = {**json.loads(cells["state"] or "{}"), **noted.get(row.cells["measure_id"], {})}
        rows.append(replace(row, cells={**cells, "state": json.dumps(state, ensure_ascii=False, sort_keys=True)}))
    return replace(made, rows=tuple(rows))


def _unit(graph: Graph, name: str | None) -> str | None:
    if name is None:
        return None
    known = {str(row["name"]): str(row["name"]) for row in graph.ask("units")}
    for row in graph.ask("units"):
        for alias in row.get("aliases") or ():
            known.setdefault(str(alias), str(row["name"]))
    if name not in known:
        raise CommandError.nearest("unknown_unit", name, sorted(known))
    return known[name]


def _findings(graph: Graph, as_of: date | None, language: str) -> list[Finding]:
    from visualize.ledger import Finding

    return [
        Finding(
            found.focus, str(found.severity), found.header.get(f"title.{language}", found.audit), found.number or "", found.path or "",
            found.message(language), found.quote or "", found.remedy(language),
        )
        for found in graph.audit(as_of=as_of)
    ]  # fmt: skip


def _doubts(graph: Graph) -> list[DoubtRow]:
    from visualize.ledger import DoubtRow

    return [
        DoubtRow(
            str(row.get("source") or ""), str(row.get("message") or ""), str(row.get("quote") or ""), f"{row.get('start')}-{row.get('end')}"
        )
        for row in graph.ask("doubts")
    ]
