"""The command that takes a ledger back in which a person changed cells."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import put, tell
from zerenlian.settings import Settings, speaking, storing


@click.command(cls=SpeakingCommand)
@click.argument("file", metavar="FILE.xlsx|.csv", required=False)
@click.option("--undo", is_flag=True, help="cli.option.undo")
@click.option("--yes", is_flag=True, help="cli.option.yes")
@click.option("--by", metavar="NAME", default=None, help="cli.option.by")
@storing
@speaking
@click.pass_obj
def correct(
    settings: Settings, file: str | None, undo: bool, yes: bool, by: str | None, store: str,
    store_update: str | None,  # noqa: ARG001
) -> int:  # fmt: skip
    """Changed cells become decisions that last."""
    from kg.store import open_store

    graph = open_store(store)
    if undo:
        gone = graph.undo()
        if not gone:
            raise CommandError("undo_nothing")
        put(settings.say("cli.correct.undone", count=len(gone)) + "\n", None)
        return 0
    if file is None:
        raise click.MissingParameter(ctx=click.get_current_context(), param_type="argument", param=None, message="FILE")
    from zerenlian.corrections_in import read_changes, read_rows

    moment = datetime.now(UTC).replace(microsecond=0).isoformat()
    changes = read_changes(read_rows(file), graph.network(), by or getpass.getuser(), moment)
    for kind, values in changes.lines:
        put(settings.say(f"cli.correct.{kind}", **values) + "\n", None)
    if not changes.decisions:
        put(settings.say("error.correct_nothing", name=file) + "\n", None)
        return 0
    counts = {
        "changed": changes.changed,
        "added": changes.added,
        "removed": changes.removed,
        "moved": changes.moved,
        "deleted": changes.deleted,
    }
    put(settings.say("cli.correct.summary", **counts) + "\n", None)
    if not yes and not (sys.stdin.isatty() and click.confirm("?")):
        raise CommandError("correct_decline")
    kept = graph.decide(changes.decisions)
    put(settings.say("cli.correct.kept", count=len(kept)) + "\n", None)
    vanished = graph.decisions(vanished=True)
    if vanished:
        tell(settings.say("cli.correct.vanished", names=", ".join(one.statement for one in vanished)))
    return 0
