"""Two units printed as one name: 市、县区审计部门 are the city's and the counties', 有关部门和单位 are 有关部门 and 有关单位."""

from __future__ import annotations

from extract.patterns import expression, words
from ontology.registry import generics, topics


def elliptical_parts(printed: str) -> list[tuple[int, int, str]]:
    """The units that one printed name stands for: half-open offsets into it and each one's whole name; [] where it names one."""
    match = expression("elliptical.two_levels").fullmatch(printed)
    if match and not _is_one_class(match["second"]):
        topic = expression("unit_grammar.topic_part").fullmatch(match["rest"])
        rest = topic["topic"] if topic and topic["topic"] in topics() else match["rest"]
        each = words("naming", "each")[0]
        level = match["second"].removesuffix(match["both"] or "")
        counties = level + match["rest"] if level.startswith(each) else each + level + match["rest"]
        return [(0, match.end("first"), match["first"] + rest), (match.start("second"), len(printed), counties)]
    match = expression("elliptical.two_heads").fullmatch(printed)
    if match:
        return [(0, match.end("one"), printed[: match.end("one")]), (match.start("two"), len(printed), match["front"] + match["two"])]
    match = expression("elliptical.party").fullmatch(printed)
    if match:
        return [
            (0, match.end("party"), printed[: match.end("party")]),
            (match.start("state"), len(printed), match["front"] + match["state"]),
        ]
    match = expression("elliptical.two_tiers").fullmatch(printed)
    if match:
        each = words("naming", "each")[0]
        lower, state = match["lower"].removeprefix(each), match["state"] or ""
        return [(0, match.end("upper"), each + match["upper"] + state), (match.start("lower"), len(printed), each + lower + state)]
    match = expression("elliptical.two_topics").fullmatch(printed)
    if match and match["left"] + match["and"] + match["right"] not in topics() and printed not in generics():
        return [(0, match.end("left"), match["left"] + match["head"]), (match.start("right"), len(printed), match["right"] + match["head"])]
    return []


def _is_one_class(second: str) -> bool:
    """市、县两级财政部门 is one class: 县 alone names no places that the city's own are not among."""
    return second in words("elliptical", "one_class")
