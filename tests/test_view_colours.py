"""Colours of the pages: contrast AA in light and dark, computed from the style sheets and the look of the network."""

from __future__ import annotations

import re
import tomllib

import pytest

from visualize.page import asset

TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.1 AA: text, and what is not text
WHITE, BLACK_INK = "#fff", "#16191d"
VARIABLES = re.compile(r"--([\w-]+):(#[0-9a-f]{3,6})")
MARK = re.compile(r"\.(?:m|cell)(?:\.\w+)?\{[^}]*background:(#[0-9a-f]{3,6})")
PAIRS = [
    ("ink", "paper", TEXT), ("soft", "paper", TEXT), ("ink", "shade", TEXT), ("soft", "shade", TEXT), ("brand", "paper", TEXT),
    ("gap", "paper", TEXT), ("gap", "gapbg", TEXT), ("gap", "shade", TEXT), ("ink", "gapbg", TEXT), ("ink", "mark", TEXT),
    ("focus", "paper", GRAPHIC), ("e-lead", "paper", GRAPHIC), ("e-other", "paper", GRAPHIC),
    *((WHITE, box, TEXT) for box in ("document", "measure", "lead", "other", "body")),
]  # fmt: skip


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def _theme(name: str) -> dict[str, str]:
    sheet = asset("page.css")
    light, dark = sheet.split("@media (prefers-color-scheme:dark)")[:2]
    found = dict(VARIABLES.findall(light))
    return found if name == "light" else {**found, **dict(VARIABLES.findall(dark.split("}}")[0]))}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast_of_the_page(theme: str, front: str, back: str, least: float) -> None:
    colours = _theme(theme)
    assert contrast(colours.get(front, front), colours[back]) >= least


def test_dark_theme_names_every_colour_anew() -> None:
    light, dark = _theme("light"), _theme("dark")
    assert {name for name in light if light[name] == dark[name]} == set()


@pytest.mark.parametrize("colour", sorted({*MARK.findall(asset("source.css")), *MARK.findall(asset("matrix.css"))}))
def test_contrast_of_marks(colour: str) -> None:
    assert contrast(BLACK_INK, colour) >= TEXT


@pytest.mark.parametrize("group", sorted(tomllib.loads(asset("network.toml"))["options"]["groups"]))
def test_contrast_of_the_network(group: str) -> None:
    look = tomllib.loads(asset("network.toml"))["options"]
    colour = look["groups"][group]["color"]
    assert contrast(look["nodes"]["font"]["color"], colour["background"] if isinstance(colour, dict) else colour) >= TEXT


def test_roles_differ_in_more_than_colour() -> None:
    edges = tomllib.loads(asset("network.toml"))["edges"]
    looks = [(str(edges[role].get("dashes")), edges[role]["width"]) for role in ("lead", "responsible", "support", "supervise", "receive")]
    assert len(set(looks)) == len(looks)
    groups = tomllib.loads(asset("network.toml"))["options"]["groups"]
    shapes = [str((group["shapeProperties"], group["widthConstraint"])) for name, group in groups.items() if name != "lead"]
    assert len(set(shapes)) == len(shapes)
