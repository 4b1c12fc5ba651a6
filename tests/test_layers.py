"""The house: imports point down only, files stay short, words of the domain stay out of the code, names of others stay out of the text."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ontology": {"ontology"},
    "extract": {"extract", "ontology"},
    "kg": {"kg", "ontology"},
    "visualize": {"visualize", "kg", "ontology"},
    "zerenlian": {"zerenlian", "visualize", "kg", "extract", "ontology"},
}
HAN = re.compile("[\u3400-\u9fff]")
FILES = [path for name in MAY_IMPORT for path in sorted((ROOT / name).rglob("*.py"))]


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    floor = path.relative_to(ROOT).parts[0]
    above = (_imported(tree) & set(MAY_IMPORT)) - MAY_IMPORT[floor]
    assert not above, f"{path.name} imports {above}"
    assert text.count("\n") < 300, f"{path.name} has {text.count(chr(10))} lines"
    assert ast.get_docstring(tree), f"{path.name} says nothing of its subject"
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            printed = ast.get_source_segment(text, node) or ""
            assert not HAN.search(printed), f"{path.name}:{node.lineno} {printed}"


def test_the_project_speaks_of_itself_alone() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split() or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*.md")]
    foreign = re.compile(r"/work/|/tmp/work|pypi-more|devpi|artifactory|helper session")
    for name in names:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".rq", ".ttl", ".yml", ""} and path.is_file() and path.name != "test_layers.py":
            found = foreign.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name}: {found}"
