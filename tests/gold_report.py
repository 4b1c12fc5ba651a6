"""Scores the gold a layer at a time: `python -m tests.gold_report [KEY…]` prints figures, misses and doubts.

The gold files were annotated by `gold/GUIDE.md`; those of zz* point into the sample gazette, the others into a text of their own.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from extract.pipeline import read
from extract.rows import rows
from ontology.records import Source
from tests.gold_readings import GAZETTE, GOLD

GIVEN = ("zz48", "zz50", "zz109", "zz113", "jingzhou", "kunming")
OWN = (
    "chongqing-2021", "fujian-fuzhou", "fujian-zhangzhou", "guizhou-credit", "hubei-province", "hubei-xiangyang",
    "hunan-2024", "liaoning-2021", "nantong-2024", "qingdao-2021", "shanxi-energy", "shanxi-xinzhou", "yunnan-honghe",
)  # fmt: skip
HELD_BACK = ("liaoyuan-2022", "sanya-2023")  # never tuned on
LAYERS = {
    "documents: whole header": "header",
    "items: start + path": "items",
    "items: not operative": "not operative",
    "assignments: bracketed, + role + item": "bracketed",
    "assignments: exact span": "exact span",
    "assignments: prose, + role + item": "prose",
    "deadlines: + value + item": "deadlines",
    "citations: + relation": "citations",
    "bodies: + host": "bodies",
}
PARTS = ("documents", "items", "assignments", "deadlines", "citations", "bodies", "doubts")


@cache
def scorer() -> ModuleType:
    """The scorer that the guide comes with."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_score"] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def text_of(key: str) -> tuple[Path, str]:
    """The text that a gold file points into."""
    path = GAZETTE if key.startswith("zz") else GOLD / f"{key}.txt"
    with path.open(encoding="utf-8", newline="") as handle:
        return path, handle.read()


@cache
def predictions(name: str, text: str) -> dict[str, list[dict[str, Any]]]:
    """The rows read out of a text, by layer."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(read(Source(name, text, hashlib.sha256(text.encode()).hexdigest()))):
        found[row["layer"]].append(row)
    return found


def judge(keys: tuple[str, ...]) -> tuple[dict[str, Any], list[tuple[dict[str, Any], dict[str, Any]]]]:
    """The tallies of some gold files together, by layer, and their paired mentions."""
    score = scorer()
    tallies: dict[str, Any] = defaultdict(score.Tally)
    mentions: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for key in keys:
        path, text = text_of(key)
        gold = score.load_gold(GOLD / f"{key}.json", text)
        found = predictions(path.name, text)
        mine = {layer: score.inside(found[layer], gold["span"]) for layer in PARTS}
        mentions += score.judge(gold, mine, tallies)
    return tallies, mentions


def f1(key: str, layer: str) -> float:
    """The F1 of one gold file on one layer."""
    tallies, mentions = judge((key,))
    if layer == "names":
        return float(scorer().b_cubed(mentions)["f1"]) if mentions else 1.0
    return float(tallies[layer].row()["f1"])


def main(arguments: list[str]) -> int:
    """Print a table, the share of sure rows, and up to ten misses a layer."""
    keys = tuple(arguments) or (*GIVEN, *OWN)
    begun = time.perf_counter()
    print(f"{'':18}" + "".join(f"{name:>20}" for name in LAYERS.values()) + "   names")
    for group in (*((key,) for key in keys), keys):
        tallies, mentions = judge(group)
        cells = [tallies[layer].row() for layer in LAYERS]
        line = "".join(f"{cell['f1']:.3f} {cell['hit']}/{cell['gold']}/{cell['predicted']}".rjust(20) for cell in cells)
        print(f"{group[0] if len(group) == 1 else 'all':18}{line}   {scorer().b_cubed(mentions)['f1']:.3f}")
    for layer in ("assignments: confidence >= 0.9", "assignments: confidence < 0.9", "assignments missed, but doubted"):
        print(layer, tallies[layer].row())
    for layer, name in LAYERS.items():
        for label, missed in (("missed", tallies[layer].missed), ("spurious", tallies[layer].spurious)):
            for row in missed[:10]:
                shown = {k: row[k] for k in ("item", "id", "unit", "role", "kind", "quote", "title", "number") if row.get(k)}
                print(f"{name} {label}: {shown}")
    print(f"{time.perf_counter() - begun:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
