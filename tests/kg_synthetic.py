"""Synthetic readings, shaped like the real ones, to see what a large store costs: `readings(documents)`."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from ontology.records import (
    Assignment,
    Basis,
    By,
    Citation,
    Deadline,
    Document,
    Every,
    Evidence,
    Level,
    Measure,
    Reading,
    Relation,
    Role,
    Source,
    Span,
    Unit,
    UnitKind,
)  # fmt: skip

_TOPICS = (
    "棚户区改造",
    "住房保障",
    "社区卫生",
    "企业成长",
    "清洁供暖",
    "职工解困",
    "河道治理",
    "农村饮水",
    "学前教育",
    "食品安全",
    "数据共享",
)
_VERBS = ("编制规划", "完善制度", "加强督查", "落实资金", "开展排查", "建立台账", "组织培训", "推进建设")
_MEASURES = 40
_LIST = 4


def units(count: int = 300) -> list[Unit]:
    """City bureaux, county governments and two classes."""
    named = [Unit(f"411700/市{at}局", f"市{at}局", UnitKind.NAMED, Level.CITY_UNIT, True) for at in range(count - 2)]
    return [
        *named,
        Unit("411700/各县区人民政府", "各县区人民政府", UnitKind.CLASS, Level.COUNTY, True),
        Unit("411700/有关部门", "有关部门", UnitKind.GENERIC, None, True),
    ]


def readings(documents: int, seed: int = 1) -> Iterator[Reading]:
    """That many readings of one document each, about 40 measures a document and 4 units a measure; the same seed gives the same."""
    chance = random.Random(seed)
    everybody = units()
    weights = [1 / (at + 1) for at in range(len(everybody))]
    for number in range(documents):
        yield _reading(number, chance, everybody, weights)


def _reading(number: int, chance: random.Random, everybody: list[Unit], weights: list[float]) -> Reading:
    key = f"驻政〔{2000 + number // 200}〕{number % 200 + 1}号"
    issued = date(2000 + number // 200, 1, 1) + timedelta(days=number % 200)
    parts: list[str] = [f"关于第{number}号工作的意见\n"]
    at = len(parts[0])
    measures, assignments, deadlines = [], [], []
    for place in range(_MEASURES):
        path = f"{place // 10 + 1}/（{place % 10 + 1}）"
        title = f"{chance.choice(_TOPICS)}{chance.choice(_VERBS)}"
        chosen = list(dict.fromkeys(chance.choices(everybody, weights, k=chance.randint(0, _LIST * 2))))
        bracket = f"（责任单位：{'、'.join(unit.name for unit in chosen)}）"
        due = f"{issued.year}年{chance.randint(1, 12)}月底前完成" if chance.random() < 0.3 else "长期坚持"
        text = f"{path} {title}。市{number}区{chance.choice(_TOPICS)}的{chance.choice(_VERBS)}要{due}。{bracket}\n"
        measures.append(Measure(key, path, (chance.choice(_TOPICS),), title, Span(at, at + len(text)), True))
        context = Span(at + text.index("（责"), at + len(text) - 1)
        for rank, unit in enumerate(chosen):
            start = at + text.index("：") + 1 + sum(len(one.name) + 1 for one in chosen[:rank])
            proof = Evidence(Span(start, start + len(unit.name)), unit.name, context, "assign.bracket")
            role = Role.LEAD if rank == 0 and chance.random() < 0.5 else Role.RESPONSIBLE if rank < _LIST else Role.SUPPORT
            assignments.append(Assignment(f"{key}#{path}", unit, role, Basis.BRACKET, 0.95, (proof,)))
        if "月" in due:
            start = at + text.index(due)
            proof = Evidence(Span(start, start + len(due)), due, Span(at, at + len(text)), "deadline.by")
            day = issued + timedelta(days=chance.randint(-5, 300))
            deadlines.append(Deadline(f"{key}#{path}", By(day) if place else Every("FREQ=MONTHLY;BYMONTHDAY=25"), proof))
        parts.append(text)
        at += len(text)
    text = "".join(parts)
    cited = f"国发〔2016〕{chance.randint(1, 40)}号"
    citation = Citation(key, None, f"决定{cited}", cited, Relation.BASIS, Evidence(Span(0, 5), text[0:5], Span(0, 10), "cite"))
    source = Source(f"{number}.txt", text, hashlib.sha256(text.encode()).hexdigest())
    head = Document(key, Span(0, len(text)), key, f"关于第{number}号工作的意见", ("市政府",), issued, "意见", ("各县区人民政府",))
    return Reading(source, (head,), tuple(measures), tuple(assignments), tuple(deadlines), (citation,), (), (), (), ())
