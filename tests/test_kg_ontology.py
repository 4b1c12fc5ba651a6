"""The ontology: every term has labels and comments in two languages, and is produced by the mapping, the registry or a query."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, URIRef
from rdflib import Graph as RdfGraph
from rdflib.namespace import SKOS

from kg.corrections import Decision, Verdict
from kg.iris import document_iri, item_iri
from kg.store import open_store
from ontology.records import (
    Basis,
    Between,
    Body,
    Citation,
    Continuing,
    Deadline,
    Doubt,
    Every,
    Level,
    Open,
    Post,
    Reading,
    Relation,
    Role,
    Target,
    Unit,
    UnitKind,
    When,
    Within,
)  # fmt: skip
from ontology.terms import NAMESPACE, TermError, code, names, term
from tests.gold_readings import gold_reading

ROOT = Path(__file__).parents[1]
TTL = RdfGraph().parse(ROOT / "ontology" / "zerenlian.ttl")
SCHEMES = {name for name in names() if (URIRef(term(name)), RDF.type, SKOS.ConceptScheme) in TTL}


@dataclass(frozen=True)
class ListedUnit:
    """A unit of a registry, for tests."""

    key: str
    name: str
    kind: str = "named"
    level: str | None = "2"
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    host: str | None = None
    members: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    abolished: date | None = None


REGISTRY = [
    ListedUnit("411700/市政府", "市政府", level="1", aliases=("驻马店市人民政府",)),
    ListedUnit("411700/市卫计委", "市卫计委", parent="市政府", successors=("市卫健委",), abolished=date(2019, 1, 10)),
    ListedUnit("411700/市卫健委", "市卫健委", parent="市政府"),
    ListedUnit("411700/各县区人民政府", "各县区人民政府", kind="class", level="3", members=("驿城区人民政府",)),
    ListedUnit("411700/驿城区人民政府", "驿城区人民政府", level="3", aliases=("驿城区",)),
    ListedUnit("411700/市大数据局", "市大数据局", host="市政府"),
]


def everything() -> Reading:
    """A reading with one of each kind of record."""
    reading = gold_reading("zz48")
    first = reading.measures[0].key
    proof = reading.assignments[0].evidence[0]
    whens: tuple[When, ...] = (
        Between(date(2018, 7, 1), date(2018, 8, 1)),
        Within("P3D", True, "受理"),
        Within("P3M", False, None),
        Every("FREQ=WEEKLY"),
        Open("采暖季前"),
        Continuing(),
    )
    some = reading.assignments[0]
    units = [Unit(f"411700/某{kind}", f"某{kind}", kind, level, False) for kind in UnitKind for level in Level]
    assignments = [replace(some, unit=unit, role=role) for unit, role in zip(units, [*Role] * 20, strict=False)]
    assignments += [
        replace(some, unit=Unit(f"411700/{basis}", basis, UnitKind.NAMED, None, True), basis=basis) for basis in Basis if basis != "class"
    ]
    head = reading.documents[0].key
    return replace(
        reading,
        assignments=(*reading.assignments, *assignments),
        deadlines=(*reading.deadlines, *(Deadline(first, when, proof) for when in whens)),
        citations=(*reading.citations, *(Citation(head, first, f"某{one}", None, one, proof) for one in Relation)),
        bodies=(Body(head, "某领导小组", "市政府", "市长", ("驿城区",), "FREQ=MONTHLY", proof),),
        targets=(Target(first, "优良天数", ">=", "210", "天", reading.deadlines[0].when, proof),),
        posts=(Post(first, "分管副市长", "责任领导", proof),),
        doubts=(Doubt(proof.span, "unit", (("name", "某"),), "test"),),
    )


def produced() -> str:
    graph = open_store(":memory:")
    graph.add(everything(), registry=REGISTRY, version="1", fingerprint="f", read_at="2026-01-05T09:00:00")
    measure = item_iri(document_iri("驻政〔2018〕48号"), "三/（一）")
    statement = f"{measure}/assignment/responsible/市规划局"
    decisions = [
        Decision(Verdict.CHANGED, statement, "李", "2026-01-05T09:00:00", "误读", unit="市政府", role=Role.LEAD),
        Decision(Verdict.ADDED, measure, "李", "2026-01-05T09:00:00", unit="市卫健委", role=Role.SUPPORT),
    ]
    graph.decide(decisions)
    texts = [path.read_text(encoding="utf-8") for folder in ("questions", "audits") for path in (ROOT / "kg" / folder).glob("*.rq")]
    return graph.export("nquads") + "\n".join(texts)


def test_every_term_is_produced() -> None:
    text = produced()
    used = set(re.findall(rf"<{re.escape(NAMESPACE)}([\w-]+)>", text)) | set(re.findall(r"zrl:([\w-]+)", text))
    verdicts = {f"verdict-{verdict}" for verdict in Verdict}
    assert sorted(names() - used - SCHEMES - verdicts) == []
    assert sorted(used - names()) == []


def test_scheme_of_every_code() -> None:
    for name in names():
        if "-" in name:
            scheme = TTL.value(URIRef(term(name)), SKOS.inScheme)
            assert code(str(scheme)) in SCHEMES
            assert str(TTL.value(URIRef(term(name)), SKOS.notation)) == code(term(name))


@pytest.mark.parametrize("name", sorted(names()))
def test_labels_and_comments(name: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        languages = sorted(str(getattr(value, "language", "")) for value in TTL.objects(URIRef(term(name)), predicate))
        assert languages == ["en", "zh"]


def test_scan_finds_what_rdflib_finds() -> None:
    subjects = {str(subject).removeprefix(NAMESPACE) for subject in TTL.subjects() if str(subject).startswith(NAMESPACE)}
    assert subjects == names()


@pytest.mark.parametrize("name", ["Mesure", "zrl:none", "nope:title"])
def test_unknown_term_is_an_error(name: str) -> None:
    with pytest.raises(TermError):
        term(name)


def test_alignments_speak_of_known_terms() -> None:
    graph = RdfGraph().parse(ROOT / "ontology" / "alignments.ttl")
    ours = {str(part).removeprefix(NAMESPACE) for row in graph for part in row if str(part).startswith(NAMESPACE)}
    assert ours <= names()
    assert {"Document", "Measure", "Unit", "Body", "Assignment", "Deadline", "Evidence", "Decision"} <= ours
