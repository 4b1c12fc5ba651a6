"""The quads of an endpoint, read as those of an Oxigraph store are; graphs that are not ours are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.endpoint import SOLUTIONS, TRIPLES, Endpoint
from kg.errors import StoreError
from kg.iris import BASE, DECISIONS_GRAPH, TEXTS, UNITS_GRAPH, effective_iri
from kg.quads import node, term_node, text_of
from ontology.words import say

_VIRTUOSO_TRUTH = "__ASK_RETVAL"
Subject = NamedNode | BlankNode | None
Object = NamedNode | BlankNode | Literal | None
_UNIONS = ((), (("union-default-graph", "true"),), (("default-graph-uri", "urn:x-arq:UnionGraph"),))  # plain, Oxigraph, Jena


class RemoteStore:
    """An endpoint behind the reading methods of pyoxigraph's Store. Every method raises StoreError where the endpoint fails."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._union: tuple[tuple[str, str], ...] | None = None

    def query(
        self, query: str, *, use_default_graph_as_union: bool = False, default_graph: NamedNode | None = None,
        prefixes: Mapping[str, Any] | None = None, substitutions: Mapping[Any, Any] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:  # fmt: skip
        """The answer of the endpoint; raises SyntaxError for a query that is none, before anything is sent."""
        if substitutions:
            raise ValueError(f"unexpected substitutions: {substitutions!r}")
        known = {name: str(iri) for name, iri in (prefixes or {}).items()}
        form = Store().query(query, prefixes=known)
        text = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in known.items()) + "\n" + query
        options = self._union_options() if use_default_graph_as_union else ()
        if default_graph is not None:
            options = (("default-graph-uri", default_graph.value),)
        if isinstance(form, QueryTriples):
            return self._triples(text, options)
        return self._solutions(text, options)

    def quads_for_pattern(
        self, subject: Subject, predicate: NamedNode | None, object: Object, graph_name: NamedNode | DefaultGraph | None = None,  # noqa: A002
    ) -> Iterator[Quad]:  # fmt: skip
        """The quads of our graphs that fit; None fits everything."""
        if isinstance(graph_name, DefaultGraph):
            return iter(())
        parts = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        s, p, o, g = (f"?{name}" if part is None else str(part) for name, part in parts.items())
        if graph_name is not None and subject is predicate is object is None:
            rows = self._triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {g} {{ ?s ?p ?o }} }}", ())
            return (Quad(row.subject, row.predicate, _even(row.object), graph_name) for row in rows)
        filters = "" if graph_name is not None else f' FILTER(STRSTARTS(STR(?g), "{BASE}"))'
        return self.quads(f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }}{filters} }}", **parts)

    def quads(self, text: str, **given: Any) -> Iterator[Quad]:
        """The quads that a query over `?s ?p ?o ?g` selects; `given` are those of them that the query does not bind."""
        found = self._solutions(text, ())
        if not isinstance(found, QuerySolutions):
            raise StoreError(say("kg.endpoint_no_sparql", path=self.endpoint.address, found="boolean"))
        bound = {variable.value for variable in found.variables}
        for row in found:
            yield Quad(*(_even(row[name]) if given.get(name) is None and name in bound else given[name] for name in ("s", "p", "o", "g")))

    def named_graphs(self) -> Iterator[NamedNode]:
        """The graphs that are ours, those that hold only the text of a source aside."""
        documents = self._subjects("rdf:type", term_node("Document"))
        yield from map(node, [UNITS_GRAPH, DECISIONS_GRAPH, *documents, *map(effective_iri, documents), *self._subjects("digest", None)])

    def __iter__(self) -> Iterator[Quad]:
        """All quads of our graphs, those that hold only the text of a source aside."""
        ours = f'STRSTARTS(STR(?g), "{BASE}") && !STRSTARTS(STR(?g), "{TEXTS}")'
        return self.quads(f"SELECT * WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}")

    def _refuse(self, *_arguments: object) -> NoReturn:
        raise StoreError(say("kg.read_only"))

    remove = extend = bulk_extend = remove_graph = flush = _refuse

    def is_empty(self) -> bool:
        """Whether the endpoint holds nothing of ours; raises StoreError where it hides the graphs that hold it."""
        digest = term_node("digest")
        if self._is_true(f"ASK {{ GRAPH ?g {{ ?s {digest} ?o }} }}"):
            return False
        if self._is_true(f"ASK {{ ?s {digest} ?o }}"):
            raise StoreError(say("kg.endpoint_no_graphs", path=self.endpoint.address))
        return True

    def holds_graph(self, graph: str) -> bool:
        """Whether a named graph has anything in it."""
        return self._is_true(f"ASK {{ GRAPH {node(graph)} {{ ?s ?p ?o }} }}")

    def _union_options(self) -> tuple[tuple[str, str], ...]:
        """What makes this endpoint take all graphs together as the default one: nothing, an option of its maker, or a list of ours."""
        if self._union is None:
            probe = f"ASK {{ ?s {term_node('digest')} ?o }}"
            tried = next((options for options in _UNIONS if self._allows(probe, options)), None)
            self._union = tuple(("default-graph-uri", graph.value) for graph in self.named_graphs()) if tried is None else tried
        return self._union

    def _allows(self, probe: str, options: tuple[tuple[str, str], ...]) -> bool:
        """Whether the probe finds something with these options; one that the endpoint refuses does not count."""
        try:
            return self._is_true(probe, options)
        except StoreError:
            if not options:
                raise
            return False

    def _subjects(self, predicate: str, value: NamedNode | None) -> list[str]:
        return sorted({text_of(quad.graph_name) for quad in self.quads_for_pattern(None, term_node(predicate), value)})

    def _is_true(self, text: str, options: tuple[tuple[str, str], ...] = ()) -> bool:
        found = self._solutions(text, options)
        if not isinstance(found, QueryBoolean):
            raise StoreError(say("kg.endpoint_no_sparql", path=self.endpoint.address, found="bindings"))
        return bool(found)

    def _solutions(self, text: str, options: Iterable[tuple[str, str]]) -> QuerySolutions | QueryBoolean:
        data = self.endpoint.ask(text, SOLUTIONS, options)
        try:
            return _as_truth(parse_query_results(data, QueryResultsFormat.JSON))
        except (SyntaxError, ValueError):
            raise StoreError(say("kg.endpoint_no_sparql", path=self.endpoint.address, found=SOLUTIONS)) from None

    def _triples(self, text: str, options: Iterable[tuple[str, str]]) -> QueryTriples:
        """Triples as pyoxigraph itself gives them: asked again of a store that holds nothing else."""
        data = self.endpoint.ask(text, TRIPLES, options)
        held = Store()
        try:
            held.extend(parse(data, RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError):
            raise StoreError(say("kg.endpoint_no_sparql", path=self.endpoint.address, found=TRIPLES)) from None
        return cast("QueryTriples", held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def _even(part: Any) -> Any:
    """A term as it was written: Virtuoso gives true and false back as 1 and 0."""
    if isinstance(part, Literal) and part.datatype == term_node("xsd:boolean") and part.value in ("0", "1"):
        return Literal(part.value == "1")
    return part


def _as_truth(found: QuerySolutions | QueryBoolean) -> QuerySolutions | QueryBoolean:
    """The answer itself; one to ASK that Virtuoso gives as a table (a row with a 1, or none) as what it means."""
    if not isinstance(found, QuerySolutions) or [one.value for one in found.variables] != [_VIRTUOSO_TRUTH]:
        return found
    truth = any(text_of(row[0]) == "1" for row in found if row[0] is not None)
    return parse_query_results(b'{"head": {}, "boolean": %s}' % (b"true" if truth else b"false"), QueryResultsFormat.JSON)
