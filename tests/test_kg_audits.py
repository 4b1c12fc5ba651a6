"""Audits: each finds the break in its broken graph, and nothing in its sound one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

import zerenlian
from kg.ask import Row
from kg.audit import COLUMNS, Finding, Severity, message_fields, run_audit, severities
from kg.catalogue import audits
from kg.check import check
from kg.errors import QuestionError
from kg.store import Graph, open_store
from ontology.registry import registry_for
from tests.gold_readings import GAZETTE
from tests.kg_graphs import gold_graph

FOLDER = Path(__file__).parent / "audits"
TODAY = date(2018, 9, 1)
NAMES = sorted(audits())

# (audit, what the finding must say): the words of the break that each broken graph holds
FOUND = [
    ("abolished-unit", ["市卫计委", "市卫健委", "2019-01-10"]),
    ("body-without-head", ["棚改工作领导小组"]),
    ("deadline-before-issue", ["2018-06-30", "2018-07-18"]),
    ("generic-owner", ["驻政〔2018〕1号"]),
    ("level-broken", ["一", "2"]),
    ("member-without-task", ["市民政局"]),
    ("missing-document", ["国发〔2016〕1号", "2"]),
    ("near-names", ["市教育局", "市教体局"]),
    ("number-cited-with-another-title", ["国发〔2016〕1号"]),
    ("numbering-gap", ["一（四）", "3"]),
    ("overdue", ["2018-08-31"]),
    ("overloaded", ["市甲局", "6"]),
    ("plan-with-another-title", ["供暖工作方案", "供暖工作实施方案"]),
    ("repeated-measure", ["市人社局", "市总工会"]),
    ("report-without-receiver", ["驻政〔2018〕1号"]),
    ("sum-contradicts-parts", ["746", "764"]),
    ("supervises-itself", ["市财政局"]),
    ("title-cited-in-two-ways", ["国发〔2016〕1号", "国发〔2016〕7号"]),
    ("two-leads", ["2"]),
    ("two-values", ["优良天数", "210", "230"]),
    ("unit-named-in-two-ways", ["市教体局", "市教育局"]),
    ("unknown-unit", ["市某某局"]),
    ("unowned", ["驻政〔2018〕1号", "一"]),
    ("without-deadline", ["驻政〔2018〕1号", "一"]),
    ("without-lead", ["2"]),
]


def load(name: str) -> Graph:
    """The graph of a file, in memory; a text of the same name is its source."""
    graph = open_store(":memory:")
    store = graph.state.store
    assert isinstance(store, Store)
    store.load(path=str(FOLDER / f"{name}.ttl"), format=RdfFormat.TURTLE, to_graph=NamedNode("https://w3id.org/zerenlian/id/graph/test"))
    text = FOLDER / f"{name}.txt"
    if text.exists():
        graph.state.shelf.put("ab", text.read_text(encoding="utf-8"))
    return graph


def find(name: str, kind: str) -> list[Finding]:
    return run_audit(load(f"{name}.{kind}"), audits()[name], Severity.WARNING, TODAY)


def test_every_audit_has_a_case() -> None:
    assert [name for name, _ in FOUND] == NAMES
    assert sorted({path.name.partition(".")[0] for path in FOLDER.iterdir()}) == NAMES
    assert sorted(severities()) == NAMES


@pytest.mark.parametrize(("name", "words"), FOUND)
def test_broken_graph_is_found(name: str, words: list[str]) -> None:
    findings = find(name, "broken")
    assert len(findings) == 1, [finding.message() for finding in findings]
    for word in words:
        assert word in findings[0].message("zh")
        assert word in findings[0].message("en")
    assert findings[0].focus.startswith("https://w3id.org/zerenlian/id/")
    if name != "overloaded":
        assert findings[0].quote
        assert findings[0].source == "gazette.txt"
        assert (findings[0].start or 0) < (findings[0].end or 0)


@pytest.mark.parametrize("name", NAMES)
def test_sound_graph_has_no_finding(name: str) -> None:
    assert [finding.message() for finding in find(name, "sound")] == []


@pytest.mark.parametrize("name", NAMES)
def test_header_of_an_audit(name: str) -> None:
    asked = audits()[name]
    assert asked.columns[: len(COLUMNS)] == COLUMNS
    assert message_fields(asked) <= set(asked.columns)
    for key in ("why", "remedy", "message", "title"):
        assert asked.header[f"{key}.zh"] != asked.header[f"{key}.en"]


# Breaks that the gazette really prints
PRINTED = [
    ("deadline-before-issue", "驻政办〔2018〕113号", "2018-06-30"),
    ("plan-with-another-title", "驻政办〔2018〕113号", "供暖工作实施方案"),
    ("without-lead", "驻政〔2018〕48号", "三（三）"),
    ("missing-document", "驻政〔2018〕48号", "驻政〔2014〕100号"),
    ("body-without-head", "驻政办〔2018〕113号", "“双替代”供暖工作领导小组"),
    ("unowned", "驻政〔2018〕48号", "六（二）"),
]


@pytest.mark.parametrize(("name", "number", "words"), PRINTED)
def test_breaks_of_the_gazette(name: str, number: str, words: str) -> None:
    findings = gold_graph().audit([name])
    assert any(finding.number == number and words in finding.message() for finding in findings), [one.message() for one in findings]


# Breaks that the whole gazette prints, found by the reader and the audits together
READ = [
    ("deadline-before-issue", "2018-06-30"), ("plan-with-another-title", "供暖工作实施方案"), ("sum-contradicts-parts", "764"),
    ("two-values", "230"), ("near-names", "市教育局"),
]  # fmt: skip


@cache
def read_graph() -> Graph:
    reading = zerenlian.read(GAZETTE)
    codes = sorted({row.unit.key.partition("/")[0] for row in reading.assignments})
    graph = open_store(":memory:")
    graph.add(reading, registry=[unit for code in codes for unit in registry_for(code).units()])
    return graph


@pytest.mark.parametrize(("name", "words"), READ)
def test_breaks_that_are_read(name: str, words: str) -> None:
    messages = [finding.message() for finding in read_graph().audit([name])]
    assert any(words in message for message in messages), messages


def test_whole_gazette_is_sound() -> None:
    assert check(read_graph()) == []


@pytest.mark.parametrize("name", [name for name, asked in audits().items() if asked.finder])
def test_finding_first_finds_the_same_in_the_gazette(name: str) -> None:
    asked, known = audits()[name], dict[str, dict[str, list[Row]]]()
    found = run_audit(read_graph(), asked, Severity.WARNING, TODAY, known)
    again = run_audit(read_graph(), asked, Severity.WARNING, TODAY, known)
    whole = run_audit(read_graph(), replace(asked, finder=None, description=None), Severity.WARNING, TODAY)
    assert sorted(map(repr, found)) == sorted(map(repr, whole)) == sorted(map(repr, again))


def test_documents_without_a_number_are_called_by_their_titles() -> None:
    [spoken] = [finding.message() for finding in read_graph().audit(["two-values"]) if finding.values["other_number"] is None]
    assert spoken.count("会议讲话》 ") == 2


def test_choosing_audits() -> None:
    graph = gold_graph()
    everything = graph.audit()
    assert "overdue" not in {finding.audit for finding in everything}
    assert {finding.severity for finding in graph.audit(severity="error")} == {Severity.ERROR}
    assert [finding.severity for finding in everything] == sorted(
        (one.severity for one in everything), key=["error", "warning", "info"].index
    )
    assert graph.audit(["overdue"], as_of=date(2018, 8, 1))


@pytest.mark.parametrize("arguments", [(["no-such"], None), (["overdue"], None), ([], "grave")])
def test_wrong_audits_are_refused(arguments: tuple[list[str], str | None]) -> None:
    with pytest.raises(QuestionError):
        gold_graph().audit(*arguments)
