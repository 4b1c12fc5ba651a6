"""Every command, as a new user would run it on the sample gazette."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli import run
from tests.gold_readings import GOLD
from zerenlian.cli import COMMANDS

NUMBER = "驻政办〔2018〕113号"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample in its store."""
    made = tmp_path_factory.mktemp("cli")
    built = run("build", ":sample:", folder=made)
    assert built.code == 0
    assert "9" in built.out
    return made


def test_unchanged_files_are_skipped(folder: Path) -> None:
    again = run("build", ":sample:", folder=folder)
    assert again.code == 0
    assert "zhumadian-gazette-2018-04.txt" in again.err


def test_who_owns(folder: Path) -> None:
    answered = run("ask", "who-owns", "棚户区改造规划", "--format", "json", folder=folder)
    rows = json.loads(answered.out)
    assert rows[0]["unit"] == "市规划局"
    assert rows[0]["number"] == "驻政〔2018〕48号"
    assert rows[0]["quote"] == "市规划局负责编制中心城区棚户区改造规划。"
    text = run("text", ":sample:").out
    assert text[rows[0]["start"] : rows[0]["end"]] == rows[0]["quote"]
    assert text[rows[0]["mention_start"] : rows[0]["mention_end"]] == rows[0]["mention"] == "市规划局"


@pytest.mark.parametrize(
    "question",
    [
        ("unit-tasks", "市财政局"), ("unowned",), ("without-lead",), ("without-deadline",), ("generic-owner",), ("load",),
        ("due", "2018-07-01", "2018-12-31"), ("coverage",), ("documents",), ("units",), ("citations",), ("doubts",), ("bodies",), ("targets",),
        ("chain", NUMBER), ("together", "市财政局"), ("ties",),
    ],
    ids=lambda question: question[0],
)  # fmt: skip
def test_questions(folder: Path, question: tuple[str, ...]) -> None:
    for form in ("table", "json", "csv"):
        answered = run("ask", *question, "--format", form, folder=folder)
        assert answered.code == 0, answered.err
        if form == "json" and question[0] not in ("generic-owner",):
            assert json.loads(answered.out), question


def test_the_list_of_questions(folder: Path) -> None:
    listed = run("ask", folder=folder)
    assert listed.code == 0
    assert "who-owns" in listed.out


def test_sparql(folder: Path) -> None:
    query = "SELECT ?number WHERE { ?d a zrl:Document ; eli:number ?number } ORDER BY ?number"
    rows = json.loads(run("sparql", query, "--format", "json", folder=folder).out)
    assert {"number": "驻政〔2018〕48号"} in rows
    assert len(rows) == 8


def test_audit(folder: Path) -> None:
    found = run("audit", "--format", "json", folder=folder)
    assert found.code == 1
    names = {row["audit"] for row in json.loads(found.out)}
    assert {"unowned", "without-deadline"} <= names
    assert all(row["remedy"] and row["finding"] for row in json.loads(found.out))


@pytest.mark.parametrize(
    "view", [("chain", NUMBER), ("chain", NUMBER, "三/（一）"), ("network",), ("source", NUMBER), ("ladder", NUMBER), ("unit", "市财政局"),
             ("matrix", NUMBER), ("gaps",), ("timeline",), ("sheet", NUMBER)], ids=" ".join,
)  # fmt: skip
def test_views(folder: Path, view: tuple[str, ...]) -> None:
    page = folder / "page.html"
    drawn = run("view", *view, "-o", str(page), folder=folder)
    assert drawn.code == 0, drawn.err
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert 'src="http' not in text
    assert 'href="http' not in text


def test_views_written_together_are_linked(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "pages"
    drawn = run("view", "chain", NUMBER, "-o", f"{target}/", folder=folder)
    assert drawn.code == 0, drawn.err
    names = {page.name for page in target.iterdir()}
    assert {f"{NUMBER}-{view}.html" for view in ("chain", "ladder", "matrix", "network", "gaps", "timeline", "source", "sheet")} == names
    text = (target / f"{NUMBER}-chain.html").read_text(encoding="utf-8")
    assert f'href="{NUMBER}-source.html"' in text
    assert run("view", "unit", "没有这个单位", "-o", str(target), folder=folder).code == 2


def test_ledger_with_and_without_a_store(folder: Path, tmp_path: Path) -> None:
    assert run("ledger", "-o", str(tmp_path / "a.xlsx"), folder=folder).code == 0
    made = run("ledger", ":sample:", "-o", str(tmp_path / "b.csv"), folder=tmp_path)
    assert made.code == 0, made.err
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len(rows) == book.worksheets[0].max_row > 150
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


def test_checked_builds_refuse_what_is_unsound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", ":sample:", "--check", folder=tmp_path).code == 0
    (tmp_path / "k.txt").write_bytes((GOLD / "kunming.txt").read_bytes())

    class Broken:
        def message(self, language: str) -> str:
            return f"x {language}"

    monkeypatch.setattr("kg.check.check_quads", lambda _quads: [Broken()])
    said = run("build", "k.txt", "--check", "--store", "other.db", folder=tmp_path)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "k.txt" in said.err
    assert not (tmp_path / "other.db" / "CURRENT").exists()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_folders_are_read_in_order_and_shown(tmp_path: Path, workers: str) -> None:
    (tmp_path / "in").mkdir()
    for number in (3, 4, 5):
        text = (GOLD / "kunming.txt").read_text(encoding="utf-8").replace("〔2023〕2 号", f"〔2023〕{number} 号")
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    built = run("build", "in", "--workers", workers, folder=tmp_path)
    assert built.code == 0, built.err
    assert [line.split()[-1] for line in built.err.splitlines()[:3]] == ["3.txt", "4.txt", "5.txt"]
    assert len(json.loads(run("ask", "documents", "--format", "json", folder=tmp_path).out)) == 3


def test_ledger_of_a_unit(folder: Path, tmp_path: Path) -> None:
    def rows(*options: str) -> list[dict[str, str]]:
        made = run("ledger", *options, "-o", str(tmp_path / "u.csv"), folder=folder)
        assert made.code == 0, made.err
        with (tmp_path / "u.csv").open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    own = rows("--unit", "市财政局")
    tasks = json.loads(run("ask", "unit-tasks", "市财政局", "--format", "json", folder=folder).out)
    assert {row["标识"] for row in own} >= {task["measure"] for task in tasks if task["basis"] != "class"}
    assert 0 < len(own) < len(rows())
    assert rows("--unit", "财政局") == own
    assert all("市财政局" in row["配合单位"] for row in rows("--unit", "市财政局", "--role", "support"))
    assert len(rows("--document", NUMBER)) < len(rows())
    said = run("ledger", "--unit", "市财政句", "-o", str(tmp_path / "u.csv"), folder=folder)
    assert said.code == 2
    assert "市财政局" in said.err


def test_the_ledger_says_its_doubts_and_findings_in_words(folder: Path, tmp_path: Path) -> None:
    assert run("ledger", "-o", str(tmp_path / "a.xlsx"), folder=folder).code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for name in ("存疑", "问题"):
        lines = list(book[name].iter_rows(min_row=2, values_only=True))
        assert lines
        assert all(line[1] and "_" not in str(line[1]) for line in lines)
    assert {line[0] for line in book["问题"].iter_rows(min_row=2, values_only=True)} <= {"错误", "警告", "提示"}


@pytest.mark.parametrize("question", ["documents", "units", "coverage", "citations", "doubts", "bodies", "targets", "load"])
def test_tables_speak_chinese(folder: Path, question: str) -> None:
    lines = run("ask", question, folder=folder).out.splitlines()
    assert lines[0].isascii() is False
    assert not [word for word in lines[0].split() if word.isascii()], lines[0]
    assert not {"true", "false", "generic", "cites", "unit_role"} & set(" ".join(lines[1:]).split())


def test_as_of_today(folder: Path) -> None:
    assert run("audit", "overdue", "--as-of", "today", folder=folder).code == 1


def test_extract(tmp_path: Path) -> None:
    made = run("extract", ":sample:", "-o", str(tmp_path / "rows.jsonl"))
    assert made.code == 0
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["layer"] for row in rows} >= {"documents", "items", "assignments", "deadlines", "citations", "bodies", "doubts"}
    assert sum(row["layer"] == "documents" for row in rows) == 9


def test_explain() -> None:
    said = run("explain", ":sample:", "--item", "三/（一）", "--document", "驻政〔2018〕48号")
    assert said.code == 0
    assert "prose.strong" in said.out
    assert "市规划局" in said.out


def test_units(tmp_path: Path) -> None:
    made = run("units", ":sample:", "-o", str(tmp_path / "units.csv"))
    assert made.code == 0
    again = run("extract", ":sample:", "--units", str(tmp_path / "units.csv"), "-o", str(tmp_path / "rows.jsonl"))
    assert again.code == 0, again.err


@pytest.mark.parametrize("ending", ["ttl", "nq", "jsonld"])
def test_export(folder: Path, tmp_path: Path, ending: str) -> None:
    assert run("export", "-o", str(tmp_path / f"graph.{ending}"), folder=folder).code == 0
    assert "市规划局" in (tmp_path / f"graph.{ending}").read_text(encoding="utf-8")


def test_demo(tmp_path: Path) -> None:
    shown = run("demo", "-o", str(tmp_path / "demo"))
    assert shown.code == 0
    for name in ("chain.html", "network.html", "source.html", "ledger.xlsx", "chain.db"):
        assert (tmp_path / "demo" / name).exists()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_shows_an_example(command: str, language: str) -> None:
    shown = run(command, "--help", "--lang", language)
    assert shown.code == 0
    assert "zerenlian " in shown.out


def test_asking_loads_neither_spacy_nor_pyvis(folder: Path) -> None:
    code = (
        "import sys, zerenlian.cli as c; c.main(['ask', 'who-owns', '棚户区改造规划'], standalone_mode=False); print(*sorted(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(ran.stdout.split("\n")[-2].split())
    assert "rdflib" in loaded
    assert not loaded & {"spacy", "pyvis", "networkx", "pyshacl", "xlsxwriter", "openpyxl", "extract.pipeline"}
