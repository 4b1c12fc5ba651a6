"""Units that hang together: who stands between, which groups there are, who always goes together, and what that says in words."""

from __future__ import annotations

import pytest

from kg.ties import in_words, ties
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


def test_ties_of_the_gold_documents() -> None:
    rows = gold_graph().ask("ties")
    assert rows[0].between > 0
    assert rows == gold_graph().ask("ties")
