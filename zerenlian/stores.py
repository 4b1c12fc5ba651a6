"""The store that a command line names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zerenlian.failures import CommandError

if TYPE_CHECKING:
    from kg.store import Graph


def opened(store: str, *, create: bool = False) -> Graph:
    """The graph in a folder or in memory; raises StoreError, and CommandError for an address, which nothing here can open yet."""
    if "://" in store:
        raise CommandError("no_endpoints", found=store)
    from kg.store import open_store

    return open_store(store, create=create)
