"""What a reader makes of a file: its text, and where its lines stand on the pages, if it has pages."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.boxes import Box

Boxes = tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A text, and the boxes of its printed lines, one a line (none for formats without places)."""

    text: str
    boxes: Boxes = ()
