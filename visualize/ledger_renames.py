"""Units of a returned ledger in whose place a person wrote another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.records import Role
from visualize.ledger_changes import names_before_and_now
from visualize.ledger_return import ReturnedLedger, ReturnedRow


@dataclass(frozen=True, slots=True)
class Rename:
    """In one cell, `old` was written over with `new`: both as they stand in the file."""

    measure: str
    role: Role
    old: str
    new: str


def renames(ledger: ReturnedLedger) -> list[Rename]:
    """The renamed units in the order of the file; a unit that only went to another column of its row is none."""
    return [found for row in ledger.rows if row.state is not None for found in _of_row(row)]


def _of_row(row: ReturnedRow) -> Iterator[Rename]:
    cells = list(names_before_and_now(row))
    before = {name for _, old, _ in cells for name in old}
    now = {name for _, _, new in cells for name in new}
    for role, old, new in cells:
        for gone, come in _pairs(old, new):
            if gone not in now and come not in before:
                yield Rename(row.cells["measure_id"], role, gone, come)


def _pairs(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """What took the place of what: the only name that changed, or the names that stand in the same places of equal lists."""
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    if len(gone) == len(come) == 1:
        return [(gone[0], come[0])]
    return list(zip(old, new, strict=True)) if len(old) == len(new) else []
