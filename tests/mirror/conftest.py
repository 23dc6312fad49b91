"""Recorder and player in one page of a real Chromium. No server is needed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.mirror.twins import AGENT, OpenTwins, Twins, join

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ORIGIN = "http://shop.test"

#: Answers the path with its query, or None for 404.
Serve = Callable[[str], str | None]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def bundle() -> str:
    """The engine as one classic script that defines window.MirrorTest."""
    node = shutil.which("node")
    assert node, "No node: run the tests with `make test`, which installs it."
    frontend = ROOT / "frontend"
    command = [node, "build.mjs", "--test", "mirror"]
    subprocess.run(command, check=True, cwd=frontend, capture_output=True)
    return (frontend / "build-test" / "mirror.js").read_text()


@pytest.fixture
def open_page(chromium: Browser, bundle: str) -> Iterator[OpenPage]:
    """Opens a page at http://shop.test/ with the engine and lab.js in it.

    `serve` answers other paths. Nothing reaches a network; a request that nobody
    answers gets 404. An exception in a page fails the test.
    """
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    errors: list[str] = []
    answers: dict[str, Serve] = {}

    def answer(route: Route) -> None:
        url = route.request.url
        if url == f"{ORIGIN}/":
            body = answers["page"]("/")
        elif url.startswith(ORIGIN):
            body = answers["other"](url.removeprefix(ORIGIN))
        else:
            body = None
        kind = "css" if url.endswith(".css") else "html"
        headers = {"Content-Type": f"text/{kind}; charset=utf-8"}
        route.fulfill(status=404 if body is None else 200, body=body, headers=headers)

    context.route("**/*", answer)

    def open_with(html: str, serve: Serve | None = None) -> Page:
        answers["page"] = lambda _: html
        answers["other"] = serve or (lambda _: None)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{ORIGIN}/")
        page.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
        page.evaluate((HERE / "lab.js").read_text())
        return page

    yield open_with
    context.close()
    assert errors == [], "a script in the page failed"


@pytest.fixture
def twins(chromium: Browser, bundle: str) -> Iterator[OpenTwins]:
    """Opens a customer's page at http://shop.test/ and an agent's page that shows it.

    `serve` answers the shop's other paths. An exception in either page fails the test,
    and so does a resync that the player had to ask for.
    """
    errors: list[str] = []
    opened: list[Twins] = []
    size: ViewportSize = {"width": 1000, "height": 700}
    contexts = [chromium.new_context(viewport=size) for _ in range(2)]

    def open_twins(html: str, serve: Serve | None = None, **options: object) -> Twins:
        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            body = html if path == "/" else serve and serve(path)
            kind = "css" if path.endswith(".css") else "html"
            headers = {"Content-Type": f"text/{kind}; charset=utf-8"}
            status = 404 if body is None else 200
            route.fulfill(status=status, body=body or "", headers=headers)

        customer, agent = (context.new_page() for context in contexts)
        customer.route("**/*", answer)
        agent.route("**/*", lambda route: route.fulfill(status=200, body=AGENT))
        for page in (customer, agent):
            page.on("pageerror", lambda error: errors.append(str(error)))
        customer.goto(f"{ORIGIN}/")
        opened.append(join(customer, agent, bundle, options))
        return opened[-1]

    yield open_twins
    resyncs = [one for both in opened for one in both.agent.evaluate("log.resyncs")]
    for context in contexts:
        context.close()
    assert errors == [], "a script in a page failed"
    assert resyncs == [], "the player lost track"
