"""Answers of endpoints in the forms that their makers give them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean
from rdflib import Graph as RdfGraph

from kg.dataset import open_dataset, plain_rows
from kg.endpoint import Endpoint
from kg.remote_store import RemoteStore
from kg.store import open_store
from tests.endpoints import answering
from tests.gold_readings import gold_reading

JSON = "application/sparql-results+json"
VIRTUOSO = b'{"head": {"link": [], "vars": ["__ASK_RETVAL"]}, "results": {"bindings": [%s]}}'
ONE = b'{"__ASK_RETVAL": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "1"}}'
TRUTHS = [
    (b'{"head": {}, "boolean": true}', True),
    (b'{"head": {}, "boolean": false}', False),
    (VIRTUOSO % ONE, True),
    (VIRTUOSO % b"", False),
]


@pytest.mark.parametrize(("body", "expected"), TRUTHS)
def test_truth(body: bytes, expected: bool) -> None:
    with answering(200, JSON, body) as address:
        found = RemoteStore(Endpoint(address)).query("ASK { ?s ?p ?o }")
    assert isinstance(found, QueryBoolean)
    assert bool(found) is expected


# (a value as an endpoint gives it, as it was written)
VALUES = [
    ("boolean", "1", Literal(True)),
    ("boolean", "0", Literal(False)),
    ("boolean", "true", Literal(True)),
    ("integer", "1", Literal(1)),
]


@pytest.mark.parametrize(("kind", "given", "expected"), VALUES)
def test_value(kind: str, given: str, expected: Literal) -> None:
    cells = {name: f'{{"type": "uri", "value": "https://example.org/{name}"}}' for name in "spg"}
    cells["o"] = f'{{"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#{kind}", "value": "{given}"}}'
    row = ", ".join(f'"{name}": {cell}' for name, cell in cells.items())
    body = f'{{"head": {{"vars": ["s", "p", "o", "g"]}}, "results": {{"bindings": [{{{row}}}]}}}}'.encode()
    with answering(200, JSON, body) as address:
        quads = list(RemoteStore(Endpoint(address)).quads_for_pattern(None, NamedNode("https://example.org/p"), None))
    assert [quad.object for quad in quads] == [expected]


KINDS = """SELECT ?term { VALUES ?term { "a" "a"@zh 1 1.50 1e3 true "1"^^xsd:boolean "2018-01-01"^^xsd:date "x"^^xsd:integer UNDEF
  zrl:lead <https://example.org/x> "P1D"^^xsd:duration "2018"^^xsd:gYear } }"""


def test_plain_values_are_the_same_whoever_makes_them() -> None:
    ours = open_dataset(open_store(":memory:").state.store)
    theirs = RdfGraph()
    for prefix, namespace in ours.namespaces():
        theirs.bind(prefix, namespace, replace=True)
    found, expected = ([repr(values) for values in plain_rows(dataset.query(KINDS))] for dataset in (ours, theirs))
    assert found == expected
    assert len(found) == 14


def test_rows_of_the_graph_are_plain_values() -> None:
    graph = open_store(":memory:")
    graph.add(gold_reading("zz48"))
    query = "SELECT ?p ?o { ?s ?p ?o FILTER(!isBlank(?o)) } ORDER BY STR(?p) STR(?o)"
    plain = list(plain_rows(graph.rdf.query(query)))
    assert len(plain) == len(list(graph.rdf.query(query))) > 1000
    assert {type(value) for row in plain for value in row} == {str, int, float, bool}
