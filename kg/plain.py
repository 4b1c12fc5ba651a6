"""Terms of RDF as plain Python."""

from __future__ import annotations

from decimal import Decimal

from rdflib import Literal, URIRef

from ontology.terms import NAMESPACE, code


def plain(node: object) -> object:
    """An RDF term of a row as plain Python: codes of our terms, IRIs and texts as str, days as ISO text, numbers, True and False."""
    match node:
        case None:
            return None
        case URIRef():
            text = str(node)
            return code(text) if text.startswith(NAMESPACE) else text
        case Literal():
            value = node.value
            if isinstance(value, bool | int | float):
                return value
            return float(value) if isinstance(value, Decimal) else str(node)
        case _:
            return str(node)
