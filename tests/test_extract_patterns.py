"""Every pattern matches its examples and none of its rejects."""

from __future__ import annotations

import pytest

from extract.patterns import Pattern, pattern_files, patterns

ALL = [pattern for name in pattern_files() for pattern in patterns(name)]


@pytest.mark.parametrize(
    "pattern", [p for p in ALL if p.id not in ("unit_grammar.name", "unit_grammar.form")], ids=lambda pattern: pattern.id
)
def test_examples_and_rejects(pattern: Pattern) -> None:
    assert pattern.about
    assert pattern.examples, f"{pattern.id} has no example"
    for text in pattern.examples:
        assert pattern.expression.search(text), f"{pattern.id} does not find {text!r}"
    for text in pattern.rejects:
        assert not pattern.expression.search(text), f"{pattern.id} finds {text!r}"


def test_ids_are_unique_and_name_their_file() -> None:
    ids = [pattern.id for pattern in ALL]
    assert len(ids) == len(set(ids))
    for name in pattern_files():
        assert all(pattern.id.startswith(f"{name}.") for pattern in patterns(name))


@pytest.mark.parametrize("pattern", [p for p in ALL if p.needs], ids=lambda pattern: pattern.id)
def test_what_a_pattern_needs_stands_in_all_that_it_finds(pattern: Pattern) -> None:
    printed = [text for other in ALL if other.id.startswith("targets.") for text in other.examples]
    found = [match[0] for text in printed if (match := pattern.expression.search(text))]
    assert found
    assert all(any(word in text for word in pattern.needs) for text in found)
