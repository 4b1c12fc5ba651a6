"""What every command knows: the language of its sentences, and the options that commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import click

from ontology.words import LANGUAGES, say
from zerenlian.failures import CommandError

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """The language that sentences are in."""

    language: str

    def say(self, key: str, **values: object) -> str:
        """A sentence in that language."""
        return say(key, self.language, **values)


def spoken_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for: known before it is parsed, because help and errors speak it too."""
    chosen = os.environ.get("ZERENLIAN_LANG", LANGUAGES[0])
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A day as YYYY-MM-DD, or `today`."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        """The day; a CommandError says which option holds none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.now().astimezone().date() if value == "today" else date.fromisoformat(value)
        except ValueError:
            raise CommandError("bad_date", name=option_name(param), found=str(value)) from None


def option_name(param: click.Parameter | None) -> str:
    """A parameter as a person types it."""
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command(""))).strip("[]. ")


def speaking(command: Command) -> Command:
    """Adds `--lang`; its value is read before parsing."""
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help="cli.option.lang")(command)


class StoreName(str):
    """The store that a command line names; `update` is the address for updates where an endpoint has another one for them."""

    update: str | None = None


def _note_update(context: click.Context, _param: click.Parameter, value: str | None) -> None:
    context.meta["zerenlian.store_update"] = value


def _store_name(context: click.Context, _param: click.Parameter, value: str) -> StoreName:
    name = StoreName(value)
    name.update = context.meta.get("zerenlian.store_update")
    return name


def storing(command: Command) -> Command:
    """Adds `--store` and `--store-update`; the command gets both as one StoreName."""
    update = click.option(
        "--store-update", metavar="URL", envvar="ZERENLIAN_STORE_UPDATE", default=None, is_eager=True, expose_value=False,
        callback=_note_update, help="cli.option.store_update",
    )  # fmt: skip
    store = click.option(
        "--store", metavar="STORE", envvar="ZERENLIAN_STORE", default="chain.db", callback=_store_name, help="cli.option.store"
    )
    return store(update(command))


def timing(command: Command) -> Command:
    """Adds `--timeout`, the seconds after which a question is given up; 0 is no limit."""
    seconds = click.FloatRange(0, 1_000_000)
    return click.option("--timeout", type=seconds, metavar="SECONDS", default=300.0, help="cli.option.timeout")(command)


def output_option(command: Command) -> Command:
    """Adds `-o`."""
    return click.option("-o", "--output", metavar="OUT", default=None, help="cli.option.output")(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Adds `--format`; None where none is named."""
    return click.option("--format", "form", type=click.Choice(formats), default=None, help="cli.option.format")


def units_option(command: Command) -> Command:
    """Adds `--units`."""
    return click.option("--units", metavar="CSV", default=None, help="cli.option.units")(command)
