"""Records become RDF: IRIs of meaning, one graph a document, evidence that quotes its source."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, serialize
from rdflib import Dataset

from kg.iris import BASE, DECISIONS_GRAPH, UNITS_GRAPH, document_iri, effective_iri, escape, item_iri, normal_number, readable, unit_iri
from kg.mapping import reading_to_quads
from kg.quads import term_node, text_of
from ontology.records import Reading
from tests.gold_readings import gold_reading
from tests.kg_graphs import KEYS


def nquads(reading: Reading) -> str:
    return (serialize(reading_to_quads(reading, version="1"), format=RdfFormat.N_QUADS) or b"").decode()


# (as printed, as an IRI says it)
NUMBERS = [
    ("驻政办〔2018〕109号", "驻政办〔2018〕109号"),
    ("驻政办[2018]109号", "驻政办〔2018〕109号"),
    ("驻政办（2018）109 号", "驻政办〔2018〕109号"),
    ("国发【2016】1号", "国发〔2016〕1号"),
]


@pytest.mark.parametrize(("printed", "normal"), NUMBERS)
def test_numbers_are_evened_out(printed: str, normal: str) -> None:
    assert normal_number(printed) == normal
    assert document_iri(printed) == f"{BASE}doc/{normal}"


@pytest.mark.parametrize("text", [*' <>"{}|\\^`[]%#?\n\t\x00\x7f\u3000', "市（区）", "〔2018〕", "《通知》", "a b%zz[1]", "\ud800"])
def test_any_text_makes_an_iri_that_both_libraries_take(text: str) -> None:
    iri = item_iri(document_iri(f"x{text}y"), f"一{text}二")
    store = Store()
    store.load(f"<{iri}> <{iri}> <{iri}> .".encode(), format=RdfFormat.N_TRIPLES)
    data = Dataset().parse(data=f"<{iri}> <{iri}> <{iri}> .", format="nt11")
    assert [str(subject) for subject in data.subjects()] == [iri]
    assert [text_of(quad.predicate) for quad in store.quads_for_pattern(NamedNode(iri), None, None)] == [iri]


@pytest.mark.parametrize("text", ["市（区）", "〔2018〕", "a b", "50%", "一/二"])
def test_readable_gives_the_text_back(text: str) -> None:
    assert readable(BASE + escape(text)) == text
    assert readable(unit_iri(f"411700/{text}")).endswith(text)


@pytest.mark.parametrize("key", KEYS)
def test_graphs_of_a_reading(key: str) -> None:
    reading = gold_reading(key)
    quads = reading_to_quads(reading, version="1")
    document = document_iri(reading.documents[0].key)
    source = f"{BASE}source/{reading.source.digest}"
    assert {text_of(quad.graph_name) for quad in quads} == {document, effective_iri(document), source, UNITS_GRAPH}
    kinds = {"Measure": len(reading.measures), "Assignment": len(reading.assignments), "Deadline": len(reading.deadlines)}
    kinds |= {"Citation": len(reading.citations), "Body": len(reading.bodies)}
    for kind, count in kinds.items():
        assert sum(quad.predicate == term_node("rdf:type") and quad.object == term_node(kind) for quad in quads) == count
    assert len({(quad.subject, quad.predicate, quad.object) for quad in quads}) == len(quads), "a triple stands in two graphs"


@pytest.mark.parametrize("key", KEYS)
def test_evidence_quotes_its_source(key: str) -> None:
    reading = gold_reading(key)
    rows: dict[str, dict[str, str]] = {}
    for quad in reading_to_quads(reading, version="1"):
        rows.setdefault(text_of(quad.subject), {})[quad.predicate.value.rpartition("#")[2]] = text_of(quad.object)
    quoted = [row for row in rows.values() if "exact" in row]
    assert len(quoted) > len(reading.assignments) / 2
    for row in quoted:
        assert reading.source.text[int(row["start"]) : int(row["end"])] == row["exact"]


def test_same_reading_gives_the_same_bytes() -> None:
    reading = gold_reading("zz48")
    assert nquads(reading) == nquads(gold_reading.__wrapped__("zz48"))


def test_iris_hold_no_offset_of_statements() -> None:
    for line in nquads(gold_reading("zz48")).splitlines():
        subject = line.partition(" ")[0]
        assert "char=" not in subject or "/source/" in subject
        if "/assignment/" in subject:
            assert re.search(r"/item/[^ ]+/assignment/(lead|responsible|support|supervise|receive)/[^/~]+>$", subject), subject


def test_a_path_printed_twice_is_told_apart() -> None:
    reading = gold_reading("zz48")
    twice = replace(reading.measures[0], span=replace(reading.measures[0].span, start=reading.measures[0].span.start + 1))
    quads = reading_to_quads(replace(reading, measures=(*reading.measures, twice)), version="1")
    measures = {text_of(quad.subject) for quad in quads if quad.object == term_node("Measure")}
    assert item_iri(document_iri(reading.documents[0].key), reading.measures[0].path) + "~2" in measures


def test_no_graph_of_decisions_is_written() -> None:
    assert DECISIONS_GRAPH not in nquads(gold_reading("zz48"))
