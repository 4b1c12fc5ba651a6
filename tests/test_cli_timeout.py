"""A question that runs on: the process says so in one line, ends with 2, and leaves the store as it was."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli import run
from tests.gold_readings import gold_reading

# A query that would take years, in the engine or in rows
ENDLESS = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) = CONCAT(STR(?f), STR(?i), 'x')) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limit")
    open_store(folder / "chain.db", create=True).add(gold_reading("zz48"))
    return folder


@pytest.mark.parametrize("query", ENDLESS)
def test_query_that_runs_on(folder: Path, query: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    command = [sys.executable, "-m", "zerenlian", "sparql", query, "--timeout", "0.3", "-o", "x.txt"]
    begun = time.monotonic()
    ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.decode().count("\n")) == (2, b"", 1)
    assert "0.3" in ran.stderr.decode()
    assert time.monotonic() - begun < 20
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


ENDLESS_QUESTION = """#+ title.zh: 问
#+ title.en: asked
#+ why.zh: 问
#+ why.en: asked
#+ columns: n
SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }
"""
# An audit that never ends: the audits are ours, so the fault is put in
ENDLESS_AUDIT = """
import kg.audit, time
from zerenlian.cli import main
kg.audit.run_audit = lambda *given, **named: time.sleep(60)
main(["audit", "--timeout", "0.3"])
"""


@pytest.mark.parametrize("kind", ["ask", "audit"])
def test_question_and_audit_that_run_on(folder: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "endless.rq").write_text(ENDLESS_QUESTION, encoding="utf-8")
    ask = ["-m", "zerenlian", "ask", "endless", "--questions", str(tmp_path), "--timeout", "0.3"]
    begun = time.monotonic()
    command = [sys.executable, *(ask if kind == "ask" else ["-c", ENDLESS_AUDIT])]
    ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.decode().count("\n")) == (2, b"", 1)
    assert "0.3" in ran.stderr.decode()
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("limit", ["60", "0", "nan"])
def test_question_within_its_limit(folder: Path, limit: str) -> None:
    for command in (("ask", "documents"), ("sparql", "ASK { ?d a zrl:Document }"), ("audit", "two-leads")):
        assert run(*command, "--timeout", limit, folder=folder).code == 0


@pytest.mark.parametrize("limit", ["-1", "soon", "1e9"])
def test_limit_that_is_none(folder: Path, limit: str) -> None:
    ran = run("ask", "documents", "--timeout", limit, folder=folder)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "--timeout" in ran.err
