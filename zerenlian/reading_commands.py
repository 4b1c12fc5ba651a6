"""The commands that read files: build, extract, text, explain, units."""

from __future__ import annotations

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import as_csv, as_jsonl, check_target, chosen_format, put, tell
from zerenlian.settings import Settings, format_option, output_option, speaking, storing, units_option

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...")


@click.command(cls=SpeakingCommand)
@FILES
@units_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="cli.option.workers")
@click.option("--check", is_flag=True, help="cli.option.check")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@format_option("table", "json")
@storing
@speaking
@click.pass_obj
def build(
    settings: Settings,
    files: tuple[str, ...],
    units: str | None,
    workers: int,
    check: bool,
    strict: bool,
    form: str | None,
    store: str,
) -> int:
    """Reads documents into the store."""
    from zerenlian.building import Request, build_store

    return build_store(settings, Request(files, units, workers, check, strict, form or "table", store))


@click.command(cls=SpeakingCommand)
@FILES
@units_option
@format_option("jsonl", "csv")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@output_option
@speaking
@click.pass_obj
def extract(settings: Settings, files: tuple[str, ...], units: str | None, form: str | None, strict: bool, output: str | None) -> int:
    """What files say, as standoff rows."""
    form = chosen_format(form, output, ("jsonl", "csv"))
    from extract.rows import rows
    from zerenlian.inputs import Inputs, readings

    inputs = Inputs.of(files, settings, strict)
    several = len(inputs.sources) > 1
    found = []
    for reading in readings(inputs.sources, units):
        named = {"source": reading.source.name} if several else {}
        found += [{**row, **named} for row in rows(reading)]
    if form == "jsonl":
        put(as_jsonl(found), output)
    else:
        keys = list(dict.fromkeys(key for row in found for key in row))
        put(as_csv(keys, ([_plain(row.get(key)) for key in keys] for row in found)), output)
    return inputs.code


def _plain(value: object) -> str:
    if value is None:
        return ""
    return "；".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value)


@click.command(cls=SpeakingCommand)
@click.argument("file", metavar="FILE")
@output_option
@speaking
def text(file: str, output: str | None) -> int:
    """The text that offsets count in."""
    check_target(output)
    from zerenlian.inputs import one_source

    source = one_source(file)
    put(source.text.encode("utf-8"), output)
    return 0


@click.command(cls=SpeakingCommand)
@click.argument("file", metavar="FILE")
@click.option("--at", type=click.IntRange(0), metavar="OFFSET", default=None, help="cli.option.at")
@click.option("--item", metavar="PATH", default=None, help="cli.option.item")
@click.option("--document", metavar="NUMBER", default=None, help="cli.option.document")
@speaking
@click.pass_obj
def explain(settings: Settings, file: str, at: int | None, item: str | None, document: str | None) -> int:
    """Which patterns fired at one place, and what each gave."""
    if (at is None) == (item is None):
        raise CommandError("at_or_item")
    from extract.explain import explain as explanation
    from zerenlian.inputs import one_source

    source = one_source(file)
    if at is not None and at >= len(source.text):
        raise CommandError("offset_beyond", found=str(at), length=str(len(source.text)))
    words = explanation(source, offset=at, path=item, document=document, language=settings.language)
    if not words.strip():
        raise CommandError("no_item", found=item or str(at))
    put(words.rstrip("\n") + "\n", None)
    return 0


@click.command(cls=SpeakingCommand)
@FILES
@output_option
@speaking
@click.pass_obj
def units(settings: Settings, files: tuple[str, ...], output: str | None) -> int:
    """Proposes a registry of the units that the files name."""
    chosen_format(None, output, ("csv",))
    from zerenlian.inputs import Inputs, readings
    from zerenlian.registry_proposal import proposal

    inputs = Inputs.of(files, settings, is_strict=False)
    columns, lines = proposal(inputs.noting_empty(readings(inputs.sources, None), settings))
    put(as_csv(columns, lines), output)
    tell(settings.say("cli.units.done", count=len(lines)))
    return inputs.code
