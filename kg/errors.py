"""What can go wrong with a store, a question or a name: each error is one sentence that says what to do."""

from __future__ import annotations


class GraphError(Exception):
    """Any error of the graph; its text is one line for people."""


class StoreError(GraphError):
    """The store cannot be opened or written: missing, a file, locked, no store, of another format."""


class QuestionError(GraphError):
    """A question or a query that cannot be asked: unknown, with wrong arguments, with a syntax error, reaching outside."""


class UnknownName(GraphError):  # noqa: N818 - a name is unknown; the word says it
    """A unit, document or measure that the store does not hold; `near` are names that come close."""

    def __init__(self, sentence: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.near = near


class CorrectionError(GraphError):
    """A decision that cannot be taken: its measure or statement does not exist, or its file is damaged."""
