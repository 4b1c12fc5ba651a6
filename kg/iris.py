"""IRIs, made of meaning: document number, path, unit, role; never of a counter."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote, unquote

BASE = "https://w3id.org/zerenlian/id/"
_REFUSED = re.compile(r"[\x00-\x20<>\"{}|\\^`\[\]%#?\x7f-\xa0\u2028\u2029\u3000\ufeff\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[\[\(（【〔［](\d{4})[\]\)）】〕］]")

UNITS_GRAPH = BASE + "graph/units"
DECISIONS_GRAPH = BASE + "graph/decisions"
TEXTS = BASE + "text/"  # the graphs that hold the texts of sources, where an endpoint is the store


def escape(text: str) -> str:
    """`text` as part of an IRI: what Oxigraph or rdflib refuse is percent-encoded, Chinese stays readable."""
    return _REFUSED.sub(lambda found: quote(found.group(), safe="", errors="replace"), text)


def readable(iri: str) -> str:
    """An IRI of ours as people write it: without the base, nothing percent-encoded."""
    return unquote(iri.removeprefix(BASE))


def document_title(iri: str) -> str:
    """The title of a document without a number, out of its IRI; its number where it has one."""
    return readable(iri).removeprefix("doc/").split("/", 2)[-1]


def normal_number(number: str) -> str:
    """A 文号 with its year in 〔〕 and without blanks: `驻政办[2018] 109号` is `驻政办〔2018〕109号`."""
    return _NUMBER.sub("〔\\1〕", re.sub(r"\s+", "", number))


def document_iri(key: str) -> str:
    """The IRI of a document, from its number or its key `issuer/date/title`."""
    return f"{BASE}doc/{escape(normal_number(key))}"


def effective_iri(document: str) -> str:
    """The graph of what is in force in a document, from the document's IRI."""
    return f"{BASE}effective/{document.removeprefix(BASE + 'doc/')}"


def unit_iri(key: str) -> str:
    """The IRI of a unit, from its key `<division code>/<name>`."""
    division, slash, name = key.partition("/")
    return f"{BASE}unit/{escape(division)}/{_part(name)}" if slash else f"{BASE}unit/{_part(key)}"


def source_iri(digest: str) -> str:
    """The IRI of a source, from its SHA-256."""
    return f"{BASE}source/{digest}"


def place_iri(digest: str, start: int, end: int) -> str:
    """The IRI of a stretch of characters of a source (RFC 5147)."""
    return f"{source_iri(digest)}#char={start},{end}"


def below(parent: str, *parts: str) -> str:
    """An IRI under another: `below(measure, "assignment", "lead", "市财政局")`."""
    return "/".join([parent, *(_part(part) for part in parts)])


def item_iri(document: str, path: str) -> str:
    """The IRI of a measure, from its document's IRI and its printed path."""
    return f"{document}/item/{escape(path)}"


def _part(text: str) -> str:
    return escape(text).replace("/", "%2F")


class Minter:
    """Gives each IRI once: a second thing of the same meaning is `…~2`, a third `…~3`."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def mint(self, iri: str) -> str:
        """`iri`, or `iri~2` when it was given before."""
        self._given[iri] += 1
        again = self._given[iri]
        return iri if again == 1 else f"{iri}~{again}"
