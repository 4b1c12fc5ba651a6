"""What goes wrong is said in the user's language alone: no words of the system, of libraries or of Python in a Chinese line."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path

import pytest

from extract.readers.errors import ReaderError
from ontology.words import LANGUAGES, messages, reason_code, reason_in_words
from tests.cli import run
from tests.gold_readings import GOLD
from zerenlian.failures import sentence

KUNMING = (GOLD / "kunming.txt").read_text(encoding="utf-8")
ENGLISH = re.compile(r"[A-Za-z][a-z]{2,}( [a-z]{2,})+")  # two words of English in a row


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    (folder / "k.txt").write_text(KUNMING, encoding="utf-8")
    (folder / "gbk.csv").write_bytes("name,kind\n市教育局,named\n".encode("gb18030"))
    (folder / "kind.csv").write_text("name,kind\n市教育局,nmaed\n", encoding="utf-8")
    (folder / "day.csv").write_text("name,until\n市教育局,2019/1/1\n", encoding="utf-8")
    (folder / "naam.csv").write_text("naam,kind\n市教育局,named\n", encoding="utf-8")
    (folder / "none.csv").write_text("kind\nnamed\n", encoding="utf-8")
    (folder / "empty.csv").write_text("name,kind\n,named\n", encoding="utf-8")
    assert run("build", "k.txt", folder=folder).code == 0
    return folder


BUILD = ("build", "k.txt", "--store", "new.db")
SAID = [
    ((*BUILD, "--workers", "0"), "--workers 要写一个数（1 – 64）"),
    (("explain", "k.txt", "--at", "-5"), "--at 要写一个数"),
    (("ask", "documents", "--timeout", "soon"), "--timeout 要写一个数"),
    (("ask", "--store"), "--store 后面要写一个值"),
    ((*BUILD, "--check=1"), "--check 后面不写值"),
    (("sparql", "ASK", "{", "?a", "?b", "?c", "}"), "多写了：{ ?a ?b ?c }"),
    (("frob",), "没有“frob”这个命令。全部命令见"),
    (("audt",), "相近的有：audit"),
    (("audit", "zz"), "没有“zz”这项审查。全部：abolished-unit、"),
    (("sparql", "SELEKT"), "1:7（行:列）附近写得不对：“SELEKT”"),
    (("sparql", "SELECT * {\n ?a ?? }"), "查询在 2:"),
    (("sparql", "SELECT * { ?a foo:b ?c }"), "没有写明的前缀"),
    (("sparql", "SELECT (COUNT(?x) AS ?n) ?z { ?x ?y ?z }"), "GROUP BY"),
    ((*BUILD, "--units", "gbk.csv"), "单位名录 gbk.csv 不是 UTF-8 文本（第 11 字节）"),
    ((*BUILD, "--units", "kind.csv"), "单位名录 kind.csv 第 2 行：“nmaed”不认识，可用：named, class"),
    ((*BUILD, "--units", "day.csv"), "单位名录 day.csv 第 2 行：“2019/1/1”不是日期"),
    ((*BUILD, "--units", "naam.csv"), "单位名录 naam.csv 第 1 行：不认识的列 naam"),
    ((*BUILD, "--units", "none.csv"), "单位名录 none.csv 第 1 行：没有 name 这一列"),
    ((*BUILD, "--units", "empty.csv"), "单位名录 empty.csv 第 2 行：name 是空的"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), SAID, ids=str)
def test_one_line_in_chinese(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments, folder=folder)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
    assert not ENGLISH.search(re.sub("zerenlian [a-z]+ --help", "", ran.err)), ran.err
    assert "['" not in ran.err


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in SAID], ids=str)
def test_one_line_in_english(folder: Path, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, "--lang", "en", folder=folder)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.ENOENT, errno.EROFS])
def test_reasons_of_the_system(number: int) -> None:
    error = OSError(number, os.strerror(number), "x.txt")
    lines = [sentence(error, "zh"), ReaderError("unreadable", "x.txt", reason=reason_code(error)).say("zh")]
    for line in lines:
        assert line is not None
        assert reason_in_words(errno.errorcode[number], "zh") in line
        assert not ENGLISH.search(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_of_the_system_are_real(language: str) -> None:
    codes = {key.partition(".")[2] for key in messages(language) if key.startswith("reason.")}
    assert codes <= set(errno.errorcode.values())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="NOT RUN: whoever runs this may read and write everything")
def test_no_permission(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    assert "没有权限" in run("ask", "documents", "-o", "locked/x.csv", folder=folder).err
