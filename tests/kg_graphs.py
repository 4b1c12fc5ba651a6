"""Graphs of the gold readings, for the tests of the graph."""

from __future__ import annotations

from functools import cache

from kg.store import Graph, open_store
from tests.gold_readings import gold_reading

KEYS = ("zz48", "zz50", "zz109", "zz113", "jingzhou", "kunming")


@cache
def gold_graph() -> Graph:
    """All gold readings in memory; not to be changed."""
    graph = open_store(":memory:")
    graph.add([gold_reading(key) for key in KEYS], version="test")
    return graph
