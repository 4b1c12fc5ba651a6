"""Running the command line in this process: exit code, output, error output."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from zerenlian.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str, folder: Path | None = None, stdin: bytes | None = None) -> Ran:
    """Runs `zerenlian` with these arguments, in a folder where one is named."""
    before = Path.cwd()
    if folder is not None:
        os.chdir(folder)
    try:
        result = CliRunner().invoke(main, list(arguments), input=stdin)
    finally:
        os.chdir(before)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)
