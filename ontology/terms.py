"""The terms of zerenlian.ttl as a closed namespace: a term that is not there is an error."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

NAMESPACE = "https://w3id.org/zerenlian/ns#"
PREFIXES = {
    "zrl": NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TERM = re.compile(r"^zrl:([A-Za-z][\w-]*) ", re.MULTILINE)


class TermError(KeyError):
    """A term that zerenlian.ttl does not hold, or a prefix that is not in use."""


@cache
def names() -> frozenset[str]:
    """The local names of all terms of zerenlian.ttl."""
    return frozenset(_TERM.findall((files("ontology") / "zerenlian.ttl").read_text(encoding="utf-8")))


@cache
def term(name: str) -> str:
    """The IRI of `prefix:name`, or of our own `name`; raises TermError for an unknown one."""
    prefix, colon, local = name.partition(":")
    if colon and prefix != "zrl":
        try:
            return PREFIXES[prefix] + local
        except KeyError:
            raise TermError(f"unknown prefix {prefix!r} in {name!r}") from None
    own = local if colon else name
    if own not in names():
        raise TermError(f"no term {own!r} in zerenlian.ttl")
    return NAMESPACE + own


def code(iri: str) -> str:
    """The code of a term's IRI as rows give it: `level-2` is "2", `lead` is "lead"; any other IRI comes back as it is."""
    if not iri.startswith(NAMESPACE):
        return iri
    local = iri.removeprefix(NAMESPACE)
    return local.partition("-")[2] or local
