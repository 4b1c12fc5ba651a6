"""Sentences and labels for people, from `messages/<language>.toml`: `say("error.missing_file", path=…)`."""

from __future__ import annotations

import errno
import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


class MessageError(KeyError):
    """A key that the message file of a language does not hold."""


@cache
def messages(language: str) -> dict[str, str]:
    """All sentences of one language, by dotted key; raises ValueError for a language that has no file."""
    if language not in LANGUAGES:
        raise ValueError(f"unexpected language: {language!r}; one of {', '.join(LANGUAGES)}")
    text = (files("ontology.messages") / f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs


def say(key: str, language: str = "zh", **values: object) -> str:
    """The sentence `key` in `language`, filled with `values`; raises MessageError when there is none."""
    try:
        sentence = messages(language)[key]
    except KeyError:
        raise MessageError(f"no message {key!r} in {language}.toml") from None
    return sentence.format(**values)


def reason_code(error: OSError) -> str:
    """Why the system refused something, as its code (EACCES), or its own words where it has none; `reason_in_words` says it."""
    return errno.errorcode.get(error.errno or 0) or error.strerror or str(error)


def reason_in_words(code: str, language: str = "zh") -> str:
    """A code of `reason_code` in words; anything else as it is."""
    return messages(language).get(f"reason.{code}", code)
