"""Printed sums that their own parts contradict: 共 952 项，完成 746 项，其中 …578 项，完成 461 项；…374 项，完成 303 项."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(\w)")


def contradictions(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose text holds such a sum: `printed` is the figure, `summed` what its parts make.

    `mark` is the word that leads from the sums to their parts, `stop` ends a sentence. A text is believed to print sums and parts when the
    parts come in whole rounds and at least one sum is right.
    """
    found: list[dict[str, Any]] = []
    for row in rows:
        for sentence in str(row["quote"]).split(str(row["stop"])):
            found += [{**row, "printed": str(printed), "summed": str(summed)} for printed, summed in _wrong(sentence, str(row["mark"]))]
    return found


def _wrong(sentence: str, mark: str) -> list[tuple[Decimal, Decimal]]:
    before, _, after = sentence.partition(mark)
    wrong: list[tuple[Decimal, Decimal]] = []
    for unit in dict.fromkeys(unit for _, unit in _FIGURE.findall(before)):
        sums, parts = _figures(before, unit), _figures(after, unit)
        rounds = len(parts) // len(sums)
        if len(sums) < 2 or rounds < 2 or len(parts) % len(sums):
            continue
        made = [sum(parts[at :: len(sums)], Decimal(0)) for at in range(len(sums))]
        if any(printed == summed for printed, summed in zip(sums, made, strict=True)):
            wrong += [(printed, summed) for printed, summed in zip(sums, made, strict=True) if printed != summed]
    return wrong


def _figures(text: str, unit: str) -> list[Decimal]:
    return [Decimal(value) for value, its_unit in _FIGURE.findall(text) if its_unit == unit]
