"""What a paragraph without a heading is called by."""

from __future__ import annotations

from extract.patterns import expression

LONGEST = 40


def opening(text: str) -> str:
    """The first words of a text: its first sentence, or as many clauses of it as are short enough for a title."""
    match = expression("outline.opening").match(text)
    return match[1] if match else text[:LONGEST]
