"""Corrections: kept by meaning, taken along by what is in force, undone, listed when their ground has gone."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from kg.check import check
from kg.corrections import Decision, Verdict
from kg.decision_table import read_decisions, write_decisions
from kg.errors import CorrectionError
from kg.iris import document_iri, item_iri
from kg.store import Graph, open_store
from ontology.records import Between, By, Continuing, Every, Measure, Open, Reading, Role, Span, Within
from tests.gold_readings import gold_reading

NUMBER = "驻政〔2018〕48号"
PLANNING = item_iri(document_iri(NUMBER), "三/（一）")
PRINTED = f"{PLANNING}/assignment/responsible/市规划局"
OWNER = ("市规划局", "responsible", "prose")
WHEN = "2026-01-05T09:00:00"


def owners(graph: Graph) -> list[tuple[str | None, ...]]:
    return [(row.unit, row.role, row.basis) for row in graph.ask("who-owns", "棚户区改造规划")]


@pytest.fixture
def graph() -> Graph:
    graph = open_store(":memory:")
    graph.add(gold_reading("zz48"))
    return graph


def moved(reading: Reading, by: int) -> Reading:
    """The same reading of a text to which lines were added at the front: every offset differs, no meaning does."""
    text = "\n" * by + reading.source.text

    def shift(thing: object) -> object:
        match thing:
            case Span(start, end):
                return Span(start + by, end + by)
            case tuple():
                return tuple(shift(one) for one in thing)
            case _ if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
                return dataclasses.replace(thing, **{field.name: shift(getattr(thing, field.name)) for field in dataclasses.fields(thing)})
            case _:
                return thing

    shifted = shift(reading)
    assert isinstance(shifted, Reading)
    return dataclasses.replace(shifted, source=dataclasses.replace(reading.source, text=text, digest="f" * 64))


# (decision, who owns the measure then)
DECISIONS = [
    (Decision(Verdict.ACCEPTED, PRINTED, "李", WHEN), [("市规划局", "responsible", "prose")]),
    (Decision(Verdict.REJECTED, PRINTED, "李", WHEN, "误读"), [(None, None, None)]),
    (Decision(Verdict.CHANGED, PRINTED, "李", WHEN, role=Role.LEAD), [("市规划局", "lead", "person")]),
    (Decision(Verdict.CHANGED, PRINTED, "李", WHEN, unit="市住房管理中心"), [("市住房管理中心", "responsible", "person")]),
    (Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市政府", role=Role.LEAD), [("市政府", "lead", "person"), OWNER]),
    (Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市新设局", role=Role.LEAD), [("市新设局", "lead", "person"), OWNER]),
    (Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市规划局", role=Role.RESPONSIBLE), [("市规划局", "responsible", "prose")]),
]  # fmt: skip


@pytest.mark.parametrize(("decision", "expected"), DECISIONS)
def test_decision_is_in_force_survives_and_is_undone(graph: Graph, decision: Decision, expected: list[tuple[str | None, ...]]) -> None:
    before = graph.export("nquads")
    assert [kept.verdict for kept in graph.decide([decision])] == [decision.verdict]
    assert owners(graph) == expected
    assert check(graph) == []
    graph.add(moved(gold_reading("zz48"), 7))
    assert owners(graph) == expected
    assert graph.decisions(vanished=True) == []
    rows = graph.ask("who-owns", "棚户区改造规划")
    assert rows[0].quote in graph.source("f" * 64)
    graph.add(gold_reading("zz48"))
    assert [kept.who for kept in graph.undo()] == ["李"]
    assert owners(graph) == [("市规划局", "responsible", "prose")]
    if decision.unit != "市新设局":  # a unit that was described stays described
        assert graph.export("nquads") == before


def test_network_and_load_follow(graph: Graph) -> None:
    graph.decide([Decision(Verdict.CHANGED, PRINTED, "李", WHEN, unit="市政府", role=Role.LEAD)])
    edges = [data for _, _, data in graph.network(NUMBER, measure="三/（一）").edges(data=True) if data["type"] == "role"]
    assert [(edge["role"], edge["basis"], edge["pattern"]) for edge in edges] == [("lead", "person", "person")]
    assert {row.unit: row.lead for row in graph.ask("load")}["市政府"] == 1


def test_deadlines_are_corrected(graph: Graph) -> None:
    graph.decide([Decision(Verdict.ADDED, PLANNING, "李", WHEN, due=By(date(2018, 12, 31)))])
    assert graph.ask("who-owns", "棚户区改造规划")[0].deadlines == ["2018-12-31"]
    deadline = graph.network(NUMBER).nodes[PLANNING]["deadlines"][0]["deadline"]
    graph.decide([Decision(Verdict.CHANGED, deadline, "李", WHEN, due=By(date(2019, 3, 31)))])
    assert graph.ask("who-owns", "棚户区改造规划")[0].deadlines == ["2019-03-31"]
    graph.undo()
    graph.undo()
    assert graph.ask("who-owns", "棚户区改造规划")[0].deadlines == []
    assert graph.undo() == []


def test_later_decision_counts(graph: Graph) -> None:
    graph.decide([Decision(Verdict.REJECTED, PRINTED, "李", WHEN)])
    graph.decide([Decision(Verdict.ACCEPTED, PRINTED, "王", WHEN)])
    assert owners(graph) == [("市规划局", "responsible", "prose")]
    graph.undo()
    assert owners(graph) == [(None, None, None)]


def test_vanished_ground_is_listed(graph: Graph) -> None:
    graph.decide(
        [Decision(Verdict.REJECTED, PRINTED, "李", WHEN), Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市政府", role=Role.LEAD)]
    )
    reading = gold_reading("zz48")
    without = dataclasses.replace(reading, assignments=tuple(row for row in reading.assignments if not row.measure.endswith("#三/（一）")))
    report = graph.add(without)
    assert [kept.statement for kept in graph.decisions(vanished=True)] == [PRINTED]
    assert len(report.vanished) == 1
    keep: list[Measure] = [row for row in reading.measures if row.path != "三/（一）"]
    graph.add(dataclasses.replace(without, measures=tuple(keep)))
    assert len(graph.decisions(vanished=True)) == 2


@pytest.mark.parametrize(
    "decision",
    [
        Decision(Verdict.REJECTED, f"{PLANNING}/assignment/lead/市规划局", "李", WHEN),
        Decision(Verdict.ADDED, item_iri(document_iri(NUMBER), "九"), "李", WHEN, unit="市政府", role=Role.LEAD),
        Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市政府"),
        Decision(Verdict.REJECTED, PLANNING, "李", WHEN),
    ],
)
def test_decision_without_ground_is_refused(graph: Graph, decision: Decision) -> None:
    before = graph.export("nquads")
    with pytest.raises(CorrectionError):
        graph.decide([Decision(Verdict.ACCEPTED, PRINTED, "李", WHEN), decision])
    assert graph.export("nquads") == before


TABLE = [
    Decision(Verdict.REJECTED, PRINTED, "李", WHEN, "误读，“原文”另有所指"),
    Decision(Verdict.ADDED, PLANNING, "李", WHEN, unit="市政府", role=Role.LEAD),
    *(Decision(Verdict.ADDED, PLANNING, "王", WHEN, due=due) for due in (
        By(date(2018, 12, 31)), Between(date(2018, 7, 1), date(2018, 8, 1)), Within("P3D", True, None), Every("FREQ=WEEKLY;BYDAY=FR"),
        Open("采暖季前"), Continuing(),
    )),
]  # fmt: skip


def test_table_comes_back() -> None:
    assert read_decisions(write_decisions(TABLE), "table.csv") == TABLE


def test_table_cut_at_any_byte_is_refused() -> None:
    data = write_decisions(TABLE).encode()
    for at in range(len(data)):
        with pytest.raises(CorrectionError):
            read_decisions(data[:at].decode(errors="ignore"), "table.csv")
