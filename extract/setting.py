"""The setting of a document: its place and level, told by its issuer, its title or its 文号."""

from __future__ import annotations

from collections.abc import Sequence

from extract.documents import Head
from extract.naming import Setting
from extract.patterns import expression, words
from ontology.registry import Registry, registry_for


def find_setting(head: Head, registry: Registry) -> tuple[Setting, bool]:
    """The setting of a document, and whether its place is known; an unknown place gets no division code."""
    for name in (*head.issuers, head.title, *head.addressees):
        inner = expression("setting.inner").match(name)
        if inner:
            return _setting(inner["place"], inner["level"], registry, inner["upper"])
        match = expression("setting.place").match(name)
        if match:
            return _setting(match["place"], match["level"], registry)
        if expression("setting.state").match(name):
            return Setting(words("setting", "state")[0], "", "000000", registry), True
        short = expression("setting.short").match(name)
        if short:
            return Setting(short["level"], "", registry.code, registry), False
    return Setting(words("setting", "city")[0], "", registry.code, registry), False


def find_settings(heads: Sequence[Head], registry: Registry) -> list[tuple[Setting, bool]]:
    """The setting of each document of a source; one without a place of its own has that of all the others, where they have one."""
    found = [find_setting(head, registry) for head in heads]
    placed = [setting for setting, is_placed in found if is_placed]
    if len({(setting.place, setting.level, setting.code) for setting in placed}) != 1:
        return found
    return [pair if pair[1] else (placed[0], True) for pair in found]


def _setting(name: str, word: str, registry: Registry, upper: str = "") -> tuple[Setting, bool]:
    from ontology.places import find_inside

    place = find_inside(name + word, upper)
    level = (
        words("setting", "province")[0] if place is not None and place.rank == "province" else words("setting", "level_of_end").index(word)
    )
    if isinstance(level, int):
        level = words("setting", "level_word")[level]
    if registry.code and registry.code.strip("-") and place is None:
        return Setting(level, name, registry.code, registry), True
    code = place.code if place else ""
    return Setting(level, name, code, registry if registry.rows else registry_for(code)), place is not None
