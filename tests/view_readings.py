"""Readings for the tests of the views: hostile texts, a document without duties, a busy unit, a very long name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from ontology.records import (
    Assignment,
    Basis,
    Body,
    By,
    Citation,
    Deadline,
    Document,
    Evidence,
    Level,
    Measure,
    Open,
    Post,
    Reading,
    Relation,
    Role,
    Source,
    Span,
    Target,
    Unit,
    UnitKind,
)  # fmt: skip

PAYLOADS = (
    '<img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    '"><svg onload=window.hit=1>href',
    "' onmouseover='window.hit=1",
    "{{ 7*7 }}{% raw %}<!--",
    "\u2028</style></textarea><iframe srcdoc='<script>parent.hit=1</script>'>",
)


@dataclass
class Made:
    """A text that grows with the records that stand in it."""

    name: str
    text: str = ""
    assignments: list[Assignment] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    def put(self, words: str) -> Span:
        """Appends words; answers where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def measure(self, document: str, path: str, title: str, units: list[tuple[Unit, Role]], deadline: By | Open | None = None) -> None:
        """Appends a measure with a bracket of units and a deadline."""
        start = len(self.text)
        self.put(f"{path}{title}。")
        opened = self.put("（责任单位：").start
        spans = []
        for unit, role in units:
            spans.append((self.put(unit.name), unit, role))
            self.put("、")
        context = Span(opened, self.put("）\n").end - 1)
        when = self.put("采暖季前完成。\n")
        key = f"{document}#{path}"
        self.measures.append(Measure(document, path, (f"总则{title[:8]}",), title, Span(start, len(self.text)), True))
        for span, unit, role in spans:
            found = Evidence(span, unit.name, context, "assign.bracket")
            self.assignments.append(Assignment(key, unit, role, Basis.BRACKET, 0.97, (found,)))
        if deadline:
            self.deadlines.append(
                Deadline(key, deadline, Evidence(Span(when.start, when.end - 2), self.text[when.start : when.end - 2], when, "d"))
            )


def named(name: str, kind: UnitKind = UnitKind.NAMED, level: Level | None = Level.CITY_UNIT) -> Unit:
    """A unit."""
    return Unit(f"411700/{name}", name, kind, level, True)


def _whole(made: Made, document: Document, **more: tuple[object, ...]) -> Reading:
    source = Source(made.name, made.text, hashlib.sha256(made.text.encode()).hexdigest())
    empty: dict[str, tuple[object, ...]] = dict.fromkeys(("citations", "bodies", "targets", "posts", "doubts"), ())
    return Reading(source, (document,), tuple(made.measures), tuple(made.assignments), tuple(made.deadlines), **{**empty, **more})  # type: ignore[arg-type]


def hostile_reading() -> Reading:
    """Every payload in every field that a document fills."""
    everything = " ".join(PAYLOADS)
    made = Made(f"{PAYLOADS[0]}.txt")
    head = made.put(f"关于{everything}的通知\n")
    for order, payload in enumerate(PAYLOADS):
        units = [(named(f"市{payload}局"), Role.LEAD), (named(f"各{payload}县", UnitKind.CLASS, Level.COUNTY), Role.SUPPORT)]
        made.measure("驻政〔2018〕1号", f"一/（{order}）", f"办好{payload}", units, Open(payload) if order % 2 else By(date(2018, 10, 31)))
    place = Evidence(head, made.text[head.start : head.end], head, PAYLOADS[1])
    key = made.measures[0].key
    number, title = "驻政〔2018〕1号", f"关于{everything}的通知"
    whole = Span(0, len(made.text))
    document = Document(number, whole, number, title, (f"{everything}政府",), date(2018, 7, 1), "通知", (everything,))
    return _whole(
        made, document,
        citations=(Citation(document.key, None, everything, None, Relation.BASIS, place),),
        bodies=(Body(document.key, everything, f"市{everything}办", everything, (f"市{everything}委",), None, place),),
        targets=(Target(key, everything, ">=", "5", everything, None, place),),
        posts=(Post(key, everything, everything, place),),
    )  # fmt: skip


def silent_reading() -> Reading:
    """A document without a measure."""
    made = Made("silent.txt")
    made.put("关于表彰先进的决定\n市政府决定表彰先进。\n")
    number = "驻政〔2018〕2号"
    return _whole(made, Document(number, Span(0, len(made.text)), number, "关于表彰先进的决定", ("市政府",), date(2018, 1, 1), "决定", ()))


def idle_reading() -> Reading:
    """A document whose measures name nobody and no time."""
    made = Made("idle.txt")
    for number in range(3):
        made.measure("驻政〔2018〕3号", f"一/（{number}）", f"第{number}件事", [])
    return _whole(made, Document("驻政〔2018〕3号", Span(0, len(made.text)), "驻政〔2018〕3号", "三件事", ("市政府",), None, "通知", ()))


LONG_NAME = "市" + "推进新型城镇化和城乡融合发展工作领导小组及其办公室成员" * 3
BUSY = "市财政局"


def busy_reading(tasks: int = 300, units: int = 30) -> Reading:
    """A unit with that many tasks, which it shares with others, one of them of a very long name."""
    made = Made("busy.txt")
    number = "驻政〔2018〕4号"
    others = [named(LONG_NAME[:60]), *(named(f"市第{count}局") for count in range(units))]
    for count in range(tasks):
        chapter, item = divmod(count, 25)
        roles = [(named(BUSY), Role.LEAD if count % 7 == 0 else Role.RESPONSIBLE), (others[count % len(others)], Role.RESPONSIBLE)]
        due = By(date(2018 + count % 3, 1 + count % 12, 28)) if count % 2 else None
        made.measure(
            number, f"{chapter + 1}/（{item + 1}）", f"完成第{count}项工程的规划、报批、建设、验收和移交，并按月上报进展", roles, due
        )
    return _whole(made, Document(number, Span(0, len(made.text)), number, "三百件事", ("市政府",), date(2018, 1, 1), "方案", ()))
