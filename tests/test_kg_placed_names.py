"""Units of one name in several places: shown and found with their place, in questions, audits, networks, views, ledgers, corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import zerenlian
from kg.corrections import Decision, Verdict
from kg.errors import UnknownName
from kg.names import find_units, find_units_of_one_place
from kg.placed_names import names_of, names_of_units, placed_name
from kg.store import Graph, open_store
from ontology.records import Role
from tests.cli import run
from visualize.catalogue import render
from visualize.errors import ViewError

NOTICE = """{city}人民政府办公室关于印发营商环境行动方案的通知

{number}

各县区人民政府，市直有关单位：

现将《行动方案》印发给你们，请认真贯彻执行。

2023年{month}月8日

{city}营商环境行动方案

一、重点任务

（一）优化采购服务。推行电子采购。（责任单位：市财政局、市发展改革委，各县区人民政府）

（二）{more}
"""
CITIES = {
    "nantong.txt": NOTICE.format(city="南通市", number="通政办发〔2023〕5号", month=3, more="培育产业。（牵头单位：市工业和信息化局）"),
    "zhumadian.txt": NOTICE.format(city="驻马店市", number="驻政办〔2023〕6号", month=4, more="扩大开放。（牵头单位：省商务厅）"),
}
NANTONG, ZHUMADIAN, HENAN = "320600", "411700", "410000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cities")
    for name, text in CITIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert run("build", *CITIES, folder=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return open_store(folder / "chain.db")


NAMES = [
    ("320600/市财政局", "市财政局", "南通市财政局"),
    ("532500/州住房城乡建设局", "州住房城乡建设局", "红河州住房城乡建设局"),
    ("320000/省商务厅", "省商务厅", "江苏省商务厅"),
    ("320600/省商务厅", "省商务厅", "江苏省商务厅"),
    ("150100/自治区财政厅", "自治区财政厅", "内蒙古自治区财政厅"),
    ("500101/市财政局", "市财政局", "重庆市财政局"),
    ("411702/区财政局", "区财政局", "驿城区财政局"),
    ("320600/各县区人民政府", "各县区人民政府", "各县区人民政府（南通市）"),
    ("530100/昆明供电局", "昆明供电局", "昆明供电局"),
    ("420100/武汉市市场监管局", "武汉市市场监管局", "武汉市市场监管局"),
    ("420100/湖北省市场监管局", "湖北省市场监管局", "湖北省市场监管局"),
    ("-/市财政局", "市财政局", "市财政局"),
]


@pytest.mark.parametrize(("key", "name", "shown"), NAMES)
def test_name_with_its_place(key: str, name: str, shown: str) -> None:
    assert placed_name(f"https://w3id.org/zerenlian/id/unit/{key}", name) == shown


FOUND = [
    ("市财政局", {NANTONG, ZHUMADIAN}), ("南通市财政局", {NANTONG}), ("驻马店市财政局", {ZHUMADIAN}), ("南通财政局", {NANTONG}),
    ("驻马店市发改委", {ZHUMADIAN}), ("各县区人民政府（南通市）", {NANTONG}), ("南通市工信局", {NANTONG}), ("河南省商务厅", {HENAN}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "codes"), FOUND)
def test_unit_is_found_with_its_place(graph: Graph, name: str, codes: set[str]) -> None:
    assert {iri.split("/")[-2] for iri in find_units(graph, name)} == codes


@pytest.mark.parametrize("name", ["昆明市财政局", "南通市民政局"])
def test_unit_of_another_place_is_not_taken(graph: Graph, name: str) -> None:
    with pytest.raises(UnknownName):
        find_units(graph, name)


SHOWN = [
    (("unit-tasks", "南通市财政局"), {"南通市财政局"}),
    (("unit-tasks", "市财政局"), {"南通市财政局", "驻马店市财政局"}),
    (("who-owns", "优化采购服务"), {"南通市财政局", "驻马店市财政局", "南通市发改委", "驻马店市发改委", "各县区人民政府（南通市）",
                                    "各县区人民政府（驻马店市）"}),
    (("together", "南通市财政局"), {"南通市发改委", "各县区人民政府（南通市）"}),
    (("without-lead",), {"南通市财政局", "驻马店市财政局", "南通市发改委", "驻马店市发改委", "各县区人民政府（南通市）",
                         "各县区人民政府（驻马店市）"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "units"), SHOWN)
def test_rows_show_the_place(graph: Graph, question: tuple[str, ...], units: set[str]) -> None:
    assert {row.unit for row in graph.ask(*question)} == units


def test_members_and_hosts_of_bodies_are_of_the_place_of_their_document(tmp_path: Path) -> None:
    group = "二、组织领导\n\n（一）成立营商环境工作领导小组，成员单位包括市财政局、市审计局，办公室设在市发展改革委。\n"
    for name, text in CITIES.items():
        (tmp_path / name).write_text(f"{text}\n{group}", encoding="utf-8")
    assert run("build", *CITIES, folder=tmp_path).code == 0
    rows = open_store(tmp_path / "chain.db").ask("bodies")
    placed = {(row.number[0], name) for row in rows for name in (row.host, *row.members) if name}
    assert {("通", "南通市发改委"), ("驻", "驻马店市发改委"), ("通", "南通市财政局"), ("驻", "驻马店市财政局")} <= placed
    assert not {("通", "驻马店市财政局"), ("驻", "南通市财政局")} & placed


@pytest.mark.parametrize("question", ["load", "units"])
def test_names_that_one_place_bears_stay_bare(graph: Graph, question: str) -> None:
    assert {"南通市财政局", "驻马店市财政局", "省商务厅"} <= {row.unit for row in graph.ask(question)}


def test_one_city_alone_keeps_its_names(tmp_path: Path) -> None:
    path = tmp_path / "nantong.txt"
    path.write_text(CITIES["nantong.txt"], encoding="utf-8")
    graph = open_store(":memory:")
    graph.add(zerenlian.read(path))
    assert {row.unit for row in graph.ask("unit-tasks", "南通市财政局")} == {"市财政局"}


def test_a_unit_of_the_state_is_one(tmp_path: Path) -> None:
    graph = open_store(":memory:")
    for number, (name, text) in enumerate(CITIES.items(), 7):
        changed = text.replace("5号", f"{number}号").replace("市财政局", "财政部")
        (tmp_path / name).write_text(changed, encoding="utf-8")
        graph.add(zerenlian.read(tmp_path / name))
    assert {row.unit for row in graph.ask("unit-tasks", "财政部")} == {"财政部"}
    assert len(find_units_of_one_place(graph, "财政部")) > 0


def test_network_tells_them_apart(graph: Graph) -> None:
    names = [node["name"] for _, node in graph.network().nodes(data=True) if node["type"] == "unit"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("view", ["unit", "sheet", "network"])
def test_a_page_is_about_one_of_them(graph: Graph, view: str) -> None:
    with pytest.raises(ViewError, match="南通市财政局、驻马店市财政局"):
        render(view, graph, ["市财政局"], language="zh")
    assert "通政办发〔2023〕5号" in render(view, graph, ["南通市财政局"], language="zh")
    assert "驻政办〔2023〕6号" not in render(view, graph, ["南通市财政局"], language="zh")


def test_commands_say_whose_names_there_are(folder: Path) -> None:
    ran = run("ask", "unit-tasks", "市财政局", folder=folder)
    assert (ran.code, "南通市财政局、驻马店市财政局" in ran.err, ran.err.count("\n")) == (0, True, 1)
    assert run("ask", "unit-tasks", "驻马店市财政局", folder=folder).err == ""
    for command, target in (("ledger", "x.csv"), ("calendar", "x.ics")):
        ran = run(command, "--unit", "市财政局", "-o", target, folder=folder)
        assert (ran.code, "南通市财政局、驻马店市财政局" in ran.err, ran.err.count("\n")) == (2, True, 1)
    assert run("ledger", "--unit", "南通市财政局", "-o", "x.csv", folder=folder).code == 0
    written = (folder / "x.csv").read_text(encoding="utf-8-sig")
    assert ("通政办发〔2023〕5号" in written, "驻政办〔2023〕6号" in written) == (True, False)
    overloads = json.loads(run("audit", "supervises-itself", "--format", "json", folder=folder).out)
    assert overloads == []


def test_correction_means_the_unit_of_its_document(folder: Path) -> None:
    graph = open_store(":memory:")
    for name in CITIES:
        graph.add(zerenlian.read(folder / name))
    for number, city in (("通政办发〔2023〕5号", "南通市"), ("驻政办〔2023〕6号", "驻马店市")):
        measure = f"https://w3id.org/zerenlian/id/doc/{number}/item/一/（二）"
        graph.decide([Decision(Verdict.ADDED, measure, "x", "2026-01-01T00:00:00", role=Role.SUPPORT, unit="市财政局")])
        found = [row.unit for row in graph.ask("who-owns", "培育产业" if city == "南通市" else "扩大开放") if row.role == "support"]
        assert found == [f"{city}财政局"]


def test_names_of_some_units_are_those_among_all(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = names_of_units(graph.state)
    assert {"南通市财政局", "驻马店市财政局"} <= set(everybody.values())
    monkeypatch.setattr("kg.placed_names.names_of_units", lambda _state: pytest.fail("all units were looked through"))
    for iri, name in everybody.items():
        assert names_of(graph.state, [iri])[iri] == name
