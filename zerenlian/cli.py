"""The command line: one group, whose commands are imported only when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from zerenlian.failures import CommandError, sentence
from zerenlian.help import SpeakingCommand, SpeakingGroup
from zerenlian.settings import Settings, speaking, spoken_language
from zerenlian.tables import visible

COMMANDS = {
    "build": "reading_commands",
    "extract": "reading_commands",
    "text": "reading_commands",
    "explain": "reading_commands",
    "units": "reading_commands",
    "ask": "asking_commands",
    "sparql": "asking_commands",
    "audit": "asking_commands",
    "view": "drawing_commands",
    "ledger": "drawing_commands",
    "calendar": "drawing_commands",
    "correct": "correcting_command",
    "merge": "merging_command",
    "export": "asking_commands",
    "demo": "demo",
}


class FrontDoor(SpeakingGroup):
    """The group of all commands: one line and exit code 2 for whatever is wrong with the input."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Imports the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"zerenlian.{COMMANDS[cmd_name]}"), cmd_name)
        if not isinstance(command, SpeakingCommand):
            raise ValueError(f"unexpected command: {command!r}")
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown name is answered with the nearest ones."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise CommandError.nearest("unknown_command", args[0], list(COMMANDS))
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> int:
        """Runs one command and ends the process with its exit code (or returns it, outside standalone mode)."""
        arguments = list(sys.argv[1:] if args is None else args)
        language = spoken_language(arguments)
        extra.setdefault("obj", Settings(language))
        code = self._run(arguments or ["--help"], prog_name or "zerenlian", complete_var, language, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(self, arguments: list[str], name: str, complete: str | None, language: str, extra: dict[str, Any]) -> int:
        _speak_utf8()
        try:
            result = super().main(arguments, name, complete, standalone_mode=False, **extra)
            sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            return 130
        except BrokenPipeError:
            _drop_output()
            return 0
        except OSError as error:
            if error.filename is None:
                _drop_output()
            return _said(error, language)
        except Exception as error:
            return _said(error, language)
        return result if isinstance(result, int) else 0


def _said(error: Exception, language: str) -> int:
    """Says in one line what went wrong with input or arguments; a fault of the program is raised again."""
    line = sentence(error, language)
    if line is None:
        raise error
    click.echo(visible(line), err=True)
    return 2


def _speak_utf8() -> None:
    """Output is UTF-8 wherever it goes; a terminal keeps its own way, as does who asks for one; what it lacks is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            is_chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            reconfigure(encoding=None if is_chosen else "utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Nobody reads our output (`| head`), or it is full: nothing more is written, also not at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # an output that is no file of the system has nothing to drop


@click.command(cls=FrontDoor, name="zerenlian")
@click.version_option(package_name="zerenlian", message="zerenlian %(version)s", help="cli.option.version")
@speaking
def main() -> None:
    """The group itself; its words stand in the messages."""
