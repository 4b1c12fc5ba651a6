"""Whatever goes wrong with input or arguments becomes one line: place, what was found, what to do."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Sequence

import click

from ontology.registry import RegistryError
from ontology.words import reason_code, reason_in_words, say


class CommandError(ValueError):
    """Arguments or input that a command cannot use; `kind` names the sentence `error.<kind>`, `values` fills it."""

    def __init__(self, kind: str, near: Sequence[str] | None = None, known: Sequence[str] = (), **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.near = near
        self.known = known
        self.values = values

    @classmethod
    def nearest(cls, kind: str, found: str, known: Sequence[str]) -> CommandError:
        """An unknown name, with the known ones that are nearest to it, and all of them for sentences that list them."""
        return cls(kind, nearest_names(found, known), list(known), found=found)

    def say(self, language: str) -> str:
        """The sentence in one language."""
        near = {} if self.near is None else {"nearest": _nearest(self.near, language), "all": _nearest(self.known, language, "error.all")}
        values = {key: reason_in_words(value, language) if key == "reason" else value for key, value in self.values.items()}
        return say(f"error.{self.kind}", language, **values, **near)


def _nearest(names: Sequence[str], language: str, sentence: str = "error.nearest") -> str:
    return say(sentence, language, names=say("kg.between", language).join(names)) if names else ""


def nearest_names(found: str, known: Sequence[str], count: int = 5) -> list[str]:
    """The names nearest to what was typed: those that hold all its characters in order first, then by likeness."""
    inside = sorted((name for name in known if found and _is_inside(found, name)), key=lambda name: (len(name), name))
    like = difflib.get_close_matches(found, known, n=count, cutoff=0.4)
    return list(dict.fromkeys([*inside, *like]))[:count]


def _is_inside(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def sentence(error: Exception, language: str) -> str | None:
    """The one line for an error that input can cause; None for a fault of the program."""
    match error:
        case CommandError():
            line: str | None = error.say(language)
        case click.ClickException():
            line = _usage(error, language)
        case _:
            line = _of_below(error, language)
    return None if line is None else " ".join(line.split("\n"))


_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)", re.DOTALL)
_NUMBERS = (click.types.IntParamType, click.types.FloatParamType)


def _usage(error: click.ClickException, language: str) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "zerenlian"
    match error:
        case click.NoSuchOption():
            near = _nearest(error.possibilities or (), language)
            return say("error.unknown_option", language, found=error.option_name, nearest=near, command=command)
        case click.MissingParameter():
            return say("error.missing_argument", language, name=_name(error.param), command=command)
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            choices = ", ".join(str(choice) for choice in error.param.type.choices)
            return say("error.not_a_choice", language, name=_name(error.param), choices=choices)
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, _NUMBERS):
            return say("error.bad_number", language, name=_name(error.param), numbers=_range(error.param.type))
        case click.BadOptionUsage() if "requires" in error.message:
            return say("error.option_needs_value", language, name=error.option_name, command=command)
        case click.BadOptionUsage():
            return say("error.option_takes_no_value", language, name=error.option_name, command=command)
        case click.UsageError() if (extra := _EXTRA.search(error.message)) is not None:
            return say("error.extra_arguments", language, found=extra[1], command=command)
        case _:
            return say("error.usage", language, message=error.format_message(), command=command)


def _range(numbers: object) -> str:
    least, most = getattr(numbers, "min", None), getattr(numbers, "max", None)
    return " – ".join("…" if bound is None else str(bound) for bound in (least, most))


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else str(param.metavar or param.name or "").upper().rstrip(".")


def _of_below(error: Exception, language: str) -> str | None:
    """Errors of the floors below: those of readers, store and views, and files that cannot be opened or written."""
    from extract.readers.errors import ReaderError
    from kg.errors import GraphError
    from visualize.errors import ViewError
    from visualize.ledger_return import LedgerError

    explain = sys.modules.get("extract.explain")  # not imported for this alone: it brings the whole reader along
    if explain is not None and isinstance(error, explain.ExplainError):
        return str(error)
    match error:
        case ReaderError() | GraphError() | ViewError() | LedgerError():
            speak = getattr(error, "say", None)
            return str(speak(language)) if callable(speak) else str(error)
        case RegistryError():
            return error.say(language)
        case UnicodeDecodeError():
            return say("error.encoding", language, place=error.start + 1)
        case OSError():
            place = "" if error.filename is None else str(error.filename)
            return say(
                "error.file" if place else "error.system", language, path=place, reason=reason_in_words(reason_code(error), language)
            )
        case _:
            return None
