"""Units that hang together: who stands between, which groups there are, who always goes together, and what that says in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ties import findings_in_words, in_words, ties
from tests.cli import run
from tests.kg_graphs import gold_graph

# (units with their measures, then unit: between, group, units in the group, always with)
CASES: list[tuple[dict[str, str], dict[str, tuple[float, int, int, list[str]]]]] = [
    ({"a": "1", "b": "1 2", "c": "2"}, {"b": (1.0, 1, 3, []), "a": (0.0, 1, 3, []), "c": (0.0, 1, 3, [])}),
    ({"a": "1 2", "b": "1 2", "c": "3"}, {"a": (0.0, 1, 2, ["b"]), "b": (0.0, 1, 2, ["a"]), "c": (0.0, 2, 1, [])}),
    ({"a": "1", "b": "1"}, {"a": (0.0, 1, 2, []), "b": (0.0, 1, 2, [])}),
    ({}, {}),
]


@pytest.mark.parametrize(("units", "expected"), CASES)
def test_ties(units: dict[str, str], expected: dict[str, tuple[float, int, int, list[str]]]) -> None:
    rows = [{"iri": unit, "unit": unit, "measure": measure} for unit, measures in units.items() for measure in measures.split()]
    found = {row["unit"]: (row["between"], row["group"], row["group_size"], row["always"]) for row in ties(rows)}
    assert found == expected


@pytest.mark.parametrize(("language", "words"), [("zh", "第 1 片"), ("en", "in group 1")])
def test_in_words(language: str, words: str) -> None:
    rows = [{"iri": unit, "unit": unit, "measure": measure} for unit in "ab" for measure in "12"]
    assert words in in_words(ties(rows)[0], language)
    assert "a" in in_words(ties(rows)[1], language)


FINDINGS: list[tuple[dict[str, str], list[str]]] = [
    ({"a": "1", "b": "1 2", "c": "2"}, ["b 居于"]),
    ({"a": "1 2", "b": "1 2", "c": "3"}, ["第 1 片（a", "a 与 b 的举措完全相同", "有 1 个单位与其他单位"]),
    ({"a": "1", "b": "1"}, []),
    ({"a": "1", "b": "1 2 3", "c": "2", "d": "3 4 5", "e": "4 5", "f": "3 4 5"}, ["b 居于", "还有 2 处", "d 与 f"]),
    ({}, []),
]


@pytest.mark.parametrize(("units", "expected"), FINDINGS)
def test_a_sentence_a_finding(units: dict[str, str], expected: list[str]) -> None:
    rows = [{"iri": unit, "unit": unit, "measure": measure} for unit, measures in units.items() for measure in measures.split()]
    found = findings_in_words(ties(rows), most=2 if len(rows) < 8 else 1)
    assert len(found) == len(expected), found
    assert all(words in sentence for words, sentence in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(("language", "words"), [("zh", "居于其他单位之间的程度是"), ("en", "stands between other units to a degree of")])
def test_the_table_is_told_in_words(tmp_path: Path, language: str, words: str) -> None:
    assert run("build", ":sample:", folder=tmp_path).code == 0
    table = run("ask", "ties", "--lang", language, folder=tmp_path).out
    assert words in table
    assert words not in run("ask", "ties", "--format", "csv", folder=tmp_path).out


def test_ties_of_the_gold_documents() -> None:
    rows = gold_graph().ask("ties")
    assert rows[0].between > 0
    assert rows == gold_graph().ask("ties")
