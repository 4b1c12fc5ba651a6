"""Long documents folded by chapter: groups of measures that fit one drawing each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ontology.paths import item_path
from visualize.facts import MeasureFact
from visualize.text import bare_title


@dataclass(frozen=True, slots=True)
class Chapter:
    """Consecutive measures under one number; `path` is what their paths share, `heading` the printed heading, or ""."""

    path: str
    heading: str
    measures: tuple[MeasureFact, ...]

    @property
    def name(self) -> str:
        """The number and the heading without it."""
        return " ".join(filter(None, (item_path(self.path), bare_title(self.heading, self.path) if self.heading else "")))


def chapters(measures: Sequence[MeasureFact], limit: int = 40) -> list[Chapter]:
    """The measures by their first number, longer chapters by the next one, what is left in runs of `limit`; printed order is kept."""
    return list(_split(tuple(measures), 1, limit))


def _split(measures: tuple[MeasureFact, ...], depth: int, limit: int) -> Iterator[Chapter]:
    groups = [(path, tuple(group)) for path, group in groupby(measures, key=lambda measure: _shared(measure, depth))]
    if len(measures) > limit and len(groups) > len(measures) // 2:
        groups = [(_range(run), run) for run in _runs(measures, limit)]
    for path, group in groups:
        if len(group) <= limit:
            yield Chapter(path, _heading(group, depth), group)
        elif any(measure.path.count("/") >= depth for measure in group):
            yield from _split(group, depth + 1, limit)
        else:
            yield from (Chapter(_range(run), _heading(run, depth), run) for run in _runs(group, limit))


def _shared(measure: MeasureFact, depth: int) -> str:
    return "/".join(measure.path.split("~")[0].split("/")[:depth])


def _runs(measures: tuple[MeasureFact, ...], limit: int) -> list[tuple[MeasureFact, ...]]:
    return [measures[start : start + limit] for start in range(0, len(measures), limit)]


def _range(measures: Sequence[MeasureFact]) -> str:
    first, last = measures[0].path, measures[-1].path
    return first if first == last else f"{first} \u2013 {last}"


def _heading(measures: Sequence[MeasureFact], depth: int) -> str:
    if len(measures) == 1 and len(measures[0].headings) < depth:  # a chapter that is one measure is called what the measure is
        return measures[0].title
    headings = {measure.headings[depth - 1] for measure in measures if len(measure.headings) >= depth}
    return headings.pop() if len(headings) == 1 else ""
