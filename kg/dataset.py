"""An rdflib Dataset over a pyoxigraph store, with our prefixes."""

from __future__ import annotations

from oxrdflib.store import OxigraphStore
from pyoxigraph import Store
from rdflib import Dataset, Namespace

from ontology.terms import PREFIXES


def open_dataset(store: Store) -> Dataset:
    """A Dataset whose default graph is the union of all graphs of `store`."""
    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, Namespace(namespace), replace=True)
    return dataset
