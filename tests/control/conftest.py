"""Pages of our own with the hand in them, in a real Chromium. No server is needed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.control.hand import HandPage
from tests.control.viewer import SET_UP_CUSTOMER, SET_UP_VIEWER, VIEWER, Viewer

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
ORIGIN = "http://shop.test"

OpenPage = Callable[..., HandPage]
OpenViewer = Callable[..., Viewer]


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with control.js (the parts under test) and one script per todo app."""
    node = shutil.which("node")
    assert node, "No node: run the tests with `make test`, which installs it."
    out = tmp_path_factory.mktemp("bundles")
    build = ROOT / "tests" / "control" / "apps" / "build.mjs"
    subprocess.run([node, str(build), str(out)], check=True, cwd=FRONTEND)
    return out


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    yield context
    context.close()


@pytest.fixture
def open_page(context: BrowserContext, bundles: Path) -> Iterator[OpenPage]:
    """Opens a page with this body at http://shop.test/ and puts the hand into it."""
    errors: list[str] = []

    def open_with(body: str, script: str = "", csp: str = "") -> HandPage:
        code = (bundles / f"{script}.js").read_text() if script else ""
        html = f"<!doctype html><title>Test</title><body>{body}<script>{code}</script>"
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if csp:
            headers["Content-Security-Policy"] = csp

        def serve(route: Route) -> None:
            route.fulfill(body=html, headers=headers)

        context.route("**/*", serve)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{ORIGIN}/")
        return HandPage(page, (bundles / "control.js").read_text())

    yield open_with
    assert errors == [], "the host page saw an exception"


@pytest.fixture
def open_viewer(context: BrowserContext, bundles: Path) -> OpenViewer:
    """Opens a customer's page with this body, and a viewer that shows it half size."""

    def open_with(body: str, script: str = "") -> Viewer:
        code = (bundles / f"{script}.js").read_text() if script else ""
        markup = f"<!doctype html><body style='margin:8px'>{body}"
        pages = {
            "": VIEWER,
            "page": markup,
            "live": f"{markup}<script>{code}</script>",
        }

        def serve(route: Route) -> None:
            path = route.request.url.split("/", 3)[3]
            route.fulfill(
                body=pages.get(path, ""), content_type="text/html; charset=utf-8"
            )

        context.route("**/*", serve)
        control_js = (bundles / "control.js").read_text()
        customer, viewer = context.new_page(), context.new_page()
        for page, path, set_up in (
            (customer, "live", SET_UP_CUSTOMER),
            (viewer, "", SET_UP_VIEWER),
        ):
            page.goto(f"{ORIGIN}/{path}")
            page.evaluate(control_js + "; window.ControlTest = ControlTest;")
            page.evaluate(set_up)
        return Viewer(viewer, customer)

    return open_with
