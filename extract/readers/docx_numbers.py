"""Automatic numbering of Word: 一、（一） 1. as Word shows them, from the numbering and the styles of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extract.readers.numerals import SILENT, written

PLACE = re.compile(r"%([1-9])")
MOST_STYLES = 30  # styles based on styles


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first count, its number format, its text (`（%2）`), and whether all its numbers are decimal."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    is_decimal: bool = False
    style: str | None = None
    restarts: bool = True


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    overrides: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    number: str | None
    level: str | None


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has counted."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, _Style] = field(default_factory=dict)
    default_style: str | None = None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """The numbering of a file's two parts, either of which may be missing."""
        made = cls()
        for element in styles if styles is not None else ():
            made._take_style(element)
        links: dict[str, str] = {}
        for element in numbering if numbering is not None else ():
            made._take_abstract(element, links)
        for element in numbering if numbering is not None else ():
            made._take_list(element, links)
        return made

    def label(self, style: str | None, number: str | None, level: str | None) -> str:
        """The number that the next paragraph shows, counted on; empty where it has none."""
        number, depth = self._resolve(style, number, level)
        held = self.lists.get(number or "")
        if held is None or number is None:
            return ""
        levels = {**self.abstracts.get(held.abstract, {}), **held.overrides}
        if depth not in levels:
            return ""
        return _written(levels, depth, self._count(number, held, levels, depth))

    def _count(self, number: str, held: _List, levels: dict[int, Level], depth: int) -> dict[int, int]:
        counts = self.counts.setdefault(held.abstract, {})
        if depth in held.starts and (number, depth) not in self.begun:
            self.begun.add((number, depth))
            counts[depth] = held.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [found for found in counts if found > depth and levels.get(found, Level()).restarts]:
            del counts[deeper]
        for higher in range(depth):
            counts.setdefault(higher, levels[higher].start if higher in levels else 1)
        return counts

    def _resolve(self, style: str | None, number: str | None, level: str | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style and the styles below."""
        named = style if style is not None else self.default_style
        found_style = named
        for _ in range(MOST_STYLES):
            held = self.styles.get(found_style or "")
            if held is None or number is not None:
                break
            number, level = held.number, level if level is not None else held.level
            if number is None:
                found_style = held.based_on
        if level is None and number is not None:
            depths = [depth for depth, found in self._levels(number).items() if found.style is not None and found.style == found_style]
            return number, depths[0] if depths else 0
        return number, int(level) if level is not None and level.isdecimal() else 0

    def _levels(self, number: str) -> dict[int, Level]:
        held = self.lists.get(number)
        return self.abstracts.get(held.abstract, {}) if held else {}

    def _take_style(self, element: etree._Element) -> None:
        if _tag(element) != "style":
            return
        key = _value(element, "styleId") or ""
        number = _child(_child(element, "pPr"), "numPr")
        self.styles[key] = _Style(_value(_child(element, "basedOn")), _value(_child(number, "numId")), _value(_child(number, "ilvl")))
        if _value(element, "type") == "paragraph" and _value(element, "default") in ("1", "true"):
            self.default_style = key

    def _take_abstract(self, element: etree._Element, links: dict[str, str]) -> None:
        if _tag(element) != "abstractNum":
            return
        key = _value(element, "abstractNumId") or ""
        self.abstracts[key] = {depth: level for child in element if _tag(child) == "lvl" for depth, level in [_level(child)]}
        link = _value(_child(element, "styleLink"))
        if link is not None:
            links[link] = key
        wanted = _value(_child(element, "numStyleLink"))
        if wanted is not None:
            links[f"to {key}"] = wanted

    def _take_list(self, element: etree._Element, links: dict[str, str]) -> None:
        if _tag(element) != "num":
            return
        abstract = _value(_child(element, "abstractNumId")) or ""
        abstract = links.get(links.get(f"to {abstract}", ""), abstract)
        overrides: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for child in element:
            if _tag(child) != "lvlOverride":
                continue
            depth = _whole(_value(child, "ilvl"), 0)
            start = _value(_child(child, "startOverride"))
            if start is not None:
                starts[depth] = _whole(start, 1)
            level = _child(child, "lvl")
            if level is not None:
                overrides[depth] = replace(_level(level)[1])
        self.lists[_value(element, "numId") or ""] = _List(abstract, overrides, starts)


def _level(element: etree._Element) -> tuple[int, Level]:
    level = Level(
        _whole(_value(_child(element, "start")), 1),
        _value(_child(element, "numFmt")) or "decimal",
        _value(_child(element, "lvlText")) or "",
        _child(element, "isLgl") is not None and _value(_child(element, "isLgl")) not in ("0", "false"),
        _value(_child(element, "pStyle")),
        _value(_child(element, "lvlRestart")) != "0",
    )
    return _whole(_value(element, "ilvl"), 0), level


def _written(levels: dict[int, Level], depth: int, counts: dict[int, int]) -> str:
    shown = levels[depth]
    if shown.form in SILENT:
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if shown.is_decimal else levels[place].form if place in levels else "decimal"
        return written(counts.get(place, 1), form)

    text = PLACE.sub(number, shown.text)
    return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 7 else otherwise


def _tag(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: etree._Element | None, tag: str) -> etree._Element | None:
    return next((child for child in element if _tag(child) == tag), None) if element is not None else None


def _value(element: etree._Element | None, attribute: str = "val") -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == attribute), None)
