"""The graph as one text for other tools: N-Quads and JSON-LD with all named graphs, Turtle with all of them in one."""

from __future__ import annotations

from enum import StrEnum

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.quads import QuadStore
from ontology.terms import PREFIXES


class ExportFormat(StrEnum):
    """The formats of an export."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    JSON_LD = "json-ld"


def export(store: QuadStore, format_: ExportFormat) -> str:
    """The whole store; the same store gives the same text."""
    quads = sorted(store, key=_key)
    match format_:
        case ExportFormat.TURTLE:
            triples = dict.fromkeys(Triple(quad.subject, quad.predicate, quad.object) for quad in sorted(quads, key=_triple_key))
            return _text(serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES))
        case ExportFormat.NQUADS:
            return _text(serialize(quads, format=RdfFormat.N_QUADS))
        case ExportFormat.JSON_LD:
            return _text(serialize(quads, format=RdfFormat.JSON_LD, prefixes=PREFIXES))
        case _:
            raise ValueError(f"unexpected format: {format_!r}")


def _key(quad: Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), *_triple_key(quad))


def _triple_key(quad: Quad) -> tuple[str, str, str]:
    return (str(quad.subject), str(quad.predicate), str(quad.object))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8")
