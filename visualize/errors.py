"""What a view says when it cannot be drawn."""

from __future__ import annotations


class ViewError(ValueError):
    """An unknown view, or arguments that name nothing: one line, what was found and what to do."""
