"""Chromium, through Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Request,
    Route,
    sync_playwright,
)

from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.mirror.engines.base import HEIGHT, ORIGIN, WIDTH, EngineName, Serve
from tests.mirror.engines.site import content_type, nothing


class ChromiumBrowser:
    """Its pages are Playwright's: some tests need more than an engine's page has."""

    name: EngineName = "chromium"

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.context: BrowserContext | None = None
        self.html = ""
        self.serve: Serve = nothing
        self.errors: list[str] = []
        self.called: list[str] = []

    def open(self, html: str, serve: Serve | None = None) -> Page:
        self.html = html
        self.serve = serve or nothing
        if self.context is None:
            self.context = self.browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}
            )
            self.context.route("**/*", self.answer)
            self.context.on("request", self.asked)
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("popup", lambda other: self.errors.append(f"window {other.url}"))
        page.on("dialog", self.dismiss)
        page.goto(f"{ORIGIN}/")
        return page

    def answer(self, route: Route) -> None:
        url = route.request.url
        body = None
        if url == f"{ORIGIN}/":
            body = self.html
        elif url.startswith(ORIGIN):
            body = self.serve(url.removeprefix(ORIGIN))
        headers = {"Content-Type": content_type(url)}
        route.fulfill(status=404 if body is None else 200, body=body, headers=headers)

    def asked(self, request: Request) -> None:
        if request.url != f"{ORIGIN}/" and not request.url.startswith("data:"):
            self.called.append(request.url)

    def dismiss(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def calls(self) -> list[str]:
        found, self.called = self.called, []
        return found

    def close_pages(self) -> list[str]:
        if self.context is not None:
            self.context.close()
            self.context = None
        found, self.errors = self.errors, []
        return found


@contextmanager
def launch_chromium() -> Iterator[ChromiumBrowser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        yield ChromiumBrowser(browser)
        browser.close()
