"""A shop page with the widget, in a real browser, against the test's own desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from tests.widget.desk import Desk

SHOP = "http://shop.test"
HELP = "http://help.test"
BUILD = Path(settings.BASE_DIR) / "static" / "build"
PATIENCE_MS = 10_000
TAG = f'<script async src="{HELP}/widget.js" data-site="demo"></script>'

PAGE = """<!doctype html><html lang="en"><head><title>Shop</title>{head}</head>
<body><h1>Garden chairs</h1><label>Search <input name="q"></label>
<label>Card <input name="card" autocomplete="cc-number"></label>
<a href="/next">Next page</a>{tag}</body></html>"""


class Shopper:
    """One browser in the shop. Pages, headers and tags are the test's to choose."""

    def __init__(
        self,
        browser: Browser,
        desk: Desk,
        *,
        shop: str = SHOP,
        help_at: str = HELP,
        **options: object,
    ) -> None:
        self.desk = desk
        self.shop = shop
        self.help_at = help_at
        self.errors: list[str] = []
        self.headers: dict[str, str] = {}
        self.head = ""
        self.tag = TAG
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 1280, "height": 800},
            locale="en-GB",
            **options,  # type: ignore[arg-type]
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.route(f"{shop}/**", self._serve_shop)
        self.context.route(f"{help_at}/**", self._serve_widget)
        lines = help_at.replace("http", "ws", 1)
        self.context.route_web_socket(f"{lines}/**", desk.answer)
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def _serve_shop(self, route: Route) -> None:
        route.fulfill(
            body=PAGE.format(head=self.head, tag=self.tag),
            headers={"content-type": "text/html; charset=utf-8", **self.headers},
        )

    def _serve_widget(self, route: Route) -> None:
        path = route.request.url.removeprefix(self.help_at).split("?")[0]
        name = path.removeprefix("/static/build").lstrip("/")
        file = BUILD / name
        if not file.is_file():
            route.fulfill(status=404)
            return
        route.fulfill(
            body=file.read_bytes(),
            headers={
                "content-type": "text/javascript",
                "access-control-allow-origin": "*",
            },
        )

    def open(self, path: str = "/") -> None:
        self.page.goto(self.shop + path)

    def part(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)

    def start_chat(self) -> None:
        self.part("launcher").click()
        self.part("channel-chat").click()
        self.part("chat-name").fill("Carla")
        self.part("chat-start").click()
        self.part("chat-input").wait_for()

    def share_in_chat(self) -> None:
        self.part("chat-menu").click()
        self.part("start-cobrowse").click()
        self.part("consent-accept").click()

    def until(self, happened: Callable[[], object]) -> None:
        """Wait until the test's own desk has seen something."""
        for _ in range(PATIENCE_MS // 20):
            if happened():
                return
            self.page.wait_for_timeout(20)
        pytest.fail("it did not happen")

    def settle(self) -> None:
        """Give the page time to do what it must not do."""
        self.page.wait_for_timeout(400)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def shopper(chromium: Browser, desk: Desk) -> Iterator[Shopper]:
    person = Shopper(chromium, desk)
    yield person
    person.close()
    assert person.errors == [], "the shop's page threw"
