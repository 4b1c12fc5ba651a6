"""What the views show besides duties: coordination bodies, the rungs of one measure, findings in words, times in words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.view_pages import data_of, page_of, store, tree_of
from visualize.choose import facts_of
from visualize.facts import DeadlineFact, MeasureFact
from visualize.findings import finding_text, short_text
from visualize.fold import chapters
from visualize.items import deadline_text

NUMBER, BODY = "驻政〔2018〕48号", "市中心城区棚户区改造工作领导小组"


def test_bodies_are_nodes_of_the_chain() -> None:
    tree = tree_of(page_of("chain", "gold", NUMBER))
    boxes = tree.xpath("//*[local-name()='g'][contains(@class, 'node body')]")
    assert len(boxes) == len(facts_of(store("gold"), document=NUMBER).bodies) > 0
    assert len(tree.xpath("//*[local-name()='path'][contains(@class, 'e body')]")) == len(boxes)
    assert BODY in "".join(tree.xpath("//div[@class='hidden-table']//text()"))


@pytest.mark.parametrize(("view", "arguments"), [("ladder", (NUMBER,)), ("chain", (NUMBER, "三/（三）"))])
def test_bodies_stand_among_the_levels(view: str, arguments: tuple[str, ...]) -> None:
    chips = tree_of(page_of(view, "gold", *arguments)).xpath("//span[contains(@class, 'chip body')]")
    assert BODY in [chip.text_content()[1:] for chip in chips]


def test_bodies_are_nodes_of_the_network() -> None:
    data = data_of(page_of("network"))
    bodies = {node["id"] for node in data["network"]["nodes"] if node["group"] == "body"}
    assert len(bodies) == len(facts_of(store("gold")).bodies) > 0
    assert bodies <= set(data["network"]["focus"])
    ends = {edge["to"] for edge in data["network"]["edges"] if edge["id"].startswith("b")}
    assert ends == bodies
    assert any(edge["id"].startswith("m") for edge in data["network"]["edges"])
    body = next(item for item in data["items"] if item["k"] == "body" and item["t"] == BODY)
    assert body["w"]


def test_one_measure_stands_on_six_levels_with_its_break() -> None:
    tree = tree_of(page_of("chain", "gold", "驻政办〔2018〕109号", "三/（二）"))
    rungs = tree.xpath("//ol[@class='rungs']/li[@class!='body']")
    assert [rung.xpath("string(h2)") for rung in rungs][:6] == ["市政府", "市直部门", "县区", "县区部门", "乡镇街道", "村社区"]
    assert "断档" in rungs[1].text_content()
    assert rungs[1].get("class") == "broken"
    data = data_of(page_of("chain", "gold", "驻政办〔2018〕109号", "三/（二）"))
    assert data["items"][data["open"]]["k"] == "measure"


def test_findings_name_documents_and_paths_as_people_do() -> None:
    graph = store("gold")
    facts = facts_of(graph)
    for finding in graph.audit(["unowned", "without-deadline", "level-broken"]):
        text = finding_text(finding, facts, "zh")
        assert "/p" not in text
        document = facts.documents[finding.document or ""]
        assert text.startswith(document.number or document.title)
        assert not short_text(finding, facts, "zh").startswith(document.number or document.title)


@pytest.mark.parametrize(
    ("kind", "value", "language", "words"),
    [
        ("every", "FREQ=MONTHLY", "zh", "每月"),
        ("within", "P3M", "zh", "3个月内"),
        ("within", "P3M", "en", "within 3 months"),
        ("by", "2018-10-31", "zh", "2018-10-31"),
    ],
)
def test_times_are_words(kind: str, value: str, language: str, words: str) -> None:
    day = date.fromisoformat(value) if kind == "by" else None
    assert deadline_text(DeadlineFact(kind, value, None, day, None, None), language) == words


def test_a_chapter_of_one_measure_is_called_what_the_measure_is() -> None:
    measures = [MeasureFact(path, "d", path, (), title, title, None, True) for path, title in (("一", "总体要求"), ("二/1", "开工"))]
    assert [chapter.name for chapter in chapters([*measures, measures[1]], 40)] == ["一 总体要求", "二"]
