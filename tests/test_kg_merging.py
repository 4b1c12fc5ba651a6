"""Merging stores: what comes out is what a store built from all the files holds, corrections of everybody included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.check import check
from kg.corrections import Decision, Verdict
from kg.errors import StoreError
from kg.iris import document_iri, item_iri
from kg.merging import MergeReport
from kg.store import Graph, open_store
from ontology.records import Level, Reading, Role, UnitKind
from ontology.registry import RegistryUnit
from tests.endpoints import oxigraph
from tests.gold_readings import gold_reading
from zerenlian.building import known_units

NUMBER = "驻政〔2018〕48号"
PLANNING = item_iri(document_iri(NUMBER), "三/（一）")
PRINTED = f"{PLANNING}/assignment/responsible/市规划局"
EARLY, MIDDLE, LATE = "2026-01-05T09:00:00+08:00", "2026-01-05T02:00:00+00:00", "2026-01-07T09:00:00"
TODAY = date(2019, 1, 1)
QUESTIONS = [
    ("documents",), ("units",), ("bodies",), ("targets",), ("citations",), ("doubts",), ("load",), ("coverage",), ("unowned",),
    ("without-lead",), ("without-deadline",), ("generic-owner",), ("ties",), ("who-owns", "棚户区改造规划"), ("who-owns", "社区卫生"),
    ("unit-tasks", "市财政局"), ("together", "市发改委"), ("chain", NUMBER), ("due", "2018-01-01", "2019-12-31"),
]  # fmt: skip


def built(*keys: str, place: Path | str = ":memory:") -> Graph:
    """A store of gold readings with the registries of their places, as `build` writes it."""
    graph = open_store(place, create=True)
    graph.add(readings(*keys), registry=registry(*keys), version="1", fingerprint="abc")
    return graph


def readings(*keys: str) -> list[Reading]:
    """The readings; documents of one file come in one reading, as its file gives them."""
    found: dict[str, Reading] = {}
    for key in keys:
        one, before = gold_reading(key), found.get(gold_reading(key).source.digest)
        parts = ("documents", "measures", "assignments", "deadlines", "citations", "bodies", "targets", "posts", "doubts")
        joined: dict[str, Any] = {part: (*getattr(before, part), *getattr(one, part)) for part in parts} if before else {}
        found[one.source.digest] = replace(one, **joined)
    return list(found.values())


def registry(*keys: str) -> list[RegistryUnit]:
    return list(known_units({row.unit.key.partition("/")[0] for key in keys for row in gold_reading(key).assignments}, None))


def other_text(reading: Reading, *, less: int = 1, name: str | None = None) -> Reading:
    """The same document out of another text; of its assignments every `less`th."""
    source = replace(reading.source, digest="e" * 64, name=name or reading.source.name)
    return replace(reading, source=source, assignments=reading.assignments[::less])


def store_of(*found: Reading) -> Graph:
    graph = open_store(":memory:")
    graph.add(found, version="1", fingerprint="abc")
    return graph


def merged(*parts: Graph, replace: bool = False) -> tuple[Graph, MergeReport]:
    first, *rest = parts
    return first, first.merge({f"{at}.db": one for at, one in enumerate(rest)}, replace=replace)


def answers(graph: Graph) -> dict[tuple[str, ...], object]:
    rows: dict[tuple[str, ...], object] = {asked: [dict(row) for row in graph.ask(*asked)] for asked in QUESTIONS}
    rows["audit",] = [repr(finding) for finding in graph.audit(as_of=TODAY)]
    return rows


# stores by the readings in them, the first of which is filled with the others
SPLITS = [
    (("zz48", "zz50", "zz109", "zz113"), ("jingzhou", "kunming")),
    (("jingzhou", "kunming"), ("zz48", "zz50", "zz109", "zz113")),
    (("kunming",), ("jingzhou",), ("zz48", "zz50", "zz109", "zz113")),
    ((), ("jingzhou", "kunming", "zz48", "zz50", "zz109", "zz113")),
    (("jingzhou", "kunming"), ("kunming", "zz48", "zz50", "zz109", "zz113"), ("jingzhou",)),
]


@pytest.fixture(scope="module")
def whole() -> Graph:
    return built("zz48", "zz50", "zz109", "zz113", "jingzhou", "kunming")


@pytest.mark.parametrize("split", SPLITS)
def test_a_merged_store_is_one_built_from_all_files(split: tuple[tuple[str, ...], ...], whole: Graph) -> None:
    graph, report = merged(*(built(*keys) for keys in split))
    assert graph.export("nquads") == whole.export("nquads")
    assert answers(graph) == answers(whole)
    for words in ("社区", "棚户区改造", "供暖"):
        assert sorted(graph.state.search.find(words)) == sorted(whole.state.search.find(words))
    assert list(graph.state.search.forms()) == list(whole.state.search.forms())
    assert graph.source("kunming.txt") == whole.source("kunming.txt")
    assert (report.left, report.replaced, report.vanished) == ([], [], [])


def test_order_of_building_does_not_matter(whole: Graph) -> None:
    graph = built("kunming")
    for keys in (("zz48", "zz50", "zz109", "zz113"), ("jingzhou",)):
        graph.add(readings(*keys), registry=registry(*keys), version="1", fingerprint="abc")
    assert graph.export("nquads") == whole.export("nquads")
    assert list(graph.state.search.forms()) == list(whole.state.search.forms())


ZZ48 = gold_reading("zz48")
HALF = other_text(ZZ48, less=2)
NEWER = replace(ZZ48, assignments=ZZ48.assignments[::3])  # of the same text, read by another version
COUNT, HALVES, THIRDS = len(ZZ48.assignments), len(HALF.assignments), len(NEWER.assignments)
# (ours, theirs, replace, what the report says, how many assignments stay, sources afterwards, marks that a file was read)
SAME_DOCUMENT = [
    (ZZ48, ZZ48, False, "same", COUNT, 1, 1), (ZZ48, ZZ48, True, "same", COUNT, 1, 1),
    (ZZ48, HALF, False, "left", COUNT, 2, 1), (ZZ48, HALF, True, "replaced", HALVES, 1, 1),
    (HALF, ZZ48, False, "left", HALVES, 2, 1), (HALF, ZZ48, True, "replaced", COUNT, 1, 1),
    (ZZ48, replace(HALF, source=replace(HALF.source, name="b.txt")), True, "replaced", HALVES, 2, 2),
    (ZZ48, NEWER, False, "same", COUNT, 1, 1), (ZZ48, NEWER, True, "replaced", THIRDS, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "takes", "said", "stay", "sources", "marks"), SAME_DOCUMENT)
def test_one_document_in_both(ours: Reading, theirs: Reading, takes: bool, said: str, stay: int, sources: int, marks: int) -> None:
    graph, report = merged(store_of(ours), store_of(theirs), replace=takes)
    found = {key: getattr(report, key) for key in ("added", "replaced", "same", "left")}
    assert found == {key: [NUMBER] if key == said else [] for key in found}
    assert report.fuller == ([NUMBER] if said == "left" and ours is HALF else [])
    counts = graph.sparql(
        "SELECT (COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?f) AS ?k)"
        " WHERE { { ?a a zrl:Assignment } UNION { ?s zrl:digest ?x } UNION { ?f zrl:fingerprint ?y } }"
    )
    assert [str(value) for value in next(iter(counts))] == [str(stay), str(sources), str(marks)]  # type: ignore[union-attr]
    assert check(graph) == []
    first = graph.export("nquads")
    again = graph.merge({"again.db": store_of(theirs)}, replace=takes)
    assert (again.added, again.replaced, graph.export("nquads")) == ([], [], first)


def test_the_other_text_is_noted_and_can_be_read() -> None:
    graph, _ = merged(store_of(ZZ48), store_of(other_text(ZZ48, less=2, name="b.txt")))
    assert graph.source("b.txt") == ZZ48.source.text
    noted = graph.sparql("SELECT ?d { ?p eli:is_another_publication_of ?d ; dcterms:source ?s . ?s rdfs:label 'b.txt' }")
    assert [str(row[0]) for row in noted] == [document_iri(NUMBER)]  # type: ignore[index]


def rejected(when: str, who: str = "李", reason: str = "") -> Decision:
    return Decision(Verdict.REJECTED, PRINTED, who, when, reason)


def accepted(when: str, who: str = "王") -> Decision:
    return Decision(Verdict.ACCEPTED, PRINTED, who, when)


def given(unit: str, when: str, who: str = "李", role: Role = Role.LEAD) -> Decision:
    return Decision(Verdict.ADDED, PLANNING, who, when, unit=unit, role=role)


def changed(unit: str, when: str, who: str = "李") -> Decision:
    return Decision(Verdict.CHANGED, PRINTED, who, when, unit=unit)


OWNER = ("市规划局", "responsible", "prose")
# (batches here, batches there, who owns the measure then, how many decisions there are, who decided last)
BOTH_DECIDE: list[tuple[list[list[Decision]], list[list[Decision]], list[tuple[str | None, ...]], int, str]] = [
    ([], [[rejected(EARLY)]], [(None, None, None)], 1, "李"),
    ([[rejected(EARLY)]], [[rejected(EARLY)]], [(None, None, None)], 1, "李"),
    ([[rejected(EARLY)]], [[accepted(MIDDLE)]], [OWNER], 2, "王"),
    ([[accepted(MIDDLE)]], [[rejected(EARLY)]], [OWNER], 2, "王"),
    ([[accepted(EARLY)], [rejected(LATE)]], [[accepted(MIDDLE, "赵")]], [(None, None, None)], 3, "李"),
    ([[given("市政府", EARLY)]], [[given("市财政局", MIDDLE, "王")]], [("市政府", "lead", "person"), ("市财政局", "lead", "person"), OWNER], 2, "王"),
    ([[changed("市财政局", EARLY)]], [[changed("市教育局", LATE, "王")]], [("市教育局", "responsible", "person")], 2, "王"),
    ([[changed("市教育局", LATE, "王")]], [[changed("市财政局", EARLY)]], [("市教育局", "responsible", "person")], 2, "王"),
    ([], [[given("市新设局", EARLY), rejected(EARLY)]], [("市新设局", "lead", "person")], 2, "李"),
]  # fmt: skip


def deciding(batches: list[list[Decision]], *found: Reading) -> Graph:
    graph = store_of(*(found or (ZZ48,)))
    for batch in batches:
        graph.decide(batch)
    return graph


@pytest.mark.parametrize(("here", "there", "owners", "count", "last"), BOTH_DECIDE)
def test_corrections_of_both(
    here: list[list[Decision]], there: list[list[Decision]], owners: list[tuple[str | None, ...]], count: int, last: str
) -> None:
    graph, report = merged(deciding(here), deciding(there))
    kept = graph.decisions()
    assert sorted((row.unit or "", row.role, row.basis) for row in graph.ask("who-owns", "棚户区改造规划")) == sorted(
        (unit or "", role, basis) for unit, role, basis in owners
    )
    assert (len(kept), kept[-1].who, report.vanished) == (count, last, [])
    assert {one.batch for one in kept} == set(range(1, max(one.batch for one in kept) + 1))
    assert check(graph) == []
    before = graph.export("nquads")
    assert graph.merge({"again.db": deciding(there)}).decisions == 0
    assert graph.export("nquads") == before
    graph.add(ZZ48, version="1", fingerprint="abc")
    assert sorted((row.unit or "") for row in graph.ask("who-owns", "棚户区改造规划")) == sorted(unit or "" for unit, _, _ in owners)


def test_corrections_come_with_a_store_that_is_new_and_can_be_undone() -> None:
    graph, report = merged(open_store(":memory:"), deciding([[accepted(EARLY)], [changed("市新设局", LATE)]]))
    assert report.decisions == 2
    assert [row.unit for row in graph.ask("unit-tasks", "市新设局")] == ["市新设局"]
    assert len(graph.undo()) == 1
    assert [row.unit for row in graph.ask("who-owns", "棚户区改造规划")] == ["市规划局"]


def test_a_correction_without_its_document_is_listed() -> None:
    without = replace(ZZ48, assignments=tuple(row for row in ZZ48.assignments if row.unit.name != "市规划局"))
    _, report = merged(store_of(without), deciding([[rejected(EARLY)]]))
    assert len(report.vanished) == 1


def test_aliases_come_unless_another_unit_bears_the_name() -> None:
    def with_units(*units: RegistryUnit) -> Graph:
        graph = open_store(":memory:")
        graph.add(ZZ48, registry=units)
        return graph

    def unit(name: str, *aliases: str) -> RegistryUnit:
        return RegistryUnit(f"411700/{name}", name, UnitKind.NAMED, Level.CITY_UNIT, aliases)

    ours = with_units(unit("市规划局", "规划处"), unit("市城管局"))
    graph, _ = merged(ours, with_units(unit("市规划局", "规划委办", "市城管局")))
    rows = graph.sparql("SELECT ?n { ?u skos:prefLabel '市规划局' ; skos:altLabel ?n } ORDER BY ?n")
    assert [str(row[0]) for row in rows] == ["规划处", "规划委办"]  # type: ignore[index]
    assert len(graph.ask("unit-tasks", "规划委办")) == len(graph.ask("unit-tasks", "市规划局")) > 0


def test_a_lost_text_leaves_all_undone(tmp_path: Path) -> None:
    built("kunming", place=tmp_path / "a.db")
    other = built("zz48", "jingzhou", place=tmp_path / "b.db")
    next((tmp_path / "b.db" / "sources").iterdir()).unlink()
    graph = open_store(tmp_path / "a.db")
    before = graph.export("nquads")
    with pytest.raises(StoreError) as caught:
        graph.merge({"b.db": other})
    assert "b.db" in str(caught.value)
    assert open_store(tmp_path / "a.db").export("nquads") == before


@pytest.mark.parametrize("is_source", [True, False])
def test_an_endpoint_as_source_and_as_target(is_source: bool, whole: Graph) -> None:
    with oxigraph() as base:
        served = open_store(f"{base}/query", create=True, update=f"{base}/update")
        keys = ("zz48", "zz50", "zz109", "zz113"), ("jingzhou", "kunming")
        served.add(readings(*keys[0]), registry=registry(*keys[0]), version="1", fingerprint="abc")
        graph, report = merged(built(*keys[1]), served) if is_source else merged(served, built(*keys[1]))
        assert len(report.added) == (4 if is_source else 2)
        assert graph.export("nquads") == whole.export("nquads")
        assert graph.source("kunming.txt") == whole.source("kunming.txt")
        assert [dict(row) for row in graph.ask("load")] == [dict(row) for row in whole.ask("load")]


def test_an_endpoint_takes_corrections_too() -> None:
    with oxigraph() as base:
        served = open_store(f"{base}/query", create=True, update=f"{base}/update")
        served.add(ZZ48)
        report = served.merge({"a.db": deciding([[changed("市新设局", EARLY)]])})
        assert report.decisions == 1
        assert [row.unit for row in served.ask("who-owns", "棚户区改造规划")] == ["市新设局"]
        assert [row.unit for row in served.ask("unit-tasks", "市新设局")] == ["市新设局"]
