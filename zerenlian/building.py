"""Build: files are read, changed ones only, and stored in one transaction; what was found is counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.records import Source
from zerenlian import __version__
from zerenlian.failures import CommandError
from zerenlian.inputs import Inputs, registry_of
from zerenlian.output import as_json, put, tell
from zerenlian.stores import opened

if TYPE_CHECKING:
    from kg.adding import AddReport
    from ontology.records import Reading
    from ontology.registry import RegistryUnit
    from zerenlian.settings import Settings


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
    fresh: list[Source] = []
    for source in inputs.sources:
        if graph.unchanged(source.digest, mark):
            tell(settings.say("cli.build.unchanged", name=source.name))
        else:
            fresh.append(source)
    report, unchanged = None, len(inputs.sources) - len(fresh)
    if fresh:
        readings = list(_read(fresh, request, settings))
        if request.check:
            _check(readings, settings)
        report = graph.add(readings, registry=known_units(readings, request.units), version=__version__, fingerprint=mark)
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
        for source in sources:
            if len(sources) > 1:
                tell(settings.say("cli.build.reading", name=source.name))
            yield _one(source, request.units)
        return
    with ProcessPoolExecutor(request.workers) as pool:
        yield from pool.map(partial(_one, units=request.units), sources)


def _one(source: Source, units: str | None) -> Reading:
    from extract.pipeline import read

    return read(source, registry=registry_of(units))


def known_units(readings: Iterable[Reading], units: str | None) -> list[RegistryUnit]:
    """The registry's units that belong in the graph: the given list's, or those of the places that the readings name."""
    from ontology.registry import registry_for

    given = registry_of(units)
    if given is not None:
        return list(given.units())
    codes = {assignment.unit.key.split("/", 1)[0] for reading in readings for assignment in reading.assignments}
    return [unit for code in sorted(codes) for unit in registry_for(code).units()]


def _check(readings: list[Reading], settings: Settings) -> None:
    """Refuses what the shapes of a sound graph do not allow."""
    from kg.check import check_quads
    from kg.mapping import reading_to_quads

    for reading in readings:
        results = check_quads(reading_to_quads(reading, version=__version__))
        if results:
            raise CommandError("unsound", name=reading.source.name, reason=results[0].message(settings.language))


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
