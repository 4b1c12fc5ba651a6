"""What a reader says when a file gives no text."""

from __future__ import annotations

from ontology.words import reason_in_words, say


class ReaderError(ValueError):
    """One line: which file, what was found in it, what to do. `kind` names the sentence `reader.<kind>`, `values` fills it."""

    def __init__(self, kind: str, name: str, **values: str) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name
        self.values = values

    def say(self, language: str = "zh") -> str:
        """The sentence in one language."""
        values = {key: reason_in_words(value, language) if key == "reason" else value for key, value in self.values.items()}
        return say(f"reader.{self.kind}", language, name=self.name, **values)

    def __str__(self) -> str:
        return self.say()
