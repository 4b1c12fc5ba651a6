"""Members of bodies printed as bare topics: linked to the one bureau that is meant, left alone where two could be."""

from __future__ import annotations

from datetime import date

import pytest

from kg.iris import readable
from kg.members import TopicReader
from kg.store import Graph, open_store
from ontology.records import Assignment, Basis, Body, Document, Evidence, Level, Measure, Reading, Role, Source, Span, Unit, UnitKind
from ontology.registry import registry_for
from zerenlian import read
from zerenlian.inputs import sample_path

NUMBER = "驻政〔2018〕1号"


def unit(name: str, code: str) -> Unit:
    kind = UnitKind.GENERIC if name.endswith("部门") else UnitKind.NAMED
    return Unit(f"{code}/{name}", name, kind, Level.COUNTY_UNIT if name.startswith("县") else Level.CITY_UNIT, True)


def reading(units: str, *, members: tuple[str, ...] = (), issued: str = "2018-07-18", code: str = "411700") -> Reading:
    """A document that gives a task to each of `units` (generic where they end in 部门); it sets up a body."""
    text = f"{NUMBER} {units}"
    head = Document(NUMBER, Span(0, len(text)), NUMBER, "某意见", ("市政府",), date.fromisoformat(issued), "意见", ())
    proof = Evidence(Span(0, 3), text[:3], Span(0, len(text)), "test")
    tasks = tuple(
        Assignment(
            f"{NUMBER}#一",
            unit(name, code),
            Role.LEAD,
            Basis.PROSE,
            0.9,
            (proof,),
        )
        for name in units.split()
    )
    measure = Measure(NUMBER, "一", (), "某事", Span(0, len(text)), True)
    body = Body(NUMBER, "某联席会议", None, None, members, None, proof)
    return Reading(Source("a.txt", text, "a" * 64), (head,), (measure,), tasks, (), (), (body,), (), (), ())


# (units with tasks, the printed member, the unit that is meant, generic units that it may stand for)
MEMBERS = [
    ("市住建局", "住建", "市住建局", ""), ("市住建局", "市住建", "市住建局", ""), ("市政府", "住建", "市住建局", ""),
    ("市发改委 发改部门", "发改", "市发改委", "发改部门"), ("发改部门", "市发改", "市发改委", "发改部门"), ("城管部门", "城市管理", "市城管局", "城管部门"),
    ("市政府 县住建局", "住建", "市住建局", ""), ("市住建局 市住建委", "住建", None, ""), ("市住建局 市住建委 住建部门", "住建", "住建部门", ""),
    ("市住房管理中心", "房管", None, ""), ("市住房管理中心 房管部门", "房管", "房管部门", ""), ("市房管局 市住房管理中心", "房管", "市房管局", ""),
    ("市政府", "交警", None, ""), ("市交警支队", "交警", "市交警支队", ""),
]  # fmt: skip


@pytest.mark.parametrize(("units", "printed", "unit", "generic"), MEMBERS)
def test_topic(units: str, printed: str, unit: str | None, generic: str) -> None:
    found = topic_reader(reading(units)).member(printed, reading(units).documents[0])
    assert found is not None
    assert found.unit == (unit and f"411700/{unit}")
    assert found.generic == tuple(f"411700/{name}" for name in generic.split())


def topic_reader(one: Reading, code: str = "411700") -> TopicReader:
    registry = registry_for(code)

    def find(name: str) -> str | None:
        known = registry.find(name)
        return known.key if known else None

    return TopicReader(one, code, find)


# (printed member, the document's date, the code of its place): no topic, a bureau that is gone, a place without a list
UNLINKED = [
    ("市住建局", "2018-07-18", "411700"), ("辖区政府", "2018-07-18", "411700"), ("省住建", "2018-07-18", "411700"), ("市", "2018-07-18", "411700"),
    ("国土", "2020-03-01", "411700"), ("工商", "2019-01-01", "411700"), ("住建", "2018-07-18", "530100"), ("住建", "2018-07-18", ""),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "issued", "code"), UNLINKED)
def test_nothing_is_linked(printed: str, issued: str, code: str) -> None:
    one = reading("市政府", issued=issued, code=code)
    found = topic_reader(one, code).member(printed, one.documents[0])
    assert found is None or (found.unit, found.generic) == (None, ())


def stored(one: Reading) -> Graph:
    graph = open_store(":memory:")
    graph.add(one, registry=registry_for("411700").units())
    return graph


def without_task(graph: Graph) -> list[tuple[str | None, str]]:
    return [(found.number, str(found.values["unit"])) for found in graph.audit(["member-without-task"])]


def test_members_in_the_graph() -> None:
    graph = stored(reading("市住建局 财政部门", members=("住建", "财政", "房管", "市残联")))
    rows = graph.sparql("SELECT ?printed ?unit { ?m a org:Membership ; rdfs:label ?printed ; org:member ?unit } ORDER BY ?printed")
    assert {str(row[0]): readable(str(row[1])) for row in rows} == {  # type: ignore[index]
        "住建": "unit/411700/市住建局", "财政": "unit/411700/市财政局", "房管": "unit/411700/市房管局", "市残联": "unit/411700/市残联",
    }  # fmt: skip
    assert without_task(graph) == [(NUMBER, "市残联"), (NUMBER, "市房管局")]


def test_the_gazette_prints_one_member_without_a_task() -> None:
    graph = stored(read(sample_path()))
    assert without_task(graph) == [("驻政〔2018〕50号", "市教育局")]
