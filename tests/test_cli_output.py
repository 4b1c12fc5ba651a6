"""Where results go: the format follows the ending of the file, unknown endings are refused before any work."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli import run
from tests.gold_readings import GOLD

KUNMING = (GOLD / "kunming.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds one document."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "kunming.txt").write_text(KUNMING, encoding="utf-8")
    assert run("build", "kunming.txt", folder=folder).code == 0
    return folder


ASK, AUDIT, SPARQL = ("ask", "documents"), ("audit", "without-deadline"), ("sparql", "SELECT ?number { ?d eli:number ?number }")
LIST, EXTRACT, UNITS = ("ask",), ("extract", "kunming.txt"), ("units", "kunming.txt")
STARTS = [
    (ASK, "x.json", b'[{"number": '), (ASK, "x.JSON", b'[{"number": '), (ASK, "x.csv", b"number,title"), (ASK, "x.xlsx", b"PK"),
    (ASK, "x.txt", "文号".encode()), (LIST, "x.json", b'[{"question": '), (AUDIT, "x.json", b'[{"audit": '), (AUDIT, "x.csv", b"audit,"),
    (AUDIT, "x.xlsx", b"PK"), (SPARQL, "x.json", b'[{"number": '), (SPARQL, "x.csv", b"number"), (EXTRACT, "x.jsonl", b'{"layer": '),
    (EXTRACT, "x.csv", b"layer,"), (UNITS, "x.csv", b"key,name,"), ((*ASK, "--format", "csv"), "x.data", b"number,title"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "target", "start"), STARTS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_format_follows_the_ending(store: Path, command: tuple[str, ...], target: str, start: bytes) -> None:
    assert run(*command, "-o", target, folder=store).code in (0, 1)
    assert (store / target).read_bytes().startswith(start)


REFUSED = [
    (ASK, "y.doc"), (ASK, "y"), (LIST, "y.pdf"), (AUDIT, "y.html"), (SPARQL, "y.xlsx"), (EXTRACT, "y.json"), (UNITS, "y.xlsx"),
    (("export",), "y.json"), (("ledger",), "y.doc"), (("calendar",), "y.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "target"), REFUSED, ids=str)
def test_other_endings_are_refused(store: Path, command: tuple[str, ...], target: str) -> None:
    ran = run(*command, "-o", target, folder=store)
    assert (ran.code, ran.err.count("\n"), target in ran.err) == (2, 1, True)
    assert not (store / target).exists()


def test_a_workbook_speaks_in_words(store: Path) -> None:
    assert run("ask", "unit-tasks", "昆明供电局", "-o", "w.xlsx", folder=store).code == 0
    cells = [str(cell) for row in openpyxl.load_workbook(store / "w.xlsx").worksheets[0].values for cell in row]
    assert {"角色", "括号"} <= set(cells)
    assert not {"role", "bracket", "responsible"} & set(cells)
    assert not [cell for cell in cells if "/（" in cell and "://" not in cell]


def test_a_workbook_needs_a_file(store: Path) -> None:
    for target in ((), ("-o", "-")):
        assert run(*ASK, "--format", "xlsx", *target, folder=store).code == 2
