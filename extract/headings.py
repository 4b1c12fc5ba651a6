"""What a paragraph without a heading is called by."""

from __future__ import annotations

from extract.patterns import expression

LONGEST = 40


def opening(text: str) -> str:
    """The first words of a text: its first sentence, or as many clauses of it as are short enough for a title."""
    match = expression("outline.opening").match(text)
    title = match[1] if match else text[:LONGEST]
    after = expression("outline.after_name").match(text[len(title) :])
    return without_assignment(f"{title}{after[0]}" if after and len(title) + len(after[0]) <= LONGEST else title)


def without_assignment(title: str) -> str:
    """A title without the bracket behind it that says who answers."""
    bracket = expression("outline.title_bracket").search(title)
    return title[: bracket.start()] if bracket else title
