"""Tables as they are pasted from a sheet: a line a row, a tab between cells; the tabs become the bars that tables are read by."""

from __future__ import annotations

from itertools import groupby

from extract.patterns import expression, words

SEVERAL = 2  # tabs from which on lines with the same number of them are a table, whatever its headings say


def barred(text: str) -> str:
    """The text with a bar for each tab of a table, character for character; tabs elsewhere (an indent, behind a number) stay."""
    if "\t" not in text:
        return text
    lines = text.split("\n")
    at = 0
    for count, group in groupby(lines, key=lambda line: line.count("\t")):
        block = list(group)
        if len(block) > 1 and _is_table(block, count):
            lines[at : at + len(block)] = [line.replace("\t", words("tables", "bar")[0]) for line in block]
        at += len(block)
    return "\n".join(lines)


def _is_table(block: list[str], count: int) -> bool:
    """Whether lines with that many tabs each are rows: not where the tabs are indents (an empty first cell is no indent)."""
    set_in = sum(line.lstrip().count("\t") < count for line in block)
    return count > 0 and set_in <= len(block) // 2 and (count >= SEVERAL or _has_label(block[0]))


def _has_label(line: str) -> bool:
    return any(expression("tables.label").fullmatch("".join(cell.split())) for cell in line.split("\t"))
