"""A headless Chromium for the tests of pages; every request that a page makes is counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.programs import needed_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SIZES = ((1440, 900), (1024, 768))
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; skips the test, or fails it where CI is `true`, when there is none."""
    path = needed_program("chromium", "chromium-browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Watched:
    """A page whose every request but the first is never answered, only counted; errors of scripts and of the policy are kept."""

    def __init__(self, browser: Browser, size: tuple[int, int] = SIZES[0]) -> None:
        self.page: Page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.route("**/*", self._hold)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)

    def _hold(self, route: Route) -> None:
        if route.request.is_navigation_request() and route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.requests.append(route.request.url)

    def show(self, file: Path, hash_: str = "") -> Page:
        """The page of a file, loaded."""
        self.page.goto(file.as_uri() + hash_)
        self.page.wait_for_timeout(120)
        return self.page

    def close(self) -> None:
        """Closes the page."""
        self.page.close()


def panel_of(file: Path, node: int) -> str:
    """What the panel of a page shows when a person clicks on its drawing's node of that number (0 the first)."""
    with chromium() as browser:
        watched = Watched(browser)
        page = watched.show(file)
        page.locator(".node").nth(node).click()
        text = page.locator("#panel-body").inner_text()
        watched.close()
    return text
