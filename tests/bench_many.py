"""Four hundred gazettes: time, what a second worker brings, and memory; part of `make bench`, or alone with a count."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.gazette_copies import write_copies

EFFICIENCY_OF = 24  # gazettes that one worker and two workers read, one after the other


def many_gazettes(count: int) -> None:
    """Prints the time of a build of `count` gazettes by two workers, and its largest process in megabytes (Linux)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_copies(folder / "few", EFFICIENCY_OF)
        one, small = _build(folder, "few", 1)
        two, _ = _build(folder, "few", 2)
        print(f"{EFFICIENCY_OF} gazettes, one worker        {one:6.1f} s, {small:.0f} MB")
        print(f"{EFFICIENCY_OF} gazettes, two workers       {two:6.1f} s, efficiency {one / two / 2:.2f}")
        characters = write_copies(folder / "many", count)
        spent, large = _build(folder, "many", 2)
        print(f"{count} gazettes, two workers      {spent:6.1f} s, {characters / spent / 1e6:.2f} million characters/s, {large:.0f} MB")


def _build(folder: Path, files: str, workers: int) -> tuple[float, float]:
    """Seconds of one build and the megabytes of its largest process."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "zerenlian", "build", files, "--store", f"{files}-{workers}.db", "--workers", str(workers)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    code = process.wait()
    watcher.join()
    if code == 2:
        raise RuntimeError(f"{files}: nothing was built")
    return time.perf_counter() - begun, peak[0]


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max([peak[0], *map(_megabytes, _family(process.pid))])
        time.sleep(0.2)


def _family(number: int) -> list[int]:
    """A process and its children, where the system shows them under /proc."""
    found = [number]
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            found += [one for child in task.read_text(encoding="ascii").split() for one in _family(int(child))]
        except OSError:
            continue
    return found


def _megabytes(number: int) -> float:
    try:
        return int(Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except (OSError, IndexError):
        return 0.0


if __name__ == "__main__":
    many_gazettes(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
