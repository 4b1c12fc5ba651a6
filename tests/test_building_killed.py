"""A writer that is killed at fifty evenly spaced moments of its run leaves the old state or the new one, graph and index, never half."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from kg.store import open_store
from ontology.records import Reading
from tests.gold_readings import gold_reading

ROOT = Path(__file__).parent.parent
MOMENTS = 50
MARK = "乙本"

# Forks a writer for each line it is sent, before it has opened any store itself: so a writer starts at once
SERVER = """
import os, sys
from tests.test_building_killed import readings
from kg.store import open_store
kinds = {kind: readings(kind) for kind in ("first", "second")}
open_store(":memory:").add(kinds["first"])  # imports all that a writer needs
for line in sys.stdin:
    kind = line.strip()
    writer = os.fork()
    if writer == 0:
        open_store(sys.argv[1]).add(kinds[kind])
        os._exit(0)
    print(writer, flush=True)
    os.waitpid(writer, 0)
    print("done", flush=True)
"""


def readings(kind: str) -> list[Reading]:
    """Two documents; the second version of both has other titles and half of the assignments."""
    found = [gold_reading("zz50"), gold_reading("kunming")]
    if kind == "first":
        return found
    return [
        replace(
            one,
            measures=tuple(replace(measure, title=measure.title + MARK) for measure in one.measures),
            assignments=one.assignments[::2],
        )
        for one in found
    ]


def state_of(path: Path) -> tuple[str, int]:
    """A digest of all that the graph says, and how many measures the index finds under the mark of the second version."""
    graph = open_store(path)
    found = hashlib.sha256(graph.export("nquads").encode()).hexdigest(), len(graph.state.search.find(MARK))
    graph.close()
    return found


class Server:
    """The process that forks writers."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def line(self) -> str:
        """The next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def write(self, kind: str, until: float | None) -> float:
        """One write, killed after so many seconds; how long it took."""
        assert self._process.stdin is not None
        print(kind, file=self._process.stdin, flush=True)
        writer, begun = int(self.line()), time.monotonic()
        if until is not None:
            time.sleep(until)
            with contextlib.suppress(ProcessLookupError):
                os.kill(writer, signal.SIGKILL)
        assert self.line() == "done"
        return time.monotonic() - begun

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT RUN: this system cannot fork")
def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    open_store(path, create=True).add(readings("first"))
    server, known, times = Server(path), {}, []
    happened: list[bool] = []
    try:
        for kind in ("second", "first", "second"):
            times.append(server.write(kind, None))
            known[state_of(path)] = kind
        held = "second"
        moments = [1.4 * median(times) * moment / MOMENTS for moment in range(MOMENTS)]
        for moment in [*moments, *(factor * median(times) for factor in (3, 9, 27))]:
            if moment > moments[-1] and any(happened):
                break  # on a busy machine a write may take longer than those that were timed
            wanted = "first" if held == "second" else "second"
            server.write(wanted, moment)
            held = known[state_of(path)]
            happened.append(held == wanted)
        server.write("first", None)
    finally:
        server.close()
    assert (happened[0], any(happened), len(known)) == (False, True, 2)
    assert known[state_of(path)] == "first"
    assert not list((path / "snapshots").glob("*.draft"))
