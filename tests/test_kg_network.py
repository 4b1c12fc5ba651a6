"""The network: what its docstring says stands on nodes and edges, and the full-text index beside it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import networkx as nx
import pytest

import kg.network
from kg.errors import UnknownName
from kg.initials import initials
from kg.search import Indexed, SearchIndex
from kg.store import open_store
from tests.gold_readings import gold_reading
from tests.kg_graphs import gold_graph
from tests.test_kg_ontology import REGISTRY, everything

PLACE = {"quote", "sentence", "source", "digest", "start", "end", "context_start", "context_end", "pattern", "fragment"}
NODES: dict[str, set[str]] = {
    "document": {"number", "title", "issuers", "date", "kind", "addressees", "is_held", "measures", *PLACE},
    "measure": {
        "document",
        "number",
        "document_title",
        "path",
        "headings",
        "title",
        "text",
        "order",
        "is_operative",
        "deadlines",
        "targets",
        "posts",
        "is_unowned",
        *PLACE,
    },
    "unit": {"name", "kind", "level", "is_known", "aliases", "parent", "load"},
    "body": {"name", "document", "host", "chair", "rhythm", *PLACE},
}
EDGES: dict[str, set[str]] = {
    "part": PLACE,
    "role": {"role", "basis", "confidence", "is_derived", "assignment", "evidence", *PLACE},
    "covers": set(),
    "issuer": set(),
    "cites": {"relation", "number", "title", "evidence", *PLACE},
    "body": PLACE,
    "host": {"evidence", *PLACE},
    "member": {"evidence", *PLACE},
    "parent": set(),
}
DEADLINE = {"deadline", "kind", "value", "not_before", "not_after", "duration", "workdays", "trigger", "rrule", "event", *PLACE}
SHEDS = "驻政〔2018〕48号"


def whole() -> nx.MultiDiGraph[str]:
    graph = open_store(":memory:")
    graph.add([everything(), gold_reading("zz109")], registry=REGISTRY)
    return graph.network()


def test_attributes_are_those_that_are_promised() -> None:
    network = whole()
    assert {data["type"] for _, data in network.nodes(data=True)} == set(NODES)
    assert {data["type"] for *_, data in network.edges(data=True)} == set(EDGES)
    for _, data in network.nodes(data=True):
        assert set(data) == NODES[data["type"]] | {"type", "label"}
        for deadline in data.get("deadlines", ()):
            assert set(deadline) == DEADLINE
    for *_, data in network.edges(data=True):
        assert set(data) == EDGES[data["type"]] | {"type", "label"}
        for piece in data.get("evidence", ()):
            assert set(piece) == PLACE
    for name in [*NODES, *EDGES, *DEADLINE, *(key for keys in NODES.values() for key in keys)]:
        assert f"`{name}`" in (kg.network.__doc__ or ""), name


def test_network_is_plain_data_in_a_fixed_order() -> None:
    def text(network: nx.MultiDiGraph[str]) -> str:
        return json.dumps([list(network.nodes(data=True)), list(network.edges(data=True, keys=True))], ensure_ascii=False)

    assert text(whole()) == text(whole())


def test_places_are_those_of_the_source() -> None:
    graph = gold_graph()
    for *_, data in graph.network().edges(data=True):
        for piece in data.get("evidence", ()):
            text = graph.source(piece["digest"])
            assert text[piece["start"] : piece["end"]] == piece["quote"]
            assert text[piece["context_start"] : piece["context_end"]] == piece["sentence"]


def kinds(network: nx.MultiDiGraph[str]) -> Counter[str]:
    return Counter(data["type"] for _, data in network.nodes(data=True))


def test_one_document() -> None:
    network = gold_graph().network(SHEDS)
    assert kinds(network)["measure"] == 21
    held = [data for _, data in network.nodes(data=True) if data["type"] == "document" and data["is_held"]]
    assert [(data["number"], data["measures"], data["date"]) for data in held] == [(SHEDS, 21, "2018-07-29")]
    orders = [data["order"] for _, data in network.nodes(data=True) if data["type"] == "measure"]
    assert orders == list(range(21))


def test_one_measure() -> None:
    network = gold_graph().network(SHEDS, measure="三/（一）")
    measures = [data for _, data in network.nodes(data=True) if data["type"] == "measure"]
    assert [data["path"] for data in measures] == ["三/（一）"]
    roles = [(network.nodes[unit]["name"], data["role"]) for _, unit, data in network.edges(data=True) if data["type"] == "role"]
    assert roles == [("市规划局", "responsible")]


def test_one_unit_with_its_class() -> None:
    graph = open_store(":memory:")
    graph.add([gold_reading("zz109"), gold_reading("zz50")], registry=REGISTRY)
    network = graph.network(unit="驿城区")
    drawn = {data["title"] for _, data in network.nodes(data=True) if data["type"] == "measure"}
    assert drawn == {row.title for row in graph.ask("unit-tasks", "驿城区")}
    covers = [
        (network.nodes[one]["name"], network.nodes[two]["name"]) for one, two, data in network.edges(data=True) if data["type"] == "covers"
    ]
    assert ("各县区人民政府", "驿城区人民政府") in covers


def test_load_is_that_of_the_question() -> None:
    graph = gold_graph()
    loads = {row.unit: row for row in graph.ask("load")}
    for _, data in graph.network(SHEDS).nodes(data=True):
        if data["type"] == "unit" and data["name"] in loads:
            assert data["load"] == {key: loads[data["name"]][key] for key in data["load"]}


@pytest.mark.parametrize(
    "arguments", [{"document": "驻政〔1918〕1号"}, {"unit": "某某局"}, {"document": SHEDS, "measure": "九"}, {"measure": "三"}]
)
def test_unknown_names(arguments: dict[str, Any]) -> None:
    with pytest.raises(UnknownName):
        gold_graph().network(**arguments)


INDEXED = [
    Indexed("plan", "编制棚户区改造规划", "由市规划局编制。", ""),
    Indexed("text", "统筹推进", "市规划局负责编制中心城区棚户区\n改造规划。", ""),
    Indexed("heading", "其他", "做好宣传。", "棚户区改造规划"),
    Indexed("apart", "改造", "棚户区、规划", ""),
    Indexed("near", "棚户区的改造和规划", "", ""),
]

# (words, what is found, best first)
SEARCHES = [
    ("棚户区改造规划", ["plan", "text", "heading"]),
    ("棚户区 规划", ["plan", "text", "heading", "apart", "near"]),
    ("棚户区的改造规划", ["near", "plan"]),
    ("宣", ["heading"]),
    ("传", ["heading"]),
    ("规划局", ["plan", "text"]),
    ("区规", []),
    ("地铁", []),
    ("。", []),
    ("", []),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_search(words: str, found: list[str]) -> None:
    index = SearchIndex(None)
    index.add("one", INDEXED)
    hits = [iri for iri, _ in index.find(words)]
    assert hits[: len(found)] == found
    assert bool(hits) == bool(found)
    index.remove("one")
    assert index.find(words) == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("市财政局", "sczj"),
        ("驻马店", "zmd"),
        ("发改委12A", "fgw12a"),
        ("（市）", "s"),
        ("", ""),
        ("泸州市", "lzs"),
        ("汨罗", "ml"),
        ("鄠邑区", "hyq"),
        ("㐀", ""),
    ],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters
