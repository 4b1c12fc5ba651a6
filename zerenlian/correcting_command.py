"""The command that takes a ledger back: correct."""

from __future__ import annotations

import getpass
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from zerenlian.failures import CommandError
from zerenlian.help import SpeakingCommand
from zerenlian.output import put, tell
from zerenlian.returned_files import returned_ledger
from zerenlian.settings import Settings, speaking, storing
from zerenlian.stores import opened
from zerenlian.typed_names import known_names, names_near_unknown
from zerenlian.unit_aliases import planned, planned_without, show_aliases, taught_aliases, tell_added, tell_undone, undone_aliases

if TYPE_CHECKING:
    from kg.store import Graph
    from visualize.ledger_changes import Change, Changes
    from visualize.ledger_return import ReturnedRow


@click.command(cls=SpeakingCommand)
@click.argument("file", required=False, metavar="FILE.xlsx|.csv")
@click.option("--undo", is_flag=True, help="cli.option.undo")
@click.option("--yes", is_flag=True, help="cli.option.yes")
@click.option("--by", metavar="NAME", default=None, help="cli.option.by")
@click.option("--alias-to", metavar="CSV", default=None, help="cli.option.alias_to")
@storing
@speaking
@click.pass_obj
def correct(
    settings: Settings, file: str | None, undo: bool, yes: bool, by: str | None, alias_to: str | None, store: str,
) -> int:  # fmt: skip
    """Takes a changed ledger back."""
    if undo == (file is not None):
        raise CommandError("undo_or_file")
    if file is None:
        return _undo(settings, opened(store), alias_to)
    returned = returned_ledger(file)
    graph = opened(store)
    from visualize.ledger_changes import NotKept, find_changes
    from visualize.ledger_decisions import Author, decisions_of, measures_of, withdrawn

    network = graph.network()
    changes = find_changes(returned, measures_of(network))
    author = Author(by or _user(), datetime.now(UTC).isoformat(timespec="seconds"))
    known = known_names(graph, network)
    decisions = decisions_of(changes, network, author, known)
    aliases = taught_aliases(graph, returned, known)
    plan = None if alias_to is None else planned(alias_to, aliases)
    shown = changes if decisions else replace(changes, changes=tuple(found for found in changes.changes if isinstance(found, NotKept)))
    _show(settings, shown, measures_of(network), withdrawn(shown, network))
    _show_unknown(settings, graph, shown)
    _show_vanished(settings, graph)
    show_aliases(settings, aliases, plan)
    if not decisions and not (plan is not None and plan.new):
        tell(settings.say("error.correct_nothing", name=file))
        return 0
    if not yes and not (sys.stdin.isatty() and click.confirm(settings.say("cli.correct.confirm"), err=True)):
        tell(settings.say("error.correct_decline"))
        return 1
    if plan is not None:  # first: a list that cannot be written leaves all undone
        plan.write()
    kept = graph.decide(decisions) if decisions else []
    tell(settings.say("cli.correct.kept", count=len(kept)))
    tell_added(settings, plan)
    return 0


def _undo(settings: Settings, graph: Graph, alias_to: str | None) -> int:
    aliases = undone_aliases(graph)
    plan = None if alias_to is None else planned_without(alias_to, aliases)
    if not graph.decisions():
        raise CommandError("undo_nothing")
    if plan is not None:  # first: a list that cannot be written leaves all undone
        plan.write()
    tell(settings.say("cli.correct.undone", count=len(graph.undo())))
    tell_undone(settings, aliases, plan)
    return 0


def _show(settings: Settings, changes: Changes, measures: dict[str, tuple[str, str]], gone: dict[str, tuple[int, int]]) -> None:
    from visualize.ledger_changes import DateChange, UnitChange

    for change in changes.changes:
        put(_line(settings, change, measures, gone) + "\n", None)
    found = changes.changes
    put(
        settings.say(
            "cli.correct.summary",
            changed=sum(isinstance(change, DateChange) for change in found),
            added=sum(isinstance(change, UnitChange) and change.is_added for change in found),
            removed=sum(isinstance(change, UnitChange) and not change.is_added for change in found),
            moved=changes.moved,
            deleted=len(gone),
            units=sum(units for units, _ in gone.values()),
            deadlines=sum(deadlines for _, deadlines in gone.values()),
        )
        + "\n",
        None,
    )


def _line(settings: Settings, change: Change, measures: dict[str, tuple[str, str]], gone: dict[str, tuple[int, int]]) -> str:
    from kg.whens import when_value
    from ontology.times import time_in_words
    from visualize.ledger_changes import DateChange, NotKept, RowDeleted, UnitChange
    from visualize.ledger_columns import layout

    match change:
        case UnitChange(row, measure, role, name, is_added):
            key = "cli.correct.added_unit" if is_added else "cli.correct.removed_unit"
            words = settings.say(f"cli.column.{role}") if settings.language == "zh" else role.value
            return settings.say(key, place=_place(measures[measure], row), role=words, name=name)
        case DateChange(row, measure, removed, added):
            old, new = "；".join(removed), "；".join(time_in_words(when_value(when), settings.language) for when in added)
            return settings.say("cli.correct.changed_date", place=_place(measures[measure], row), old=old, new=new)
        case RowDeleted(measure):
            units, deadlines = gone[measure]
            return settings.say("cli.correct.deleted_row", place=_place(measures[measure], None), units=units, deadlines=deadlines)
        case NotKept(row, column, is_note):
            key = "cli.correct.note_not_kept" if is_note else "cli.correct.not_kept"
            return settings.say(key, row=row.row, column=layout().column(column).heading(settings.language))
        case _:
            raise ValueError(f"unexpected change: {change!r}")


def _place(measure: tuple[str, str], row: ReturnedRow | None) -> str:
    number, path = measure
    return f"{number} {path}".strip() + (f" ({row.row})" if row is not None else "")


def _show_unknown(settings: Settings, graph: Graph, changes: Changes) -> None:
    """Names that nobody knows are said, with the ones that come near."""
    from visualize.ledger_changes import UnitChange

    for name in dict.fromkeys(change.name for change in changes.changes if isinstance(change, UnitChange) and change.is_added):
        near = names_near_unknown(graph, name)
        if near is not None:
            key = "cli.correct.unknown_near" if near else "cli.correct.unknown"
            put(settings.say(key, name=name, near=settings.say("kg.between").join(near)) + "\n", None)


def _show_vanished(settings: Settings, graph: Graph) -> None:
    gone = graph.decisions(vanished=True)
    if gone:
        tell(settings.say("cli.correct.vanished", names="；".join(kept.statement.partition("/id/")[2] for kept in gone)))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "-"
