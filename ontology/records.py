"""The records: what is read out of one source, the only thing that passes from reading to the graph.

All are frozen, slotted dataclasses. Offsets count `str` characters of `Source.text`, half open, and
`source.text[span.start:span.end] == quote` holds for every piece of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ontology.boxes import Box


class Role(StrEnum):
    """What a unit has to do in a measure (牵头, 责任, 配合, 督导, 报送对象)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SUPERVISE = "supervise"
    RECEIVE = "receive"


class Basis(StrEnum):
    """What an assignment rests on; PERSON is what somebody decided, CLASS what reaches a member through its class."""

    BRACKET = "bracket"
    TABLE = "table"
    RULE = "rule"
    PROSE = "prose"
    PERSON = "person"
    CLASS = "class"


class UnitKind(StrEnum):
    """What a unit's name names: one unit, a class (各县区人民政府), a generic one (发改部门), a company, a body, a role (监管银行)."""

    NAMED = "named"
    CLASS = "class"
    GENERIC = "generic"
    COMPANY = "company"
    BODY = "body"
    ROLE = "role"


class Level(StrEnum):
    """The level of an institution: state, province, or one of the six levels of the 责任链 (product.md)."""

    STATE = "state"
    PROVINCE = "province"
    CITY = "1"  # 市政府
    CITY_UNIT = "2"  # 市政府工作部门、直属事业单位
    COUNTY = "3"  # 县区政府、管委会
    COUNTY_UNIT = "4"  # 县区部门
    TOWNSHIP = "5"  # 乡镇政府、街道办及所站
    VILLAGE = "6"  # 村、社区


class Relation(StrEnum):
    """How one document refers to another."""

    BASIS = "basis"
    AMENDS = "amends"
    ISSUES = "issues"
    CITES = "cites"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of characters of `Source.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The printed words a statement rests on.

    `context` is the span of the sentence or bracket that gives the words their meaning; `pattern` is the id of the
    pattern that fired, or "person".
    """

    span: Span
    quote: str
    context: Span
    pattern: str


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one file, newlines as on disk; `digest` is the SHA-256 of its UTF-8 bytes, in hexadecimal.

    `boxes` are the places of its printed lines, one a line, where the file has pages with places (PDF); else there are none.
    """

    name: str
    text: str
    digest: str
    boxes: tuple[Box | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document, a notice and its annexes together.

    `key` is unique in a reading: the normalised 文号, or `issuer/date/title` where none is printed. `parent` is the key or
    number of the document that it implements, where exactly one is named as such, else None.
    """

    key: str
    span: Span
    number: str | None
    title: str
    issuers: tuple[str, ...]
    date: date | None
    kind: str
    addressees: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A leaf of a document's outline (举措); `document` is `Document.key`, `path` the printed numbers (四/（二）/1/（1）)."""

    document: str
    path: str
    headings: tuple[str, ...]
    title: str
    span: Span
    is_operative: bool

    @property
    def key(self) -> str:
        """Unique in a reading: the document's key and the path (a path printed twice is told apart by `~2`)."""
        return f"{self.document}#{self.path}"


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation or a class of organisations under its one standard name; `key` is `<division code>/<name>`."""

    key: str
    name: str
    kind: UnitKind
    level: Level | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit answers for something in a measure; `measure` is `Measure.key`; confidence is a share between 0 and 1."""

    measure: str
    unit: Unit
    role: Role
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class By:
    """On or before a day."""

    day: date


@dataclass(frozen=True, slots=True)
class Between:
    """From a day to a day, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Within:
    """Within a period (ISO 8601, `P3M`) after an event; `workdays` tells working days from calendar days."""

    duration: str
    workdays: bool
    trigger: str | None


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence, as an RFC 5545 rule (`FREQ=MONTHLY;BYMONTHDAY=25`)."""

    rrule: str


@dataclass(frozen=True, slots=True)
class Open:
    """Before an event that has no date (采暖季前)."""

    event: str


@dataclass(frozen=True, slots=True)
class Continuing:
    """Without an end (长期坚持, 持续推进)."""


When = By | Between | Within | Every | Open | Continuing


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, or how often, something in a measure is due; `measure` is `Measure.key`."""

    measure: str
    when: When
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to another document; `measure` is None where it stands outside any measure."""

    document: str
    measure: str | None
    title: str | None
    number: str | None
    relation: Relation
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Body:
    """A coordination body (领导小组, 联席会议); `host` is the unit its office is set up in; `rhythm` an RFC 5545 rule."""

    document: str
    name: str
    host: str | None
    chair: str | None
    members: tuple[str, ...]
    rhythm: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: `comparator` is one of `>=`, `<=`, `=`, `~`; `value` a decimal as text; `unit` its printed unit."""

    measure: str
    indicator: str
    comparator: str
    value: str
    unit: str
    when: When | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Post:
    """A person or post made answerable (责任领导, 责任人, 分管副市长), kept apart from units; `name` as printed, `duty` its label."""

    measure: str
    name: str
    duty: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was seen and not decided; `kind` names its message (`doubt.<kind>`), `values` fills it."""

    span: Span
    kind: str
    values: tuple[tuple[str, str], ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one source."""

    source: Source
    documents: tuple[Document, ...]
    measures: tuple[Measure, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]
    bodies: tuple[Body, ...]
    targets: tuple[Target, ...]
    posts: tuple[Post, ...]
    doubts: tuple[Doubt, ...]
