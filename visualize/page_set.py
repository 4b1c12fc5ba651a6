"""Pages that are written together: the asked view and all others of the same document, unit or store, linked with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.errors import UnknownName
from kg.names import find_document
from kg.store import Graph
from visualize.catalogue import check_view, render
from visualize.choose import facts_of

WHOLE = ("ladder", "matrix", "network", "gaps", "timeline", "source")
OF_DOCUMENT = ("chain", *WHOLE, "sheet")
OF_UNIT = ("unit", "network", "sheet")
UNSAFE = re.compile(r'[\\/:#%*?"<>|\s\0-\x1f.]+')
LONGEST = 60  # characters of a name in the name of a file


def page_set(view: str, graph: Graph, arguments: Sequence[str], *, language: str = "zh", as_of: date | None = None) -> dict[str, str]:
    """File names with the HTML text of each, the asked page first; named after the document or unit, so that two sets share a folder.

    Raises ViewError as `render` does.
    """
    check_view(view, language)
    name, others = _others(graph, view, arguments)
    prefix = f"{UNSAFE.sub('_', name)[:LONGEST]}-" if name else ""
    planned = {view: tuple(arguments), **{other: rest for other, rest in others.items() if other != view}}
    files = {key: f"{prefix}{key}.html" for key in planned}
    if len(arguments) > 1:  # one measure, named by its path
        files[view] = f"{prefix}{view}-{UNSAFE.sub('', arguments[1])}.html"
    return {files[key]: render(key, graph, rest, language=language, as_of=as_of, beside=files) for key, rest in planned.items()}


def _others(graph: Graph, view: str, arguments: Sequence[str]) -> tuple[str, dict[str, tuple[str, ...]]]:
    """What the set is called (the number or title of its document, or the unit as it was named), and its views with their arguments."""
    if not arguments:
        return "", dict.fromkeys(WHOLE, ())
    own = tuple(arguments[:1])
    try:
        if view != "unit":
            find_document(graph, own[0])
            return facts_of(graph, document=own[0]).held()[0].name, dict.fromkeys(OF_DOCUMENT, own)
    except UnknownName:  # the view says so itself where it is no unit either
        pass
    return own[0], {**dict.fromkeys(OF_UNIT, own), "source": ()}
