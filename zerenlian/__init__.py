"""zerenlian (责任链): who answers for what, by when, read out of Chinese government documents.

`read` gives a Reading of a file, `open` a graph in a store, `nlp` the spaCy pipeline that reads measures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from kg.store import Graph
    from ontology.records import Reading

__version__ = "0.1.0"
__all__ = ["nlp", "open", "read"]


def read(path: str | Path) -> Reading:
    """All that one file says: documents, measures, assignments, deadlines …; raises `extract.readers.ReaderError`."""
    from extract.pipeline import read as read_text
    from extract.readers import read_source

    return read_text(read_source(path))


def open(path: str | Path, *, create: bool = True) -> Graph:  # noqa: A001 - the name that the interface promises
    """The graph in a store: a folder, an http(s):// endpoint or `:memory:`; raises `kg.errors.StoreError`."""
    from kg.store import open_store

    return open_store(str(path), create=create)


def nlp() -> Language:
    """The spaCy Language that reads measures."""
    from extract.pipeline import nlp as language

    return language()
