"""Aliases that come and go in a city's CSV of units: only the rows concerned change, all others stay as they are, byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from ontology.places import places_around
from ontology.registry import Registry, RegistryError, RegistryUnit

BETWEEN = "|"
Change = Callable[[list[str]], list[str]]  # what becomes of the aliases of a row


@dataclass(frozen=True, slots=True)
class Alias:
    """A printed word that is to name a unit; the first of `names` that the list knows says which one.

    `place` is the division code of the unit that it was read as; empty where that has none.
    """

    words: str
    names: tuple[str, ...]
    place: str = ""


def unit_of(alias: Alias, registry: Registry, source: str) -> RegistryUnit:
    """The unit of the list that an alias is for; raises RegistryError where it has none, or one elsewhere, or the word names another."""
    unit = next((found for name in alias.names if (found := registry.find(name)) is not None), None)
    if unit is None:
        raise RegistryError("alias_no_unit", source, 0, words=alias.words, unit=alias.names[0])
    code, slash, _ = unit.key.partition("/")
    if slash and alias.place and code not in ("-", alias.place) and not _is_around(code, alias.place):
        raise RegistryError("alias_elsewhere", source, 0, words=alias.words, unit=unit.key, place=_place_name(alias.place))
    for other in registry.units():
        if other.key != unit.key and alias.words in (other.name, *other.aliases):
            raise RegistryError("alias_taken", source, 0, words=alias.words, unit=unit.name, other=other.name)
    return unit


def _is_around(one: str, other: str) -> bool:
    """Whether one of two divisions lies in the other."""
    return any(inner in {place.code for place in places_around(outer)} for inner, outer in ((one, other), (other, one)))


def _place_name(code: str) -> str:
    return next((place.name for place in places_around(code)), code)


def is_held(alias: Alias, unit: RegistryUnit) -> bool:
    """Whether the unit bears the word already."""
    return alias.words in (unit.name, *unit.aliases)


def with_alias(text: str, words: str, unit: RegistryUnit, source: str) -> str:
    """The text of the CSV in which the row of `unit` holds one more alias; raises RegistryError where it has no column for aliases."""
    return _changed(text, unit, source, lambda aliases: [*aliases, words])


def without_alias(text: str, words: str, unit: RegistryUnit, source: str) -> str:
    """The text of the CSV in which the row of `unit` no longer holds the alias; raises RegistryError as `with_alias`."""
    return _changed(text, unit, source, lambda aliases: [one for one in aliases if one != words])


def _changed(text: str, unit: RegistryUnit, source: str, change: Change) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = list(io.StringIO(text.removeprefix(mark), newline=""))
    reader = csv.reader(lines)
    columns = next(reader)
    if "aliases" not in columns:
        raise RegistryError("alias_no_column", source, 1)
    start, changed = reader.line_num, list(lines)
    for row in reader:
        if _is_of(unit, dict(zip(columns, row, strict=False)).get):
            changed[start : reader.line_num] = [_row(row, columns, change, lines[reader.line_num - 1])]
            break
        start = reader.line_num
    return mark + "".join(changed)


def _is_of(unit: RegistryUnit, cell: Callable[[str], str | None]) -> bool:
    key, name = ((cell(column) or "").strip() for column in ("key", "name"))
    return name == unit.name and key in ("", unit.key)


def _row(row: list[str], columns: list[str], change: Change, last_line: str) -> str:
    """The row with its aliases changed, ended as its last line was."""
    place = columns.index("aliases")
    cells = row + [""] * (place + 1 - len(row))
    cells[place] = BETWEEN.join(change([one for one in cells[place].strip().split(BETWEEN) if one]))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=last_line[len(last_line.rstrip("\r\n")) :]).writerow(cells)
    return written.getvalue()
