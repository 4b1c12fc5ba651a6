"""The demonstration: the sample gazette built, asked, drawn and written as a ledger, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import format_rows, put, write_file
from zerenlian.settings import Settings, speaking
from zerenlian.stores import opened

if TYPE_CHECKING:
    from kg.store import Graph

PAGES = (("chain", "chain.html"), ("ladder", "ladder.html"), ("matrix", "matrix.html"), ("sheet", "sheet.html"))
WHOLE = ("network", "gaps", "timeline", "source")  # views of the whole store
MADE = {"chain.db", "unit.html", "ledger.xlsx", *(name for _, name in PAGES), *(f"{view}.html" for view in WHOLE)}
SHOWN = 6  # rows of an answer that the demonstration prints


@click.command(cls=SpeakingCommand)
@click.option("-o", "--output", metavar="FOLDER", default="zerenlian-demo", help="cli.option.folder")
@speaking
@click.pass_obj
def demo(settings: Settings, output: str) -> int:
    """All of it on the sample gazette."""
    folder = _folder(output)
    put(settings.say("cli.demo.title") + "\n\n", None)
    graph = _build(settings, folder)
    _ask(settings, graph)
    _draw(settings, graph, folder)
    _write_ledger(settings, graph, folder)
    put(settings.say("cli.demo.open", page=folder / "chain.html", ledger=folder / "ledger.xlsx") + "\n", None)
    return 0


def _folder(path: str) -> Path:
    folder = Path(path)
    if not folder.absolute().parent.is_dir():
        raise CommandError("no_folder", path=str(folder.parent))
    if folder.is_file() or (folder.is_dir() and any(found.name not in MADE for found in folder.iterdir())):
        raise CommandError("same_folder", path=path)
    folder.mkdir(exist_ok=True)
    return folder


def _build(settings: Settings, folder: Path) -> Graph:
    from zerenlian.building import Request, build_store
    from zerenlian.inputs import SAMPLE

    store = str(folder / "chain.db")
    put(settings.say("cli.demo.step_build", store=store) + "\n", None)
    build_store(settings, Request((SAMPLE,), None, 1, check=False, strict=True, form="table", store=store))
    return opened(store)


def _ask(settings: Settings, graph: Graph) -> None:
    from kg.catalogue import questions

    put("\n" + settings.say("cli.demo.step_ask") + "\n", None)
    asked = (("who-owns", settings.say("cli.demo.words_owner")), ("unit-tasks", settings.say("cli.demo.words_unit")), ("unowned",))
    for question, *arguments in asked:
        rows = graph.ask(question, *arguments)
        put("\n" + settings.say("cli.demo.question", words=" ".join((question, *arguments))) + "\n", None)
        put(format_rows(rows[:SHOWN], "table", settings.language, questions()[question].columns), None)
        if len(rows) > SHOWN:
            put(settings.say("cli.demo.rows_left", count=len(rows)) + "\n", None)


def _draw(settings: Settings, graph: Graph, folder: Path) -> None:
    from visualize.catalogue import render

    put("\n" + settings.say("cli.demo.step_draw") + "\n", None)
    numbers = [str(row["number"]) for row in graph.ask("documents") if row["number"]]
    chosen = max(numbers, key=lambda found: (len(graph.ask("chain", found)), found))
    pages = [(view, name, [chosen]) for view, name in PAGES] + [(view, f"{view}.html", []) for view in WHOLE]
    pages.append(("unit", "unit.html", [settings.say("cli.demo.words_unit")]))
    beside = {view: name for view, name, _ in pages}
    for view, name, arguments in pages:
        text = render(view, graph, arguments, language=settings.language, beside=beside)
        write_file(str(folder / name), text.encode("utf-8"))
        put(f"  {folder / name}\n", None)


def _write_ledger(settings: Settings, graph: Graph, folder: Path) -> None:
    from zerenlian.ledgers import Wanted, ledger_bytes, ledger_of

    put("\n" + settings.say("cli.demo.step_ledger") + "\n", None)
    made = ledger_of(graph, Wanted(), settings.language)
    write_file(str(folder / "ledger.xlsx"), ledger_bytes(made, ".xlsx", settings.language))
    put("  " + settings.say("cli.ledger.done", path=folder / "ledger.xlsx", rows=len(made.rows)) + "\n\n", None)
