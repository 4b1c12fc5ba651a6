"""The command that brings several stores together: merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import as_json, put, tell
from zerenlian.settings import Settings, format_option, speaking, storing
from zerenlian.stores import opened

if TYPE_CHECKING:
    from kg.merging import MergeReport

SHOWN = 5  # names of documents in a sentence


@click.command(cls=SpeakingCommand)
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.option("--replace", is_flag=True, help="cli.option.replace")
@format_option("table", "json")
@storing
@speaking
@click.pass_obj
def merge(settings: Settings, others: tuple[str, ...], replace: bool, form: str | None, store: str) -> int:
    """Brings other stores into one."""
    for other in others:
        if _place(other) == _place(store):
            raise CommandError("merge_itself", path=other)
    found = {other: opened(other) for other in others}
    for graph in found.values():
        graph.state  # noqa: B018 - opened now: one that cannot be read leaves all undone
    report = opened(store, create=True).merge(found, replace=replace)
    _show(settings, report, len(found), form or "table")
    _tell(settings, report)
    tell(settings.say("cli.merge.done", store=store))
    return 1 if report.left or report.vanished else 0


def _place(store: str) -> str:
    return store if "://" in store else str(Path(store).resolve())


def _show(settings: Settings, report: MergeReport, stores: int, form: str) -> None:
    counts = {
        "stores": stores, "sources": report.sources, "added": len(report.added), "replaced": len(report.replaced),
        "same": len(report.same), "left": len(report.left), "corrections": report.decisions,
    }  # fmt: skip
    if form == "json":
        put(as_json([counts]), None)
    else:
        put("  ".join(f"{settings.say(f'cli.merge.count.{key}')} {count}" for key, count in counts.items()) + "\n", None)


def _tell(settings: Settings, report: MergeReport) -> None:
    """The documents that did not come in, and why; the corrections that lost their ground."""
    for key, names in (("same", report.same), ("replaced", report.replaced), ("left", report.left), ("fuller", report.fuller)):
        if names:
            tell(settings.say(f"cli.merge.{key}", count=len(names), names=_listed(settings, names)))
    if report.vanished:
        names = [iri.partition("/decision/")[2].partition("/")[2] for iri in report.vanished]
        tell(settings.say("cli.correct.vanished", names=_listed(settings, names)))


def _listed(settings: Settings, names: list[str]) -> str:
    shown = settings.say("kg.between").join(names[:SHOWN])
    return shown if len(names) <= SHOWN else settings.say("cli.merge.and_more", names=shown, count=len(names) - SHOWN)
