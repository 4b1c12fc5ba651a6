"""The commands that write files for people: view, ledger, calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import STANDARD, check_target, put, tell
from zerenlian.secrecy_notice import tell_secrecy, tell_secrecy_of
from zerenlian.settings import Day, Settings, speaking, storing, units_option
from zerenlian.stores import opened

ROLES = click.Choice(("lead", "responsible", "support", "supervise", "receive"))


@click.command(cls=SpeakingCommand)
@click.argument("view", metavar="VIEW")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT...]")
@click.option("--as-of", type=Day(), default=None, metavar="DATE", help="cli.option.as_of")
@click.option("-o", "--output", metavar="FILE.html|FOLDER/", default=None, help="cli.option.output_page")
@storing
@speaking
@click.pass_obj
def view(
    settings: Settings, view: str, arguments: tuple[str, ...], as_of: date | None, output: str | None, store: str,
) -> int:  # fmt: skip
    """One self-contained page."""
    from visualize.catalogue import check_view, render

    check_view(view, settings.language)
    if output is not None and (output.endswith("/") or Path(output).is_dir()):
        _write_set(settings, view, arguments, as_of, output, store)
        return 0
    check_target(output)
    graph = opened(store)
    put(render(view, graph, list(arguments), language=settings.language, as_of=as_of), output)
    tell_secrecy_of(settings, graph, next(iter(arguments), None))
    if output is not None and output != STANDARD:
        tell(settings.say("cli.view.done", path=output))
    return 0


def _write_set(settings: Settings, view: str, arguments: tuple[str, ...], as_of: date | None, folder: str, store: str) -> None:
    """The page and all others of the same document, unit or store, linked with each other."""
    if not Path(folder).is_dir():
        check_target(str(Path(folder)))
    from visualize.page_set import page_set

    graph = opened(store)
    made = page_set(view, graph, arguments, language=settings.language, as_of=as_of)
    Path(folder).mkdir(exist_ok=True)
    for name, text in made.items():
        put(text, str(Path(folder) / name))
        tell(settings.say("cli.view.done", path=Path(folder) / name))
    tell_secrecy_of(settings, graph, next(iter(arguments), None))


@click.command(cls=SpeakingCommand)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@units_option
@click.option("--unit", metavar="NAME", default=None, help="cli.option.unit")
@click.option("--document", metavar="NUMBER", default=None, help="cli.option.document")
@click.option("--role", type=ROLES, default=None, help="cli.option.role")
@click.option("--from", "start", type=Day(), metavar="DATE", default=None, help="cli.option.from")
@click.option("--to", "end", type=Day(), metavar="DATE", default=None, help="cli.option.to")
@click.option("--as-of", type=Day(), default=None, metavar="DATE", help="cli.option.as_of")
@click.option("--per-unit", is_flag=True, help="cli.option.per_unit")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("-o", "--output", metavar="FILE.xlsx|.csv", required=True, help="cli.option.output_file")
@storing
@speaking
@click.pass_obj
def ledger(
    settings: Settings, files: tuple[str, ...], units: str | None, unit: str | None, document: str | None, role: str | None,
    start: date | None, end: date | None, as_of: date | None, per_unit: bool, strict: bool, output: str, store: str,
) -> int:  # fmt: skip
    """The 台账, out of files or of a store."""
    check_target(output)
    ending = Path(output).suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise CommandError("unknown_ending", path=output, endings=".xlsx .csv")
    from zerenlian.ledgers import Wanted, graph_of_files, ledger_bytes, ledger_of
    from zerenlian.returned_files import with_notes_of

    graph, code = graph_of_files(settings, files, units, strict) if files else (opened(store), 0)
    made = ledger_of(graph, Wanted(unit, document, role, start, end, as_of), settings.language)
    made, kept = with_notes_of(made, output, graph)
    put(ledger_bytes(made, ending, settings.language, per_unit=per_unit), output)
    tell(settings.say("cli.ledger.done", path=output, rows=len(made.rows)))
    if not files:
        tell_secrecy(settings, graph, document=document, unit=unit)
    if kept:
        tell(settings.say("cli.ledger.kept", count=kept))
    if not made.rows:
        tell(settings.say("cli.ledger.no_rows", doubts=len(made.doubts)))
    return code


@click.command(cls=SpeakingCommand)
@click.option("--unit", metavar="NAME", default=None, help="cli.option.unit")
@click.option("--role", type=ROLES, default=None, help="cli.option.role")
@click.option("-o", "--output", metavar="FILE.ics", required=True, help="cli.option.output_file")
@storing
@speaking
@click.pass_obj
def calendar(settings: Settings, unit: str | None, role: str | None, output: str, store: str) -> int:
    """Deadlines as a calendar."""
    check_target(output)
    if Path(output).suffix.lower() != ".ics":
        raise CommandError("unknown_ending", path=output, endings=".ics")
    from kg.names import find_units_of_one_place
    from visualize.calendar import calendar_ics

    graph = opened(store)
    wanted = find_units_of_one_place(graph, unit) if unit is not None else None
    data, count = calendar_ics(graph.network(unit=unit), units=wanted, name=unit or "", role=role, language=settings.language)
    put(data, output)
    tell(settings.say("cli.calendar.done", path=output, events=count))
    return 0
