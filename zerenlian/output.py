"""Where results go: standard output or a file, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import secrets
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ontology.words import reason_code
from zerenlian.cells import headings, plain, worded
from zerenlian.failures import CommandError
from zerenlian.tables import as_table, visible

Row = Mapping[str, Any]
STANDARD = "-"
ENDINGS = {"table": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx", "jsonl": ".jsonl", "turtle": ".ttl"}


def write_file(path: str, data: bytes) -> None:
    """Writes a whole file, or leaves what was there: a temporary file beside it takes its place at the end.

    A link is followed; a device or a pipe is written to as it is, and never replaced by a file.
    """
    check_target(path)
    target = Path(path)
    if target.is_symlink() and target.is_file():
        target = target.resolve()
    if _is_special(target):
        try:
            target.write_bytes(data)
        except OSError as error:
            raise CommandError("unwritable", path=path, reason=reason_code(error)) from None
        return
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        raise CommandError("unwritable", path=path, reason=reason_code(error)) from None
    finally:
        beside.unlink(missing_ok=True)


def _is_special(target: Path) -> bool:
    """Whether something is there that is no file, or a descriptor of this process (`/dev/stdout`)."""
    return (target.exists() and not target.is_file()) or target.parts[:2] in (("/", "dev"), ("/", "proc"))


def check_target(path: str | None) -> None:
    """Says at once, before any work, that a result could not be written."""
    if path is None or path == STANDARD:
        return
    if not Path(path).parent.is_dir():
        raise CommandError("no_folder", path=str(Path(path).parent))
    if Path(path).is_dir():
        raise CommandError("is_folder", path=path)


def chosen_format(form: str | None, output: str | None, formats: Sequence[str]) -> str:
    """The format that was asked for, else that of the file's ending, else the first; raises CommandError for any other ending.

    Also checks the target, and that a workbook goes to a file.
    """
    check_target(output)
    if form is None:
        form = formats[0] if output is None or output == STANDARD or _is_special(Path(output)) else _by_ending(output, formats)
    if form == "xlsx" and (output is None or output == STANDARD):
        raise CommandError("xlsx_needs_file")
    return form


def _by_ending(path: str, formats: Sequence[str]) -> str:
    found = {ENDINGS[one]: one for one in formats}
    try:
        return found[Path(path).suffix.lower()]
    except KeyError:
        raise CommandError("unknown_ending", path=path, endings=" ".join(found)) from None


def put(data: str | bytes, output: str | None) -> None:
    """A result to a file, or to standard output where none is named."""
    binary = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if output is not None and output != STANDARD:
        write_file(output, binary)
    elif isinstance(data, str):
        click.echo(data, nl=False)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """A word to the person, beside the results."""
    click.echo(visible(text), err=True)


def format_rows(rows: Sequence[Row], form: str, language: str, keys: Sequence[str] = ()) -> str | bytes:
    """Rows as table, json, csv or xlsx; `keys` are the columns of an answer without rows."""
    columns = _columns(rows, keys)
    match form:
        case "json":
            return as_json(rows)
        case "table":
            return as_table(rows, columns, language)
        case "csv":
            return as_csv(columns, ([plain(row.get(key)) for key in columns] for row in rows))
        case "xlsx":
            from visualize.ledger_xlsx import plain_workbook

            return plain_workbook(headings(columns, language), [[worded(key, row, language) for key in columns] for row in rows])
        case _:
            raise ValueError(f"unexpected format: {form!r}")


def as_json(rows: Iterable[Row]) -> str:
    """A JSON list, one row a line."""
    lines = [json.dumps(dict(row), ensure_ascii=False, default=str) for row in rows]
    return "[" + (",\n ".join(lines)) + "]\n"


def as_jsonl(rows: Iterable[Row]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(dict(row), ensure_ascii=False, default=str) + "\n" for row in rows)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated, and safe to open in a spreadsheet: no cell can be taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return buffer.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    from visualize.ledger_csv import guard

    return guard(cell)


def _columns(rows: Sequence[Row], keys: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*keys, *(key for row in rows for key in row)]))
