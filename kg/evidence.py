"""Evidence nodes: the printed words of a source, shared by all that rests on them."""

from __future__ import annotations

from kg.iris import place_iri, source_iri
from kg.quads import Quads, node
from ontology.boxes import STANDARD, PrintedLines
from ontology.records import Evidence, Source, Span


class EvidenceBook:
    """Writes each piece of evidence of one source once; the same words with another sentence or pattern are another piece."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._lines = PrintedLines(source.text, source.boxes)
        self._meanings: dict[Span, list[tuple[Span, str]]] = {}

    def cite(self, quads: Quads, statement: str, *pieces: Evidence) -> None:
        """`statement` rests on `pieces`, and the first of them is where it is printed (its mention)."""
        for at, piece in enumerate(pieces):
            quads.link(statement, "evidence" if at else "mention", self._write(quads, piece))

    def place(self, quads: Quads, thing: str, span: Span, *, words: bool) -> None:
        """`thing` is printed at `span`; `words` says whether its words are written too."""
        place = place_iri(self.source.digest, span.start, span.end)
        quads.add(place, "Evidence", oa__hasSource=node(source_iri(self.source.digest)))
        quads.link(thing, "evidence", place)
        self._selector(quads, place, "oa:hasSelector", span, words=words)

    def _write(self, quads: Quads, piece: Evidence) -> str:
        meanings = self._meanings.setdefault(piece.span, [])
        meaning = (piece.context, piece.pattern)
        if meaning not in meanings:
            meanings.append(meaning)
        again = meanings.index(meaning) + 1
        iri = place_iri(self.source.digest, piece.span.start, piece.span.end) + (f";meaning={again}" if again > 1 else "")
        quads.add(iri, "Evidence", oa__hasSource=node(source_iri(self.source.digest)), pattern=piece.pattern)
        self._selector(quads, iri, "oa:hasSelector", piece.span)
        self._selector(quads, iri, "context", piece.context)
        return iri

    def _selector(self, quads: Quads, iri: str, predicate: str, span: Span, *, words: bool = True) -> None:
        selector = place_iri(self.source.digest, span.start, span.end) + ("/words" if words else "/place")
        quads.add(selector, "oa:TextPositionSelector", oa__start=span.start, oa__end=span.end)
        if words:
            quads.add(selector, "oa:TextQuoteSelector", oa__exact=self.source.text[span.start : span.end])
        box = self._lines.box(span.start, span.end)
        if box is not None:
            quads.add(selector, "oa:FragmentSelector", rdf__value=box.fragment, dcterms__conformsTo=node(STANDARD))
        quads.link(iri, predicate, selector)
