"""An rdflib Dataset over the store, to query and not to change, with our prefixes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NoReturn

from oxrdflib.store import OxigraphStore
from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from pyoxigraph import Literal as OxigraphLiteral
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef, Variable
from rdflib.query import Result

from kg.errors import StoreError
from kg.plain import plain
from kg.quads import QuadStore
from ontology.terms import NAMESPACE, PREFIXES, code, term
from ontology.words import say

_TEXT = term("xsd:string")
_UNION = "__UNION__"  # what rdflib calls a default graph that is the union of all
Node = URIRef | BNode | Literal


class ReadOnlyStore(OxigraphStore):  # type: ignore[misc, unused-ignore]
    """Oxigraph behind rdflib, for reading: with a union default graph rdflib's own engine would run updates, slowly and by halves."""

    def query(self, query: Any, initNs: Mapping[str, Any], initBindings: Any, queryGraph: Any, **options: object) -> Result:  # noqa: N803
        """As Oxigraph's own, but a term that comes again is not made again: making rdflib's terms took longer than finding them."""
        if initBindings or options or queryGraph != _UNION or not isinstance(query, str):
            return super().query(query, initNs, initBindings, queryGraph, **options)
        prefixes = {**self._namespace_for_prefix, **initNs}
        return _result(self._inner.query(query, use_default_graph_as_union=True, prefixes=prefixes))

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


class Solutions(Result):
    """Rows of Oxigraph: as rdflib gives them, or (`plain_rows`) at once as plain Python, which spares making its terms."""

    def __init__(self, found: QuerySolutions) -> None:
        super().__init__("SELECT")
        self._found = found
        self.vars = [Variable(one.value) for one in found.variables]
        self.bindings = _bindings(found, self.vars)

    def plain_rows(self) -> Iterator[list[object]]:
        """The values of each row, in the order of the variables; they are gone when they were read once, here or as bindings."""
        return ([None if value is None else _plain(value) for value in row] for row in self._found)


def plain_rows(result: Result) -> Iterator[list[object]]:
    """The values of each row of an answer as plain Python, whichever store gave it."""
    if isinstance(result, Solutions):
        return result.plain_rows()
    return ([plain(row.get(name)) for name in result.vars or ()] for row in result.bindings)


def _result(found: object) -> Result:
    match found:
        case QueryBoolean():
            answer: Result = Result("ASK")
            answer.askAnswer = bool(found)
        case QuerySolutions():
            answer = Solutions(found)
        case QueryTriples():
            answer = Result("CONSTRUCT")
            answer.graph = Graph()
            for row in found:
                answer.graph.add((_node(row.subject), _node(row.predicate), _node(row.object)))
        case _:
            raise ValueError(f"unexpected answer: {found!r}")
    return answer


def _bindings(found: QuerySolutions, names: list[Variable]) -> Iterator[Mapping[Variable, Any]]:
    return ({name: None if value is None else _node(value) for name, value in zip(names, row, strict=True)} for row in found)


@lru_cache(maxsize=16384)
def _node(term: object) -> Node:
    match term:
        case NamedNode():
            return URIRef(term.value)
        case BlankNode():
            return BNode(term.value)
        case OxigraphLiteral():
            return Literal(term.value, lang=term.language) if term.language else Literal(term.value, datatype=URIRef(term.datatype.value))
        case _:
            raise ValueError(f"unexpected term: {term!r}")


@lru_cache(maxsize=65536)
def _plain(found: object) -> object:
    """A term of Oxigraph as plain Python: the usual kinds straight away, others as rdflib understands them."""
    match found:
        case OxigraphLiteral() if found.datatype.value == _TEXT:
            return found.value
        case NamedNode():
            return code(found.value) if found.value.startswith(NAMESPACE) else found.value
        case _:
            return plain(_node(found))
