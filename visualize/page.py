"""The frame of every page: one offline file, closed to the outside, in which document text is never markup."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ontology.words import messages, say
from visualize.catalogue import VIEWS

HERE = Path(__file__).parent
_FOR_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def embed(value: object) -> Markup:
    """`value` as JSON that no HTML parser can leave: the one way, autoescape aside, for text to reach a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character, escaped in _FOR_JSON.items():  # five passes of replace are ten times as fast as one of translate
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - every character that could end the block is escaped


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = whole
    return environment


def whole(value: float) -> int:
    """A coordinate without decimals, halves rounded up."""
    return int(value + 0.5)


@cache
def asset(name: str) -> str:
    """The text of a style sheet or script of ours."""
    return (HERE / "assets" / name).read_text(encoding="utf-8").strip()


def policy(scripts: Sequence[str]) -> str:
    """The content security policy that lets exactly these scripts run and nothing be fetched."""
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts]
    allowed = " ".join(hashes) or "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"


def script_labels(language: str) -> dict[str, str]:
    """The labels that scripts show, by their short names."""
    start = "view.script."
    return {key.removeprefix(start): text for key, text in messages(language).items() if key.startswith(start)}


@dataclass(frozen=True, slots=True)
class Assets:
    """The names of our own scripts and style sheets, and the texts of scripts by others, that a page carries."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()


NOTHING = Assets()


@dataclass(frozen=True, slots=True)
class Page:
    """A view before it is written: `template` filled with `context`, `data` for its scripts, and what it carries."""

    view: str
    template: str
    context: Mapping[str, object]
    title: str
    data: Mapping[str, object]
    language: str = "zh"
    assets: Assets = NOTHING

    def html(self, beside: Mapping[str, str]) -> str:
        """The HTML text, everything inlined; `beside` names the file of each other view that it may link to. Same input, same bytes."""
        own_assets = "\n".join(asset(name) for name in ("page.js", *self.assets.scripts, "start.js"))
        own = [Markup(text.replace("</script", "<\\/script")) for text in (*self.assets.libraries, own_assets)]  # noqa: S704 - program text
        css = Markup("\n".join(asset(name) for name in ("page.css", *self.assets.styles)))  # noqa: S704 - program text

        def label(key: str, **values: object) -> str:
            return say(f"view.{key}", self.language, **values)

        data = {"labels": script_labels(self.language), "view": self.view, "beside": dict(beside), **self.data}
        everything = {
            **self.context,
            "view": self.view,
            "pages": [(name, beside.get(name)) for name in VIEWS if name in beside or name == self.view],
            "title": self.title,
            "language": {"zh": "zh-CN", "en": "en"}[self.language],
            "label": label,
            "css": css,
            "scripts": own,
            "policy": policy(own),
            "data": embed(data),
        }
        return _environment().get_template(self.template).render(everything)
