"""One name for one unit: what is printed (发展改革委, 市发改局, 住建) becomes a Unit under its standard short name.

A printed name is a level or place, a department, and a head. The department comes from the registry of all China, the level from
the name itself, else from its list, else from the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from extract.class_names import class_name, names_counties
from extract.patterns import expression, words
from extract.state_names import is_of_state, state_name
from ontology.places import places_around
from ontology.records import Level, Unit, UnitKind
from ontology.registry import Department, Registry, forms, generics, placed_department, topics


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document tells about the units it names: its level word (市), its place's name (驻马店) and division code."""

    level: str
    place: str
    code: str
    registry: Registry


@lru_cache(maxsize=32768)
def level_word(name: str) -> str | None:
    """The level that a printed name begins with (市财政局: 市), or None."""
    match = expression("units.level_prefix").match(name)
    if match and (match["rest"] in forms() or match["rest"] in generics() or expression("units.has_head").search(match["rest"])):
        return match["level"]
    return None


@lru_cache(maxsize=32768)  # a document prints the same few names again and again
def name_unit(printed: str, setting: Setting, *, level: str | None = None, head: str | None = None) -> Unit:
    """The unit that a printed name names; total.

    `level` is the level word of the list it stands in, `head` the head that serves the whole list (供电、供气、供热企业).
    """
    name = printed + head if head and not printed.endswith(head) else printed
    name = _without_urban(_without_own(expression("units.defining").sub("", name), setting))
    known = setting.registry.find(name) or setting.registry.find(printed)
    if known is not None:
        return Unit(known.key, known.name, known.kind, known.level, is_known=True)
    return _named(name, setting, level)


def _unit(name: str, kind: UnitKind, level: Level | None, setting: Setting, *, is_known: bool) -> Unit:
    code = _code_of(setting.code, name[:1]) if kind is UnitKind.NAMED and level is not Level.STATE else setting.code
    return Unit(f"{code or '-'}/{name}", name, kind, level, is_known)


@cache
def _code_of(code: str, first: str) -> str:
    """The division whose unit it is: 省财政厅 in a city's document is the province's, whatever city names it."""
    around = places_around(code) if first in words("naming", "level_of") else ()
    return next((place.code for place in around if place.name.endswith(first)), code)


def _named(name: str, setting: Setting, level: str | None) -> Unit:
    for ending in words("naming", "either"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            unit = _named(_without_local(name.removesuffix(ending)), setting, level)
            return _unit(unit.name + ending, unit.kind, unit.level, setting, is_known=unit.is_known)
    bare = expression("units.plate").sub("", name) or name
    collective = class_name(name, setting.level)
    if collective is not None:
        return _unit(collective, UnitKind.CLASS, _class_level(collective), setting, is_known=True)
    if bare in words("naming", "own_office"):
        return _unit(bare, UnitKind.NAMED, None, setting, is_known=True)
    department = _department(bare)
    if department is not None:
        return _department_unit("", bare, department, setting, level)
    placed = placed_department(bare)
    if placed is not None and bare not in forms():
        kind = UnitKind.COMPANY if placed.hierarchy == "company" else UnitKind.NAMED
        return _unit(bare, kind, _placed_level(bare), setting, is_known=True)
    prefixed = expression("units.class_prefix").match(bare)
    if prefixed and (
        _department(prefixed["rest"]) or prefixed["rest"] in topics() or expression("units.generic_name").search(prefixed["rest"])
    ):
        return _class_department(prefixed["class"], prefixed["rest"], setting)
    match = expression("units.level_prefix").match(bare)
    if match:
        department = _department(match["rest"])
        if department is not None:
            return _department_unit(match["level"], match["rest"], department, setting, level)
        topic = topics().get(match["rest"])
        if topic is not None and topic.hierarchy != "company":
            return _department_unit(match["level"], topic.name, topic, setting, level)
    place = expression("units.place_prefix").match(bare)
    if place:
        department = _department(place["rest"])
        if department is not None:
            return _department_unit(place["place"], place["rest"], department, setting, level)
    return _by_form(bare, setting, level)


def _without_urban(name: str) -> str:
    """城市社区卫生服务中心 are the 社区卫生服务中心: 城市 says what they are, no place."""
    urban = words("naming", "urban")[0]
    return name.removeprefix(urban) if name.removeprefix(urban) in forms() else name


def _without_local(name: str) -> str:
    """Without 本地 or a level before what only names a kind of company: 红河州供水企业 is the 供水企业 of the place."""
    match = expression("units.local_front").match(name)
    return name[match.end() :] if match and name[match.end() :] in generics() else name


def _without_own(name: str, setting: Setting) -> str:
    """Without 我市的 我, and with 市 for the document's own place: 驻马店市财政局 is 市财政局."""
    for own in words("naming", "own"):
        if name.startswith(own) and len(name) > 3 and name[1:2] in words("naming", "level_of"):
            name = name[1:]
    if setting.place and len(setting.place) > 1 and name.startswith(setting.place + setting.level) and len(name) > len(setting.place) + 1:
        return name[len(setting.place) :]
    return name


@cache
def _department(stem: str) -> Department | None:
    return forms().get(stem) or generics().get(stem)


def _department_unit(prefix: str, stem: str, department: Department, setting: Setting, level: str | None) -> Unit:
    if stem in generics() and stem not in forms() and department.hierarchy != "class":
        return _generic(
            prefix, department.generics[0], setting, UnitKind.COMPANY if department.hierarchy == "company" else UnitKind.GENERIC
        )
    if department.hierarchy == "company" and not prefix:
        if department.generics and (stem == department.name or stem.removesuffix(words("naming", "firm")[0]) in department.topics):
            return _generic("", department.generics[0], setting, UnitKind.COMPANY)
        return _unit(stem, UnitKind.COMPANY, None, setting, is_known=True)
    if is_of_state(prefix, stem, department, level or setting.level):
        return _unit(state_name(prefix, stem, department), UnitKind.NAMED, Level.STATE, setting, is_known=True)
    if not prefix and expression("units.level_inside").search(stem):
        return _unit(stem, UnitKind.NAMED, _level(setting.level, setting), setting, is_known=True)
    if department.hierarchy == "class" or (not prefix and department.hierarchy in ("institution", "mass") and not level):
        kind = UnitKind.COMPANY if expression("units.company_name").search(stem) else UnitKind.CLASS
        return _unit(prefix + stem, kind, None, setting, is_known=True)
    if expression("units.township").match(prefix + stem) or expression("units.village").match(prefix + stem):
        rank = Level.VILLAGE if expression("units.village").match(prefix + stem) else Level.TOWNSHIP
        return _unit(prefix + stem, UnitKind.CLASS, rank, setting, is_known=True)
    word = prefix or level or setting.level
    if word.endswith(words("naming", "level_mark")[0]) and len(word) > 1:
        word = word[:-1]
    short = _short(word, stem, department)
    committee = words("naming", "party")[0]
    is_committees = stem.startswith(committee) or stem.endswith(words("naming", "party_department")[0])
    if department.hierarchy == "party" and is_committees and not short.startswith(committee):
        short = committee + short
    name = word + short
    return _unit(name, UnitKind.NAMED, _level(word, setting), setting, is_known=True)


def _short(word: str, stem: str, department: Department) -> str:
    """The short name of a department; a centre, a station or a team keeps the name that is printed."""
    if word in words("naming", "province_words") and department.province:
        return department.province
    if word in words("naming", "state_words") and department.state:
        return department.state
    if not expression("units.office_of_government").search(stem):
        return stem
    return _commission(stem, department) or department.name


@cache
def _commission(stem: str, department: Department) -> str | None:
    """A department that a city has made a commission keeps that name: 市商务委员会 is 市商务委, where others have a 市商务局."""
    bureau, commission = words("naming", "bureau")[0], words("naming", "commission")
    if not department.name.endswith(bureau) or not stem.endswith(commission):
        return None
    return next((form for form in department.forms if form.endswith(commission[0])), None)


def _generic(prefix: str, name: str, setting: Setting, kind: UnitKind = UnitKind.GENERIC) -> Unit:
    if prefix and prefix != setting.level:
        name = prefix + name
    level = Level.CITY_UNIT if prefix in words("naming", "city_words") else None
    return _unit(name, kind, level, setting, is_known=True)


def _class_department(prefix: str, stem: str, setting: Setting) -> Unit:
    topic = topics().get(stem)
    department = _department(stem) or topic
    front = class_name(prefix, setting.level) or prefix
    front = front.removesuffix(words("naming", "government")[0])
    if department is None:
        tail = stem
    elif topic is not None and department is topic:
        tail = department.generics[0] if department.generics else stem
    else:
        tail = department.generics[0] if stem in generics() and stem not in forms() and department.generics else department.name
    return _unit(front + tail, UnitKind.CLASS, Level.COUNTY_UNIT if names_counties(front) else None, setting, is_known=True)


def _class_level(name: str) -> Level | None:
    if expression("units.village").match(name):
        return Level.VILLAGE
    if expression("units.township").match(name):
        return Level.TOWNSHIP
    if names_counties(name) or name in words("naming", "district"):
        return Level.COUNTY
    return None


def _placed_level(name: str) -> Level | None:
    return Level.PROVINCE if words("naming", "province_words")[0] in name else Level.CITY_UNIT


def _level(word: str, setting: Setting) -> Level | None:
    if word in words("naming", "state_words"):
        return Level.STATE
    if word.endswith(words("naming", "province_words")):
        return Level.PROVINCE
    if word in words("naming", "city_words") or word == setting.place + setting.level:
        return Level.CITY_UNIT
    if word.endswith(words("naming", "county_words")):
        return Level.COUNTY_UNIT
    if expression("units.township").search(word):
        return Level.TOWNSHIP
    return Level.CITY_UNIT if word.endswith(words("naming", "city_words")) else None


def _by_form(name: str, setting: Setting, level: str | None) -> Unit:
    """A unit that no registry knows, read by the form of its name; a bare topic with a list's level is that department."""
    topic = topics().get(name)
    if topic is not None:
        if level:
            return _department_unit(level, topic.name, topic, setting, level)
        return _generic("", topic.generics[0] if topic.generics else name + words("naming", "part")[0], setting)
    if expression("units.body_name").search(name):
        return _unit(name, UnitKind.BODY, _body_level(name, setting), setting, is_known=True)
    if expression("units.level_government").fullmatch(name):
        return _government(name, setting)
    if expression("units.place_name").match(name):
        tail = words("naming", "committee")[0] if expression("units.zone").search(name) else words("naming", "government")[0]
        return _unit(name + tail, UnitKind.NAMED, Level.COUNTY, setting, is_known=True)
    if expression("units.party_committee").match(name):
        return _unit(name, UnitKind.NAMED, _level(name[-2:-1], setting), setting, is_known=True)
    if expression("units.governing").search(name):
        kind = UnitKind.CLASS if expression("units.class_name").match(name) else UnitKind.NAMED
        return _unit(name, kind, Level.COUNTY, setting, is_known=True)
    if expression("units.company_name").search(name):
        return _unit(name, UnitKind.COMPANY, None, setting, is_known=expression("units.known_company").search(name) is not None)
    if expression("units.class_name").match(name) and expression("units.has_head").search(name):
        return _unit(name, UnitKind.CLASS, _class_level(name), setting, is_known=True)
    if expression("units.generic_name").search(name):
        return _unit(name, UnitKind.GENERIC, None, setting, is_known=True)
    if expression("units.village").match(name):
        return _unit(name, UnitKind.CLASS, Level.VILLAGE, setting, is_known=True)
    if expression("units.township").match(name):
        return _unit(name, UnitKind.CLASS, Level.TOWNSHIP, setting, is_known=True)
    if expression("units.office").search(name):
        return _unit(name, UnitKind.NAMED, None, setting, is_known=True)
    word = level_word(name)
    return _unit(name, UnitKind.NAMED, _level(word or level or setting.level, setting), setting, is_known=False)


def _body_level(name: str, setting: Setting) -> Level | None:
    return _level(name[:1], setting) if name[:1] in words("naming", "level_of") else None


def _government(name: str, setting: Setting) -> Unit:
    """市人民政府 and 市政府 are one; 驿城区人民政府 and 驿城区政府 too."""
    full, short = words("naming", "government")[0], words("naming", "short_government")[0]
    stem = name.removesuffix(full).removesuffix(short)
    if len(stem) == 1:
        level = (
            Level.CITY
            if stem in words("naming", "city_words")
            else Level.PROVINCE
            if stem in words("naming", "province_words")
            else Level.COUNTY
        )
        return _unit(stem + short, UnitKind.NAMED, level, setting, is_known=True)
    if expression("units.township").search(stem):
        return _unit(name, UnitKind.CLASS, Level.TOWNSHIP, setting, is_known=True)
    if name.endswith((full, short)):
        name = stem + full
    return _unit(name, UnitKind.NAMED, Level.COUNTY, setting, is_known=True)
