"""The store that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Graph


def opened(store: str, *, create: bool = False) -> Graph:
    """The graph in a folder, behind an address of a SPARQL endpoint, or in memory; raises StoreError."""
    from kg.store import open_store

    return open_store(store, create=create, update=getattr(store, "update", None))
