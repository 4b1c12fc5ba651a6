"""The 台账: one row a measure with its units by role, all its deadlines and the words they rest on, out of the network."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ontology.boxes import Box
from ontology.pages import PagedTexts
from ontology.paths import item_path
from ontology.records import Role
from ontology.words import say
from visualize.ledger_columns import layout
from visualize.ledger_text import flat, is_compound, without_repeats
from visualize.ledger_time import as_date_words, falls_between, last_day

if TYPE_CHECKING:
    import networkx

Attributes = Mapping[str, Any]
CHECKED = ("title", "number", "section", "task", "leader", "person", "printed_deadline", "reporting", "target")
EDITED_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One measure. `cells` by column key; `notes`: the sentence behind a cell; `marks`: overdue, unowned or doubtful, by column."""

    cells: dict[str, str]
    notes: dict[str, str]
    marks: dict[str, str]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: about the measure of that IRI, or about something else (None)."""

    measure: str | None
    severity: str
    name: str
    number: str
    path: str
    detail: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """What was seen and not decided, for a person to look at."""

    source: str
    message: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are wanted; None leaves nothing out. `units` are names, one of which has the role (or any); days: what falls due then."""

    role: Role | None = None
    units: frozenset[str] | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that a ledger file holds."""

    rows: tuple[LedgerRow, ...]
    findings: tuple[Finding, ...] = ()
    doubts: tuple[DoubtRow, ...] = ()


@dataclass(slots=True)
class _Task:
    key: str
    node: Attributes
    document: Attributes
    roles: dict[Role, list[tuple[str, Attributes]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all rows share: the day for what is overdue, where pages end, the language of its words."""

    as_of: date | None
    pages: PagedTexts | None
    language: str


def make_ledger(
    network: networkx.MultiDiGraph[str],
    *,
    findings: Sequence[Finding] = (),
    doubts: Sequence[DoubtRow] = (),
    choice: Choice | None = None,
    as_of: date | None = None,
    pages: PagedTexts | None = None,
    language: str = "zh",
) -> Ledger:
    """The ledger of a network, measures in its order; with `as_of`, deadlines before that day are marked as overdue.

    `pages` knows the pages of the sources; the notes then name the place of their sentence.
    """
    wanted = choice or Choice()
    problems: dict[str, list[str]] = {}
    for finding in findings:
        if finding.measure is not None:
            problems.setdefault(finding.measure, []).append(finding.name)
    tasks = [task for task in _tasks(network) if _is_chosen(task, wanted)]
    rows = tuple(
        _row(number, len(tasks), task, problems.get(task.key, []), _Setting(as_of, pages, language)) for number, task in enumerate(tasks, 1)
    )
    held = {task.key for task in tasks}
    kept = tuple(finding for finding in findings if finding.measure is None or finding.measure in held)
    return Ledger(rows, kept, tuple(doubts))


def _tasks(network: networkx.MultiDiGraph[str]) -> Iterable[_Task]:
    """The operative measures, and the others to which somebody gave something to do."""
    tasks = {
        key: _Task(key, node, network.nodes[node["document"]] if node["document"] in network else {})
        for key, node in network.nodes(data=True)
        if node["type"] == "measure"
    }
    for start, end, edge in network.edges(data=True):
        if edge["type"] == "role" and start in tasks and not edge.get("is_derived"):
            tasks[start].roles.setdefault(Role(edge["role"]), []).append((str(network.nodes[end]["name"]), edge))
    return [task for task in tasks.values() if task.node.get("is_operative") or task.roles or task.node.get("deadlines")]


def _is_chosen(task: _Task, choice: Choice) -> bool:
    held = [name for role, units in task.roles.items() if choice.role in (None, role) for name, _ in units]
    if choice.role is not None and not held:
        return False
    if choice.units is not None and choice.units.isdisjoint(held):
        return False
    if choice.start is None and choice.end is None:
        return True
    return any(falls_between(deadline, choice.start, choice.end) for deadline in task.node.get("deadlines") or ())


def _row(number: int, count: int, task: _Task, problems: Sequence[str], setting: _Setting) -> LedgerRow:
    node = task.node
    deadlines = list(node.get("deadlines") or ())
    cells = {
        "sequence": str(number),
        "title": flat(node.get("document_title") or task.document.get("title") or ""),
        "number": node.get("number") or task.document.get("number") or "",
        "section": _section(node),
        "task": flat(node.get("text") or node.get("title") or ""),
        "basis": _joined(_sentence(edge) for edges in task.roles.values() for _, edge in edges),
        "problem": _joined(problems),
        "progress": "",
        "remark": "",
        "measure_id": task.key,
        **_unit_cells(task),
        **_post_cells(node),
        **_time_cells(task, deadlines, setting.language),
    }
    cells["target"] = _joined(_target(target) for target in node.get("targets") or ())
    cells["state"] = _state(cells, count, task)
    return LedgerRow(cells, _notes(task, deadlines, setting), _marks(task, deadlines, setting.as_of), _names(task))


def _section(node: Attributes) -> str:
    headings = [flat(heading) for heading in node.get("headings") or () if heading]
    return "\n".join([item_path(node.get("path") or ""), *headings]).strip()


def _unit_cells(task: _Task) -> dict[str, str]:
    between = layout().separator
    return {role.value: between.join(without_repeats(name for name, _ in task.roles.get(role, []))) for role in EDITED_ROLES}


def _post_cells(node: Attributes) -> dict[str, str]:
    leaders: list[str] = []
    persons: list[str] = []
    for post in node.get("posts") or ():
        words = f"{post.get('duty') or ''}{post.get('name') or ''}"
        (leaders if any(word in words for word in layout().leader_words) else persons).append(flat(post.get("name") or ""))
    return {"leader": _joined(leaders), "person": _joined(persons)}


def _time_cells(task: _Task, deadlines: Sequence[Attributes], language: str) -> dict[str, str]:
    receivers = [name for name, _ in task.roles.get(Role.RECEIVE, [])]
    rhythms = [_quote(deadline) for deadline in deadlines if deadline["kind"] == "every" and receivers]
    return {
        "printed_deadline": _joined(_quote(deadline) or as_date_words(deadline, language) for deadline in deadlines),
        "date": _joined(as_date_words(deadline, language) for deadline in deadlines),
        "reporting": _joined([*receivers, *rhythms]),
    }


def _state(cells: Mapping[str, str], count: int, task: _Task) -> str:
    """What the row held when the file was written: the cells that a person may change, and a check of each of the others."""
    kept = {column.key: cells[column.key] for column in layout().columns if column.edits is not None and cells[column.key]}
    fixed = {column.key: checksum(cells[column.key]) for column in layout().columns if column.edits is None and column.key in CHECKED}
    state: dict[str, Any] = {"cells": kept, "fixed": fixed, "rows": count}
    compound = [name for name in _names(task) if is_compound(name)]
    if compound:
        state["names"] = compound
    return json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(cell: str) -> str:
    """A short check of a cell's words, blanks aside: a spreadsheet may change those."""
    return f"{zlib.crc32(''.join(cell.split()).encode('utf-8', 'replace')):08x}"


def _notes(task: _Task, deadlines: Sequence[Attributes], setting: _Setting) -> dict[str, str]:
    grounds = {role.value: [edge for _, edge in task.roles.get(role, [])] for role in EDITED_ROLES}
    grounds["reporting"] = [edge for _, edge in task.roles.get(Role.RECEIVE, [])]
    grounds |= {"date": list(deadlines), "target": list(task.node.get("targets") or ())}
    notes = {key: _joined((_with_page(row, setting) for row in rows), "\n") for key, rows in grounds.items()}
    return {key: note for key, note in notes.items() if note}


def _marks(task: _Task, deadlines: Sequence[Attributes], as_of: date | None) -> dict[str, str]:
    marks: dict[str, str] = {}
    below = layout().doubtful_below
    for role in EDITED_ROLES:
        if any((edge.get("confidence") or 0) < below for _, edge in task.roles.get(role, []) if edge.get("basis") != "person"):
            marks[role.value] = "doubtful"
    if task.node.get("is_operative") and not task.roles.get(Role.LEAD) and not task.roles.get(Role.RESPONSIBLE):
        marks["lead"] = marks["responsible"] = "unowned"
    days = [day for deadline in deadlines if (day := last_day(deadline)) is not None]
    if as_of is not None and any(day < as_of for day in days):
        marks["date"] = "overdue"
    return marks


def mark_words(mark: str, language: str) -> str:
    """What a mark means, for the legend and for readers who see no colours."""
    return say(f"ledger.mark.{mark}", language)


def _names(task: _Task) -> tuple[str, ...]:
    return tuple(without_repeats(name for edges in task.roles.values() for name, _ in edges))


def _target(target: Attributes) -> str:
    sign = {">=": "≥", "<=": "≤", "~": "≈"}.get(target.get("comparator") or "", "")
    return flat(f"{target.get('indicator') or ''} {sign}{target.get('value') or ''}{target.get('unit') or ''}".strip())


def _place(row: Attributes) -> Attributes:
    nested = row.get("place")
    if isinstance(nested, Mapping):
        return nested
    evidence = row.get("evidence")
    return evidence[0] if isinstance(evidence, list) and evidence else row


def _quote(row: Attributes) -> str:
    return flat(_place(row).get("quote") or "")


def _sentence(row: Attributes) -> str:
    return flat(_place(row).get("sentence") or _place(row).get("quote") or "")


def _with_page(row: Attributes, setting: _Setting) -> str:
    sentence, place = _sentence(row), _place(row)
    digest, start = str(place.get("digest") or ""), place.get("start")
    pages = setting.pages.pages(digest, str(place.get("source") or "")) if setting.pages and digest else None
    if not sentence or pages is None or start is None:
        return sentence
    printed, box = pages.say(int(start), setting.language), Box.of_fragment(str(place.get("fragment") or ""))
    return say("ledger.page", setting.language, place=box.say(printed, setting.language) if box else printed, sentence=sentence)


def _joined(parts: Iterable[str], between: str | None = None) -> str:
    return (between or layout().list_separator).join(without_repeats(part for part in parts if part))
