"""The gazette set in several ways and read from its PDF gives the ledger of its text, cell for cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import zerenlian
from tests.gold_readings import GAZETTE
from tests.pdf_layouts import Layout, as_pdf, paragraphs
from zerenlian.ledgers import Wanted, ledger_of

HEAD = "驻马店市人民政府公报 2018年第4号（2018年9月出版）"
LAYOUTS = {
    "set in, as official documents": (
        Layout(size="16pt", indent="1.13cm", side="2.7cm", spacing="150%", head=HEAD, is_numbered=True),
        False,
    ),
    "justified, not set in, blank lines": (Layout(indent="0cm"), True),
    "two columns": (Layout(columns=2, side="2cm", head=HEAD, is_numbered=True), False),
}


def cells(path: Path) -> list[dict[str, str]]:
    """The cells of the ledger's rows, without blanks."""
    graph = zerenlian.open(":memory:")
    graph.add(zerenlian.read(path))
    return [{key: "".join(cell.split()) for key, cell in row.cells.items()} for row in ledger_of(graph, Wanted(), "zh").rows]


@cache
def wanted() -> list[dict[str, str]]:
    """The ledger of the text."""
    return cells(GAZETTE)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_gazette_as_pdf_gives_the_same_ledger(tmp_path: Path, name: str) -> None:
    layout, has_blank_lines = LAYOUTS[name]
    text = GAZETTE.read_text(encoding="utf-8")
    body = text if has_blank_lines else "\n".join(line for line in text.split("\n") if line.strip())
    assert cells(as_pdf(tmp_path, "gazette", paragraphs(body), layout)) == wanted()
