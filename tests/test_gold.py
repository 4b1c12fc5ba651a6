"""The gold, a layer at a time: floors that only rise. `make gold` prints what is missed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.gold_report import GIVEN, HELD_BACK, LAYERS, OWN, f1, judge

FLOORS: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "cases" / "gold_floors.toml").read_text(encoding="utf-8"))
NAMES = {**{short: layer for layer, short in LAYERS.items()}, "names": "names"}


@pytest.mark.parametrize(("key", "layer"), [(key, layer) for key, floors in FLOORS.items() for layer in floors])
def test_floor(key: str, layer: str) -> None:
    found = f1(key, NAMES[layer])
    assert found >= FLOORS[key][layer] - 1e-9, f"{key} {layer}: {found:.4f} is below its floor {FLOORS[key][layer]}"


def test_every_gold_file_has_floors() -> None:
    assert set(FLOORS) == {*GIVEN, *OWN, *HELD_BACK}


def test_confidence_means_what_it_says() -> None:
    tallies, _ = judge((*GIVEN, *OWN))
    sure, unsure = tallies["assignments: confidence >= 0.9"], tallies["assignments: confidence < 0.9"]
    assert sure.predicted >= 0.7 * (sure.predicted + unsure.predicted)
    assert sure.hit >= 0.975 * sure.predicted
