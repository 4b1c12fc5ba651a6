"""Readings made of the gold annotations, so that the graph and the views can be tested apart from the reader."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ontology.records import (
    Assignment,
    Basis,
    Between,
    Body,
    By,
    Citation,
    Deadline,
    Document,
    Every,
    Evidence,
    Level,
    Measure,
    Reading,
    Relation,
    Role,
    Source,
    Span,
    Unit,
    UnitKind,
    When,
    Within,
)  # fmt: skip

GOLD = Path(__file__).parent / "gold"
GAZETTE = Path(__file__).parents[1] / "zerenlian" / "sample" / "zhumadian-gazette-2018-04.txt"


@cache
def gold_reading(key: str) -> Reading:
    """The gold file `key` (zz48, zz50, zz109, zz113, jingzhou, kunming) as a Reading."""
    gold: dict[str, Any] = json.loads((GOLD / f"{key}.json").read_text(encoding="utf-8"))
    path = GAZETTE if key.startswith("zz") else GOLD / f"{key}.txt"
    with path.open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    source = Source(path.name, text, hashlib.sha256(text.encode()).hexdigest())
    head = gold["document"]
    lines = text.split("\n")
    at = [0]
    for line in lines:
        at.append(at[-1] + len(line) + 1)
    span = Span(at[head["first_line"] - 1], min(at[head["last_line"]], len(text)))
    document = Document(
        head["number"], span, head["number"], head["title"], (head["issuer"],), date.fromisoformat(head["date"]), head["type"],
        tuple(head["addressees"]),
    )  # fmt: skip
    items = sorted(gold["items"], key=lambda row: row["start"])
    ends = [row["start"] for row in items[1:]] + [span.end]
    measures = tuple(
        Measure(document.key, row["id"], (), row["quote"], Span(row["start"], end), row["operative"])
        for row, end in zip(items, ends, strict=True)
    )

    def evidence(row: dict[str, Any]) -> Evidence:
        found = Span(row["start"], row["end"])
        left = max(text.rfind("。", 0, found.start), text.rfind("\n", 0, found.start)) + 1
        right = text.find("。", found.end)
        return Evidence(found, row["quote"], Span(left, right + 1 if right > 0 else found.end), "person")

    assignments = tuple(
        Assignment(f"{document.key}#{row['item']}", gold_unit(row["unit"]), Role(row["role"]), Basis(row["basis"]), 1.0, (evidence(row),))
        for row in gold["assignments"]
    )
    deadlines = tuple(Deadline(f"{document.key}#{row['item']}", gold_when(row), evidence(row)) for row in gold["deadlines"])
    citations = tuple(
        Citation(document.key, None, row.get("title") or None, row.get("number") or None, Relation(row["relation"]), evidence(row))
        for row in gold["citations"]
    )
    bodies = tuple(
        Body(
            document.key,
            row["name"],
            row.get("hosted_by") or None,
            row.get("chair") or None,
            tuple(row.get("members", ())),
            None,
            evidence(row),
        )
        for row in gold.get("bodies", [])
    )
    return Reading(source, (document,), measures, assignments, deadlines, citations, bodies, (), (), ())


def gold_unit(name: str) -> Unit:
    """A unit of the gold, with the kind and level that its name shows."""
    if name.startswith("各"):
        return Unit(f"411700/{name}", name, UnitKind.CLASS, Level.COUNTY, True)
    if "部门" in name or "单位" in name:
        return Unit(f"411700/{name}", name, UnitKind.GENERIC, None, True)
    if "企业" in name or "公司" in name:
        return Unit(f"411700/{name}", name, UnitKind.COMPANY, None, True)
    level = Level.CITY if name == "市政府" else Level.CITY_UNIT if name.startswith("市") else None
    return Unit(f"411700/{name}", name, UnitKind.NAMED, level, True)


def gold_when(row: dict[str, Any]) -> When:
    """The normalised time of a gold deadline."""
    match row["kind"]:
        case "by":
            return By(date.fromisoformat(row["date"]))
        case "between":
            return Between(date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))
        case "within":
            return Within(row["duration"], bool(row.get("workdays")), row.get("trigger"))
        case "every":
            return Every(row["rrule"])
        case kind:
            raise ValueError(f"unexpected kind of deadline: {kind!r}")
