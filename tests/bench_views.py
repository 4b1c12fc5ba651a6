"""Views in the bench: each as a process on the sample gazette, the drawing of two thousand nodes, sizes, and first paint in the browser."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser import chromium
from tests.view_pages import graph_of
from tests.view_readings import busy_reading
from visualize.catalogue import VIEWS, render

NUMBER = "驻政办〔2018〕113号"
NAMED = {"chain": (NUMBER,), "sheet": (NUMBER,), "unit": ("市财政局",)}
BUSY = {"chain": ("驻政〔2018〕4号",), "matrix": ("驻政〔2018〕4号",), "network": ()}
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


def views() -> None:
    """A line a page: how long a process takes to write it, its size, and when the browser first shows something."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run("build", ":sample:", "--store", "0.db", folder=folder)
        took = {}
        for view in VIEWS:
            page = (view, *NAMED.get(view, ()), "-o", f"{view}.html", "--store", "0.db")
            took[view] = min(_run("view", *page, folder=folder) for _ in range(2))
        graph = graph_of(busy_reading(1600, 400))
        for view, arguments in BUSY.items():
            begun = time.perf_counter()
            text = render(view, graph, arguments)
            took[f"{view} of 2,000"] = time.perf_counter() - begun
            (folder / f"{view} of 2,000.html").write_text(text, encoding="utf-8")
        (folder / "one word.html").write_text("<!doctype html><title>-</title><p>word", encoding="utf-8")
        paints = _first_paints([folder / f"{made}.html" for made in (*took, "one word")])
        for made, seconds in took.items():
            size = (folder / f"{made}.html").stat().st_size / 1024
            print(f"view {made:24} {seconds:6.2f} s {size:6.0f} KB   first paint {paints[made]:4.0f} ms")
        print(f"a page with one word                                first paint {paints['one word']:4.0f} ms")


def _run(*arguments: str, folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "zerenlian", *arguments], cwd=folder, capture_output=True, check=True)
    return time.perf_counter() - begun


def _first_paints(files: list[Path]) -> dict[str, float]:
    """Milliseconds from the start of loading to the first paint, the best of three."""
    found = {}
    with chromium() as browser:
        for file in files:
            times = []
            for _ in range(3):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(file.as_uri())
                page.wait_for_timeout(200)
                times.append(float(page.evaluate(PAINT)))
                page.close()
            found[file.stem] = min(times)
    return found


if __name__ == "__main__":
    views()
