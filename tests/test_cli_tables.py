"""Tables at a terminal: widths, cuts, and no sign that steers the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import run
from tests.gold_readings import GOLD
from zerenlian.tables import as_table, fitted, shortened, visible, width_of


@pytest.mark.parametrize(
    ("widths", "room", "fit"),
    [([10, 44, 44], 80, [10, 33, 33]), ([10, 20], 80, [10, 20]), ([44, 44], 10, [8, 8]), ([4, 44], 20, [4, 14]), ([], 10, [])],
)  # fmt: skip
def test_widths_fit_a_terminal(widths: list[int], room: int, fit: list[int]) -> None:
    assert fitted(widths, room) == fit


def test_numbers_and_names_are_cut_last() -> None:
    assert fitted([20, 30, 30], 64, [True, False, False]) == [20, 20, 20]
    assert fitted([20, 30, 30], 40, [True, False, False]) == [12, 12, 12]


@pytest.mark.parametrize(
    ("text", "room", "cut"), [("市财政局", 8, "市财政局"), ("市财政局", 7, "市财…"), ("abcdefgh", 6, "abcd…"), ("", 4, "")]
)  # fmt: skip
def test_long_cells_are_cut(text: str, room: int, cut: str) -> None:
    assert shortened(text, room) == cut
    assert width_of(cut) <= room


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\x9b2J", "\u202e", "\x00", "\x7f"])
def test_nothing_steers_the_terminal(sign: str) -> None:
    assert visible(f"市{sign}局") == "市" + "".join(part for part in sign if part.isprintable() and part.isascii()) + "局"
    table = as_table([{"unit": f"市财政局{sign}", "title": f"a{sign}\nb"}], ["unit", "title"], "zh")
    assert not {character for character in table if not character.isprintable()} - {"\n"}


def test_names_of_files_do_not_steer_it_either(tmp_path: Path) -> None:
    name = "a\x1b]0;x\x07.txt"
    (tmp_path / name).write_bytes((GOLD / "kunming.txt").read_bytes())
    (tmp_path / ("b" + name)).write_bytes(b"")
    for command in (("build", "."), ("build", "."), ("build", f"b{name}")):
        assert "\x1b" not in run(*command, folder=tmp_path).err
