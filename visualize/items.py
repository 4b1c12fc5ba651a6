"""What can be selected in a page: documents, measures, units and duties, with their places; each sentence is stored once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.initials import initials
from ontology.boxes import Box
from ontology.paths import item_path
from ontology.records import Basis, Role
from ontology.times import time_in_words
from ontology.words import say
from visualize.facts import BodyFact, DeadlineFact, DocumentFact, Duty, Facts, Gap, MeasureFact, Place, UnitFact, gaps
from visualize.text import bare_title

ROLES, BASES = tuple(Role), tuple(Basis)
BRIEF_ABOVE = 500


class Items:
    """Collects the items of one page in the order in which they are asked for; an item's number is what `data-i` names.

    Beyond 500 measures a page holds the sentences that duties rest on, and the whole text only of measures that nobody has.
    """

    def __init__(self, facts: Facts, language: str) -> None:
        self.facts = facts
        self.language = language
        self._is_brief = len(facts.measures) > BRIEF_ABOVE
        self._rows: list[dict[str, object]] = []
        self._numbers: dict[str, int] = {}
        self._hashes: set[tuple[str, str]] = set()
        self._sources: dict[str, tuple[int, str]] = {}
        self._patterns: dict[str, int] = {"": 0}
        self._passages: dict[tuple[int, int, int], str] = {}

    def document(self, key: str) -> int:
        """The number of a document's item."""
        if key in self._numbers:
            return self._numbers[key]
        document = self.facts.documents[key]
        return self._add(
            key,
            "document",
            document.name,
            title=document.title,
            fields=self._document_fields(document),
            places=(document.place, *self._cited_at(key)),
        )

    def measure(self, key: str) -> int:
        """The number of a measure's item (its document's is made first)."""
        if key in self._numbers:
            return self._numbers[key]
        measure = self.facts.measures[key]
        document = self.facts.documents[measure.document]
        row = {"d": self.document(document.key), "p": item_path(measure.path), **self._measure_facts(measure)}
        own = measure.place
        if own and self._is_brief and self.facts.duties_of_measure[key]:
            own = replace(own, sentence="")
        places = (*(deadline.place for deadline in measure.deadlines), *(remark.place for remark in measure.remarks), own)
        title = bare_title(measure.title, measure.path)
        return self._add(key, "measure", measure.path, title=title, fields=self._remarks(measure), places=places, more=row)

    def unit(self, key: str) -> int:
        """The number of a unit's item."""
        if key in self._numbers:
            return self._numbers[key]
        unit = self.facts.units[key]
        return self._add(key, "unit", unit.name, title=unit.name, fields=self._unit_fields(unit), places=())

    def body(self, body: BodyFact) -> int:
        """The number of a coordination body's item; its host and its members can be gone to from it."""
        if body.key in self._numbers:
            return self._numbers[body.key]
        units = dict.fromkeys(filter(None, (body.host, *body.members)))
        rows = [self.unit(key) for key in units if key in self.facts.units]
        more: dict[str, object] = {"rows": rows, "s": self.facts.documents[body.document].name}
        return self._add(body.key, "body", body.name, title=body.name, fields=self._body_fields(body), places=(body.place,), more=more)

    def duty(self, duty: Duty) -> int:
        """The number of a duty's item; its measure and its unit are made first."""
        key = f"{duty.measure}>{duty.unit}:{duty.role}:{duty.basis}"
        if key in self._numbers:
            return self._numbers[key]
        ends = {"a": self.measure(duty.measure), "b": self.unit(duty.unit)}
        self._numbers[key] = len(self._rows)
        places = self._places(duty.places)
        self._rows.append({**ends, "r": ROLES.index(duty.role), "y": BASES.index(duty.basis), "c": round(duty.confidence, 2), "w": places})
        return self._numbers[key]

    def add_duties(self, measure: str) -> None:
        """Makes the items of all duties of a measure."""
        for duty in self.facts.duties_of_measure[measure]:
            self.duty(duty)

    def span(self, place: Place, rows: Iterable[int], kind: str) -> int:
        """The number of an item for printed words and the rows that rest on them."""
        name = f"c{place.span.start}-{place.span.end}"
        row: dict[str, object] = {"rows": list(dict.fromkeys(rows)), "s": kind, "d": -1}
        words = " ".join(place.quote.split())
        return self._add(f"{place.digest}#{name}", "span", name, title=words, fields=[], places=(place,), more=row)

    def group(self, name: str, rows: Iterable[int]) -> int:
        """The number of an item that stands for several rows; `name` is `start>end`."""
        return self._add(f"group {name}", "group", name, title="", fields=[], places=(), more={"rows": list(rows)})

    def finding(self, name: str, message: str, place: Place | None, rows: Iterable[int]) -> int:
        """The number of an item for a finding and the node that it is about."""
        more: dict[str, object] = {"rows": list(rows)}
        return self._add(f"finding {name}", "span", name, title=message, fields=[], places=(place,), more=more)

    def data(self) -> dict[str, object]:
        """All items, sources and passages for the page's scripts."""
        sources = [{"digest": digest, "name": name} for digest, (_, name) in self._sources.items()]
        codes = {"roles": [role.value for role in ROLES], "bases": [basis.value for basis in BASES]}
        return {**codes, "items": self._rows, "sources": sources, "patterns": list(self._patterns), "passages": self._whole_passages()}

    def _add(
        self,
        key: str,
        kind: str,
        name: str,
        *,
        title: str,
        fields: list[list[str]],
        places: Iterable[Place | None],
        more: dict[str, object] | None = None,
    ) -> int:
        if key in self._numbers:
            return self._numbers[key]
        scope = str((more or {}).get("d", ""))
        row: dict[str, object] = {"k": kind, "h": self._hash(name, scope), "t": title, **(more or {})}
        found = self._places(places)
        if found:
            row["w"] = found
        if fields:
            row["f"] = fields
        if kind not in ("measure", "span", "group"):
            row["i"] = initials(title)
        self._numbers[key] = len(self._rows)
        self._rows.append(row)
        return self._numbers[key]

    def _hash(self, name: str, scope: str) -> str:
        """The name, told apart by `~2` from another one of the same document (`scope`) or page."""
        found, count = name, 1
        while (scope, found) in self._hashes:
            count += 1
            found = f"{name}~{count}"
        self._hashes.add((scope, found))
        return found

    def _places(self, places: Iterable[Place | None]) -> list[list[float]]:
        return [self._place(place) for place in places if place is not None]

    def _place(self, place: Place) -> list[float]:
        source = self._sources.setdefault(place.digest, (len(self._sources), place.source))[0]
        pattern = self._patterns.setdefault(place.pattern, len(self._patterns))
        if place.sentence:
            self._passages.setdefault((source, place.context.start, place.context.end), place.sentence)
        pages = self.facts.pages.pages(place.digest, place.source) if self.facts.pages else None
        where = pages.place(place.span.start) if pages else ()
        box = Box.of_fragment(place.fragment)
        edges = box.from_edges if where and box else ()
        return [source, place.context.start, place.context.end, place.span.start, place.span.end, pattern, *where, *edges]

    def _whole_passages(self) -> list[list[object]]:
        """The passages in printed order without those that stand inside another one."""
        kept: list[list[object]] = []
        outer: tuple[int, int, int] | None = None
        for key in sorted(self._passages, key=lambda key: (key[0], key[1], -key[2])):
            if outer and key[0] == outer[0] and key[2] <= outer[2] and self._stands_in(key, outer):
                continue
            outer = key
            kept.append([*key, self._passages[key]])
        return kept

    def _stands_in(self, inner: tuple[int, int, int], outer: tuple[int, int, int]) -> bool:
        start = inner[1] - outer[1]
        return self._passages[outer][start : start + inner[2] - inner[1]] == self._passages[inner]

    def say(self, key: str, **values: object) -> str:
        return say(f"view.{key}", self.language, **values)

    def _document_fields(self, document: DocumentFact) -> list[list[str]]:
        fields = [[self.say("field.title"), document.title]]
        if document.number:
            fields.append([self.say("field.number"), document.number])
        if document.issuers:
            fields.append([self.say("field.issuer"), self.say("list_comma").join(document.issuers)])
        if document.date:
            fields.append([self.say("field.date"), document.date.isoformat()])
        if not document.is_held:
            fields.append([self.say("field.state"), self.say("not_held")])
        mine = (link for link in self.facts.links if link.start == document.key)
        fields += [[self.say(f"relation.{link.relation}"), self._cited(self.facts.documents[link.end])] for link in mine]
        return list(map(list, dict.fromkeys(map(tuple, fields))))

    def _cited_at(self, key: str) -> list[Place]:
        return [place for link in self.facts.links if key in (link.start, link.end) for place in link.places]

    def _cited(self, document: DocumentFact) -> str:
        both = dict.fromkeys(filter(None, (document.title, document.number)))
        return " ".join(both)

    def _measure_facts(self, measure: MeasureFact) -> dict[str, object]:
        """Headings, deadlines and gaps, each left out where there is none."""
        found: dict[str, list[str]] = {
            "n": list(measure.headings),
            "l": [deadline_text(deadline, self.language) for deadline in measure.deadlines],
            "g": [gap.value for gap in gaps(self.facts, measure)],
        }
        return {name: texts for name, texts in found.items() if texts}

    def _remarks(self, measure: MeasureFact) -> list[list[str]]:
        return [[remark.label or self.say(f"field.{remark.kind}"), remark.text] for remark in measure.remarks]

    def _body_fields(self, body: BodyFact) -> list[list[str]]:
        names = [self.facts.units[key].name for key in body.members if key in self.facts.units]
        host = self.facts.units[body.host].name if body.host in self.facts.units else ""
        values = {"body_chair": body.chair or "", "body_host": host, "body_members": self.say("list_comma").join(names)}
        return [
            [self.say("field.kind"), self.say("field.body")],
            *([self.say(f"field.{name}"), text] for name, text in values.items() if text),
        ]

    def _unit_fields(self, unit: UnitFact) -> list[list[str]]:
        fields = [[self.say("field.kind"), self.say(f"kind.{unit.kind}")]]
        if unit.level:
            fields.append([self.say("field.level"), self.say(f"level.{unit.level}")])
        if unit.load:
            fields.append([self.say("field.load"), load_text(unit.load, self.language)])
        if unit.is_overloaded:
            fields.append([self.say("field.state"), self.say("overloaded")])
        if not unit.is_known:
            fields.append([self.say("field.state"), self.say("not_registered")])
        return fields


def load_text(load: dict[str, int], language: str) -> str:
    """The load of a unit by role, roles without a measure left out (牵头3 责任2)."""
    roles = ("lead", "responsible", "support", "supervise", "receive")
    parts = [
        say("view.role_count", language, role=say(f"view.script.role_{role}", language), count=load[role])
        for role in roles
        if load.get(role)
    ]
    return " ".join(parts) or "0"


def deadline_text(deadline: DeadlineFact, language: str) -> str:
    """A deadline as people write it: a day or two days, else its printed words, else its value in words."""
    match deadline.kind:
        case "by" if deadline.end or deadline.start:
            return str(deadline.end or deadline.start)
        case "between" if deadline.start and deadline.end:
            return f"{deadline.start} \u2013 {deadline.end}"
        case "by" | "between" | "within" | "every" | "open" | "continuing":
            printed = deadline.place.quote if deadline.place else ""
            return "".join(printed.split()) or say(f"view.when.{deadline.kind}", language, value=time_in_words(deadline.value, language))
        case kind:
            raise ValueError(f"unexpected kind of deadline: {kind!r}")


def gap_text(gap: Gap, language: str) -> str:
    """The short mark of a gap."""
    return say(f"view.gap.{gap}", language)
