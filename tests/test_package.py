"""The package is whole: the wheel holds every tracked file of the five packages, and `demo` works from it alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("zerenlian", "ontology", "extract", "kg", "visualize")


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def test_the_wheel(tmp_path: Path) -> None:
    tracked = _tracked()
    if not tracked:
        pytest.skip("not a checkout: nothing to compare the wheel with")
    copy = tmp_path / "copy"
    for name in tracked:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(copy)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    wheel = next(tmp_path.glob("*.whl"))
    ours = {name for name in tracked if name.split("/")[0] in PACKAGES}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.split("/")[0] in PACKAGES}
    assert ours == held
    _demo(wheel, tmp_path)


def _demo(wheel: Path, folder: Path) -> None:
    """`zerenlian demo` out of the wheel's files alone."""
    site = folder / "site"
    zipfile.ZipFile(wheel).extractall(site)
    code = f"import sys; sys.path.insert(0, {str(site)!r}); import zerenlian; assert zerenlian.__file__.startswith({str(site)!r}); "
    code += "from zerenlian.cli import main; main(['demo', '-o', 'demo'])"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (folder / "demo" / "ledger.xlsx").exists()
