"""An rdflib Dataset over the store, to query and not to change, with our prefixes."""

from __future__ import annotations

from typing import Any, NoReturn

from oxrdflib.store import OxigraphStore
from rdflib import Dataset, Namespace

from kg.errors import StoreError
from kg.quads import QuadStore
from ontology.terms import PREFIXES
from ontology.words import say


class ReadOnlyStore(OxigraphStore):  # type: ignore[misc, unused-ignore]
    """Oxigraph behind rdflib, for reading: with a union default graph rdflib's own engine would run updates, slowly and by halves."""

    def add_graph(self, graph: object) -> None:
        """Nothing: a graph that is only named is not made."""

    def _refuse(self, *_arguments: object, **_options: object) -> NoReturn:
        raise StoreError(say("kg.read_only"))

    add = addN = remove = update = remove_graph = destroy = _refuse  # noqa: N815


def open_dataset(store: QuadStore) -> Dataset:
    """A Dataset whose default graph is the union of all graphs of `store`."""
    shaped: Any = store  # oxrdflib asks for pyoxigraph's own class, and uses no more than QuadStore has
    dataset = Dataset(store=ReadOnlyStore(store=shaped), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, Namespace(namespace), replace=True)
    return dataset
