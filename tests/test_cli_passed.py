"""Files that are passed over: without a document, of the same text, unreadable; many of them are counted by reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.words import LANGUAGES, messages
from tests.cli import run
from tests.gold_readings import GOLD

KUNMING = (GOLD / "kunming.txt").read_text(encoding="utf-8")
NOTHING = "天气很好。\n"


@pytest.mark.parametrize("command", [("build",), ("units", "-o", "x.csv")], ids=lambda command: command[0])
def test_a_file_without_a_document_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "n.txt").write_text(NOTHING, encoding="utf-8")
    (tmp_path / "kunming.txt").write_text(KUNMING, encoding="utf-8")
    ran = run(*command, "n.txt", "kunming.txt", folder=tmp_path)
    assert ran.code == 1
    assert [line.partition(" ")[0] for line in ran.err.splitlines() if "没有认出任何文件" in line] == ["n.txt"]


def test_strict_stores_nothing_then(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(NOTHING, encoding="utf-8")
    ran = run("build", "n.txt", "--strict", folder=tmp_path)
    assert (ran.code, ran.err.count("\n"), "n.txt" in ran.err) == (2, 1, True)
    assert not (tmp_path / "chain.db" / "CURRENT").exists()


def test_without_a_document_it_stays_a_doubt(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(NOTHING, encoding="utf-8")
    assert run("build", "n.txt", folder=tmp_path).code == 1
    assert [row["doubt"] for row in json.loads(run("ask", "doubts", "--format", "json", folder=tmp_path).out)] == ["no_document"]


def test_the_same_text_under_another_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(KUNMING, encoding="utf-8")
    first = run("build", "a.txt", "b.txt", folder=tmp_path)
    assert (first.code, "内容与 a.txt 相同，跳过：b.txt" in first.err) == (0, True)
    again = run("build", "a.txt", "b.txt", folder=tmp_path)
    assert again.err.splitlines()[:2] == ["没有变化，跳过：a.txt", "内容与 a.txt 相同，跳过：b.txt"]


def test_many_files_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "0.txt").write_text(KUNMING, encoding="utf-8")
    for number in range(100, 140):
        (folder / f"{number}.txt").write_bytes(b"")
    for number in range(200, 207):
        (folder / f"{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    ran = run("build", "in", folder=tmp_path)
    lines = ran.err.splitlines()
    assert (ran.code, len(lines)) == (1, 7), ran.err
    assert lines[5] == "另有 42 个文件：空文件 35、图片 7"


def test_few_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "0.txt").write_text(KUNMING, encoding="utf-8")
    for number in range(12):
        (folder / f"e{number}.txt").write_bytes(b"")
    assert sum(".txt 是空的" in line for line in run("build", "in", folder=tmp_path).err.splitlines()) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_short_name(language: str) -> None:
    known = messages(language)
    reasons = {key.partition(".")[2] for key in known if key.startswith("reader.")} - {"secret", "page_without_text"}
    assert reasons == {key.partition(".")[2] for key in known if key.startswith("reader_kind.")}


def test_export_says_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "kunming.txt").write_text(KUNMING, encoding="utf-8")
    assert run("build", "kunming.txt", folder=tmp_path).code == 0
    ran = run("export", "-o", "x.nq", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "已写出 x.nq：1 份文件\n")
