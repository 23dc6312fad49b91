"""Recorder and player in one page of a real Chromium. No server is needed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

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
