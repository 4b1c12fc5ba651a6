"""Asking a question of the catalogue: arguments are bound, rows come back as plain values under the names of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.catalogue import Parameter, Question, question
from kg.errors import QuestionError
from kg.names import find_document, find_path, find_units
from kg.placed_names import show_places
from kg.sparql import PLACE, Bound, Iri, put_values, run
from ontology.words import say

if TYPE_CHECKING:
    from kg.store import Graph


_PART = 500  # a longer table of values makes the engine scan the whole store


Step = Callable[[list["Row"]], Iterable[Mapping[str, Any]]]
Known = dict[str, dict[str, list["Row"]]]  # descriptions, by the query that made them and by focus


class Row(dict[str, Any]):
    """One row of an answer: `row["unit"]` and `row.unit` are the same; a missing value is None."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def ask(graph: Graph, name: str, arguments: Sequence[str | date], *, as_of: date | None = None, folder: Path | None = None) -> list[Row]:
    """The rows of the question `name`; arguments in the order of its parameters. `as_of` is the day that counts as today."""
    asked = question(name, folder)
    given = _arguments(asked, arguments)
    values: dict[str, Bound] = {key: value for key, (value, type_) in given.items() if type_ not in ("unit", "words")}
    values |= {key: str(value) for key, (value, type_) in given.items() if type_ == "words"}
    document: Iri | None = None
    for key, (value, type_) in given.items():
        if type_ == "document" and value is not None:
            values[key] = document = Iri(find_document(graph, str(value)))
        elif type_ == "path" and value is not None and document is not None:
            values[key] = find_path(graph, str(value), document)
    values["as_of"] = as_of
    table, names = _tables(graph, given)
    if names:
        parts = _parts(table) or [[]]
        rows = [row for part in parts for row in answer(graph, asked, put_values(asked.text, values, part, names))]
        rows = rows if len(parts) < 2 else sorted(rows, key=_rank_of)
    else:
        rows = describe(graph, asked, values)
    return _finish(asked, [Row(row) for row in show_places(rows, asked.named, graph.state)], given)


def answer(graph: Graph, asked: Question, text: str) -> list[Row]:
    """The rows of a query text, under the columns of `asked` and any further names that it selects."""
    from kg.dataset import plain_rows

    result = run(graph.rdf, text)
    names = [str(variable) for variable in result.vars or ()]
    rows = [Row(zip(names, values, strict=True)) for values in plain_rows(result)]
    return _gather(rows, [name for name in asked.lists if name in names])


def describe(graph: Graph, asked: Question, values: Mapping[str, Bound], step: Step = list, known: Known | None = None) -> list[Row]:
    """The rows of a question without a table of its own: what its finder finds, a part at a time, or the whole query.

    `step` works on the rows, before they are described where that is done for each focus alone; `known` keeps such descriptions.
    """
    if asked.finder is None:
        return _rows(step(answer(graph, asked, put_values(asked.text, values))))
    if asked.description is not None:
        found = _rows(step(answer(graph, asked, put_values(asked.finder, values))))
        return _with_descriptions(graph, asked, found, {} if known is None else known)
    parts, names = _keys(graph, put_values(asked.finder.replace("WHERE {", f"WHERE {{ {PLACE}", 1), values))
    rows = [row for part in parts for row in answer(graph, asked, put_values(asked.text, values, part, names))]
    return _rows(step(rows if len(parts) < 2 else sorted(rows, key=_place_of)))


def _rows(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [row if isinstance(row, Row) else Row(row) for row in rows]


def _keys(graph: Graph, finder: str) -> tuple[list[list[list[Bound]]], list[str]]:
    """What a finder finds, in parts, and the names of its columns."""
    from rdflib import URIRef

    found = run(graph.rdf, finder)
    keys: list[list[Bound]] = [
        [Iri(value) if isinstance(value, URIRef) else str(value) for value in row.values()] for row in found.bindings
    ]
    return _parts(keys), [str(variable) for variable in found.vars or ()]


def _with_descriptions(graph: Graph, asked: Question, found: list[Row], known: Known) -> list[Row]:
    """The rows found, each with the description of what its first column holds; what has none is left out."""
    if not found:
        return []
    key, text = next(iter(found[0])), asked.description or ""
    described = known.setdefault(text.partition(PLACE)[2], {})
    new = dict.fromkeys(row[key] for row in found if row[key] not in described)
    for part in _parts([[Iri(one)] for one in new]):
        for row in answer(graph, asked, put_values(text, {}, part, [key])):
            same = described.setdefault(row[key], [])
            if row not in same:  # what two graphs hold comes twice
                same.append(row)
    rows = [Row({**one, **row}) for row in found for one in described.get(row[key], ())]
    return sorted(rows, key=_place_of)


def _parts(keys: list[list[Bound]]) -> list[list[list[Bound]]]:
    return [keys[at : at + _PART] for at in range(0, len(keys), _PART)]


def _rank_of(row: Row) -> tuple[Any, ...]:
    """Where a row of a table in several parts stands: the best hits first, what orders something before what does not."""
    mention, unit = row.get("mention_start") or 0, row.get("unit") or ""
    return (row.get("rank") or 0, not row.get("operative"), *_place_of(row), row.get("role_order") or 0, mention, unit)


def _place_of(row: Row) -> tuple[str, str, int]:
    """Where a row stands in the answer: the order of the documents, and of the measures in each."""
    order = row.get("order")
    return (row.get("number") or "", row.get("document") or "", (row.get("start") or 0) if order is None else order)


def _arguments(asked: Question, arguments: Sequence[str | date]) -> dict[str, tuple[Bound, str]]:
    required = sum(not one.is_optional for one in asked.parameters)
    if not required <= len(arguments) <= len(asked.parameters):
        names = " ".join(f"[{one.name}]" if one.is_optional else one.name for one in asked.parameters).upper()
        raise QuestionError(say("kg.wrong_arguments", name=asked.name, expected=names or "-", count=len(arguments)))
    padded = [*arguments, *[None] * (len(asked.parameters) - len(arguments))]
    return {one.name: (_argument(one, value), one.type) for one, value in zip(asked.parameters, padded, strict=True)}


def _argument(parameter: Parameter, value: str | date | None) -> Bound:
    if value is None or parameter.type != "date" or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QuestionError(say("kg.bad_date", found=value)) from None


def _tables(graph: Graph, given: Mapping[str, tuple[Bound, str]]) -> tuple[list[list[Bound]], list[str]]:
    """The table of what was looked up beside the graph: measures that hold the words, units of that name."""
    for value, type_ in given.values():
        if type_ == "words":
            hits = graph.state.search.find(str(value))
            return [[Iri(iri), rank] for iri, rank in hits], ["measure", "rank"]
        if type_ == "unit" and value is not None:
            return [[Iri(iri)] for iri in find_units(graph, str(value))], ["_unit"]
    return [], []


def _gather(rows: Iterable[Row], lists: Sequence[str]) -> list[Row]:
    """Rows that differ only in the columns `lists` become one, which holds the values of those columns as lists."""
    if not lists:
        return list(rows)
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(value for name, value in row.items() if name not in lists)
        one = found.setdefault(key, Row({**row, **{name: [] for name in lists}}))
        for name in lists:
            if row[name] is not None and row[name] not in one[name]:
                one[name].append(row[name])
    return list(found.values())


def _finish(asked: Question, rows: list[Row], given: Mapping[str, tuple[Bound, str]]) -> list[Row]:
    match asked.after:
        case None:
            finished: Sequence[Mapping[str, Any]] = rows
        case "load":
            from kg.load import weigh

            finished = weigh(rows)
        case "ties":
            from kg.ties import ties

            finished = ties(rows)
        case "due":
            from kg.due import unfold

            start, end = (value for value, _ in given.values() if isinstance(value, date))
            finished = unfold(rows, start, end)
        case step:
            raise ValueError(f"unexpected step: {step!r}")
    return [Row({name: row.get(name) for name in asked.columns}) for row in finished]
