"""Shapes: each has a sound graph and broken ones; pyshacl and the query for a whole store find the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.check import CheckResult, check, check_quads, check_store
from kg.store import Graph, open_store
from tests.gold_readings import gold_reading
from tests.kg_graphs import KEYS, gold_graph

SOUND = (Path(__file__).parent / "shapes" / "sound.ttl").read_text(encoding="utf-8")
ZRL = "https://w3id.org/zerenlian/ns#"

# (what is printed in the sound graph, what stands there instead, the property that breaks, the rule)
BROKEN = [
    ('eli:date_document "2018-07-18"^^xsd:date', 'eli:date_document "2018-07-18"', "date_document", "datatype"),
    ('dcterms:title "某意见"', 'dcterms:title "某意见" , "另一标题"', "title", "maxCount"),
    (" ; dcterms:source <source/ab>", "", "source", "minCount"),
    ('zrl:path "一" ; ', "", "path", "minCount"),
    ("zrl:operative true", 'zrl:operative "yes"', "operative", "datatype"),
    ("eli:is_part_of <doc/驻政〔2018〕1号> ; zrl:evidence", "eli:is_part_of <doc/驻政〔2018〕9号> ; zrl:evidence", "is_part_of", "class"),
    ("zrl:role zrl:lead", "zrl:role zrl:member", "role", "in"),
    ("zrl:basis zrl:basis-prose", 'zrl:basis "prose"', "basis", "in"),
    ("zrl:confidence 0.9", "zrl:confidence 1.5", "confidence", "maxInclusive"),
    ("zrl:confidence 0.9", "zrl:confidence -0.1", "confidence", "minInclusive"),
    ("zrl:confidence 0.9 ; zrl:mention <source/ab#char=15,19>", "zrl:confidence 0.9", "mention", "minCount"),
    ("zrl:kind zrl:deadline-by", "zrl:kind zrl:kind-named", "kind", "in"),
    ('zrl:notAfter "2018-12-31"^^xsd:date', 'zrl:notAfter "2018-12-31"', "notAfter", "datatype"),
    ('zrl:value "2018-12-31"', 'zrl:notBefore "2019-01-01"^^xsd:date ; zrl:value "2018-12-31"', "notBefore", "lessThanOrEquals"),
    ("zrl:relation zrl:relation-basis", "zrl:relation zrl:relation-other", "relation", "in"),
    ("zrl:from <doc/驻政〔2018〕1号> ; zrl:to", "zrl:to", "from", "minCount"),
    ("oa:hasSelector <source/ab#char=4,14/words> ; ", "", "hasSelector", "minCount"),
    ("oa:start 4 ; oa:end 14", "oa:start 14 ; oa:end 4", "start", "lessThan"),
    ("oa:start 0 ; oa:end 3", "oa:start -1 ; oa:end 3", "start", "minInclusive"),
    ("zrl:isKnown true ; zrl:level zrl:level-2", "zrl:isKnown true ; zrl:level zrl:level-9", "level", "in"),
    ('<unit/411700/市财政局> a zrl:Unit ; skos:prefLabel "市财政局"', "<unit/411700/市财政局> a zrl:Unit", "prefLabel", "minCount"),
    ('skos:prefLabel "联席会议" ; eli:is_part_of', 'skos:prefLabel "联席会议" , "领导小组" ; eli:is_part_of', "prefLabel", "maxCount"),
    ('zrl:indicator "优良天数"', "zrl:indicator 7", "indicator", "datatype"),
    ("org:member <unit/411700/市财政局> ; ", "", "member", "minCount"),
]  # fmt: skip


def graph_of(text: str) -> Graph:
    graph = open_store(":memory:")
    store = graph.state.store
    assert isinstance(store, Store)
    store.load(text.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode("https://w3id.org/zerenlian/id/graph/test"))
    return graph


def both(graph: Graph) -> list[CheckResult]:
    """What pyshacl finds, which must be what the query finds."""
    found = check_quads(list(graph.state.store))
    assert [(row.focus, row.path, row.rule) for row in found] == [(row.focus, row.path, row.rule) for row in check_store(graph)]
    return found


def test_sound_graph() -> None:
    assert both(graph_of(SOUND)) == []


@pytest.mark.parametrize(("printed", "instead", "path", "rule"), BROKEN)
def test_broken_graph(printed: str, instead: str, path: str, rule: str) -> None:
    assert printed in SOUND
    found = both(graph_of(SOUND.replace(printed, instead, 1)))
    assert (path, rule) in {(row.path.rpartition("/")[2].rpartition("#")[2], row.rule) for row in found}
    assert path in found[0].message("zh")
    assert path in found[0].message("en")


def test_gold_is_sound() -> None:
    assert check(gold_graph()) == []


@pytest.mark.parametrize("key", KEYS)
def test_gold_documents_are_sound(key: str) -> None:
    assert check(gold_graph(), gold_reading(key).documents[0].key) == []
