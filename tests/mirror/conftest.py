"""Recorder and player in one page of a real Chromium. No server is needed."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ORIGIN = "http://shop.test"

#: Body of each path of http://shop.test; any other path answers 404.
Bodies = dict[str, str]
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
    """Opens a page with the engine and tests/mirror/bench.js in it.

    Requests to other origins and unknown paths are refused and collected in
    `page.requests_out` by the tests that care; script errors fail the test.
    """
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    errors: list[str] = []

    def open_with(html: str, frames: Bodies | None = None, csp: str = "") -> Page:
        bodies = {"/": html, **(frames or {})}

        def serve(route: Route) -> None:
            url = route.request.url
            path = url.removeprefix(ORIGIN).split("?")[0]
            body = bodies.get(path) if url.startswith(ORIGIN) else None
            headers = {"Content-Type": "text/html; charset=utf-8"}
            if csp and path == "/":
                headers["Content-Security-Policy"] = csp
            if body is None:
                route.fulfill(status=404, body="")
            else:
                route.fulfill(body=body, headers=headers)

        context.route("**/*", serve)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{ORIGIN}/")
        page.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
        page.evaluate((HERE / "lab.js").read_text())
        return page

    yield open_with
    context.close()
    assert errors == [], "a script in the page failed"


def mask_cases() -> list[dict[str, object]]:
    cases: list[dict[str, object]] = json.loads((HERE / "mask_cases.json").read_text())
    return cases
