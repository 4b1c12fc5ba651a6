"""What a person sees of answers: findings by kind and the worst of them, documents without a number by title, times in words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.audit import shortened_title
from kg.iris import document_title
from tests.cli import run
from tests.gold_readings import GOLD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("findings")
    assert run("build", ":sample:", folder=folder).code == 0
    return folder


def rows(folder: Path, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*arguments, "--format", "json", folder=folder).out)
    return found


def test_kinds_come_first_with_their_counts(folder: Path) -> None:
    found = rows(folder, "audit")
    ran = run("audit", folder=folder)
    kinds, worst, rest = ran.out.split("\n\n")
    assert ran.code == 1
    assert "办法" in kinds.splitlines()[0]
    counted = {line.split()[0]: int(line.split()[2]) for line in kinds.splitlines()[2:]}
    assert counted == {str(row["audit"]): sum(one["audit"] == row["audit"] for one in found) for row in found}
    assert list(counted)[:3] == ["deadline-before-issue", "sum-contradicts-parts", "two-values"]
    assert len(worst.splitlines()) == 22
    assert str(len(found) - 20) in rest


LENGTHS = [(("--limit", "3"), 3), (("--limit", "0"), None)]


@pytest.mark.parametrize(("limit", "count"), LENGTHS, ids=str)
def test_limit(folder: Path, limit: tuple[str, ...], count: int | None) -> None:
    whole = len(rows(folder, "audit"))
    assert len(rows(folder, "audit", *limit)) == (count or whole)
    assert len(run("audit", *limit, folder=folder).out.split("\n\n")[1].splitlines()) == 2 + (count or whole)


def test_a_named_audit_and_a_file_are_whole(folder: Path) -> None:
    assert len(run("audit", "unowned", folder=folder).out.splitlines()) == 2 + len(rows(folder, "audit", "unowned"))
    assert run("audit", "-o", "all.csv", folder=folder).code == 1
    assert len(list(csv.reader(io.StringIO((folder / "all.csv").read_text(encoding="utf-8"))))) == 1 + len(rows(folder, "audit"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_stands_before_it_is_not_said_again(folder: Path, language: str) -> None:
    line = next(line for line in run("audit", "--lang", language, folder=folder).out.splitlines() if "2018-07-05" in line)
    assert line.count("驻政办〔2018〕113号") == 1


SPEECH = "《四届市政府第三次全体（扩大）会议讲话》"


@pytest.mark.parametrize(
    "command", [("audit", "unowned"), ("ask", "unowned"), ("ask", "without-deadline"), ("ask", "targets"), ("ask", "citations"), ("ask", "doubts")],
    ids=" ".join,
)  # fmt: skip
def test_a_document_without_a_number_is_named(folder: Path, command: tuple[str, ...]) -> None:
    lines = run(*command, folder=folder).out.splitlines()
    assert any(SPEECH in line for line in lines)
    assert SPEECH not in run(*command, "--format", "csv", folder=folder).out.replace("《四届市政府第三次全体（扩大）会议讲话》 ", "")


TITLES = [
    ("四届市政府第三次全体（扩大）会议讲话", "四届市政府第三次全体（扩大）会议讲话"),
    ("山西省能源局关于印发《优化能源营商环境三十条》的通知", "山西省能源局关于印…环境三十条》的通知"),
]


@pytest.mark.parametrize(("title", "short"), TITLES)
def test_titles_are_shortened_in_the_middle(title: str, short: str) -> None:
    assert shortened_title(title) == short


IRIS = [
    ("doc/山西省能源局/2023-04-12/关于印发A/B方案的通知", "关于印发A/B方案的通知"), ("doc//2023-03-17/方案", "方案"),
    ("doc/驻政〔2018〕48号", "驻政〔2018〕48号"),
]  # fmt: skip


@pytest.mark.parametrize(("iri", "title"), IRIS)
def test_title_out_of_an_iri(iri: str, title: str) -> None:
    assert document_title(f"https://w3id.org/zerenlian/id/{iri}") == title


WORDS = [(("ask", "bodies"), "FREQ=MONTHLY;INTERVAL=3", "每季度"), (("ask", "who-owns", "监管协议"), "P3D workdays", "3个工作日内")]


@pytest.mark.parametrize(("question", "code", "words"), WORDS, ids=str)
def test_times_are_words_in_tables_and_codes_elsewhere(folder: Path, question: tuple[str, ...], code: str, words: str) -> None:
    table = run(*question, folder=folder).out
    assert (words in table, code in table) == (True, False)
    for form in ("csv", "json"):
        assert code in run(*question, "--format", form, folder=folder).out


UNMARKED = "驻政〔2018〕48号"
MARKED = [
    (("view", "gaps", "-o", "g.html"), True), (("view", "chain", "昆政办笺〔2023〕2号", "-o", "c.html"), True), (("view", "chain", UNMARKED, "-o", "d.html"), False),
    (("view", "unit", "市规划局", "-o", "u.html"), False), (("ledger", "-o", "l.xlsx"), True), (("ledger", "--document", UNMARKED, "-o", "m.xlsx"), False),
]  # fmt: skip


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of two sources, one of which is marked as secret."""
    folder = tmp_path_factory.mktemp("marked")
    (folder / "k.txt").write_text("机密★1年\n\n" + (GOLD / "kunming.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run("build", "k.txt", ":sample:", folder=folder).code == 0
    return folder


@pytest.mark.parametrize(("command", "is_said"), MARKED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_what_is_drawn_from_a_secret_text_says_so(marked: Path, command: tuple[str, ...], is_said: bool) -> None:
    ran = run(*command, folder=marked)
    assert (ran.code, "k.txt 标有“机密”" in ran.err) == (0, is_said)
