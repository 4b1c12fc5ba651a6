"""Printed names that a person's corrections teach: aliases for a city's own list of units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.registry_aliases import BETWEEN, Alias, is_held, unit_of, with_alias, without_alias
from zerenlian.failures import CommandError
from zerenlian.inputs import registry_of
from zerenlian.output import put, tell, write_file
from zerenlian.settings import Settings

if TYPE_CHECKING:
    from kg.store import Graph
    from ontology.registry import Registry
    from visualize.ledger_return import ReturnedLedger

SHORTEST = 3  # characters: a shorter word (发改) stands inside too many others to be a name


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list of units will say: its path, its new text, the aliases that are new in it and those that it held."""

    path: str
    text: str
    new: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str], ...]

    def write(self) -> None:
        """Puts the new list in place of the old one, whole; nothing where it says no more than before."""
        if self.new:
            write_file(self.path, self.text.encode("utf-8"))


def taught_aliases(graph: Graph, returned: ReturnedLedger, known: Callable[[str], str]) -> list[Alias]:
    """The printed words of units that a person renamed, each with the unit that was meant: as typed, then as the store calls it."""
    from kg.placed_names import division_of
    from kg.printed_names import PrintedNames
    from visualize.ledger_renames import renames

    found = [rename for rename in renames(returned) if known(rename.old) != known(rename.new)]
    names = PrintedNames(graph.state) if found else None
    taught = [
        Alias(words, tuple(dict.fromkeys((rename.new, known(rename.new)))), division_of(unit))
        for rename in found
        for words, unit in (names.of(rename.measure, rename.role, rename.old) if names is not None else ())
        if len(words) >= SHORTEST and BETWEEN not in words and words != rename.new
    ]
    return list(dict.fromkeys(taught))


def planned(path: str, aliases: list[Alias]) -> Plan:
    """The list of units with these aliases; raises CommandError or RegistryError, and nothing is written, where one cannot be added."""
    registry, text = _read(path)
    source = Path(path)
    meant: dict[str, str] = {}
    new, held = [], []
    for alias in aliases:
        unit = unit_of(alias, registry, source.name)
        if meant.setdefault(alias.words, unit.key) != unit.key:
            raise CommandError("alias_two_units", words=alias.words)
        pair = (alias.words, unit.name)
        if is_held(alias, unit):
            held.append(pair)
        elif pair not in new:
            text = with_alias(text, alias.words, unit, source.name)
            new.append(pair)
    return Plan(path, text, tuple(new), tuple(held))


def _read(path: str) -> tuple[Registry, str]:
    registry = registry_of(path)
    if registry is None or not Path(path).is_file():
        raise CommandError("missing_file_only", path=path)
    return registry, Path(path).read_bytes().decode("utf-8")


def undone_aliases(graph: Graph) -> list[Alias]:
    """The printed words that the last corrections may have taught, each with the unit that was meant; for `correct --undo`."""
    from kg.placed_names import division_of
    from kg.printed_names import PrintedNames

    kept = graph.decisions()
    last = [one for one in kept if one.batch == kept[-1].batch]
    names = PrintedNames(graph.state) if last else None
    replaced = names.replaced(last) if names is not None else []
    return [
        Alias(words, (names.called(new),), division_of(old))
        for words, old, new in replaced
        if names is not None and len(words) >= SHORTEST and BETWEEN not in words and words != names.called(new)
    ]


def planned_without(path: str, aliases: list[Alias]) -> Plan:
    """The list of units without these aliases (`new` are those that go); raises CommandError or RegistryError, and nothing is written."""
    registry, text = _read(path)
    gone = []
    for alias in aliases:
        unit = next((found for name in alias.names if (found := registry.find(name)) is not None), None)
        if unit is not None and alias.words in unit.aliases and (alias.words, unit.name) not in gone:
            text = without_alias(text, alias.words, unit, Path(path).name)
            gone.append((alias.words, unit.name))
    return Plan(path, text, tuple(gone), ())


def tell_undone(settings: Settings, aliases: list[Alias], plan: Plan | None) -> None:
    """Says which aliases went, or that those which the list of units may have learnt are still there, and how to take them out."""
    if plan is not None:
        key = "alias_gone" if plan.new else "alias_none_gone"
        tell(settings.say(f"cli.correct.{key}", path=plan.path, pairs=_pairs(settings, plan.new)))
    elif aliases:
        tell(settings.say("cli.correct.alias_stays", pairs=_pairs(settings, [(alias.words, alias.names[0]) for alias in aliases])))


def show_aliases(settings: Settings, aliases: list[Alias], plan: Plan | None) -> None:
    """What the list of units will hold, or that it could hold it."""
    if plan is None:
        if aliases:
            pairs = _pairs(settings, [(alias.words, alias.names[0]) for alias in aliases])
            put(settings.say("cli.correct.alias_possible", pairs=pairs) + "\n", None)
        return
    for key, found in (("alias_new", plan.new), ("alias_held", plan.held)):
        if found:
            put(settings.say(f"cli.correct.{key}", path=plan.path, pairs=_pairs(settings, found)) + "\n", None)
    if not (plan.new or plan.held):
        put(settings.say("cli.correct.alias_none", path=plan.path) + "\n", None)


def tell_added(settings: Settings, plan: Plan | None) -> None:
    """Says what was added."""
    if plan is not None and plan.new:
        tell(settings.say("cli.correct.alias_added", path=plan.path, pairs=_pairs(settings, plan.new)))


def _pairs(settings: Settings, pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    one = [settings.say("cli.correct.alias_pair", words=words, unit=unit) for words, unit in pairs]
    return settings.say("kg.between").join(dict.fromkeys(one))
