"""Every page: closed to the outside, free of markup from documents, deterministic, small, whole even where there is little to show."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import Graph
from ontology.words import messages
from tests.kg_synthetic import readings
from tests.view_pages import ARGUMENTS, BESIDE, HOSTILE, NUMBER, data_of, graph_of, page_of, store, tree_of
from tests.view_readings import BUSY, LONG_NAME, PAYLOADS, busy_reading, hostile_reading
from visualize.catalogue import VIEWS, render
from visualize.choose import facts_of
from visualize.errors import ViewError

ROOT = Path(__file__).parents[1]
POLICY = re.compile(r"script-src ((?:'sha256-[^']+' ?)+); img-src data:")


@pytest.mark.parametrize("view", VIEWS)
def test_page_is_closed(view: str) -> None:
    text = page_of(view)
    tree = tree_of(text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    scripts = [script.text for script in tree.xpath("//script[not(@type)]")]
    hashes = ["'sha256-" + base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() + "'" for each in scripts]
    found = POLICY.search(policy)
    assert found
    assert found.group(1).split() == hashes
    assert not tree.xpath("//@src | //link | //iframe | //object | //embed | //base | //form")
    assert set(tree.xpath("//@href")) <= {f"{name}.html" for name in VIEWS}
    styles = " ".join(tree.xpath("//style/text()"))
    assert "url(" not in styles
    assert "@import" not in styles


@pytest.mark.parametrize("view", VIEWS)
def test_page_links_only_to_pages_beside_it(view: str) -> None:
    alone = render(view, store("gold"), ARGUMENTS[view])
    assert tree_of(alone).xpath("//@href") == []
    assert tree_of(alone).xpath("//nav/*/@aria-current") == ["page"]
    assert data_of(alone)["beside"] == {}
    assert set(tree_of(page_of(view)).xpath("//nav/a/@href")) == {file for other, file in BESIDE.items() if other != view}


@pytest.mark.parametrize("view", VIEWS)
def test_document_text_is_never_markup(view: str) -> None:
    arguments = HOSTILE[view]
    graph = store("hostile")
    if view == "unit":
        arguments = (next(row["name"] for _, row in graph.network().nodes(data=True) if row["type"] == "unit" and row["load"]["lead"]),)
    text = render(view, graph, arguments)
    tree = tree_of(text)
    assert len(tree.xpath("//script[not(@type)]")) == len(tree_of(page_of(view)).xpath("//script[not(@type)]"))
    assert not tree.xpath("//img | //iframe | //svg[@onload] | //textarea")
    assert not [name for name in tree.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]
    assert "</script><script>" not in text
    assert "49" not in "".join(tree.xpath("//h1//text()"))
    shown = "".join(tree.xpath("//body//text()[not(ancestor::script)]")) + str(data_of(text))
    assert any(payload in shown for payload in PAYLOADS)


def test_hostile_reading_holds_every_payload() -> None:
    assert all(payload in hostile_reading().source.text for payload in PAYLOADS)


@pytest.mark.parametrize("view", VIEWS)
def test_same_graph_gives_same_bytes(view: str) -> None:
    script = (
        "import hashlib, sys; from tests.view_pages import page_of; "
        "sys.stdout.write(hashlib.sha256(page_of(sys.argv[1]).encode()).hexdigest())"
    )
    if view in ("chain", "network", "matrix"):
        done = subprocess.run(
            [sys.executable, "-c", script, view],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": "7", "PATH": ""},
        )
        assert done.stdout == hashlib.sha256(page_of(view).encode()).hexdigest()
    assert render(view, store("gold"), ARGUMENTS[view], beside=BESIDE) == page_of(view)


@pytest.mark.parametrize("view", VIEWS)
def test_places_are_those_of_the_source(view: str) -> None:
    data = data_of(page_of(view))
    graph = store("gold")
    texts = [graph.source(source["digest"]) for source in data["sources"]]
    passages = data["passages"]
    assert passages
    for number, start, end, sentence in passages:
        assert texts[number][start:end] == sentence
    assert len({(number, start, end) for number, start, end, _ in passages}) == len(passages)
    for item in data["items"]:
        for number, context_start, context_end, start, end, _ in item.get("w", ()):
            assert any(p[0] == number and p[1] <= context_start and context_end <= p[2] for p in passages) or item.get("k") == "document"
            assert context_start <= start <= end <= context_end or item.get("k") in ("span", "document", "measure")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["empty", "silent", "idle"])
def test_page_with_little_says_so(view: str, name: str) -> None:
    number = {"silent": "驻政〔2018〕2号", "idle": "驻政〔2018〕3号"}.get(name, NUMBER)
    arguments = (number,) if view in ("chain", "source", "sheet") else ()
    if view == "unit" or (name == "empty" and arguments):
        with pytest.raises(ViewError):
            render(view, store(name), arguments or ("市财政局",))
        return
    tree = tree_of(render(view, store(name), arguments))
    if name == "empty" or (name == "silent" and view in ("chain", "ladder", "matrix", "timeline", "sheet")):
        assert tree.xpath("//*[contains(@class,'note')]")
    if name == "empty" and view in ("ladder", "matrix", "network", "gaps", "source"):
        assert messages("zh")["view.empty"] in tree.xpath("string(//main)")
    if name == "silent" and view == "chain":
        assert not tree.xpath("//button[@id='as-table']")
    if name == "idle" and view in ("chain", "ladder", "sheet"):
        assert "△" in "".join(tree.xpath("//main//text()")) or tree.xpath("//td[@class='gap'][text()]")


@pytest.mark.parametrize("view", VIEWS)
def test_busy_unit_and_long_name(view: str) -> None:
    number = "驻政〔2018〕4号"
    arguments = {"unit": (BUSY,), "chain": (number,), "source": (number,), "sheet": (number,)}.get(view, ())
    text = render(view, store("busy"), arguments)
    shown = "".join(tree_of(text).xpath("//body//text()[not(ancestor::script)]")) + str(data_of(text))
    assert BUSY in shown
    if view not in ("timeline",):
        assert LONG_NAME[:60] in shown
    if view == "network":
        assert len(data_of(text)["network"]["focus"]) <= 150
    if view == "unit":
        assert len(tree_of(text).xpath("//tbody/tr[not(@class)]")) == 300
        assert messages("zh")["view.unit.too_many"].format(count=300) in tree_of(text).xpath("string(//main)")


def test_chain_folds_beyond_forty_measures() -> None:
    tree = tree_of(page_of("chain", "busy", "驻政〔2018〕4号"))
    assert len(tree.xpath("//details")) == 12
    assert len(tree.xpath("//*[local-name()='g'][contains(@class,'chapter')]")) == 12
    assert not tree_of(page_of("chain")).xpath("//details")


@pytest.mark.parametrize(
    ("view", "arguments", "words"),
    [
        ("nothing", (), "chain"),
        ("chain", (), "view chain"),
        ("chain", ("没有这个文号",), "没有这个文号"),
        ("chain", (NUMBER, "九十九"), "九十九"),
        ("unit", ("没有这个单位",), "没有这个单位"),
        ("ladder", ("a", "b"), "view ladder"),
        ("network", ("没有这个单位",), "没有这个单位"),
        ("sheet", ("没有这个",), "没有这个"),
    ],
)
def test_wrong_arguments_are_one_sentence(view: str, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(ViewError) as found:
        render(view, store("gold"), arguments)
    assert words in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("view", VIEWS)
def test_english(view: str) -> None:
    text = page_of(view, language="en")
    tree = tree_of(text)
    assert tree.get("lang") == "en"
    assert tree.xpath("//nav/*/text()")[0] == messages("en")["view.name.chain"]


def test_messages_of_both_languages_have_the_same_keys() -> None:
    mine = [{key for key in messages(language) if key.startswith("view.")} for language in ("zh", "en")]
    assert mine[0] == mine[1]


def test_sizes() -> None:
    graph = graph_of(*readings(2))
    number = next(row["number"] for _, row in graph.network().nodes(data=True) if row["type"] == "document" and row["is_held"])
    chain = render("chain", graph, (number,))
    nodes = sum(item.get("k") in ("document", "measure", "unit") for item in data_of(chain)["items"])
    assert len(chain.encode()) <= 130_000 * max(nodes, 120) / 120
    network = render("network", graph, (number,))
    assert len(network.encode()) <= 700_000


@pytest.fixture(scope="module")
def two_thousand() -> Graph:
    """A store of one document with 1,600 measures of 400 units."""
    return graph_of(busy_reading(1600, 400))


@pytest.mark.parametrize("view", ["chain", "matrix"])
def test_two_thousand_nodes(two_thousand: Graph, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    facts = facts_of(two_thousand)
    monkeypatch.setattr(f"visualize.{view}.facts_of", lambda *_, **__: facts)
    begun = time.process_time()
    text = render(view, two_thousand, ("驻政〔2018〕4号",))
    assert time.process_time() - begun <= 1
    assert len(text.encode()) <= 1.2 * 2**20
    data = data_of(text)
    assert sum(item.get("k") in ("document", "measure", "unit") for item in data["items"]) > 2000
    assert all(one[2] <= other[1] for one, other in itertools.pairwise(data["passages"]))  # each sentence stands there once


def test_network_of_two_thousand_nodes_opens_on_a_focus(two_thousand: Graph) -> None:
    network = data_of(render("network", two_thousand, ()))["network"]
    assert len(network["nodes"]) > 2000
    assert 0 < len(network["focus"]) <= 150


def test_size_of_a_matrix_of_forty_documents() -> None:
    assert len(render("matrix", graph_of(*readings(40)), ()).encode()) <= 1.2 * 2**20


def test_network_library_is_loaded_by_the_network_alone() -> None:
    script = (
        "import sys; from tests.view_pages import page_of; page_of('chain'); page_of('matrix'); "
        "print(sorted({'pyvis', 'IPython', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted((ROOT / "visualize").rglob("*.*")), ids=lambda path: path.name)
def test_words_live_in_messages(path: Path) -> None:
    if path.suffix in (".html", ".js", ".css"):
        assert not re.search("[\u3400-\u9fff]", path.read_text(encoding="utf-8")), path
