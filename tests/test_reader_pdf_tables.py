"""Tables of a PDF: merged cells, and tables that go on over the next page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.pdf import read_pdf
from tests.office_files import pdf

HEADER = ("No", "Task", "Unit")
COLUMNS = (60, 160, 300, 500)


def drawn(*rows: Sequence[str], top: int = 700, right: int = 500, before: str = "", after: str = "") -> bytes:
    """A page with a ruled table of three columns, rows 30 points high, and a line above and below."""
    edges = (*COLUMNS[:-1], right)
    bottom = top - 30 * len(rows)
    lines = b"".join(b"%d %d m %d %d l S " % (x, bottom, x, top) for x in edges)
    lines += b"".join(b"60 %d m %d %d l S " % (top - 30 * row, right, top - 30 * row) for row in range(len(rows) + 1))
    words = [(x + 10, top - 20 - 30 * number, text) for number, row in enumerate(rows) for x, text in zip(edges, row, strict=False)]
    words += [(72, top + 60, before), (72, bottom - 60, after)]
    return lines + b"BT /F1 10 Tf " + b"".join(b"1 0 0 1 %d %d Tm (%s) Tj " % (x, y, text.encode()) for x, y, text in words if text) + b"ET"


FIRST = drawn(HEADER, ("1", "Build", "Office"), before="before")
JOINED = ["before", "", "No｜Task｜Unit", "1｜Build｜Office", "\f2｜Mend｜Bureau", "", "after"]


@pytest.mark.parametrize(
    ("second", "lines"),
    [
        (drawn(("2", "Mend", "Bureau"), after="after"), JOINED),
        (drawn(HEADER, ("2", "Mend", "Bureau"), after="after"), JOINED),
        (
            drawn(("", "again", "Bureau"), ("2", "Mend", "Bureau"), after="after"),
            ["before", "", "No｜Task｜Unit", "1｜Build again｜Office Bureau", "\f2｜Mend｜Bureau", "", "after"],
        ),
        (drawn(HEADER), ["before", "", "No｜Task｜Unit", "1｜Build｜Office", "\f"]),
        (
            drawn(("2", "Mend", "Bureau"), ("3", "Keep", "Bureau"), before="words between"),
            ["before", "", "No｜Task｜Unit", "1｜Build｜Office", "", "\fwords between", "", "2｜Mend｜Bureau", "3｜Keep｜Bureau", ""],
        ),
        (
            drawn(("2", "Mend", "Bureau"), ("3", "Keep", "Bureau"), right=400),
            ["before", "", "No｜Task｜Unit", "1｜Build｜Office", "", "\f", "2｜Mend｜Bureau", "3｜Keep｜Bureau", ""],
        ),
    ],
    ids=["headless", "header again", "cut row", "nothing but the header", "words between", "narrower"],
)
def test_tables_over_two_pages(second: bytes, lines: list[str]) -> None:
    assert read_pdf(pdf(FIRST, second), "a.pdf").text.removesuffix("\n").split("\n") == lines


def test_a_table_over_four_pages_keeps_rows_of_one_form() -> None:
    rows = [[(str(3 * page + row), f"Task {3 * page + row}", "Office") for row in range(1, 4)] for page in range(4)]
    text = read_pdf(pdf(*(drawn(*((HEADER, *page) if number == 0 else page), top=800) for number, page in enumerate(rows))), "a.pdf").text
    assert [line.strip("\f") for line in text.split("\n") if line] == [
        "｜".join(row) for row in (HEADER, *(row for page in rows for row in page))
    ]


def test_running_heads_with_figures_go_also_where_numbers_begin_again() -> None:
    pages = [
        b"BT /F1 10 Tf 1 0 0 1 72 800 Tm (Gazette p. %d) Tj 1 0 0 1 72 500 Tm (words) Tj ET" % (number % 6 + 1) for number in range(12)
    ]
    assert read_pdf(pdf(*pages), "a.pdf").text == "\n\f".join(["words"] * 12) + "\n"


def test_tables_stand_where_they_are_printed() -> None:
    page = (
        drawn(HEADER, ("1", "Build", "Office"), top=700, before="one", after="two") + b" " + drawn(HEADER, ("2", "Mend", "Bureau"), top=500)
    )
    lines = ["one", "", "No｜Task｜Unit", "1｜Build｜Office", "", "two", "", "No｜Task｜Unit", "2｜Mend｜Bureau", "", ""]
    assert read_pdf(pdf(page), "a.pdf").text.split("\n") == lines


def test_a_row_has_its_place_on_the_page() -> None:
    read = read_pdf(pdf(drawn(HEADER, ("1", "Build", "Office"), top=700)), "a.pdf")
    header, row = (box for box, line in zip(read.boxes, read.text.split("\n"), strict=True) if line)
    assert header
    assert row
    assert [round(edge) for edge in (row.page, row.left, row.top, row.width, row.height)] == [1, 60, 842 - 700 + 30, 440, 30]
    assert round(header.top) == 842 - 700
