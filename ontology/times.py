"""Times in words and back: `P15D workdays` is 15个工作日内, `FREQ=MONTHLY;BYMONTHDAY=25` is 每月25日前, by the table `times.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.words import LANGUAGES

HOLE = re.compile(r"\\\{(n|list|days)\\\}")
CODE_LIST, ZH_LIST = ",", "\u3001"  # what stands between several numbers: in a value, in Chinese words


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a time: its template, and the expression that finds it again."""

    template: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Time:
    """A kind of time: its value, its words by language, all words that are understood."""

    value: _Form
    words: dict[str, str]
    understood: tuple[tuple[str, _Form], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    times: tuple[_Time, ...]
    days: dict[str, tuple[str, ...]]  # by language, and `value` for the codes


def time_in_words(value: str, language: str) -> str:
    """The words for the short text of a time (`kg.whens.when_value`); the text itself where there are none: a day, an event."""
    for time in _table().times:
        match = time.value.expression.fullmatch(value)
        if match:
            return time.words[language].format(**_translated(match.groupdict(), "value", language))
    return value


def time_from_words(text: str) -> str:
    """The short text of a time in the words of any language; the words themselves where they are none of these."""
    for time in _table().times:
        for language, form in time.understood:
            match = form.expression.fullmatch(text)
            if match:
                return time.value.template.format(**_translated(match.groupdict(), language, "value"))
    return text


def _translated(found: dict[str, str], old: str, new: str) -> dict[str, str]:
    table = _table().days
    names = re.compile("|".join(table[old]))
    return {
        hole: _between(new).join(table[new][table[old].index(day)] for day in names.findall(text))
        if hole == "days"
        else text.replace(CODE_LIST, _separator(new)).replace(ZH_LIST, _separator(new))
        for hole, text in found.items()
    }


def _between(language: str) -> str:
    """What stands between two days of the week: Chinese ones touch, for their cell is parted at each 、."""
    return "" if language == "zh" else CODE_LIST


def _separator(language: str) -> str:
    return ZH_LIST if language == "zh" else CODE_LIST


@cache
def _table() -> _Table:
    table = tomllib.loads((files("ontology") / "times.toml").read_text(encoding="utf-8"))
    weekdays = table["weekdays"]
    days = {"value": tuple(weekdays["codes"])} | {language: tuple(weekdays[language]) for language in LANGUAGES}
    return _Table(tuple(_time(entry, days) for entry in table["time"]), days)


def _time(entry: dict[str, str | list[str]], days: dict[str, tuple[str, ...]]) -> _Time:
    unknown = set(entry) - {"value", "also", *LANGUAGES}
    if unknown:
        raise ValueError(f"times.toml: unexpected keys {sorted(unknown)} in {entry['value']!r}")
    words = {language: str(entry[language]) for language in LANGUAGES}
    written = [*words.items(), *(("zh", other) for other in entry.get("also", ()))]
    understood = tuple((language, _form(template, days[language])) for language, template in written)
    return _Time(_form(str(entry["value"]), days["value"]), words, understood)


def _form(template: str, days: tuple[str, ...]) -> _Form:
    holes = {
        "n": r"\d{1,4}(?:\.\d)?",
        "list": rf"\d{{1,2}}(?:[{CODE_LIST}{ZH_LIST}]\d{{1,2}})*",
        "days": rf"(?:{'|'.join(days)})(?:{CODE_LIST}?(?:{'|'.join(days)}))*",
    }
    return _Form(template, re.compile(HOLE.sub(lambda hole: f"(?P<{hole[1]}>{holes[hole[1]]})", re.escape(template))))
