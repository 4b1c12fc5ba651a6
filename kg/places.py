"""Where statements are printed, read back from the graph as plain dicts."""

from __future__ import annotations

from typing import Any

from kg.facts import Facts

Attributes = dict[str, Any]
PLACE_KEYS = ("quote", "sentence", "source", "digest", "start", "end", "context_start", "context_end", "pattern", "fragment")


def place(facts: Facts, statement: str) -> Attributes:
    """The flat place of a statement: that of its mention, else of its first evidence; all None where nobody printed it."""
    iri = facts.one(statement, "mention") or facts.one(statement, "evidence")
    return dict.fromkeys(PLACE_KEYS) if iri is None else piece(facts, iri)


def evidence(facts: Facts, statement: str) -> list[Attributes]:
    """All evidence of a statement, its mention first."""
    pieces = [*facts.many(statement, "mention"), *facts.many(statement, "evidence")]
    return [piece(facts, iri) for iri in pieces]


def piece(facts: Facts, iri: str) -> Attributes:
    """One piece of evidence."""
    source = facts.one(iri, "oa:hasSource")
    words, context = facts.one(iri, "oa:hasSelector"), facts.one(iri, "context")
    quote = facts.one(words, "oa:exact")
    return {
        "quote": quote,
        "sentence": facts.one(context, "oa:exact") or quote,
        "source": facts.one(source, "rdfs:label"),
        "digest": facts.one(source, "digest"),
        "start": facts.number(words, "oa:start"),
        "end": facts.number(words, "oa:end"),
        "context_start": facts.number(context or words, "oa:start"),
        "context_end": facts.number(context or words, "oa:end"),
        "pattern": facts.one(iri, "pattern"),
        "fragment": facts.one(words, "rdf:value"),
    }
