"""The spaCy Language that reads measures: characters as tokens, our components in order."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

COMPONENTS = ("zerenlian_citations", "zerenlian_cues", "zerenlian_units", "zerenlian_deadlines", "zerenlian_targets")


class CharacterTokenizer:
    """Each character a token, blanks too, so that token offsets are character offsets.

    spaCy's own Chinese character tokenizer drops single blanks.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.known: dict[str, int] = {}  # a character's key in the vocabulary: asking for it anew costs more than all else here

    def __call__(self, text: str) -> Doc:
        for character in set(text).difference(self.known):
            self.known[character] = self.vocab[character].orth
        words: Any = [self.known[character] for character in text]  # spaCy takes keys as well, what its stub does not say
        return Doc(self.vocab, words=words, spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> CharacterTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: Any, **_: Any) -> CharacterTokenizer:
        """Nothing to load."""
        return self


@spacy.registry.tokenizers("zerenlian.characters.v1")  # type: ignore[attr-defined,untyped-decorator]
def make_tokenizer() -> Any:
    """The factory of the tokenizer, for a config."""

    def make(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return make


def config() -> dict[str, Any]:
    """The config that `build` makes the Language from: a tokenizer and the components by factory name."""
    return {
        "nlp": {"lang": "xx", "pipeline": list(COMPONENTS), "tokenizer": {"@tokenizers": "zerenlian.characters.v1"}},
        "components": {name: {"factory": name} for name in COMPONENTS},
    }


def build() -> Language:
    """A new Language; a user may add components to it (a trained one for units, a SpanRuler with own names)."""
    import extract.components  # noqa: F401  (registers the factories where entry points are not installed)

    return spacy.util.load_model_from_config(config(), auto_fill=True)


@cache
def shared() -> Language:
    """The Language that reading uses when no other is given."""
    return build()
