"""Build: files are read, changed ones only, and stored in one transaction; what was found is counted."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

import click

from ontology.records import Source
from zerenlian import __version__
from zerenlian.failures import CommandError
from zerenlian.inputs import Inputs, registry_of
from zerenlian.output import as_json, put, tell
from zerenlian.skipped import fresh_sources, tell_passed
from zerenlian.spool import spool
from zerenlian.stores import opened

if TYPE_CHECKING:
    from kg.adding import AddReport
    from ontology.records import Reading
    from ontology.registry import RegistryUnit
    from zerenlian.settings import Settings


LINES = 50  # of progress, at most, where no bar can be drawn


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    files: tuple[str, ...]
    units: str | None
    workers: int
    check: bool
    strict: bool
    form: str
    store: str


def build_store(settings: Settings, request: Request) -> int:
    """Reads and stores; the exit code: 0, or 1 where some files could not be read."""

    inputs = Inputs.of(request.files, settings, request.strict)
    graph = opened(request.store, create=True)
    mark = fingerprint(request.units)
    known = {source.digest: graph.unchanged(source.digest, mark) for source in inputs.sources}
    fresh, passed = fresh_sources(inputs.sources, {digest: name for digest, name in known.items() if name is not None}, settings)
    tell_passed(passed, settings)
    report, unchanged = None, len(inputs.sources) - len(fresh)
    if fresh:
        with spool() as kept:
            kept.put(_checked(inputs.noting_empty(_read(fresh, request, settings), settings), request, settings))
            units = known_units(kept.codes, request.units)
            report = graph.add(kept, registry=units, version=__version__, fingerprint=mark)
        if report.removed:
            tell(settings.say("cli.build.removed", names=", ".join(report.removed)))
    _show(settings, request, report, len(fresh), unchanged)
    return inputs.code


def fingerprint(units: str | None) -> str:
    """A digest of all that can change a reading: version, patterns, confidence and registries."""
    digest = hashlib.sha256(__version__.encode())
    folders = (files("extract") / "patterns", files("extract"), files("ontology.units"))
    for folder in folders:
        for path in sorted(folder.iterdir(), key=lambda found: found.name):
            if path.name.endswith((".toml", ".csv")):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    if units is not None:
        from pathlib import Path

        path = Path(units)
        digest.update(path.read_bytes() if path.is_file() else units.encode())
    return digest.hexdigest()[:16]


def _read(sources: list[Source], request: Request, settings: Settings) -> Iterator[Reading]:
    if request.workers == 1 or len(sources) == 1:
        found = (_one(source, request.units) for source in sources)
        yield from _shown(found, sources, settings)
        return
    with ProcessPoolExecutor(request.workers) as pool:
        yield from _shown(pool.map(partial(_one, units=request.units), sources), sources, settings)


def _shown(readings: Iterable[Reading], sources: list[Source], settings: Settings) -> Iterator[Reading]:
    """The readings, their progress on standard error: a bar at a terminal, else a line each; nothing for a single one."""
    if len(sources) == 1:
        yield from readings
    elif sys.stderr.isatty():
        with click.progressbar(readings, length=len(sources), file=sys.stderr) as bar:
            yield from bar
    else:
        step = -(-len(sources) // LINES)
        for number, (source, reading) in enumerate(zip(sources, readings, strict=True), 1):
            if number % step == 0 or number == len(sources):
                tell(settings.say("cli.build.reading", name=source.name, number=number, count=len(sources)))
            yield reading


def _one(source: Source, units: str | None) -> Reading:
    from extract.pipeline import read

    return read(source, registry=registry_of(units))


def known_units(codes: Iterable[str], units: str | None) -> list[RegistryUnit]:
    """The registry's units that belong in the graph: the given list's, or those of the places with these division codes."""
    from ontology.registry import registry_for

    given = registry_of(units)
    if given is not None:
        return list(given.units())
    return [unit for code in sorted(set(codes)) for unit in registry_for(code).units()]


def _checked(readings: Iterable[Reading], request: Request, settings: Settings) -> Iterator[Reading]:
    """The readings; with `--check`, raises CommandError for one that the shapes of a sound graph do not allow."""
    if request.check:
        from kg.check import check_quads
        from kg.mapping import reading_to_quads
    for reading in readings:
        results = check_quads(reading_to_quads(reading, version=__version__)) if request.check else []
        if results:
            raise CommandError("unsound", name=reading.source.name, reason=results[0].message(settings.language))
        yield reading


def _show(settings: Settings, request: Request, report: AddReport | None, sources: int, unchanged: int) -> None:
    counts: dict[str, int] = {"sources": sources}
    if report is not None:
        counts |= {"documents": report.documents, "measures": report.measures}
        counts |= {role: report.roles.get(role, 0) for role in ("lead", "responsible", "support", "supervise", "receive")}
        counts |= {"deadlines": report.deadlines, "citations": report.citations, "doubts": report.doubts}
    counts["unchanged"] = unchanged
    if request.form == "json":
        put(as_json([counts]), None)
        return
    shown = [
        f"{settings.say(f'cli.build.count.{key}')} {count}" for key, count in counts.items() if count or key in ("documents", "measures")
    ]
    put("  ".join(shown) + "\n", None)
    tell(settings.say("cli.build.done", store=request.store))
