"""The page of what was read: offsets as pages and lines, in explain, in the panel of a view, in the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.pages import SOFT, PagedTexts, Pages, unbroken
from tests.browser import panel_of
from tests.cli import run
from tests.gold_readings import GOLD

TEXT = "甲\n乙\n\f丙\n\f\f丁\n戊"


@pytest.mark.parametrize(
    ("printed", "page", "line"),
    [("甲", 1, 1), ("乙", 1, 2), ("丙", 2, 1), ("丁", 4, 1), ("戊", 4, 2)],
)
def test_places(printed: str, page: int, line: int) -> None:
    pages = Pages.of(TEXT)
    assert pages is not None
    assert pages.place(TEXT.index(printed)) == (page, line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"市财{SOFT}政局", "市财政局"),
        (f"市财{SOFT}\f政局\n甲", "市财政局\n甲"),
        (f"Build{SOFT}it 12{SOFT}\f34", "Build it 12 34"),
        (f"PM2.5{SOFT}浓度", "PM2.5浓度"),
        ("甲\n乙", "甲\n乙"),
    ],
)
def test_paragraphs_for_people(text: str, shown: str) -> None:
    assert unbroken(text) == shown


def test_texts_without_pages() -> None:
    assert Pages.of("甲\n乙") is None
    one = Pages.of("甲\n乙", "A.PDF")
    assert one is not None
    assert one.say(2, "zh") == "第1页第2行"
    assert PagedTexts(dict[str, str]().__getitem__).pages("x", "y.pdf") is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("paged")
    text = (GOLD / "kunming.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    paged = "\n".join(("\f" if number and number % 30 == 0 else "") + line for number, line in enumerate(lines))
    (made / "k.txt").write_text(paged, encoding="utf-8")
    assert run("build", "k.txt", folder=made).code == 0
    return made


def test_explain_says_the_page(folder: Path) -> None:
    text = (folder / "k.txt").read_text(encoding="utf-8")
    place = text.rindex("责任单位")
    ran = run("explain", "k.txt", "--at", str(place), folder=folder)
    assert ran.code == 0, ran.err
    page = text.count("\f", 0, place) + 1
    assert re.search(rf"第{page}页第\d+行", ran.out)


def test_the_panel_says_the_page(folder: Path) -> None:
    assert run("view", "ladder", "-o", "l.html", folder=folder).code == 0
    assert re.search(r"第\d+页第\d+行", panel_of(folder / "l.html", 3))
