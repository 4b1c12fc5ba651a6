"""A SPARQL endpoint as the store: it holds and answers the same as a folder, and whatever is wrong with one is one line."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import URIRef

import kg.remote_store
from kg.corrections import Decision, Verdict
from kg.endpoint import Endpoint
from kg.errors import QuestionError, StoreError, UnknownName
from kg.store import Graph, open_store
from ontology.registry import RegistryUnit, registry_for
from tests.cli import run
from tests.endpoints import answering, free_port, oxigraph
from tests.gold_readings import gold_reading
from tests.returned import COLUMN, change_sheet, correct, ledger_row

FOREIGN = "INSERT DATA { GRAPH <http://example.org/theirs> { <http://example.org/a> <http://example.org/b> 'c' } }"
PRINTED = "https://w3id.org/zerenlian/id/doc/驻政〔2018〕48号/item/三/（一）/assignment/responsible/市规划局"
KEYS = ("zz48", "zz50", "kunming")


@pytest.fixture(scope="module", params=[(), ("--union-default-graph",)], ids=["plain", "union"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    with oxigraph(*request.param) as found:
        Endpoint(f"{found}/update").update(FOREIGN)
        remote_at(found, create=True).add([gold_reading(key) for key in KEYS], registry=registry(), version="1", fingerprint="f")
        yield found


def remote_at(address: str, *, create: bool = False) -> Graph:
    return open_store(f"{address}/query", create=create, update=f"{address}/update")


def registry() -> list[RegistryUnit]:
    return list(registry_for("411700").units())


@pytest.fixture(scope="module")
def local() -> Graph:
    graph = open_store(":memory:")
    graph.add([gold_reading(key) for key in KEYS], registry=registry(), version="1", fingerprint="f")
    return graph


@pytest.mark.parametrize("format_", ["turtle", "nquads", "json-ld"])
def test_holds_the_same_as_a_folder(address: str, local: Graph, format_: str) -> None:
    assert remote_at(address).export(format_) == local.export(format_)


# A question with its arguments
ASKED = [
    ("who-owns", "棚户区改造规划"), ("who-owns", "安全"), ("unit-tasks", "市财政局"), ("chain", "驻政〔2018〕48号"), ("load",), ("unowned",),
    ("due", date(2018, 1, 1), date(2024, 12, 31)), ("coverage",), ("together", "市财政局"), ("documents",), ("units",), ("doubts",),
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_answers_the_same(address: str, local: Graph, asked: tuple[str | date, ...]) -> None:
    name, *arguments = asked
    rows = remote_at(address).ask(str(name), *arguments)
    assert rows == local.ask(str(name), *arguments)
    assert rows or name == "doubts"


def test_audits_networks_and_texts_are_the_same(address: str, local: Graph) -> None:
    remote = remote_at(address)
    assert sorted(map(repr, remote.audit(as_of=date(2019, 1, 1)))) == sorted(map(repr, local.audit(as_of=date(2019, 1, 1))))
    for choice in ({}, {"document": "驻政〔2018〕48号"}, {"unit": "市财政局"}):
        ours, theirs = local.network(**choice), remote.network(**choice)
        assert list(theirs.nodes(data=True)) == list(ours.nodes(data=True))
        assert list(theirs.edges(data=True)) == list(ours.edges(data=True))
    reading = gold_reading("zz48")
    assert remote.source(reading.source.name) == reading.source.text
    with pytest.raises(UnknownName):
        remote.source("0" * 64)
    assert remote.unchanged(reading.source.digest, "f")
    assert not remote.unchanged(reading.source.digest, "g")


def test_queries(address: str) -> None:
    remote = remote_at(address)
    assert remote.sparql("ASK { ?d a zrl:Document }").askAnswer
    assert len(remote.sparql("CONSTRUCT { ?d a zrl:Document } WHERE { ?d a zrl:Document }").graph or ()) == 3
    assert len(list(remote.sparql("SELECT ?m { ?m a zrl:Measure }"))) == sum(len(gold_reading(key).measures) for key in KEYS)
    assert next(iter(remote.rdf.triples((None, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), None))))
    for query, place in (
        ("SELECT * {\n ?s ?p", "2:"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "查询"),
        ("SELECT * { SERVICE <a:b> { ?s ?p ?o } }", "SERVICE"),
    ):
        with pytest.raises(QuestionError, match=place):
            remote.sparql(query)
    with pytest.raises(StoreError):
        remote.rdf.update("CLEAR ALL")


def test_union_by_a_list_of_graphs(address: str, local: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.remote_store, "_UNIONS", ())
    assert remote_at(address).ask("coverage") == local.ask("coverage")


@pytest.fixture
def empty() -> Iterator[str]:
    with oxigraph() as found:
        Endpoint(f"{found}/update").update(FOREIGN)
        yield found


def held(address: str) -> list[Quad]:
    """Everything that the endpoint holds, ours or not."""
    with urllib.request.urlopen(urllib.request.Request(f"{address}/store", headers={"Accept": "application/n-quads"})) as answer:
        return list(parse(answer.read(), RdfFormat.N_QUADS))


def foreign(address: str) -> list[str]:
    return [str(quad.graph_name) for quad in held(address) if "https://w3id.org/zerenlian/id/" not in str(quad.graph_name)]


def test_writing_is_the_same_as_into_a_folder(empty: str) -> None:
    remote, folder = remote_at(empty, create=True), open_store(":memory:")
    reading = gold_reading("zz48")
    other = replace(gold_reading("zz50"), source=replace(reading.source, digest="b" * 64, text='x\r\ny\t\u3000"\\'))

    def write(graph: Graph) -> Iterator[tuple[object, str]]:
        decisions = [
            Decision(Verdict.REJECTED, PRINTED, "x", "2026-01-01T00:00:00"),
            Decision(Verdict.CHANGED, PRINTED, "x", "2026-01-02T00:00:00", unit="新单位"),
        ]
        steps: list[Callable[[], object]] = [
            lambda: graph.add(reading), lambda: graph.add(reading, registry=registry(), fingerprint="f"),
            lambda: graph.decide(decisions[:1]), lambda: graph.decide(decisions[1:]), graph.undo, graph.decisions,
            lambda: graph.add(reading), lambda: graph.add(gold_reading("kunming")), lambda: graph.add(other), graph.undo,
            lambda: graph.source("b" * 64), lambda: graph.add(replace(reading, assignments=())), lambda: graph.ask("who-owns", "改造"),
        ]  # fmt: skip
        for step in steps:
            yield step(), graph.export("nquads")

    for number, (ours, theirs) in enumerate(zip(write(folder), write(remote), strict=True)):
        assert theirs == ours, number
    assert foreign(empty) == ["<http://example.org/theirs>"]
    assert [quad for quad in held(empty) if "/text/" + reading.source.digest in str(quad.graph_name)]


def test_one_request_a_document_and_none_too_many(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    send = Endpoint.update

    def note(self: Endpoint, text: str) -> None:
        sent.append(text)
        send(self, text)

    monkeypatch.setattr(Endpoint, "update", note)
    remote = remote_at(empty, create=True)
    remote.add([gold_reading(key) for key in KEYS], fingerprint="f")
    per_document = [set(re.findall(r"GRAPH <([^>]*/(?:doc|effective)/[^>]*)>", text)) for text in sent]
    assert sorted(len(found) for found in per_document if found) == [2, 2, 2]
    assert "fingerprint" in sent[-1]
    assert not any("ns#fingerprint" in text for text in sent[:-1])
    sent.clear()
    remote.decide([Decision(Verdict.REJECTED, PRINTED, "x", "2026-01-01T00:00:00")])
    assert len(sent) == 1
    sent.clear()
    assert remote.undo()
    assert len(sent) == 1


def test_a_build_that_stops_half_way_is_taken_up_again(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    send, whole = Endpoint.update, open_store(":memory:")
    whole.add([gold_reading(key) for key in KEYS], fingerprint="f")
    for most in range(12):
        sent: list[str] = []

        def stop(self: Endpoint, text: str, sent: list[str] = sent, most: int = most) -> None:
            if len(sent) == most:
                raise KeyboardInterrupt
            sent.append(text)
            send(self, text)

        monkeypatch.setattr(Endpoint, "update", stop)
        graph = remote_at(empty, create=True)
        try:
            graph.add([gold_reading(key) for key in KEYS], fingerprint="f")
        except KeyboardInterrupt:
            graph = remote_at(empty, create=True)
            assert not all(graph.unchanged(gold_reading(key).source.digest, "f") for key in KEYS)
            held_numbers = [row.number for row in graph.ask("documents")]
            assert held_numbers == sorted(held_numbers)
        else:
            assert graph.export("nquads") == whole.export("nquads")
            monkeypatch.setattr(Endpoint, "update", send)
            Endpoint(f"{empty}/update").update("DROP ALL")
    assert most > 8


def test_every_command(empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZERENLIAN_STORE", f"{empty}/query")
    monkeypatch.setenv("ZERENLIAN_STORE_UPDATE", f"{empty}/update")
    built = run("build", ":sample:", folder=tmp_path)
    assert built.code == 0, built.err
    assert "未变 1" in run("build", ":sample:", folder=tmp_path).out
    commands = [
        ("ask", "who-owns", "棚户区改造规划"), ("sparql", "ASK { ?d a zrl:Document }"), ("export", "-o", "x.nq"),
        ("view", "source", "驻政〔2018〕48号", "-o", "s.html"), ("view", "gaps", "-o", "g.html"), ("ledger", "-o", "l.csv"),
        ("calendar", "-o", "c.ics"), ("ledger", "-o", "l.xlsx"),
    ]  # fmt: skip
    for command in commands:
        ran = run(*command, folder=tmp_path)
        assert ran.code == 0, ran.err
    assert run("audit", folder=tmp_path).code == 1
    before = ledger_row(tmp_path)["responsible"]
    change_sheet(tmp_path, lambda sheet: setattr(sheet.cell(2, COLUMN["responsible"]), "value", "市林业局"))
    taken = correct(tmp_path, "--yes")
    assert taken.code == 0, taken.err
    assert ledger_row(tmp_path)["responsible"] == "市林业局" != before
    assert run("correct", "--undo", folder=tmp_path).code == 0
    assert ledger_row(tmp_path)["responsible"] == before
    assert run("correct", "--undo", folder=tmp_path).code == 2
    assert not (tmp_path / "chain.db").exists()


# What an endpoint answers to everything: status, kind, body, and a word of the sentence
WRONG = [
    (200, "text/html", b"<html>", "text/html"),
    (200, "application/sparql-results+json", b"{", "SPARQL"),
    (200, "application/sparql-results+json", b"<html>", "SPARQL"),
    (200, "application/sparql-results+json", b'{"head":{"vars":[]},"results":{"bindings":[]}}', "bindings"),
    (401, "text/plain", b"who are you", "ZERENLIAN_STORE_USER"),
    (404, "text/html", b"<html>\n<p>not here</html>", "404"),
    (400, "text/plain", b"bad\nthing", "bad thing"),
    (500, "text/plain", b"", "500"),
    (301, "text/plain", b"", "301"),
]


@pytest.mark.parametrize(("status", "kind", "body", "word"), WRONG)
@pytest.mark.parametrize("command", [("ask", "documents"), ("build", ":sample:"), ("export", "-o", "x.nq")])
def test_endpoint_that_answers_wrongly(
    status: int, kind: str, body: bytes, word: str, command: tuple[str, ...], tmp_path: Path
) -> None:  # fmt: skip
    with answering(status, kind, body) as address:
        ran = run(*command, "--store", address, folder=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert word in ran.err
    assert address in ran.err
    assert list(tmp_path.iterdir()) == []


# Addresses that are none, and a word of the sentence
NO_ADDRESSES = [
    ("http://127.0.0.1:{port}/query", "连不上"), ("ftp://127.0.0.1/x", "http://"), ("http://", "http://"),
    ("http://user:secret@127.0.0.1/query", "ZERENLIAN_STORE_USER"), ("http://127.0.0.1:x/", "http://"), ("http://市.test/ 查", "http://"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "word"), NO_ADDRESSES)
def test_no_endpoint(address: str, word: str, tmp_path: Path) -> None:
    free = address.format(port=free_port())  # found here, not in the table: each worker must collect the same names
    for command in (("ask", "documents"), ("build", ":sample:")):
        ran = run(*command, "--store", free, folder=tmp_path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert word in ran.err
        assert "secret" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_endpoint_that_holds_nothing_of_ours(empty: str) -> None:
    with pytest.raises(StoreError, match="build"):
        remote_at(empty).ask("documents")


def test_endpoint_that_hides_named_graphs(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Endpoint.ask
    monkeypatch.setattr(
        Endpoint,
        "ask",
        lambda self, query, kind, options=(): ask(self, re.sub(r"GRAPH (\?g|<[^>]*>)", "GRAPH <a:b>", query), kind, options),
    )
    with pytest.raises(StoreError, match="命名图"):
        remote_at(empty, create=True).add(gold_reading("zz48"))
    monkeypatch.undo()
    remote_at(empty, create=True).add(gold_reading("zz48"))
    assert remote_at(empty).ask("documents")


def test_user_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZERENLIAN_STORE_USER", "王")
    monkeypatch.setenv("ZERENLIAN_STORE_PASSWORD", "a:b")
    seen: list[dict[str, str]] = []
    with answering(200, "application/sparql-results+json", b'{"head":{},"boolean":false}', seen) as address, pytest.raises(StoreError):
        open_store(address).ask("documents")
    assert seen[0]["Authorization"] == "Basic 546LOmE6Yg=="


def test_update_address_of_a_folder(tmp_path: Path) -> None:
    ran = run("ask", "documents", "--store-update", "http://127.0.0.1/x", folder=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "http://127.0.0.1/x" in ran.err
