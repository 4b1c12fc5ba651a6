"""Records become RDF here and nowhere else: one named graph a document, what is in force in a graph beside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Quad

from kg import iris
from kg.effective import effective_quads
from kg.evidence import EvidenceBook
from kg.members import TopicReader
from kg.quads import Quads, Value, decimal, node, term_node
from kg.whens import when_code, when_value, when_values, when_year
from ontology.places import places_around
from ontology.records import (
    Assignment,
    Body,
    Citation,
    Deadline,
    Document,
    Doubt,
    Evidence,
    Measure,
    Post,
    Reading,
    Relation,
    Span,
    Target,
    Unit,
    UnitKind,
)  # fmt: skip
from ontology.terms import term

NameToKey = Callable[[str], str | None]
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")
_BOUNDS = {">=": "schema__minValue", "<=": "schema__maxValue", "=": "schema__value", "~": "schema__value"}
_DIRECT = {Relation.BASIS: "eli:based_on", Relation.AMENDS: "eli:amends", Relation.CITES: "eli:cites"}


def _no_registry(_name: str) -> str | None:
    return None


def reading_to_quads(
    reading: Reading, *, read_at: str | None = None, version: str, fingerprint: str | None = None, unit_key: NameToKey = _no_registry
) -> list[Quad]:
    """All quads of a reading: its documents' graphs, what is in force in each, its source's graph, and the units it names.

    `read_at` is an ISO 8601 moment; `version` the program's; `fingerprint` that of version, patterns and registry;
    `unit_key` gives the key of a printed unit name (issuers, hosts, members), or None.
    """
    graphs = reading_to_graphs(reading, read_at=read_at, version=version, fingerprint=fingerprint, unit_key=unit_key)
    return [quad for quads in graphs.values() for quad in quads]


def reading_to_graphs(
    reading: Reading, *, read_at: str | None = None, version: str, fingerprint: str | None = None, unit_key: NameToKey = _no_registry
) -> dict[str, list[Quad]]:
    """The same quads, by the IRI of their graph."""
    mapper = _Mapper(reading, unit_key)
    mapper.write_source(read_at, version, fingerprint)
    mapper.write_all()
    return mapper.graphs()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a measure is written: its IRI and the quads of its document."""

    iri: str
    quads: Quads


class _Mapper:
    def __init__(self, reading: Reading, unit_key: NameToKey) -> None:
        self.reading = reading
        self.source_iri = iris.source_iri(reading.source.digest)
        self.source = Quads(self.source_iri)
        self.units = Quads(iris.UNITS_GRAPH)
        self.book = EvidenceBook(reading.source)
        self.minter = iris.Minter()
        self.documents: dict[str, _Place] = {}
        self.measures: dict[str, _Place] = {}
        self.described: dict[str, Unit] = {}
        self._unit_key = unit_key
        self._own_keys = {row.unit.name: row.unit.key for row in reading.assignments}
        divisions = Counter(key.partition("/")[0] for key in sorted(self._own_keys.values()) if "/" in key)
        self._division = divisions.most_common(1)[0][0] + "/" if divisions else ""
        self._places = {place.code for place in places_around(self._division.removesuffix("/"))}
        self._heads = {document.key: document for document in reading.documents}
        self._topics = TopicReader(reading, self._division.removesuffix("/"), lambda name: self._known_here(unit_key(name)))

    def write_source(self, read_at: str | None, version: str, fingerprint: str | None) -> None:
        source = self.reading.source
        self.source.add(
            self.source_iri, "prov:Entity", rdfs__label=source.name, digest=source.digest, readBy=version, fingerprint=fingerprint
        )
        if read_at is not None:
            self.source.add(self.source_iri, prov__generatedAtTime=_moment(read_at))

    def write_all(self) -> None:
        for document in self.reading.documents:
            self.write_document(document)
        self.write_measures()
        for assignment in self.reading.assignments:
            self.write_assignment(assignment)
        for deadline in self.reading.deadlines:
            self.write_deadline(deadline)
        for citation in self.reading.citations:
            self.write_citation(citation)
        for body in self.reading.bodies:
            self.write_body(body)
        for target in self.reading.targets:
            self.write_target(target)
        for post in self.reading.posts:
            self.write_post(post)
        for doubt in self.reading.doubts:
            self.write_doubt(doubt)

    def graphs(self) -> dict[str, list[Quad]]:
        graphs = {self.source_iri: self.source.rows(), iris.UNITS_GRAPH: self.units.rows()}
        for place in self.documents.values():
            graphs[place.iri] = place.quads.rows()
            graphs[iris.effective_iri(place.iri)] = effective_quads(place.iri, graphs[place.iri])
        return graphs

    def write_document(self, document: Document) -> None:
        iri = self.minter.mint(iris.document_iri(document.key))
        quads = Quads(iri)
        self.documents.setdefault(document.key, _Place(iri, quads))
        number = iris.normal_number(document.number) if document.number else None
        types = ("Document", "eli:LegalResource") if number else ("Document",)
        quads.add(
            iri, *types, dcterms__title=document.title, eli__number=number, eli__date_document=document.date, genre=document.kind or None,
            addressee=list(document.addressees), dcterms__source=node(self.source_iri),
        )  # fmt: skip
        for issuer in document.issuers:
            quads.link(iri, "eli:passed_by", self.named_unit(issuer))
        if document.parent:
            quads.link(iri, "eli:based_on", iris.document_iri(document.parent))
        self.book.place(quads, iri, document.span, words=False)

    def write_measures(self) -> None:
        orders: dict[str, int] = {}
        for measure in sorted(self.reading.measures, key=lambda one: one.span):
            order = orders[measure.document] = orders.get(measure.document, -1) + 1
            self.write_measure(measure, order)

    def write_measure(self, measure: Measure, order: int) -> None:
        document = self.documents[measure.document]
        iri = self.minter.mint(iris.item_iri(document.iri, measure.path))
        self.measures.setdefault(measure.key, _Place(iri, document.quads))
        document.quads.add(
            iri, "Measure", "eli:LegalResourceSubdivision", path=measure.path, dcterms__title=measure.title, order=order,
            text=self.reading.source.text[measure.span.start : measure.span.end].strip(), operative=measure.is_operative,
            heading="\n".join(measure.headings), eli__is_part_of=node(document.iri),
        )  # fmt: skip
        self.book.place(document.quads, iri, measure.span, words=True)

    def write_assignment(self, row: Assignment) -> None:
        at = self.measures[row.measure]
        iri = self.minter.mint(iris.below(at.iri, "assignment", row.role, row.unit.name))
        at.quads.add(
            iri, "Assignment", measure=node(at.iri), unit=node(self.unit(row.unit)), role=term_node(row.role),
            basis=term_node(f"basis-{row.basis}"), confidence=decimal(row.confidence),
        )  # fmt: skip
        self.book.cite(at.quads, iri, *row.evidence)

    def write_deadline(self, row: Deadline) -> None:
        at = self.measures[row.measure]
        iri = self.minter.mint(iris.below(at.iri, "deadline", when_code(row.when), when_value(row.when)))
        at.quads.add(iri, "Deadline", measure=node(at.iri), **when_values(row.when))
        self.book.cite(at.quads, iri, row.evidence)

    def write_citation(self, row: Citation) -> None:
        document = self.documents[row.document]
        place = self.measures[row.measure] if row.measure else document
        number = iris.normal_number(row.number) if row.number else None
        cited = number or row.title or row.evidence.quote
        target = iris.document_iri(cited)
        iri = self.minter.mint(iris.below(place.iri, "citation", row.relation, cited))
        document.quads.add(
            iri, "Citation", from_=node(place.iri), to=node(target), relation=term_node(f"relation-{row.relation}"),
            eli__number=number, dcterms__title=row.title,
        )  # fmt: skip
        if row.relation in _DIRECT and target != document.iri:
            document.quads.link(document.iri, _DIRECT[row.relation], target)
        self.book.cite(document.quads, iri, row.evidence)

    def write_body(self, row: Body) -> None:
        at = self.documents[row.document]
        iri = self.minter.mint(iris.below(at.iri, "body", row.name))
        host = node(self.named_unit(row.host)) if row.host else None
        at.quads.add(
            iri, "Body", "org:OrganizationalCollaboration", skos__prefLabel=row.name, eli__is_part_of=node(at.iri), hostedBy=host,
            chair=row.chair, rhythm=row.rhythm,
        )  # fmt: skip
        as_unit = self._own_keys.get(row.name)
        for name in row.members:
            member = self._write_membership(at.quads, iri, name, row.document)
            if as_unit:
                at.quads.link(iris.unit_iri(as_unit), "covers", member)
        self.book.cite(at.quads, iri, row.evidence)

    def _write_membership(self, quads: Quads, body: str, name: str, document: str) -> str:
        """Writes a member of a body; its unit's IRI."""
        found = None if self._known(name) else self._topics.member(name, self._heads[document])
        member = iris.unit_iri(found.unit) if found and found.unit else self.named_unit(name)
        membership = self.minter.mint(iris.below(body, "member", name))
        quads.add(
            membership, "org:Membership", org__organization=node(body), org__member=node(member), org__role=term_node("member"),
            rdfs__label=name,
        )  # fmt: skip
        for generic in found.generic if found else ():
            quads.link(membership, "genericUnit", iris.unit_iri(generic))
        return member

    def write_target(self, row: Target) -> None:
        at = self.measures[row.measure]
        iri = self.minter.mint(iris.below(at.iri, "target", row.indicator, row.value))
        value = decimal(row.value) if _DECIMAL.fullmatch(row.value) else row.value
        bound: dict[str, Value] = {_BOUNDS[row.comparator]: value}
        year = when_year(row.when) if row.when is not None else None
        at.quads.add(
            iri, "Target", "schema:QuantitativeValue", measure=node(at.iri), indicator=row.indicator, comparator=row.comparator,
            schema__unitText=row.unit or None, year=year, **bound,
        )  # fmt: skip
        self.book.cite(at.quads, iri, row.evidence)

    def write_post(self, row: Post) -> None:
        at = self.measures[row.measure]
        iri = self.minter.mint(iris.below(at.iri, "post", row.duty, row.name))
        at.quads.add(iri, "org:Post", measure=node(at.iri), rdfs__label=row.name, duty=row.duty)
        self.book.cite(at.quads, iri, row.evidence)

    def write_doubt(self, row: Doubt) -> None:
        about, quads = self._around(row.span)
        iri = self.minter.mint(iris.below(about, "doubt", row.kind))
        values = json.dumps(dict(row.values), ensure_ascii=False, sort_keys=True)
        quads.add(iri, "Doubt", about=node(about), doubt=row.kind, value=values)
        words = self.reading.source.text[row.span.start : row.span.end]
        self.book.cite(quads, iri, Evidence(row.span, words, row.span, row.pattern))

    def _around(self, span: Span) -> tuple[str, Quads]:
        """The measure, else the document, else the source that holds `span`."""
        for measure in self.reading.measures:
            if measure.span.start <= span.start < measure.span.end:
                at = self.measures[measure.key]
                return at.iri, at.quads
        for document in self.reading.documents:
            if document.span.start <= span.start < document.span.end:
                at = self.documents[document.key]
                return at.iri, at.quads
        return self.source_iri, self.source

    def unit(self, unit: Unit) -> str:
        """The IRI of a unit of the records, described once."""
        iri = iris.unit_iri(unit.key)
        if iri not in self.described:
            self.described[iri] = unit
            level = term_node(f"level-{unit.level}") if unit.level is not None else None
            kind = term_node(f"kind-{unit.kind}")
            self.units.add(iri, "Unit", skos__prefLabel=unit.name, kind=kind, level=level, isKnown=unit.is_known)
        return iri

    def named_unit(self, name: str) -> str:
        """The IRI of a unit that is only a printed name: by the registry, else as in this reading, else unknown (of the same city)."""
        known = self._known(name)
        iri = iris.unit_iri(known or self._division + name)
        if known is None and iri not in self.described:
            self.units.add(iri, "Unit", skos__prefLabel=name, kind=term_node(f"kind-{UnitKind.NAMED}"), isKnown=False)
        return iri

    def _known(self, name: str) -> str | None:
        return self._known_here(self._unit_key(name)) or self._own_keys.get(name)

    def _known_here(self, key: str | None) -> str | None:
        """The unit that this place has for that of a registry, which may be another city's; None where it has none."""
        code, slash, bare = key.rpartition("/") if key else ("", "", "")
        if not slash or not self._division or code in self._places:
            return key
        return self._unit_key(self._division + bare) or self._own_keys.get(bare)


def _moment(read_at: str) -> Value:
    from pyoxigraph import Literal

    return Literal(read_at, datatype=node(term("xsd:dateTime")))
