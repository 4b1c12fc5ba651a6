"""The registry of units: the departments of all China by any printed form of their names, and a city's own list on top.

`units/china.csv` holds one department a row, without level or place; a reader crosses it with the level and place of the
document. A city's CSV (`units/zhumadian.csv` is one) names units whole, with level, parent and members.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from ontology.records import Level, UnitKind
from ontology.words import say

DEPARTMENT_COLUMNS = {"name", "province", "state", "topic", "forms", "generic", "with_place", "hierarchy", "abolished", "note"}
UNIT_COLUMNS = {"name", "level", "kind", "parent", "aliases", "host", "members", "from", "until", "note"}

GENERAL = ("china.csv", "changes.csv", "divisions.csv")  # tables of the whole country; all others are lists of one city
LONGEST_PLACE = 12  # characters that a place name inside a unit's name may have


class RegistryError(ValueError):
    """A registry file that cannot be read: file, line, what was found, what was expected (the sentence `registry.<kind>`)."""

    def __init__(self, kind: str, name: str, line: int, **values: str) -> None:
        super().__init__(kind, name, line)
        self.kind = kind
        self.values = {"name": name, "line": line, **values}

    def say(self, language: str = "zh") -> str:
        """The sentence in one language."""
        return say(f"registry.{self.kind}", language, **self.values)

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Department:
    """A department of any level: its short name, other forms, bare topics, generic names, and when a reform abolished it."""

    name: str
    province: str
    state: str
    topics: tuple[str, ...]
    forms: tuple[str, ...]
    generics: tuple[str, ...]
    with_place: tuple[str, ...]
    hierarchy: str
    abolished: date | None


@dataclass(frozen=True, slots=True)
class RegistryUnit:
    """A unit that a city's CSV names whole; `key` is `<division code>/<name>`, others are named by name."""

    key: str
    name: str
    kind: UnitKind
    level: Level | None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    host: str | None = None
    members: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    abolished: date | None = None


@dataclass(frozen=True, eq=False)
class Registry:
    """A city's own units, found by name or alias; empty for a city without a list. It is the same only as itself."""

    code: str = ""
    rows: tuple[RegistryUnit, ...] = ()
    by_name: Mapping[str, RegistryUnit] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names and aliases, sorted."""
        return tuple(sorted(self.by_name))

    def units(self) -> Iterator[RegistryUnit]:
        """All units in file order."""
        return iter(self.rows)

    def find(self, name: str) -> RegistryUnit | None:
        """The unit of that name or alias, or None."""
        return self.by_name.get(name)


def _table(text: str, name: str, columns: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    found, listed = list(reader.fieldnames or ()), ", ".join(sorted(columns))
    unknown = [column for column in found if column not in columns]
    if unknown:
        raise RegistryError("unknown_columns", name, 1, found=", ".join(unknown), expected=listed)
    if "name" not in found:
        raise RegistryError("no_name_column", name, 1, expected=listed)
    for number, row in enumerate(reader, start=2):
        yield number, {key: (value or "").strip() for key, value in row.items() if key is not None}


def _split(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("|") if part)


def _day(value: str, name: str, line: int) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RegistryError("bad_date", name, line, found=value) from None


@cache
def departments() -> tuple[Department, ...]:
    """The departments of `units/china.csv`."""
    text = (files("ontology.units") / "china.csv").read_text(encoding="utf-8")
    return tuple(
        Department(
            row["name"], row["province"], row["state"], _split(row["topic"]), _split(row["forms"]), _split(row["generic"]),
            _split(row["with_place"]), row["hierarchy"], _day(row["abolished"], "china.csv", number),
        )
        for number, row in _table(text, "china.csv", DEPARTMENT_COLUMNS)
    )  # fmt: skip


@cache
def forms() -> dict[str, Department]:
    """Every full form (with its head: 发展改革委) -> its department."""
    found = {department.name: department for department in departments()}
    for department in departments():
        for form in (department.name, department.province, department.state, *department.forms):
            if form:
                found.setdefault(form, department)
    return found


@cache
def topics() -> dict[str, Department]:
    """Every bare topic (发改, 国土) -> its department; what the reforms of 2018 left standing comes first."""
    found: dict[str, Department] = {}
    for department in sorted(departments(), key=lambda d: d.abolished is not None):
        for topic in department.topics:
            found.setdefault(topic, department)
    return found


@cache
def generics() -> dict[str, Department]:
    """Every generic form (发展改革部门) -> its department."""
    found: dict[str, Department] = {}
    for department in departments():
        for form in department.generics:
            found.setdefault(form, department)
    return found


@cache
def placed_forms() -> dict[str, tuple[tuple[tuple[str, ...], Department], ...]]:
    """Forms around a place name (人民银行*中心支行), by the piece after the last place, as pieces and their department."""
    found: dict[str, list[tuple[tuple[str, ...], Department]]] = {}
    for department in departments():
        for form in department.with_place:
            pieces = tuple(form.split("*"))
            found.setdefault(pieces[-1], []).append((pieces, department))
    return {ending: tuple(rows) for ending, rows in found.items()}


@cache
def placed_department(name: str) -> Department | None:
    """The department whose form around a place name this is (昆明供电局), or None; the longest ending first."""
    table = placed_forms()
    for start in range(1, len(name)):
        for pieces, department in table.get(name[start:], ()):
            if name.startswith(pieces[0]) and _has_places(name, pieces):
                return department
    return None


def _has_places(name: str, pieces: tuple[str, ...]) -> bool:
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = name.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return 1 <= len(name) - len(pieces[-1]) - at <= LONGEST_PLACE


def load_registry(sources: Iterable[Path | str]) -> Registry:
    """The units of the named CSV files, later files on top; a bare name (`zhumadian`) is one that the package carries.

    Raises RegistryError with file and line where a row does not say what it must, and OSError where a file cannot be read.
    """
    rows: dict[str, RegistryUnit] = {}
    code = ""
    for source in sources:
        path = Path(source)
        if path.suffix == "" and not path.exists():
            text = (files("ontology.units") / f"{source}.csv").read_text(encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8-sig")
        for number, row in _table(text, path.name, UNIT_COLUMNS | {"key", "successors"}):
            unit = _unit(row, path.name, number)
            rows[unit.key] = unit
            code = code or unit.key.split("/", 1)[0]
    by_name: dict[str, RegistryUnit] = {}
    for unit in rows.values():
        by_name[unit.name] = unit
    for unit in rows.values():
        for alias in unit.aliases:
            by_name.setdefault(alias, unit)
    return Registry(code, tuple(rows.values()), by_name)


@cache
def no_units() -> Registry:
    """The registry of a place without a list of its own, always the same one."""
    return Registry()


@cache
def registry_for(code: str) -> Registry:
    """The units that the package carries of the place with that division code; empty for a place without a list."""
    for path in sorted(files("ontology.units").iterdir(), key=lambda found: found.name):
        if path.name.endswith(".csv") and path.name not in GENERAL:
            registry = load_registry([path.name.removesuffix(".csv")])
            if code and registry.code == code:
                return registry
    return no_units()


def _unit(row: dict[str, str], source: str, line: int) -> RegistryUnit:
    name = row["name"]
    if not name:
        raise RegistryError("no_name", source, line)
    kind, level = row.get("kind") or UnitKind.NAMED.value, row.get("level") or None
    for found, known in ((kind, UnitKind), (level, Level)):
        if found is not None and found not in set(known):
            raise RegistryError("bad_value", source, line, found=found, expected=", ".join(known))
    return RegistryUnit(
        row.get("key") or f"-/{name}", name, UnitKind(kind), Level(level) if level else None, _split(row.get("aliases", "")),
        row.get("parent") or None, row.get("host") or None,
        _split(row.get("members", "")), _split(row.get("successors", "")), _day(row.get("until", ""), source, line),
    )  # fmt: skip
