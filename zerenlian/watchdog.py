"""A limit on how long a question may take: then the process says so in one line, and ends."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zerenlian.output import tell

if TYPE_CHECKING:
    from zerenlian.settings import Settings


@contextmanager
def limited(seconds: float, settings: Settings) -> Iterator[None]:
    """A block that ends the process with exit code 2 after so many seconds; 0 is no limit.

    The engine cannot be interrupted while it answers, so a thread beside it ends the whole process; a store that is only read stays whole.
    """
    if not seconds > 0:
        yield
        return
    timer = threading.Timer(seconds, _give_up, (seconds, settings))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _give_up(seconds: float, settings: Settings) -> None:
    tell(settings.say("error.timeout", seconds=f"{seconds:g}"))
    os._exit(2)
