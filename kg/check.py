"""Whether a graph is sound: one document by SHACL (pyshacl), a whole store by the same rules as one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.iris import UNITS_GRAPH, readable
from kg.sparql import Bound, Iri, run, table
from ontology.words import say

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from rdflib import Graph as RdfGraph

    from kg.store import Graph

SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class CheckResult:
    """One break of a rule: the thing (an IRI), the property (an IRI), and the rule (minCount, in, class …)."""

    focus: str
    path: str
    rule: str

    def message(self, language: str = "zh") -> str:
        """The break as a sentence."""
        return say("kg.unsound", language, focus=readable(self.focus), path=self.path.rpartition("/")[2].rpartition("#")[2], rule=self.rule)


def check(graph: Graph, document: str | None = None) -> list[CheckResult]:
    """What is unsound in the whole store, or by pyshacl in one document (its number, title words or IRI); sorted.

    Raises GraphError when pyshacl (the extra `check`) is not installed.
    """
    if document is None:
        return check_store(graph)
    from kg.names import find_document

    return check_quads(document_quads(graph, find_document(graph, document)))


def check_store(graph: Graph) -> list[CheckResult]:
    """What is unsound in the whole store, by the rules of shapes.ttl as SPARQL."""
    text = (files("kg") / "check.rq").read_text(encoding="utf-8")
    for rule, rows in _rules().items():
        text = text.replace(f"#= {rule}\n", table(["class", "path", "rule", "bound"], rows) + "\n")
    found = run(graph.rdf, text)
    return sorted(CheckResult(*(str(value) for value in row)) for row in found)  # type: ignore[union-attr]


def check_quads(quads: Iterable[Quad]) -> list[CheckResult]:
    """What pyshacl finds in these quads, all graphs taken as one."""
    try:
        from pyshacl import validate
    except ImportError:
        raise GraphError(say("kg.no_pyshacl")) from None
    _, report, _ = validate(_memory_graph(quads), shacl_graph=_shapes(), inplace=True)
    return sorted(set(_results(report)))


def document_quads(graph: Graph, document: str) -> list[Quad]:
    """What stands in the graph of a document and of its source, and the descriptions of units."""
    from kg.quads import node, term_node, text_of

    store = graph.state.store
    sources = [text_of(quad.object) for quad in store.quads_for_pattern(node(document), term_node("dcterms:source"), None)]
    return [quad for name in (document, UNITS_GRAPH, *sorted(sources)) for quad in store.quads_for_pattern(None, None, None, node(name))]


def _results(report: RdfGraph) -> Iterable[CheckResult]:
    from rdflib import RDF, URIRef

    for result in report.subjects(RDF.type, URIRef(SHACL + "ValidationResult")):
        values = {
            name: str(report.value(result, URIRef(SHACL + name))) for name in ("focusNode", "resultPath", "sourceConstraintComponent")
        }
        component = values["sourceConstraintComponent"].removeprefix(SHACL).removesuffix("ConstraintComponent")
        yield CheckResult(values["focusNode"], values["resultPath"], component[0].lower() + component[1:])


def _memory_graph(quads: Iterable[Quad]) -> RdfGraph:
    from pyoxigraph import RdfFormat, Triple, serialize
    from rdflib import Graph as RdfGraph

    data = serialize((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), format=RdfFormat.N_TRIPLES)
    return RdfGraph().parse(data=data or b"", format="nt")


@cache
def _shapes() -> RdfGraph:
    from rdflib import Graph as RdfGraph

    return RdfGraph().parse(data=(files("ontology") / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def _rules() -> dict[str, list[list[Bound]]]:
    """The rules of shapes.ttl by constraint: rows of class, path, name of the rule, and what it asks for."""
    from rdflib import RDF, URIRef
    from rdflib.collection import Collection

    shapes = _shapes()
    found: dict[str, list[list[Bound]]] = {name: [] for name in _CONSTRAINTS}
    for shape in sorted(shapes.subjects(RDF.type, URIRef(SHACL + "NodeShape")), key=str):
        target = shapes.value(shape, URIRef(SHACL + "targetClass"))
        for part in shapes.objects(shape, URIRef(SHACL + "property")):
            path = shapes.value(part, URIRef(SHACL + "path"))
            for name in _CONSTRAINTS:
                value: Any = shapes.value(part, URIRef(SHACL + name))
                if value is None:
                    continue
                if name == "in":
                    bound: Bound = " " + " ".join(str(one) for one in Collection(shapes, value)) + " "
                else:
                    bound = Iri(value) if isinstance(value, URIRef) else int(value)
                found[name].append([Iri(str(target)), Iri(str(path)), name, bound])
    return found


_CONSTRAINTS = ("minCount", "maxCount", "in", "datatype", "class", "lessThan", "lessThanOrEquals", "minInclusive", "maxInclusive")
