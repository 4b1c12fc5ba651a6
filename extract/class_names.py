"""The one name of a class of governments or units: 各县（市、区）政府 and 各县区 are 各县区人民政府; 各有关部门 is 有关部门."""

from __future__ import annotations

from extract.patterns import expression, words


def class_name(name: str, level: str) -> str | None:
    """The one name of a class of governments or of units, or None where the name is no class."""
    if name in words("naming", "district_forms"):
        return words("naming", "district")[0]
    if name in words("naming", "each_street_forms"):
        return words("naming", "each_street")[0]
    if name in words("naming", "other_county"):
        return words("naming", "each_county")[0]
    party = words("naming", "party_class")[0]
    if name.endswith(party):
        places = class_name(name.removesuffix(party), level)
        return places.removesuffix(words("naming", "government")[0]) + party if places else None
    if expression("units.government_class").fullmatch(name):
        return _government_class(name, level)
    if expression("units.collective").fullmatch(name):
        return _collective_name(name)
    return None


def _government_class(name: str, level: str) -> str:
    if name in words("naming", "local"):
        return words("naming", "county_class")[0] if level in words("naming", "city_words") else words("naming", "local")[0]
    letters = _letters(name)
    if not letters or not name.startswith(words("naming", "each")[0]):
        return name
    each, government = words("naming", "each")[0], words("naming", "government")[0]
    if all(letter in words("naming", "village_words") for letter in letters):
        return each + "".join(letters)  # villages and communities govern themselves
    if letters[-1] in words("naming", "street_words") and not set(letters) & set(words("naming", "above_town")):
        return words("naming", "each_town_street")[0]
    if level not in words("naming", "city_words") and letters[0] not in words("naming", "county_first"):
        return each + "".join(letters) + government
    if letters[0] in words("naming", "province") and len(letters) > 1:
        return words("naming", "province_class")[0]
    counties = {letter for letter in letters if letter in words("naming", "county_words")}
    if len(counties) > 1 or (counties and len(set(letters)) > 1):
        return words("naming", "county_class")[0]
    return each + "".join(letters) + government


def _letters(name: str) -> list[str]:
    """The levels that a class's name lists: 各县（市、区）人民政府 -> 县, 市, 区."""
    stem = name.split(words("naming", "short_government")[0])[0].replace(words("naming", "people_government")[0][:2], "")
    for districted in words("naming", "districted"):
        stem = stem.replace(districted, "")
    found: list[str] = []
    at = 0
    while at < len(stem):
        for word in words("naming", "all_letters"):
            if stem.startswith(word, at):
                found.append(word)
                at += len(word) - 1
                break
        at += 1
    return found


def _collective_name(name: str) -> str:
    """各有关部门, 有关部门 -> 有关部门; 市直各有关部门 -> 市直有关部门: without 各 where a word of selection stands."""
    each = words("naming", "each")[0]
    everywhere = words("collective", "everywhere")
    if name.startswith(everywhere) and name.count(each) > 1:
        for mark in words("collective", "separator"):
            name = name.replace(mark, "")
        return name.replace(words("collective", "whole_place")[0], everywhere[0])
    if any(word in name for word in words("collective", "selecting")):
        return name.replace(each, "")
    return name


def names_counties(name: str) -> bool:
    """Whether a name names counties or districts."""
    return any(letter in name for letter in words("naming", "county_words"))
