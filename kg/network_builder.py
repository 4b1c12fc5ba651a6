"""Draws the nodes and edges of the network; what they hold is said in kg/network.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts import Facts
from kg.load import ROLES, load_rows
from kg.names import documents
from kg.placed_names import names_of_units
from kg.places import Attributes, evidence, place

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.store import Graph

_BELONGS = {
    "Measure": "eli:is_part_of", "Body": "eli:is_part_of", "Citation": "from", "Target": "measure", "org:Post": "measure",
    "org:Membership": "org:organization",
}  # fmt: skip


class NetworkBuilder:
    """Draws documents, what hangs on them, and then the units that were named."""

    def __init__(self, facts: Facts, graph: Graph) -> None:
        from networkx import MultiDiGraph

        self.facts = facts
        self.network: MultiDiGraph[str] = MultiDiGraph()
        self._graph = graph
        self._held = documents(graph)
        self._names = names_of_units(graph.state)
        self._units: dict[str, None] = {}
        self._below = self._index()

    def _index(self) -> dict[tuple[str, str], list[str]]:
        """Things by what they belong to and their type."""
        found: dict[tuple[str, str], list[str]] = {}
        for kind, link in _BELONGS.items():
            for thing in self.facts.subjects(kind):
                owner = self.facts.one(thing, link)
                if owner is not None:
                    found.setdefault((owner, kind), []).append(thing)
        return found

    def _of(self, owner: str, kind: str) -> list[str]:
        return self._below.get((owner, kind), [])

    def draw_document(self, iri: str, *, only: str | None) -> None:
        """A held document with its measures, bodies, citations and issuers."""
        facts = self.facts
        measures = sorted(self._of(iri, "Measure"), key=lambda one: facts.number(one, "order") or 0)
        self._document_node(iri, measures=len(measures))
        for issuer in facts.many(iri, "eli:passed_by"):
            self._edge(self._unit(issuer), iri, "issuer", "issuer")
        for measure in measures:
            if only in (None, measure):
                self._measure(measure, iri)
        for body in self._of(iri, "Body"):
            self._body(body, iri)
        for origin in [iri, *(one for one in measures if only in (None, one))]:
            for citation in self._of(origin, "Citation"):
                self._citation(citation, origin)
        for parent in facts.many(iri, "eli:based_on"):
            self._parent(iri, parent)

    def _document_node(self, iri: str, *, measures: int) -> None:
        facts, title = self.facts, self.facts.one(iri, "dcterms:title")
        number = facts.one(iri, "eli:number")
        issuers = [facts.one(one, "skos:prefLabel") or one for one in facts.many(iri, "eli:passed_by")]
        self.network.add_node(
            iri, type="document", label=number or title or "", number=number, title=title, issuers=issuers,
            date=facts.one(iri, "eli:date_document"), kind=facts.one(iri, "genre"), addressees=facts.many(iri, "addressee"),
            is_held=True, measures=measures, **place(facts, iri),
        )  # fmt: skip

    def _cited_node(self, iri: str, number: str | None, title: str | None) -> None:
        if iri in self.network:
            return
        if self.facts.about(iri) and self.facts.one(iri, "dcterms:title"):
            self._document_node(iri, measures=0)
            return
        self.network.add_node(
            iri, type="document", label=number or title or "", number=number, title=title, issuers=[], date=None, kind=None, addressees=[],
            is_held=iri in self._held, measures=0, **place(self.facts, iri),
        )  # fmt: skip

    def _measure(self, iri: str, document: str) -> None:
        facts = self.facts
        text = facts.one(iri, "text") or ""
        owners = [*facts.many(iri, "lead"), *facts.many(iri, "responsible")]
        is_operative = facts.is_true(iri, "operative")
        path = facts.one(iri, "path") or ""
        self.network.add_node(
            iri, type="measure", label=path, document=document, number=facts.one(document, "eli:number"),
            document_title=facts.one(document, "dcterms:title"), path=path, headings=(facts.one(iri, "heading") or "").splitlines(),
            title=facts.one(iri, "dcterms:title"), text=text, order=facts.number(iri, "order"), is_operative=is_operative,
            deadlines=[self._deadline(one) for one in facts.many(iri, "deadline")],
            targets=[self._target(one) for one in self._of(iri, "Target")], posts=[self._post(one) for one in self._of(iri, "org:Post")],
            is_unowned=is_operative and not owners, **{**place(facts, iri), "quote": text, "sentence": text},
        )  # fmt: skip
        self._edge(document, iri, "part", "part", **place(facts, iri))
        for assignment in sorted(facts.many(iri, "assignment"), key=self._role_order):
            self._role(iri, assignment)

    def _role_order(self, assignment: str) -> tuple[int, int, str]:
        found = place(self.facts, assignment)
        return (ROLES.index(self.facts.code(assignment, "role") or "receive"), found["start"] or 0, assignment)

    def _role(self, measure: str, assignment: str) -> None:
        facts = self.facts
        role = facts.code(assignment, "role") or ""
        unit = self._unit(facts.one(assignment, "unit") or "")
        self._edge(
            measure, unit, "role", role, role=role, basis=facts.code(assignment, "basis"), is_derived=False, assignment=assignment,
            confidence=float(facts.one(assignment, "confidence") or 1), evidence=evidence(facts, assignment), **place(facts, assignment),
        )  # fmt: skip

    def _deadline(self, iri: str) -> Attributes:
        facts = self.facts
        return {
            "deadline": iri, "kind": facts.code(iri, "kind"), "value": facts.one(iri, "value"),
            "not_before": facts.one(iri, "notBefore"), "not_after": facts.one(iri, "notAfter"), "duration": facts.one(iri, "duration"),
            "workdays": facts.code(iri, "countsIn") == "working", "trigger": facts.one(iri, "trigger"), "rrule": facts.one(iri, "rrule"),
            "event": facts.one(iri, "event"), **place(facts, iri),
        }  # fmt: skip

    def _target(self, iri: str) -> Attributes:
        facts = self.facts
        values = [facts.one(iri, name) for name in ("schema:value", "schema:minValue", "schema:maxValue")]
        return {
            "indicator": facts.one(iri, "indicator"), "comparator": facts.one(iri, "comparator"),
            "value": next((value for value in values if value), None), "unit": facts.one(iri, "schema:unitText"),
            "year": facts.number(iri, "year"), **place(facts, iri),
        }  # fmt: skip

    def _post(self, iri: str) -> Attributes:
        return {"name": self.facts.one(iri, "rdfs:label"), "duty": self.facts.one(iri, "duty"), **place(self.facts, iri)}

    def _body(self, iri: str, document: str) -> None:
        facts, host = self.facts, self.facts.one(iri, "hostedBy")
        found = place(facts, iri)
        self.network.add_node(
            iri, type="body", label=facts.one(iri, "skos:prefLabel") or "", name=facts.one(iri, "skos:prefLabel"), document=document,
            host=facts.one(host, "skos:prefLabel"), chair=facts.one(iri, "chair"), rhythm=facts.one(iri, "rhythm"), **found,
        )  # fmt: skip
        self._edge(document, iri, "body", "body", **found)
        if host is not None:
            self._edge(iri, self._unit(host), "host", "host", evidence=evidence(facts, iri), **found)
        for membership in self._of(iri, "org:Membership"):
            member = facts.one(membership, "org:member")
            if member is not None:
                self._edge(iri, self._unit(member), "member", "member", evidence=evidence(facts, iri), **found)

    def _citation(self, iri: str, origin: str) -> None:
        facts, target = self.facts, self.facts.one(iri, "to") or ""
        number, title = facts.one(iri, "eli:number"), facts.one(iri, "dcterms:title")
        if target == origin:
            return
        self._cited_node(target, number, title)
        relation = facts.code(iri, "relation") or ""
        self._edge(
            origin, target, "cites", relation, relation=relation, number=number, title=title, evidence=evidence(facts, iri),
            **place(facts, iri),
        )  # fmt: skip

    def _parent(self, iri: str, parent: str) -> None:
        """A parent that no printed citation leads to (a reader knew it from elsewhere)."""
        if any(data["type"] == "cites" for data in (self.network.get_edge_data(iri, parent) or {}).values()):
            return
        name = parent.rpartition("/doc/")[2]
        self._cited_node(parent, name, None)
        self._edge(iri, parent, "cites", "basis", relation="basis", number=name, title=None, evidence=[], **place(self.facts, parent))

    def _unit(self, iri: str) -> str:
        self._units.setdefault(iri)
        return iri

    def draw_units(self) -> None:
        """The units that were named, their classes' members, their parents, and their load in the whole store."""
        for unit in list(self._units):
            for member in self.facts.many(unit, "covers"):
                self._unit(member)
        loads = {row["iri"]: row for row in load_rows(self._graph)}
        for unit in sorted(self._units, key=self._unit_order):
            self._unit_node(unit, loads.get(unit))
        for unit in sorted(self._units, key=self._unit_order):
            for member in self.facts.many(unit, "covers"):
                self._edge(unit, member, "covers", "covers")
            parent = self.facts.one(unit, "org:subOrganizationOf")
            if parent in self._units:
                self._edge(parent, unit, "parent", "parent")

    def _unit_order(self, iri: str) -> tuple[str, str]:
        level = self.facts.code(iri, "level") or "~"
        return ({"state": "0a", "province": "0b"}.get(level, level), iri)

    def _unit_node(self, iri: str, load: Attributes | None) -> None:
        facts = self.facts
        name = self._names.get(iri) or iri.rpartition("/")[2]
        weights = {key: load[key] if load else 0 for key in (*ROLES, "derived", "total", "share")}
        self.network.add_node(
            iri, type="unit", label=name, name=name, kind=facts.code(iri, "kind"), level=facts.code(iri, "level"),
            is_known=facts.is_true(iri, "isKnown"), aliases=facts.many(iri, "skos:altLabel"),
            parent=facts.one(iri, "org:subOrganizationOf"), load={**weights, "is_overloaded": load["is_overloaded"] if load else None},
        )  # fmt: skip

    def _edge(self, origin: str, target: str, kind: str, label: str, **values: object) -> None:
        self.network.add_edge(origin, target, type=kind, label=label, **values)
