"""Bad input: one line, exit code 2, the old result untouched."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli import run
from tests.gold_readings import GOLD

KUNMING = (GOLD / "kunming.txt").read_text(encoding="utf-8")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder with a store that holds one document."""
    (tmp_path / "kunming.txt").write_text(KUNMING, encoding="utf-8")
    assert run("build", "kunming.txt", folder=tmp_path).code == 0
    return tmp_path


def _refused(*arguments: str, folder: Path) -> str:
    ran = run(*arguments, folder=folder)
    assert ran.code == 2, (ran.out, ran.err)
    assert ran.err.strip()
    assert ran.err.strip().count("\n") == 0, ran.err
    assert "Traceback" not in ran.err
    return ran.err


def test_files(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "nothing").mkdir()
    for name in ("missing.txt", "empty.txt", "binary.txt", "nothing"):
        assert name in _refused("build", name, folder=tmp_path)
    assert not (tmp_path / "chain.db").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_read_rightly(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "text.txt").write_bytes(KUNMING.encode(encoding))
    shown = run("text", "text.txt", folder=tmp_path)
    assert shown.code == 0
    assert shown.out == KUNMING


def test_a_text_without_a_document_is_one_doubt(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("今天天气很好。我们去公园。\n", encoding="utf-8")
    ran = run("extract", "letter.txt", folder=tmp_path)
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert "no_document" in ran.out
    made = run("ledger", "letter.txt", "-o", "l.xlsx", folder=tmp_path)
    assert made.code == 0
    assert "存疑 1 处" in made.err


def test_a_folder_with_one_bad_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(KUNMING, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    ran = run("build", "in", folder=tmp_path)
    assert ran.code == 1
    assert "b.txt" in ran.err
    _refused("build", "in", "--strict", "--store", "other.db", folder=tmp_path)
    assert not (tmp_path / "other.db").exists()


def test_stores(store: Path) -> None:
    assert "mistyped.db" in _refused("ask", "documents", "--store", "mistyped.db", folder=store)
    (store / "file.db").write_text("no store", encoding="utf-8")
    assert "file.db" in _refused("build", "kunming.txt", "--store", "file.db", folder=store)
    (store / "other").mkdir()
    (store / "other" / "x").write_text("x", encoding="utf-8")
    assert "other" in _refused("ask", "documents", "--store", "other", folder=store)


def test_a_text_without_a_document_cannot_be_explained(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("今天天气很好，我们去公园。\n", encoding="utf-8")
    for place in (("--at", "3"), ("--item", "一")):
        assert "letter.txt 里没有认出任何文件" in _refused("explain", "letter.txt", *place, folder=tmp_path)


def test_questions_and_units(store: Path) -> None:
    assert "who-owns" in _refused("ask", "who-own", "x", folder=store)
    _refused("ask", "who-owns", folder=store)
    _refused("sparql", "SELEC ?x", folder=store)
    _refused("audit", "unownd", folder=store)
    assert "build" in _refused("biuld", "x", folder=store)
    _refused("ask", "documents", "--as-of", "x", folder=store)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("aks",), "ask"), (("audit", "xx"), "unowned"), (("ask", "documents", "--sotre", "x"), "--store"), (("build", "--workers", "0", "x"), "1 – 64"),
     (("explain", "kunming.txt", "--at", "x"), "--at"), (("explain", "kunming.txt", "--item", "九十"), "九十"), (("ask", "--questions", "none"), "none"),
     (("build", "kunming.txt", "--units", "none.csv"), "none.csv"), (("sparql", "bad.rq"), "bad.rq"), (("--lang", "en", "ask", "docum"), "There is no question"),
     (("ask", "x", "--questions", "bad"), "UTF-8"), (("audit", "--as-of", "tomorrow"), "tomorrow")],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_wrong_is_named(store: Path, arguments: tuple[str, ...], said: str) -> None:
    (store / "bad.rq").write_bytes(b"SELECT \xff\xfe")
    (store / "bad").mkdir()
    (store / "bad" / "x.rq").write_bytes(b"SELECT \xff\xfe")
    assert said in _refused(*arguments, folder=store)


def test_unknown_unit_is_answered_with_the_nearest(store: Path) -> None:
    said = _refused("ask", "unit-tasks", "市发改位", folder=store)
    assert "市发改委" in said


@pytest.mark.parametrize(
    "command", [("ledger", "-o", "no/x.xlsx"), ("export", "-o", "no/x.ttl"), ("view", "chain", "昆政办笺〔2023〕2号", "-o", "no/x.html"),
                ("extract", "kunming.txt", "-o", "no/x.jsonl")], ids=lambda command: command[0],
)  # fmt: skip
def test_output_folders_that_do_not_exist(store: Path, command: tuple[str, ...]) -> None:
    assert "no" in _refused(*command, folder=store)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="NOT RUN: there is no /dev/full here")
def test_devices_and_pipes_are_written_to_and_not_replaced(store: Path) -> None:
    assert "/dev/full" in _refused("ask", "documents", "-o", "/dev/full", folder=store)
    assert Path("/dev/full").is_char_device()
    code = "from zerenlian.cli import main; main(['ask', 'documents', '-o', '/dev/stdout'])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=store, capture_output=True, env=environment, check=True)
    assert "昆政办笺" in ran.stdout.decode("utf-8")
    with Path("/dev/full").open("wb") as full:
        asked = [sys.executable, "-m", "zerenlian", "ask", "documents"]
        failed = subprocess.run(asked, cwd=store, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert failed.returncode == 2
    assert failed.stderr.strip().count(b"\n") == 0


def test_a_link_is_followed(store: Path) -> None:
    (store / "real.csv").write_text("old", encoding="utf-8")
    (store / "link.csv").symlink_to("real.csv")
    assert run("ask", "documents", "--format", "csv", "-o", "link.csv", folder=store).code == 0
    assert (store / "link.csv").is_symlink()
    assert "昆政办笺" in (store / "real.csv").read_text(encoding="utf-8")


def test_wrong_views_and_endings(store: Path) -> None:
    _refused("view", "chian", "x", folder=store)
    _refused("view", "chain", "无此文号", "-o", "x.html", folder=store)
    _refused("ledger", "-o", "x.doc", folder=store)
    _refused("export", "-o", "x.json", folder=store)
    assert not (store / "x.html").exists()


def test_a_store_that_another_process_writes(store: Path) -> None:
    code = (
        "import sys, time\nfrom kg.store import open_store\ng = open_store('chain.db')\n"
        "with g._backend.writing():\n    print('held', flush=True)\n    time.sleep(30)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code], cwd=store, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        (store / "more.txt").write_text(KUNMING.replace("〔2023〕2 号", "〔2023〕3 号"), encoding="utf-8")
        said = _refused("build", "more.txt", folder=store)
        assert str(holder.pid) in said
        assert run("ask", "documents", folder=store).code == 0
    finally:
        holder.kill()
        holder.wait()


def test_a_killed_build_leaves_the_old_state_or_the_new_one_whole(store: Path) -> None:
    chance = random.Random(5)
    number = 0
    for step in range(10):
        (store / "more.txt").write_text(KUNMING.replace("〔2023〕2 号", f"〔2023〕{step + 20} 号"), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "zerenlian", "build", "more.txt"], cwd=store, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 2.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        held = {row["number"]: row for row in json.loads(run("ask", "documents", "--format", "json", folder=store).out)}
        first = held.pop("昆政办笺〔2023〕2号")
        for name, row in held.items():
            assert name in (f"昆政办笺〔2023〕{number}号", f"昆政办笺〔2023〕{step + 20}号")
            assert row["measures"] == first["measures"]
            number = int(name.partition("〕")[2].removesuffix("号"))
        assert len(held) == (number > 0)
        assert json.loads(run("ask", "coverage", "--format", "json", folder=store).out)
    assert run("build", "kunming.txt", "more.txt", folder=store).code == 0
    assert run("ask", "documents", "--format", "json", folder=store).out.count("昆政办笺〔2023〕29号") > 0


def test_addresses_on_the_net_are_no_folders(store: Path) -> None:
    for command in (("build", "kunming.txt"), ("ask", "documents"), ("export", "-o", "x.ttl")):
        assert "http://localhost:9/x" in _refused(*command, "--store", "http://localhost:9/x", folder=store)
    assert "http://localhost:9/x" in _refused("ask", "documents", "--store-update", "http://localhost:9/x", folder=store)
    assert not (store / "http:").exists()
