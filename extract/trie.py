"""One regular expression for thousands of words: a trie, so that a search looks at each character once."""

from __future__ import annotations

import re
from collections.abc import Iterable

END = ""
MANY = 24  # branches from which on a look ahead pays for the time that it takes to compile


def trie_expression(words: Iterable[str]) -> str:
    """A regex that matches any of the words, the longest first; empty input gives one that matches nothing."""
    root: dict[str, object] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[END] = {}
    return _expression(root) if root else r"(?!)"


def _expression(node: dict[str, object]) -> str:
    branches = [
        re.escape(character) + _expression(child)  # type: ignore[arg-type]
        for character, child in sorted(node.items())
        if character != END
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and END not in node else "(?:" + "|".join(branches) + ")"
    if len(branches) > MANY and END not in node:
        # Branches are tried one after another; one look at the set of their first characters spares most of that.
        first = "".join(re.escape(character) for character in sorted(node) if character != END)
        body = f"(?=[{first}]){body}"
    return body + "?" if END in node else body
