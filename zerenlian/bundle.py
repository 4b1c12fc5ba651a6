"""A folder to carry to a machine without internet: wheels for Windows and Linux, an install script for each, a page in Chinese.

`python -m zerenlian.bundle -o FOLDER [PROJECT]` fetches, for each system and each version of Python, exactly the versions that are
installed here; PROJECT (the working folder) is where the program's own wheel is built from.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

NAME = "zerenlian"
EXTRAS = ("pdf", "check")
LEFT_OUT = (
    ".*",
    "build",
    "dist",
    "demo",
    "tests",
    "*.egg-info",
    "__pycache__",
    "wheels",
)  # of a project's folder: nothing of an older build
VERSIONS = ("3.11", "3.12", "3.13")
REQUIREMENT = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?[^;]*(?:;(.*))?")


@dataclass(frozen=True, slots=True)
class Target:
    """A system and a version of Python: pip's platform tags, and the values that markers ask for."""

    system: str
    platforms: tuple[str, ...]
    version: str

    def environment(self, extra: str) -> dict[str, str]:
        """What requirement markers see on that machine."""
        windows = self.system == "windows"
        return {
            "python_version": self.version, "python_full_version": f"{self.version}.0", "implementation_version": f"{self.version}.0",
            "sys_platform": "win32" if windows else "linux", "platform_system": "Windows" if windows else "Linux",
            "os_name": "nt" if windows else "posix", "platform_machine": "AMD64" if windows else "x86_64", "extra": extra,
            "platform_python_implementation": "CPython", "implementation_name": "cpython", "platform_release": "", "platform_version": "",
        }  # fmt: skip


def targets() -> list[Target]:
    """All systems and versions that a bundle serves."""
    linux = tuple(
        f"{tag}_x86_64" for tag in ("manylinux_2_28", "manylinux_2_27", "manylinux_2_17", "manylinux2014", "manylinux_2_5", "manylinux1")
    )
    systems = (("windows", ("win_amd64",)), ("linux", linux))
    return [Target(system, platforms, version) for system, platforms in systems for version in VERSIONS]


def requirements(target: Target) -> list[str]:
    """All packages that the program needs there, at the versions installed here; sorted, the program itself aside."""
    found: dict[str, str] = {}
    waiting = [(NAME, extra) for extra in ("", *EXTRAS)]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        for needed, extras in _needs(name, extra, target):
            found[needed] = _pinned(needed)
            fresh = [(needed, wanted) for wanted in ("", *extras) if (needed, wanted) not in seen]
            seen.update(fresh)
            waiting += fresh
    return sorted(pinned for name, pinned in found.items() if name != NAME)


def _needs(name: str, extra: str, target: Target) -> Iterator[tuple[str, tuple[str, ...]]]:
    from packaging.markers import Marker

    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in lines:
        match = REQUIREMENT.match(line)
        if match is None:
            raise ValueError(f"unexpected requirement of {name}: {line!r}")
        if match[3] is None or Marker(match[3]).evaluate(target.environment(extra)):
            extras = tuple(part.strip() for part in (match[2] or "").split(",") if part.strip())
            yield re.sub(r"[-_.]+", "-", match[1]).lower(), extras


def _pinned(name: str) -> str:
    try:
        return f"{name}=={distribution(name).version}"
    except PackageNotFoundError:
        return name  # needed on the other system only


def make_bundle(folder: Path, project: Path, chosen: Iterable[Target]) -> None:
    """Writes the bundle into a folder that is empty or does not exist; raises FileExistsError, subprocess.CalledProcessError."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="zerenlian-") as beside:
        copy = shutil.copytree(project, Path(beside) / "project", ignore=shutil.ignore_patterns(*LEFT_OUT))
        _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(copy))
    for target in chosen:
        platforms = [option for platform in target.platforms for option in ("--platform", platform)]
        _pip(
            "download", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), "--python-version", target.version, *platforms,
            *requirements(target),
        )  # fmt: skip
    write_scripts(folder)


def write_scripts(folder: Path) -> None:
    """The install scripts, the page, and the pictures that it shows."""
    (folder / "install.bat").write_bytes(WINDOWS.replace("\n", "\r\n").encode("ascii"))
    script = folder / "install.sh"
    script.write_bytes(LINUX.encode("ascii"))
    script.chmod(0o755)
    shutil.copyfile(str(files("zerenlian") / "bundle_page.html"), folder / "index.html")
    for picture in ("chain.png", "ledger.png"):
        shutil.copyfile(str(files("zerenlian.sample") / picture), folder / picture)
    shutil.copyfile(str(files("zerenlian.sample") / "zhumadian-gazette-2018-04.txt"), folder / "sample.txt")


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True)


WINDOWS = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
py -3 -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" 2>nul && (py -3 -m venv app) || (python -m venv app)
if errorlevel 1 goto failed
app\\Scripts\\python -m pip install --quiet --no-index --find-links wheels "zerenlian[pdf,check]"
if errorlevel 1 goto failed
>zerenlian.bat echo @"%%~dp0app\\Scripts\\zerenlian.exe" %%*
app\\Scripts\\zerenlian demo -o demo
if errorlevel 1 goto failed
start "" demo\\chain.html
pause
exit /b 0
:failed
echo Python 3.11 - 3.13 (64-bit) is needed. See index.html
pause
exit /b 1
"""
LINUX = """#!/bin/sh
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
  echo "Python 3.11 - 3.13 is needed: PYTHON=python3.11 ./install.sh" >&2
  exit 1
}
"$PYTHON" -m venv app
app/bin/python -m pip install --quiet --no-index --find-links wheels 'zerenlian[pdf,check]'
ln -sf app/bin/zerenlian zerenlian
./zerenlian demo -o demo
"""


def main(arguments: list[str]) -> None:
    """`[-o] FOLDER [PROJECT]`."""
    places = [argument for argument in arguments if argument not in ("-o", "--output")]
    if not 1 <= len(places) <= 2 or places[0].startswith("-"):
        raise SystemExit(__doc__)
    project = Path(places[1]) if len(places) == 2 else Path.cwd()
    try:
        make_bundle(Path(places[0]), project, targets())
    except (FileExistsError, subprocess.CalledProcessError) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main(sys.argv[1:])
