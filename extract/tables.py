"""Tables of tasks: 序号｜工作任务｜牵头单位｜责任单位｜完成时限 says by its headings what the cells of each row are.

A row is a measure; the cells under 牵头单位, 责任单位, 配合单位 are lists of its units, those under 完成时限 its time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from extract.brackets import Bracket, Listed, Printed, label_rule, listed_under
from extract.deadlines import TimeDoubt, TimeMention, find_deadlines
from extract.headings import opening
from extract.naming import Setting
from extract.patterns import expression, words


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are, by its headings: the places of the number, the task, and the labelled cells."""

    count: int
    number: int | None
    task: int | None
    labels: tuple[tuple[int, str], ...]  # place and heading of each column of units, persons or times


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as printed or None, what it is called by, and where its task begins, an offset into the row."""

    number: str | None
    title: str
    task_start: int


def cells_of(text: str) -> list[tuple[int, int]]:
    """The cells of a line as half-open offsets into it; fewer than two where the line is no row of a table."""
    bars = [match.start() for match in expression("tables.bar").finditer(text)]
    edges = [-1, *bars, len(text)]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    if len(cells) > 2 and cells[0][0] == cells[0][1]:
        cells = cells[1:]  # | a | b |
    if len(cells) > 1 and cells[-1][0] == cells[-1][1] and bars and bars[0] == 0:
        cells = cells[:-1]
    return cells


def columns_of(text: str) -> Columns | None:
    """The columns that a heading row tells of; None where no column is one of units."""
    cells = cells_of(text)
    if len(cells) < 2:
        return None
    headings = [text[start:end] for start, end in cells]
    labels = [(place, heading) for place, heading in enumerate(headings) if expression("tables.label").fullmatch(heading)]
    rules = [rule for _, heading in labels if (rule := label_rule(heading)) is not None]
    if not any(rule.role not in ("post", "time") for rule in rules):
        return None
    taken = {place for place, _ in labels}
    number = next((place for place, heading in enumerate(headings) if expression("tables.number").fullmatch(heading)), None)
    free = [place for place in range(len(cells)) if place != number and place not in taken]
    task = next((place for place in free if expression("tables.task").search(headings[place])), free[-1] if free else None)
    return Columns(len(cells), number, task, tuple(labels))


def row_of(text: str, columns: Columns) -> Row | None:
    """A row under such headings; None where the line is no row of that table, or the line below the headings (|---|---|)."""
    cells = cells_of(text)
    if len(cells) != columns.count or expression("tables.ruler").fullmatch(text) or columns_of(text) is not None:
        return None
    printed = [text[start:end] for start, end in cells]
    place = columns.task if columns.task is not None and printed[columns.task] else max(range(len(cells)), key=lambda at: len(printed[at]))
    number = expression("tables.row_number").match(printed[columns.number]) if columns.number is not None else None
    return Row(number["id"] if number else None, opening(printed[place]), cells[place][0])


def row_bracket(text: str, columns: Columns, setting: Setting) -> Bracket | None:
    """The labelled cells of a row, as one bracket."""
    cells = cells_of(text)
    listed: list[Listed] = []
    printed: list[Printed] = []
    span = (cells[columns.labels[0][0]][0], cells[columns.labels[-1][0]][1])
    for place, heading in columns.labels:
        rule = label_rule(heading)
        left, right = cells[place]
        if rule is None or left == right:
            continue
        if rule.role in ("post", "time"):
            printed.append(Printed(heading, left, right, rule.role))
        else:
            listed += listed_under(text, left, right, rule, setting, span)
    return Bracket(*span, tuple(listed), tuple(printed), is_closed=True, has_label=True, is_row=True) if listed or printed else None


def row_times(text: str, columns: Columns, issued: date | None) -> tuple[list[TimeMention], list[TimeDoubt]]:
    """The times of a row, cell by cell: a bare day or year under 完成时限 is one too."""
    kinds = {place: rule.role for place, heading in columns.labels if (rule := label_rule(heading)) is not None}
    times: list[TimeMention] = []
    doubts: list[TimeDoubt] = []
    for place, (left, right) in enumerate(cells_of(text)):
        if place == columns.number or kinds.get(place, "time") != "time":
            continue
        label = words("tables", "time_label")[0] if place in kinds else ""
        found, unsure = find_deadlines(label + text[left:right], issued)
        shift = left - len(label)
        moved = (replace(time, start=max(left, time.start + shift), end=time.end + shift) for time in found)
        times += [time for time in moved if all(time.when != other.when for other in times)]
        doubts += [replace(doubt, start=max(left, doubt.start + shift), end=doubt.end + shift) for doubt in unsure]
    return times, doubts
