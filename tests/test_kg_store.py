"""The store: snapshots that are whole or not there, errors in one line, files that changed or did not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, URIRef
from rdflib.plugins.sparql import processor

import kg.snapshots
from kg.errors import GraphError, QuestionError, StoreError, UnknownName
from kg.store import Graph, open_store
from ontology.records import Document, Reading
from tests.gold_readings import gold_reading
from tests.kg_graphs import gold_graph

ROOT = Path(__file__).parents[1]


def numbers(graph: Graph) -> list[str]:
    return [row.number for row in graph.ask("documents")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "chain.db"
    open_store(path, create=True).add(gold_reading("zz48"), version="1", fingerprint="abc")
    return path


def make_file(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("x", encoding="utf-8")


def make_older(path: Path) -> None:
    open_store(path, create=True).add(gold_reading("zz48"))
    (path / "FORMAT").write_text("zerenlian 0\n", encoding="utf-8")


def make_damaged(path: Path) -> None:
    open_store(path, create=True).add(gold_reading("zz48"))
    for file in (path / "snapshots" / "1" / "graph").glob("MANIFEST*"):
        file.write_bytes(b"")


def make_nothing(_path: Path) -> None:
    pass


# (what is there, whether to create, whether it may be opened)
PLACES = [
    (make_nothing, False, False), (make_nothing, True, True), (make_file, False, False), (make_file, True, False),
    (make_folder, False, False), (make_folder, True, False), (make_older, False, False), (make_older, True, False),
    (make_damaged, False, False), (Path.mkdir, False, False), (Path.mkdir, True, True),
]  # fmt: skip


@pytest.mark.parametrize(("make", "create", "is_fine"), PLACES)
def test_opening(tmp_path: Path, make: object, create: bool, is_fine: bool) -> None:
    path = tmp_path / "chain.db"
    make(path)  # type: ignore[operator]
    if is_fine:
        assert numbers(open_store(path, create=create)) == []
        return
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create).ask("documents")
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_opening_makes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "chain.db", create=True).ask("documents")
    assert list(tmp_path.iterdir()) == []


def test_store_is_found_again(path: Path) -> None:
    graph = open_store(path)
    assert numbers(graph) == ["驻政〔2018〕48号"]
    assert graph.ask("who-owns", "棚户区改造规划")[0].unit == "市规划局"
    assert "棚户区" in graph.source("zhumadian-gazette-2018-04.txt")
    assert sorted(one.name for one in path.iterdir()) == ["CURRENT", "FORMAT", "lock", "snapshots", "sources"]


def test_memory_and_folder_hold_the_same(path: Path) -> None:
    memory = open_store(":memory:")
    memory.add(gold_reading("zz48"), version="1", fingerprint="abc")
    assert memory.export("nquads") == open_store(path).export("nquads")


def test_unknown_source(path: Path) -> None:
    for name in ("nothing.txt", "../FORMAT", "0" * 64):
        with pytest.raises(UnknownName):
            open_store(path).source(name)


def test_readers_go_on_and_old_snapshots_go(path: Path) -> None:
    reader = open_store(path)
    assert len(numbers(reader)) == 1
    writer = open_store(path)
    writer.add(gold_reading("kunming"))
    writer.add(gold_reading("jingzhou"))
    assert len(numbers(reader)) == 1
    assert len(list((path / "snapshots").iterdir())) == 2
    reader.refresh()
    assert len(numbers(reader)) == 3
    writer.add(gold_reading("kunming"))
    reader.close()
    writer.close()
    open_store(path).add(gold_reading("kunming"))
    assert len(list((path / "snapshots").iterdir())) == 1


def test_published_snapshot_is_not_written_to(path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}

    reader = open_store(path)
    reader.ask("documents")
    before = files(path / "snapshots" / "1")
    open_store(path).add(gold_reading("kunming"))
    reader.ask("load")
    assert files(path / "snapshots" / "1") == before


def test_error_in_a_block_leaves_the_old_state(path: Path) -> None:
    graph = open_store(path)
    before = graph.export("nquads")
    reading = gold_reading("kunming")
    broken = replace(reading, assignments=(replace(reading.assignments[0], measure="no such"),))
    with pytest.raises(KeyError):
        graph.add([gold_reading("jingzhou"), broken])
    assert open_store(path).export("nquads") == before
    assert [one.name for one in (path / "snapshots").iterdir()] == ["1"]


def test_writer_waits_and_then_says_who_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.snapshots, "WAIT_SECONDS", 0.2)
    holder = open_store(path)
    with holder._backend.writing() as _draft, pytest.raises(StoreError) as caught:
        open_store(path).add(gold_reading("kunming"))
    assert str(os.getpid()) in str(caught.value)
    open_store(path).add(gold_reading("kunming"))
    assert len(numbers(open_store(path))) == 2


def test_unchanged(path: Path) -> None:
    graph = open_store(path)
    digest = gold_reading("zz48").source.digest
    assert graph.unchanged(digest, "abc")
    assert not graph.unchanged(digest, "abd")
    assert not graph.unchanged("0" * 64, "abc")


def with_text(reading: Reading, digest: str, name: str | None = None) -> Reading:
    return replace(reading, source=replace(reading.source, digest=digest * 64, name=name or reading.source.name))


def test_changed_file_replaces_what_it_held(path: Path) -> None:
    graph = open_store(path)
    report = graph.add(with_text(gold_reading("zz48"), "a"))
    assert (report.added, report.replaced, report.removed) == ([], ["驻政〔2018〕48号"], [])
    report = graph.add(with_text(gold_reading("zz50"), "b"))
    assert (report.added, report.replaced, report.removed) == (["驻政〔2018〕50号"], [], ["驻政〔2018〕48号"])
    assert numbers(graph) == ["驻政〔2018〕50号"]
    assert [one.stem for one in (path / "sources").iterdir()] == ["b" * 64]
    assert len(list(graph.state.store.named_graphs())) == 4  # document, in force, source, units
    assert graph.ask("who-owns", "棚户区改造规划") == []


def test_parts_of_one_file_in_one_call() -> None:
    graph = open_store(":memory:")
    report = graph.add([gold_reading("zz48"), gold_reading("zz50")])
    assert report.removed == []
    assert len(numbers(graph)) == 2
    assert report.roles["responsible"] == 68


def test_fuller_reading_of_a_document_stays() -> None:
    reading = gold_reading("zz48")
    short = with_text(replace(reading, assignments=reading.assignments[:5]), "c", "compilation.txt")
    graph = open_store(":memory:")
    graph.add(reading)
    report = graph.add(short)
    assert (report.replaced, report.publications) == ([], ["驻政〔2018〕48号"])
    assert "is_another_publication_of" in graph.export("nquads")
    assert graph.ask("documents")[0].source == reading.source.name
    other = open_store(":memory:")
    other.add(short)
    report = other.add(reading)
    assert report.replaced == ["驻政〔2018〕48号"]
    assert other.ask("documents")[0].source == reading.source.name


def test_document_without_number_and_source_without_document() -> None:
    reading = gold_reading("zz48")
    head: Document = replace(reading.documents[0], key="市政府/2018-07-29/在会议上的讲话", number=None)
    speech = replace(
        reading,
        documents=(head,),
        measures=tuple(replace(row, document=head.key) for row in reading.measures),
        assignments=tuple(replace(row, measure=f"{head.key}#{row.measure.partition('#')[2]}") for row in reading.assignments),
        deadlines=(),
        citations=(),
        bodies=(),
    )
    graph = open_store(":memory:")
    graph.add(speech, fingerprint="f")
    assert numbers(graph) == [None]
    assert graph.network("棚户区改造工作的补充意见").number_of_nodes() > 20
    empty = replace(with_text(reading, "e"), documents=(), measures=(), assignments=(), deadlines=(), citations=(), bodies=())
    report = graph.add(empty, fingerprint="f")
    assert report.removed == [head.title]
    assert graph.unchanged("e" * 64, "f")


def test_rdf_is_a_dataset_to_query(path: Path) -> None:
    dataset = open_store(path).rdf
    assert isinstance(dataset, Dataset)
    measures = list(dataset.query("SELECT ?m WHERE { ?m a zrl:Measure }"))
    assert len(measures) == len(gold_reading("zz48").measures)
    assert len(set(dataset.subjects(RDF.type, URIRef("https://w3id.org/zerenlian/ns#Measure")))) == len(measures)
    assert len(dataset.graph(URIRef("https://w3id.org/zerenlian/id/doc/驻政〔2018〕48号"))) > 1000


@pytest.mark.parametrize("is_memory", [True, False])
def test_rdf_is_not_written_to(path: Path, is_memory: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = gold_graph() if is_memory else open_store(path)
    before = graph.export("nquads")
    monkeypatch.setattr(processor, "evalUpdate", lambda *_: pytest.fail("rdflib's own engine ran"))
    iri = URIRef("https://example.org/x")
    for change in (
        lambda: graph.rdf.add((iri, iri, iri)),
        lambda: graph.rdf.remove((iri, iri, iri)),
        lambda: graph.rdf.update("DELETE WHERE { ?s ?p ?o }"),
        lambda: graph.rdf.remove_graph(iri),
    ):
        with pytest.raises(StoreError):
            change()
    assert graph.export("nquads") == before


# Queries that are refused, and a word of why
REFUSED = [
    ("SELECT * WHERE { ?s ?p }", "1:"),
    ("SELECT * WHERE {\n ?s ?p ?o ", "2:"),
    ("SELECT ?x WHERE { ?x nope:title ?y }", "1:32"),
    ("INSERT DATA { <a:b> <a:b> <a:b> }", None),
    ("PREFIX a: <a:b> DELETE WHERE { ?s ?p ?o }", None),
    ("# comment\nCLEAR ALL", None),
    ("LOAD <http://example.org/>", None),
    ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * WHERE { service silent <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * FROM <http://example.org/> WHERE { ?s ?p ?o }", "FROM"),
    ("", None),
]


@pytest.mark.parametrize(("query", "word"), REFUSED)
def test_query_is_refused(query: str, word: str | None) -> None:
    with pytest.raises(QuestionError) as caught:
        gold_graph().sparql(query)
    assert "\n" not in str(caught.value)
    assert word is None or word in str(caught.value)


ASKED = [
    'SELECT * WHERE { ?s zrl:text ?t FILTER(CONTAINS(?t, "SERVICE FROM {")) } LIMIT 1',
    "SELECT ?from WHERE { ?c zrl:from ?from } LIMIT 1",
    "SELECT * WHERE { ?s <http://example.org/FROM> ?o } # SERVICE",
    "ASK { ?s a zrl:Document }",
    "CONSTRUCT { ?s a zrl:Document } WHERE { ?s a zrl:Document }",
    "PREFIX service: <http://example.org/> SELECT * WHERE { ?s service:x ?load }",
    "BASE <http://example.org/> SELECT * WHERE { ?s <a> ?load }",
]


@pytest.mark.parametrize("query", ASKED)
def test_query_is_answered(query: str) -> None:
    assert gold_graph().sparql(query).type in ("SELECT", "ASK", "CONSTRUCT")


@pytest.mark.parametrize("format_", ["turtle", "nquads", "json-ld"])
def test_export_is_stable_and_whole(format_: str) -> None:
    graph = gold_graph()
    text = graph.export(format_)
    assert text == graph.export(format_)
    data = Dataset(default_union=True).parse(data=text, format="turtle" if format_ == "turtle" else format_)
    assert len(set(data.subjects(RDF.type, URIRef("https://w3id.org/zerenlian/ns#Measure")))) == 142


def test_errors_are_of_one_family() -> None:
    assert all(issubclass(kind, GraphError) for kind in (StoreError, QuestionError, UnknownName))


WRITER = """
import sys
from kg.corrections import Decision, Verdict
from kg.store import open_store
from tests.gold_readings import gold_reading
PRINTED = "https://w3id.org/zerenlian/id/doc/驻政〔2018〕48号/item/三/（一）/assignment/responsible/市规划局"
graph = open_store(sys.argv[1])
graph.add([gold_reading("zz48"), gold_reading("zz50")])
print("ready", flush=True)
while True:
    graph.add([gold_reading("zz48"), gold_reading("zz50")])
    graph.decide([Decision(Verdict.REJECTED, PRINTED, "x", "2026-01-01T00:00:00")])
    graph.undo()
"""


def test_killed_at_any_moment_leaves_a_whole_state(path: Path) -> None:
    open_store(path).add([gold_reading("zz48"), gold_reading("zz50")])
    chance = random.Random(1)
    states = set()
    for _ in range(10):
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.4))
        child.send_signal(signal.SIGKILL)
        child.wait()
        graph = open_store(path)
        assert numbers(graph) == ["驻政〔2018〕48号", "驻政〔2018〕50号"]
        assert graph.ask("who-owns", "棚户区改造规划")[0].unit in ("市规划局", None)
        states.add((path / "CURRENT").read_text(encoding="utf-8"))
        graph.close()
    assert len(states) > 3
    open_store(path).add(gold_reading("kunming"))
    assert len(list((path / "snapshots").iterdir())) == 1
