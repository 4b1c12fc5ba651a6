"""What is said of files that were passed over: the first ones in a line each, the rest counted by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zerenlian.output import tell

if TYPE_CHECKING:
    from extract.readers import ReaderError
    from ontology.records import Source
    from zerenlian.settings import Settings

MOST = 12  # so many are still said one by one
FIRST = 5  # of more than that, so many


@dataclass(frozen=True, slots=True)
class Passed:
    """One file that was passed over: its line, and the kind of reason that the rest of its like are counted under."""

    line: str
    kind: str


def unread(failures: Iterable[ReaderError], settings: Settings) -> list[Passed]:
    """Files that could not be read."""
    return [Passed(failure.say(settings.language), settings.say(f"reader_kind.{failure.kind}")) for failure in failures]


def tell_passed(passed: Sequence[Passed], settings: Settings) -> None:
    """A line each; where there are many, the first few and one line that counts the others."""
    shown = passed if len(passed) <= MOST else passed[:FIRST]
    for one in shown:
        tell(one.line)
    rest = Counter(one.kind for one in passed[len(shown) :])
    if rest:
        counts = [settings.say("cli.passed.kind", kind=kind, count=count) for kind, count in rest.most_common()]
        tell(settings.say("cli.passed.rest", count=rest.total(), kinds=settings.say("kg.between").join(counts)))


def fresh_sources(sources: Iterable[Source], held: dict[str, str], settings: Settings) -> tuple[list[Source], list[Passed]]:
    """The sources whose text is not held (`held`: names by digest) and comes for the first time, and what is said of the others."""
    fresh, passed, kind = [], [], settings.say("cli.passed.unchanged")
    for source in sources:
        other = held.get(source.digest)
        if other is None:
            held[source.digest] = source.name
            fresh.append(source)
        elif other == source.name:
            passed.append(Passed(settings.say("cli.build.unchanged", name=source.name), kind))
        else:
            passed.append(Passed(settings.say("cli.build.same", name=source.name, other=other), kind))
    return fresh, passed
