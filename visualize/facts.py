"""The typed rows that views are drawn from, taken out of the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from ontology.pages import PagedTexts
from ontology.records import Basis, Level, Role, Span, UnitKind

OWNERS = (Role.LEAD, Role.RESPONSIBLE)
BELOW_CITY = (Level.COUNTY, Level.COUNTY_UNIT, Level.TOWNSHIP, Level.VILLAGE)


@dataclass(frozen=True, slots=True)
class Place:
    """Printed words: `span` of the words, `context` and `sentence` that give them meaning, in the source with this digest."""

    digest: str
    source: str
    span: Span
    context: Span
    sentence: str
    pattern: str = ""
    fragment: str = ""  # its box in a PDF file, as RFC 8118 writes it

    @property
    def quote(self) -> str:
        """The printed words, cut out of the sentence."""
        return self.sentence[max(self.span.start - self.context.start, 0) : self.span.end - self.context.start]


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One document as a view shows it; `place` is where its text stands, `level` that of its issuer."""

    key: str
    number: str | None
    title: str
    issuers: tuple[str, ...]
    date: date | None
    place: Place | None
    is_held: bool = True
    level: Level | None = None

    @property
    def name(self) -> str:
        """The number where there is one, else the title."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class DeadlineFact:
    """One deadline of a measure: `value` is all of it as one short text; days are None where it has no calendar day."""

    kind: str
    value: str
    start: date | None
    end: date | None
    rrule: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A target or a post of a measure, as a label and a text."""

    kind: str
    label: str
    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """One measure; `document` is the key of its document."""

    key: str
    document: str
    path: str
    headings: tuple[str, ...]
    title: str
    text: str
    place: Place | None
    is_operative: bool
    deadlines: tuple[DeadlineFact, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFact:
    """One unit; `load` counts its measures by role over the whole store."""

    key: str
    name: str
    kind: UnitKind
    level: Level | None
    is_known: bool = True
    aliases: tuple[str, ...] = ()
    load: dict[str, int] = field(default_factory=dict)
    is_overloaded: bool | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit answers for a measure in a role (keys of both); confidence is a share between 0 and 1; `key` is the assignment's IRI."""

    measure: str
    unit: str
    role: Role
    basis: Basis
    confidence: float
    key: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One document refers to another (keys of both); a `basis` leads to the parent."""

    start: str
    end: str
    relation: str
    places: tuple[Place, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class BodyFact:
    """A coordination body; `host` and `members` are keys of units, `chair` a printed name."""

    key: str
    name: str
    document: str
    host: str | None
    chair: str | None
    members: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True)
class Facts:
    """All rows of one network, each list in printed order."""

    documents: dict[str, DocumentFact]
    measures: dict[str, MeasureFact]
    units: dict[str, UnitFact]
    duties: tuple[Duty, ...]
    links: tuple[Link, ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: tuple[BodyFact, ...] = ()
    pages: PagedTexts | None = None  # of the sources, where their texts can be looked at

    @cached_property
    def duties_of_measure(self) -> dict[str, list[Duty]]:
        """The duties of each measure, an empty list where there are none."""
        rows: dict[str, list[Duty]] = {key: [] for key in self.measures}
        for duty in self.duties:
            rows[duty.measure].append(duty)
        return rows

    @cached_property
    def duties_of_unit(self) -> dict[str, list[Duty]]:
        """The duties of each unit in printed order."""
        rows: dict[str, list[Duty]] = {key: [] for key in self.units}
        for duty in self.duties:
            rows[duty.unit].append(duty)
        return rows

    def held(self) -> list[DocumentFact]:
        """The documents whose text is in the store, in printed order."""
        return [document for document in self.documents.values() if document.is_held]

    def bodies_of(self, document: str) -> list[BodyFact]:
        """The coordination bodies that one document names, in printed order."""
        return [body for body in self.bodies if body.document == document]

    def measures_of(self, document: str) -> list[MeasureFact]:
        """The measures of one document in printed order."""
        return [measure for measure in self.measures.values() if measure.document == document]


class Gap(StrEnum):
    """What may be missing in a measure."""

    NO_OWNER = "no_owner"
    NO_LEAD = "no_lead"
    NO_DEADLINE = "no_deadline"


def gaps(facts: Facts, measure: MeasureFact) -> tuple[Gap, ...]:
    """What is missing in `measure`: nobody named owns it, several owners and no lead, no deadline; none where it orders nothing."""
    if not measure.is_operative:
        return ()
    duties = facts.duties_of_measure[measure.key]
    owners = {duty.unit for duty in duties if duty.role in OWNERS and facts.units[duty.unit].kind is not UnitKind.GENERIC}
    leads = [duty for duty in duties if duty.role is Role.LEAD]
    responsible = {duty.unit for duty in duties if duty.role is Role.RESPONSIBLE}
    found = []
    if not owners:
        found.append(Gap.NO_OWNER)
    elif not leads and len(responsible) > 1:
        found.append(Gap.NO_LEAD)
    if not measure.deadlines:
        found.append(Gap.NO_DEADLINE)
    return tuple(found)
