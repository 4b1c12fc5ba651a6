"""The commands that ask a store: ask, sparql, audit, export."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import check_target, chosen_format, format_rows, put, tell
from zerenlian.settings import Day, Settings, format_option, output_option, speaking, storing, timing
from zerenlian.stores import opened
from zerenlian.tables import visible
from zerenlian.watchdog import limited

if TYPE_CHECKING:
    from rdflib.query import Result

    from kg.store import Graph

ROWS = ("table", "json", "csv", "xlsx")
ANSWERS = ("table", "json", "csv", "turtle")


@click.command(cls=SpeakingCommand)
@click.argument("question", required=False, metavar="[QUESTION")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT...]]")
@click.option("--questions", metavar="FOLDER", default=None, help="cli.option.questions")
@format_option(*ROWS)
@output_option
@timing
@storing
@speaking
@click.pass_obj
def ask(
    settings: Settings, question: str | None, arguments: tuple[str, ...], questions: str | None, form: str | None, output: str | None,
    timeout: float, store: str,
) -> int:  # fmt: skip
    """A question of the catalogue."""
    form = chosen_format(form, output, ROWS)
    folder = _folder(questions)
    if question is None:
        put(_list(settings, folder, form), output)
        return 0
    from kg.catalogue import questions as known

    catalogue = known(folder)
    if question not in catalogue:
        raise CommandError.nearest("unknown_question", question, list(catalogue))
    with limited(timeout, settings):
        graph = opened(store)
        rows = graph.ask(question, *arguments, folder=folder)
    shown = format_rows(rows, form, settings.language, catalogue[question].columns)
    if form == "table" and catalogue[question].after == "ties" and rows:
        shown = f"{shown!s}\n{_ties_in_words(settings, rows)}"
    put(shown, output)
    if not rows:
        tell(settings.say("cli.ask.no_rows"))
    for place, parameter in enumerate(catalogue[question].parameters[: len(arguments)]):
        if parameter.type == "unit":
            _tell_namesakes(settings, graph, arguments[place])
    return 0


def _ties_in_words(settings: Settings, rows: Sequence[Mapping[str, Any]]) -> str:
    """What the rows say, a line a finding."""
    from kg.ties import findings_in_words

    return "".join(visible(line) + "\n" for line in findings_in_words(rows, settings.language))


def _tell_namesakes(settings: Settings, graph: Graph, name: str) -> None:
    """Says beside the answer that it is about units of several places, and what each of them is called."""
    from kg.names import find_units
    from kg.placed_names import of_several_places

    several = of_several_places(graph.state, find_units(graph, name))
    if several:
        tell(settings.say("kg.several_units", name=name, near=settings.say("kg.between").join(several)))


def _folder(path: str | None) -> Path | None:
    if path is None:
        return None
    folder = Path(path)
    if not folder.is_dir():
        raise CommandError("no_questions", path=path)
    return folder


def _list(settings: Settings, folder: Path | None, form: str) -> str | bytes:
    from kg.catalogue import questions as known

    found = known(folder)
    rows = [
        {"question": name, "arguments": " ".join(p.name.upper() for p in asked.parameters), "about": asked.title(settings.language)}
        for name, asked in sorted(found.items())
    ]
    if form != "table":
        return format_rows(rows, form, settings.language)
    return settings.say("cli.ask.questions") + "\n" + str(format_rows(rows, "table", settings.language))


@click.command(cls=SpeakingCommand)
@click.argument("query", metavar="QUERY|FILE.rq|-")
@format_option(*ANSWERS)
@output_option
@timing
@storing
@speaking
@click.pass_obj
def sparql(settings: Settings, query: str, form: str | None, output: str | None, timeout: float, store: str) -> int:
    """Any SPARQL query."""
    form = chosen_format(form, output, ANSWERS)
    text = _query(query)
    with limited(timeout, settings):
        shown = _answer(opened(store).sparql(text), "csv" if form == "turtle" else form, settings.language)
    put(shown, output)
    return 0


def _answer(result: Result, form: str, language: str) -> str | bytes:
    """The whole answer to a query: Turtle for triples, a word for ASK, else rows."""
    from kg.plain import plain

    if result.type in ("CONSTRUCT", "DESCRIBE"):
        return result.graph.serialize(format="turtle") if result.graph is not None else ""
    if result.type == "ASK":
        return ("true" if result.askAnswer else "false") + "\n"
    names = [str(name) for name in result.vars or ()]
    rows: list[dict[str, Any]] = [dict(zip(names, map(plain, row), strict=True)) for row in result]  # type: ignore[arg-type]
    return format_rows(rows, form, language, names)


def _query(words: str) -> str:
    """The text of a query: itself, of a file, or of standard input; raises ReaderError for a file that is no text."""
    from extract.readers.text import decode

    if words == "-":
        return decode(sys.stdin.buffer.read(), words)
    if words.endswith(".rq"):
        path = Path(words)
        if not path.is_file():
            raise CommandError("missing_sparql", path=words)
        return decode(path.read_bytes(), words)
    return words


@click.command(cls=SpeakingCommand)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--severity", type=click.Choice(("info", "warning", "error")), default=None, help="cli.option.severity")
@click.option("--as-of", type=Day(), default=None, metavar="DATE", help="cli.option.as_of")
@click.option("--limit", type=click.IntRange(0), metavar="N", default=None, help="cli.option.limit")
@format_option(*ROWS)
@output_option
@timing
@storing
@speaking
@click.pass_obj
def audit(
    settings: Settings, names: tuple[str, ...], severity: str | None, as_of: date | None, limit: int | None, form: str | None,
    output: str | None, timeout: float, store: str,
) -> int:  # fmt: skip
    """Where the chain is broken."""
    form = chosen_format(form, output, ROWS)
    from kg.catalogue import audits

    known = audits()
    for name in names:
        if name not in known:
            raise CommandError.nearest("unknown_audit", name, list(known))
    with limited(timeout, settings):
        findings = opened(store).audit(names, severity, as_of)
    from zerenlian.findings import COLUMNS, finding_row, overview

    if form == "table" and findings and (output is None or limit is not None) and not (names and limit is None):
        put(overview(findings, settings.language, limit), output)
    else:
        rows = [finding_row(finding, settings.language) for finding in findings[: limit or None]]
        put(format_rows(rows, form, settings.language, COLUMNS), output)
    if not findings:
        tell(settings.say("cli.audit.none"))
    return 1 if findings else 0


FORMATS = {".ttl": "turtle", ".nq": "nquads", ".jsonld": "json-ld"}


@click.command(cls=SpeakingCommand)
@click.option("-o", "--output", metavar="FILE.ttl|.nq|.jsonld", required=True, help="cli.option.output_file")
@storing
@speaking
@click.pass_obj
def export(settings: Settings, output: str, store: str) -> int:
    """The whole graph."""
    check_target(output)
    ending = Path(output).suffix.lower()
    if ending not in FORMATS:
        raise CommandError("unknown_ending", path=output, endings=" ".join(FORMATS))

    from kg.names import documents

    graph = opened(store)
    put(graph.export(FORMATS[ending]), output)
    tell(settings.say("cli.export.done", path=output, documents=len(documents(graph))))
    return 0
