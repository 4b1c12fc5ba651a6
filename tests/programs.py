"""Programs that tests drive: Chromium, LibreOffice. Where one is missing, tests say NOT RUN and are skipped, but fail on a build server."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needed_program(*names: str) -> str:
    """The path of the first of these that is installed; skips the test, or fails it where CI is `true`, when none is."""
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is not None:
        return path
    print(f"NOT RUN: no {names[0]} on this machine")
    if os.environ.get("CI") == "true":
        pytest.fail(f"this test needs {names[0]}")
    pytest.skip(f"NOT RUN: no {names[0]}")


def converted(path: Path, form: str, *options: str) -> Path:
    """The file as LibreOffice writes it in another format (`docx:MS Word 2007 XML`), beside the first one."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [needed_program("soffice"), profile, "--headless", *options, "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return path.with_suffix("." + form.split(":")[0])


def converted_text(path: Path, form: str) -> Path:
    """The same of a text in UTF-8."""
    return converted(path, form, "--infilter=Text (encoded):UTF8")
