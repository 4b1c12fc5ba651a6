"""The package is whole: the wheel holds every tracked file of the five packages, and `demo` works from it alone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("zerenlian", "ontology", "extract", "kg", "visualize")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_tracked_file(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    tracked = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.split("/")[0] in PACKAGES}
    assert tracked - held == set()


def test_the_demo_works_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    code = f"import sys; sys.path.insert(0, {str(site)!r}); import zerenlian; assert zerenlian.__file__.startswith({str(site)!r}); "
    code += "from zerenlian.cli import main; main(['demo', '-o', 'demo'])"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (tmp_path / "demo" / "ledger.xlsx").exists()
