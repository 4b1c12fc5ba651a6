"""A SPARQL 1.1 endpoint as HTTP speaks it: a query or an update goes out, bytes come back, whatever goes wrong is one line."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kg.errors import StoreError
from ontology.words import say

USER, PASSWORD = "ZERENLIAN_STORE_USER", "ZERENLIAN_STORE_PASSWORD"
WAIT_SECONDS = 300.0
_LONGEST = 120
SOLUTIONS = "application/sparql-results+json"
TRIPLES = "application/n-triples"


class Endpoint:
    """The addresses for queries and for updates; user and password come from the environment. Raises StoreError for other addresses."""

    def __init__(self, query: str, update: str | None = None) -> None:
        self.address = query
        self._update = update or query
        for address in (self.address, self._update):
            _check(address)

    def ask(self, query: str, kind: str, options: Iterable[tuple[str, str]] = ()) -> bytes:
        """The answer to a query as `kind` (`SOLUTIONS` or `TRIPLES`); `options` are further parameters. Raises StoreError."""
        form = urlencode([("query", query), *options]).encode("ascii")
        data, found = self._send(self.address, form, "application/x-www-form-urlencoded", kind)
        if found != kind:
            raise StoreError(say("kg.endpoint_no_sparql", path=self.address, found=found))
        return data

    def update(self, text: str) -> None:
        """Sends one update request, which the endpoint takes whole or not at all. Raises StoreError."""
        self._send(self._update, text.encode("utf-8"), "application/sparql-update", "*/*")

    def _send(self, address: str, data: bytes, content: str, accept: str) -> tuple[bytes, str]:
        """The body of the answer, and its media type."""
        headers = {"Content-Type": f"{content}; charset=utf-8", "Accept": accept, **_login()}
        request = Request(address, data, headers)  # noqa: S310 - _check lets only http and https through
        try:
            with urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310
                return answer.read(), answer.headers.get_content_type()
        except HTTPError as error:
            raise StoreError(_refusal(address, error)) from None
        except URLError as error:
            raise StoreError(say("kg.endpoint_down", path=address, reason=_line(str(error.reason)))) from None
        except (OSError, HTTPException) as error:
            raise StoreError(say("kg.endpoint_down", path=address, reason=_line(str(error) or type(error).__name__))) from None


def _check(address: str) -> None:
    """Raises StoreError for what is no http(s) address, and for one that holds a password: it would be printed and logged."""
    try:
        parts = urlsplit(address)
        is_fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or not address.isascii() or any(sign.isspace() for sign in address):
        raise StoreError(say("kg.endpoint_address", path=address.rpartition("@")[2], user=USER, password=PASSWORD))


def _login() -> dict[str, str]:
    user = os.environ.get(USER)
    if not user:
        return {}
    pair = f"{user}:{os.environ.get(PASSWORD, '')}".encode()
    return {"Authorization": "Basic " + base64.b64encode(pair).decode("ascii")}


def _refusal(address: str, error: HTTPError) -> str:
    if error.code in (401, 403):
        return say("kg.endpoint_login", path=address, code=error.code, user=USER, password=PASSWORD)
    is_plain = error.headers.get_content_type() in ("text/plain", "application/json")
    reason = error.read(4000).decode("utf-8", "replace") if is_plain else str(error.reason)
    return say("kg.endpoint_refused", path=address, code=error.code, reason=_line(reason))


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
