"""Questions and audits on a synthetic graph, each beside the same queries on rdflib's memory store in the same run."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import median
from types import FrameType

from pyoxigraph import RdfFormat, Store
from rdflib import Dataset, Namespace

from kg.ask import ask  # the question itself: a store of its own keeps some answers
from kg.audit import audit
from kg.store import Graph, open_store
from ontology.terms import PREFIXES
from tests.kg_synthetic import readings, units

DOCUMENTS = 20
LONGEST = 6  # seconds that rdflib may take for one question
TODAY = date(2001, 1, 1)
QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("who-owns", "棚户区改造编制规划"),
    ("unit-tasks", units()[3].name),
    ("together", units()[3].name),
    ("chain", "驻政〔2000〕5号"),
    ("due", "2000-03-01", "2000-03-31"),
    ("load",),
    ("unowned",),
    ("without-lead",),
    ("without-deadline",),
    ("generic-owner",),
    ("coverage",),
    ("documents",),
    ("units",),
    ("citations",),
)


class LateError(Exception):
    """A question took longer than it may."""


def graph(documents: int = DOCUMENTS) -> None:
    """A line a question: on disk, in memory, on rdflib, and how many times as fast; then the medians, the audits and one more document."""
    with tempfile.TemporaryDirectory() as folder:
        disk = open_store(Path(folder) / "chain.db", create=True)
        begun = time.perf_counter()
        disk.add(readings(documents))
        held = list(disk.state.store)
        print(f"graph of {len(held)} triples       {time.perf_counter() - begun:6.2f} s")
        memory = open_store(":memory:")
        memory.add(readings(documents))
        peer = open_store(Path(folder) / "chain.db")
        peer._rdf = _in_rdflib(disk)
        _questions(disk, memory, peer)
        print(f"all audits                    {_seconds(lambda: audit(disk, as_of=TODAY)):6.2f} s")
        more = list(readings(documents + 1))[-1]
        print(f"one more document             {_seconds(lambda: disk.add(more)):6.2f} s")


def _questions(disk: Graph, memory: Graph, peer: Graph) -> None:
    ratios: list[tuple[float, float]] = []
    for name, *arguments in QUESTIONS:
        ours = min(_seconds(lambda: ask(disk, name, arguments)) for _ in range(3))  # noqa: B023
        in_memory = min(_seconds(lambda: ask(memory, name, arguments)) for _ in range(3))  # noqa: B023
        theirs = limited(lambda: ask(peer, name, arguments))  # noqa: B023
        mark = " " if theirs < LONGEST else ">"
        ratios.append((theirs / ours, theirs / in_memory))
        print(
            f"{name:18} disk {ours * 1000:7.1f} ms  memory {in_memory * 1000:7.1f} ms  rdflib {mark}{theirs * 1000:7.0f} ms"
            f"   {mark}{ratios[-1][0]:6.1f} and {mark}{ratios[-1][1]:6.1f} times as fast"
        )
    print(f"median             disk {median(one for one, _ in ratios):6.1f}   memory {median(one for _, one in ratios):6.1f} times as fast")


def _in_rdflib(graph: Graph) -> Dataset:
    """The same graph in rdflib's own memory store."""
    copy = Store()
    copy.extend(graph.state.store)
    dataset = Dataset(default_union=True)
    dataset.parse(data=copy.dump(format=RdfFormat.N_QUADS) or b"", format="nquads")
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, Namespace(namespace), replace=True)
    return dataset


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _other(work: Callable[[], object]) -> None:
    """Does `work`; rdflib gives no counts for some sums, at which the steps behind the query stumble."""
    with suppress(TypeError):
        work()


def limited(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, LONGEST where it was stopped."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise LateError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        return _seconds(lambda: _other(work))
    except LateError:
        return float(LONGEST)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    graph()
