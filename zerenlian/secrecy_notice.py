"""What is drawn from a store may rest on a text that is marked as secret: said in a line, as it is when files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zerenlian.output import tell

if TYPE_CHECKING:
    from kg.store import Graph
    from zerenlian.settings import Settings


def tell_secrecy(settings: Settings, graph: Graph, *, document: str | None = None, unit: str | None = None) -> None:
    """A line for each marked source of one document, of one unit's tasks, or of the whole store; a text that is not kept says nothing."""
    from extract.readers.secrecy import secrecy_mark
    from kg.sources import sources_of

    for digest, name in sources_of(graph, _drawn(graph, document, unit)):
        try:
            mark = secrecy_mark(graph.state.shelf.get(digest))
        except KeyError:
            continue
        if mark is not None:
            tell(settings.say("reader.secret", name=name, mark=mark))


def tell_secrecy_of(settings: Settings, graph: Graph, name: str | None) -> None:
    """The same for what the first argument of a view names: a document, else a unit; nothing given: the whole store."""
    from kg.errors import UnknownName
    from kg.names import find_document

    if name is None:
        return tell_secrecy(settings, graph)
    try:
        find_document(graph, name)
    except UnknownName:
        return tell_secrecy(settings, graph, unit=name)
    return tell_secrecy(settings, graph, document=name)


def _drawn(graph: Graph, document: str | None, unit: str | None) -> set[str]:
    from kg.names import documents, find_document, find_units
    from kg.sources import documents_of_units

    if document is not None:
        return {find_document(graph, document)}
    return set(documents(graph)) if unit is None else documents_of_units(graph, find_units(graph, unit))
