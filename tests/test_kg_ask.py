"""Questions: the rows that the gold readings must give, under the keys that programs rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kg.ask
from kg.ask import describe
from kg.catalogue import audits, questions, read_question
from kg.due import days_of, with_day
from kg.errors import QuestionError, UnknownName
from kg.load import weigh
from kg.store import open_store
from ontology.records import Body, Unit, UnitKind
from tests.gold_readings import gold_reading
from tests.kg_graphs import gold_graph
from tests.test_kg_ontology import REGISTRY

OWNER_KEYS = (
    "measure title document number path unit role basis confidence deadlines quote mention source start end mention_start mention_end"
)
# The keys of each question's rows, as the interface says
KEYS = {
    "who-owns": OWNER_KEYS, "unit-tasks": OWNER_KEYS, "due": OWNER_KEYS, "unowned": OWNER_KEYS, "without-lead": OWNER_KEYS,
    "without-deadline": OWNER_KEYS, "generic-owner": OWNER_KEYS, "chain": "level from to relation quote source start end",
    "load": "unit level lead responsible support supervise receive derived total share is_overloaded", "together": "unit tasks",
    "coverage": "number title issuer year measures owned led dated", "documents": "number title", "units": "unit kind level",
    "bodies": "body number host", "targets": "indicator comparator value", "citations": "number path cited title relation",
    "doubts": "doubt values", "ties": "unit measures between group group_size always",
}  # fmt: skip
SHEDS = "驻政〔2018〕48号"

# (question, arguments, columns to look at, a row that must be there)
ROWS: list[tuple[str, tuple[str, ...], str, tuple[object, ...]]] = [
    ("who-owns", ("棚户区改造规划",), "number path unit role basis", (SHEDS, "三/（一）", "市规划局", "responsible", "prose")),
    ("who-owns", ("棚户区改造规划",), "unit mention source", ("市规划局", "市规划局", "zhumadian-gazette-2018-04.txt")),
    ("who-owns", ("政府债务",), "number path unit mention", (SHEDS, "五/p1", None, None)),
    ("who-owns", ("规划 中心城区",), "number path unit", (SHEDS, "三/（一）", "市规划局")),
    ("who-owns", ("棚户区的改造规划",), "number path unit", (SHEDS, "三/（一）", "市规划局")),
    ("unit-tasks", ("市财政局",), "path unit role basis", ("四/（二）/1/（1）", "市财政局", "responsible", "bracket")),
    ("unit-tasks", ("sczj",), "number unit", ("驻政〔2018〕50号", "市财政局")),
    ("unit-tasks", ("市民政局",), "unit basis", ("市民政局", "rule")),
    ("unowned", (), "number path unit deadlines", (SHEDS, "六/（二）", None, ["P6M"])),
    ("without-lead", (), "number path unit role", (SHEDS, "三/（三）", "人防部门", "responsible")),
    ("without-deadline", (), "number path", (SHEDS, "三/（一）")),
    ("chain", (SHEDS,), "from to relation", ("驻政〔2014〕100号", SHEDS, "basis")),
    ("chain", (SHEDS,), "from to relation", (SHEDS, "市中心城区棚户区改造工作领导小组办公室", "body")),
    ("chain", (SHEDS,), "from to relation level", ("市中心城区棚户区改造工作领导小组办公室", "市住房管理中心", "host", "2")),
    ("chain", (SHEDS, "三/（一）"), "from to relation level", ("三/（一）", "市规划局", "responsible", "2")),
    ("chain", (SHEDS, "三（一）"), "from to relation level", ("三/（一）", "市规划局", "responsible", "2")),
    ("due", ("2018-06-30", "2018-06-30"), "number path deadlines", ("驻政办〔2018〕113号", "三/（一）", ["2018-06-30"])),
    ("due", ("2018-08-01", "2018-08-31"), "number path deadlines", ("驻政办〔2018〕109号", "六/（三）", ["2018-08-25"])),
    ("load", (), "unit responsible", ("各县区人民政府", 34)),
    ("coverage", (), "number measures year", ("荆职转办发〔2023〕8号", 11, 2023)),
    ("together", ("市财政局",), "unit tasks", ("市人社局", 4)),
    ("documents", (), "number measures source", (SHEDS, 21, "zhumadian-gazette-2018-04.txt")),
    ("units", (), "unit kind level", ("市规划局", "named", "2")),
    ("bodies", (), "body host", ("市中心城区棚户区改造工作领导小组办公室", "市住房管理中心")),
    ("citations", (), "number cited relation is_held", (SHEDS, "驻政〔2016〕78号", "basis", False)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "columns", "expected"), ROWS)
def test_row_is_there(name: str, arguments: tuple[str, ...], columns: str, expected: tuple[object, ...]) -> None:
    rows = gold_graph().ask(name, *arguments)
    assert expected in [tuple(row[column] for column in columns.split()) for row in rows]


# (question, arguments, a cell that must not be there)
NOT_THERE = [
    ("chain", (SHEDS, "三/（一）"), ("to", "市政府")),
    ("due", ("2018-06-01", "2018-06-29"), ("number", "驻政办〔2018〕113号")),
    ("due", ("2018-06-01", "2018-07-01"), ("path", "六/（三）")),
    ("unowned", (), ("title", "（一）科学规划，统筹推进")),
    ("without-lead", (), ("title", "（一）科学规划，统筹推进")),
    ("together", ("市财政局",), ("unit", "市财政局")),
    ("who-owns", ("棚户区改造规划",), ("path", "五/p1")),
]


@pytest.mark.parametrize(("name", "arguments", "cell"), NOT_THERE)
def test_cell_is_not_there(name: str, arguments: tuple[str, ...], cell: tuple[str, str]) -> None:
    assert cell[1] not in [row[cell[0]] for row in gold_graph().ask(name, *arguments)]


def test_every_question_has_its_keys() -> None:
    assert sorted(questions()) == sorted(KEYS)
    for name, keys in KEYS.items():
        assert list(questions()[name].columns[: len(keys.split())]) == keys.split()


def test_offsets_are_those_of_the_source() -> None:
    graph = gold_graph()
    for row in [*graph.ask("who-owns", "棚户区"), *graph.ask("unit-tasks", "市财政局"), *graph.ask("unowned"), *graph.ask("citations")]:
        text = graph.source(row.source)
        assert "".join(text[row.start : row.end].split()) == "".join(row.quote.split())
        if row.mention is not None:
            assert text[row.mention_start : row.mention_end] == row.mention


def test_best_match_comes_first() -> None:
    rows = gold_graph().ask("who-owns", "棚户区改造")
    titles = [("棚户区改造" in row.title) for row in rows]
    assert titles == sorted(titles, reverse=True)
    assert titles[0]


def test_classes_reforms_and_aliases() -> None:
    graph = open_store(":memory:")
    graph.add([gold_reading("zz109"), gold_reading("zz50")], registry=REGISTRY)
    rows = graph.ask("unit-tasks", "驿城区")
    assert rows
    assert {(row.unit, row.basis) for row in rows} == {("各县区人民政府", "class"), ("驿城区人民政府", "prose")}
    assert "市卫计委" in {row.unit for row in graph.ask("unit-tasks", "市卫健委")}
    loads = {row.unit: row for row in graph.ask("load")}
    assert loads["驿城区人民政府"].derived == len({row.measure for row in graph.ask("unit-tasks", "各县区人民政府")})
    assert loads["驿城区人民政府"].total == sum(row.basis == "prose" for row in rows)
    assert ("各县区人民政府", "驿城区人民政府") in {
        (row["from"].split()[-1], row.to) for row in graph.ask("chain", "驻政办〔2018〕109号") if row.relation == "class"
    }


def test_task_of_a_body_reaches_its_members() -> None:
    reading = gold_reading("zz48")
    body = Body(reading.documents[0].key, "某领导小组", None, "市长", ("市财政局", "市城建局"), None, reading.assignments[0].evidence[0])
    given = replace(reading.assignments[0], unit=Unit("411700/某领导小组", "某领导小组", UnitKind.BODY, None, True))
    graph = open_store(":memory:")
    graph.add(replace(reading, bodies=(body,), assignments=(*reading.assignments, given)))
    for member in body.members:
        assert ("某领导小组", "class") in [(row.unit, row.basis) for row in graph.ask("unit-tasks", member)]


@pytest.mark.parametrize("name", ["市财正局", "市才政局"])
def test_unknown_unit_offers_near_names(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        gold_graph().ask("unit-tasks", name)
    assert "市财政局" in caught.value.near


# (question, arguments): none of them can be asked
WRONG = [
    ("no-such", ()), ("who-owns", ()), ("who-owns", ("a", "b")), ("due", ("2018-01-01",)), ("due", ("yesterday", "2018-01-01")),
    ("chain", ("驻政〔1918〕48号",)), ("chain", ("驻马店市",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), WRONG)
def test_wrong_questions_are_refused(name: str, arguments: tuple[str, ...]) -> None:
    with pytest.raises((QuestionError, UnknownName)) as caught:
        gold_graph().ask(name, *arguments)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("words", ['棚"户', "a\\", "x' OR '1", "{?s ?p ?o}", "*", "（", "", "AND", "NEAR(a b)", "棚\n户区", "改"])
def test_any_words_can_be_asked(words: str) -> None:
    gold_graph().ask("who-owns", words)


def test_own_folder_of_questions(tmp_path: Path) -> None:
    head = "#+ title.zh: 数\n#+ title.en: count\n#+ why.zh: 数\n#+ why.en: count\n#+ columns: count\n#+ parameters: after:date?\n"
    body = "SELECT (COUNT(?m) AS ?count) WHERE {\n  #= values\n  ?m eli:date_document ?d FILTER(!BOUND(?_after) || ?d > ?_after) }"
    (tmp_path / "how-many.rq").write_text(head + body, encoding="utf-8")
    assert gold_graph().ask("how-many", folder=tmp_path)[0].count == 6
    assert gold_graph().ask("how-many", date(2020, 1, 1), folder=tmp_path)[0]["count"] == 2


@pytest.mark.parametrize("line", ["#+ titel.zh: x", "#+ title.zh", "#+ parameters: a", "#+ parameters: a:thing", "#+ title.en: again"])
def test_header_that_says_nothing_known_is_refused(line: str) -> None:
    head = "#+ title.zh: a\n#+ title.en: a\n#+ why.zh: a\n#+ why.en: a\n#+ columns: a\n"
    with pytest.raises(QuestionError):
        read_question("mine", head + line + "\nSELECT * {}")


@pytest.mark.parametrize("name", sorted([*questions(), *audits()]))
def test_files_can_be_served_as_they_are(name: str) -> None:
    """A server that only knows the `?_name` convention gets a valid query: the marked place is a comment."""
    asked = {**questions(), **audits()}[name]
    text = asked.text
    for parameter in asked.parameters:
        assert f"?_{parameter.name}" in text
    open_store(":memory:").sparql(text)


# (rule, from, to, issued, days)
RECURRENCES = [
    ("FREQ=MONTHLY;BYMONTHDAY=25", "2018-08-01", "2018-10-01", None, ["2018-08-25", "2018-09-25"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2018-02-01", "2018-03-31", None, ["2018-02-28", "2018-03-31"]),
    ("FREQ=MONTHLY;BYMONTHDAY=25", "2018-01-01", "2018-08-01", "2018-07-18", ["2018-07-25"]),
    ("FREQ=WEEKLY;BYDAY=FR", "2018-08-01", "2018-08-12", None, ["2018-08-03", "2018-08-10"]),
    ("FREQ=MONTHLY;INTERVAL=3", "2018-01-01", "2018-12-31", None, ["2018-03-31", "2018-06-30", "2018-09-30", "2018-12-31"]),
    ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=28", "2018-05-01", "2018-07-01", None, ["2018-06-28"]),
    ("FREQ=YEARLY", "2018-05-01", "2019-07-01", None, ["2018-12-31"]),
    ("FREQ=NEVER", "2018-05-01", "2019-07-01", None, []),
    ("nonsense", "2018-05-01", "2019-07-01", None, []),
]


@pytest.mark.parametrize(("rule", "start", "end", "issued", "days"), RECURRENCES)
def test_recurrence(rule: str, start: str, end: str, issued: str | None, days: list[str]) -> None:
    assert [day.isoformat() for day in days_of(rule, date.fromisoformat(start), date.fromisoformat(end), issued)] == days


def test_rule_with_a_day_stays() -> None:
    assert with_day("FREQ=WEEKLY;BYDAY=FR") == "FREQ=WEEKLY;BYDAY=FR"


# (measures of each unit of one level, which of them are overloaded)
LOADS = [
    ([6, 1, 1, 1, 1, 1, 1, 1, 1], [True] + [False] * 8),
    ([4, 1, 1, 1, 1, 1, 1, 1, 1], [False] * 9),  # fewer than five
    ([6, 1, 1, 1, 1, 1, 1, 1], [None] * 8),  # seven peers
    ([20, 9, 8, 10, 11, 9, 10, 8, 12], [True] + [False] * 8),
]


@pytest.mark.parametrize(("counts", "expected"), LOADS)
def test_overloaded(counts: list[int], expected: list[bool | None]) -> None:
    rows = [
        {"iri": f"u{at}", "unit": f"u{at}", "level": "2", "kind": "named", "role": "lead", "is_derived": False, "count": count}
        for at, count in enumerate(counts)
    ]
    weighed = {row["iri"]: row for row in weigh(rows)}
    assert [weighed[f"u{at}"]["is_overloaded"] for at in range(len(counts))] == expected
    assert sum(row["share"] for row in weighed.values()) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("name", [name for name, asked in {**questions(), **audits()}.items() if asked.finder])
def test_finder_only_makes_it_quicker(name: str) -> None:
    asked = {**questions(), **audits()}[name]
    days: dict[str, str | int | date | None] = {"from": date(2018, 6, 1), "to": date(2018, 9, 1)}
    found = describe(gold_graph(), asked, days)
    whole = describe(gold_graph(), replace(asked, finder=None), days)
    assert sorted(map(str, found)) == sorted(map(str, whole))


def test_many_keys_are_described_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gold_graph().ask("without-lead")
    monkeypatch.setattr(kg.ask, "_PART", 7)
    assert gold_graph().ask("without-lead") == whole
