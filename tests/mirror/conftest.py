"""Recorder and player in one page of a real browser. No server is needed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.mirror.crossing import Crossing, OpenCrossing, cross
from tests.mirror.engines import (
    ENGINES,
    EngineBrowser,
    EngineName,
    EnginePage,
    Serve,
    launch,
    missing,
)
from tests.mirror.engines.base import ORIGIN
from tests.mirror.engines.chromium import ChromiumBrowser
from tests.mirror.twins import AGENT, OpenTwins, Twins, join

__all__ = ["HERE", "ORIGIN", "OpenAnyPage", "OpenPage", "Serve", "every_engine"]

#: `Serve` with pictures and fonts.
Files = Callable[[str], str | bytes | None]
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

#: In Chromium a page is Playwright's; what `every_engine` marks has an `EnginePage`.
OpenPage = Callable[..., Page]
OpenAnyPage = Callable[..., EnginePage]

#: Firefox and WebKit are driven through a second protocol, WebKit without a screen. On
#: a busy machine one of some hundred tests comes too late there and is asked once more;
#: the summary says so. What is wrong is wrong twice.
ASKED_TWICE = pytest.mark.flaky(reruns=1, only_rerun=[".*"])
EVERY_ENGINE = [
    pytest.param(name, marks=[] if name == "chromium" else [ASKED_TWICE])
    for name in ENGINES
]
every_engine = pytest.mark.parametrize("engine", EVERY_ENGINE, indirect=True)


@pytest.fixture(scope="session")
def bundle() -> str:
    """The engine as one classic script that defines window.MirrorTest."""
    node = shutil.which("node")
    assert node, "No node: run the tests with `make test`, which installs it."
    frontend = ROOT / "frontend"
    command = [node, "build.mjs", "--test", "mirror"]
    subprocess.run(command, check=True, cwd=frontend, capture_output=True)
    return (frontend / "build-test" / "mirror.js").read_text()


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[[EngineName], EngineBrowser]]:
    """Firefox and WebKit, each started when the first test asks for it.

    Where one is missing its tests are skipped, unless the environment says CI.
    """
    with ExitStack() as stack:
        started: dict[EngineName, EngineBrowser] = {}

        def browser_of(engine: EngineName) -> EngineBrowser:
            if lacking := missing(engine):
                say = pytest.fail if os.environ.get("CI") else pytest.skip
                say(f"{engine} needs {lacking}: `make test` installs it on Debian.")
            if engine not in started:
                started[engine] = stack.enter_context(launch(engine))
            return started[engine]

        yield browser_of


@pytest.fixture
def browsers(
    running: Callable[[EngineName], EngineBrowser], request: pytest.FixtureRequest
) -> Iterator[Callable[[EngineName], EngineBrowser]]:
    """All three for one test, without its pages when it ends.

    A script that throws in a page fails the test.
    """
    used: dict[EngineName, EngineBrowser] = {}

    def browser_of(engine: EngineName) -> EngineBrowser:
        if engine not in used:
            used[engine] = (
                ChromiumBrowser(request.getfixturevalue("chromium"))
                if engine == "chromium"
                else running(engine)
            )
        return used[engine]

    yield browser_of
    errors = [error for browser in used.values() for error in browser.close_pages()]
    assert errors == [], "a script in the page failed"


@pytest.fixture
def engine(
    request: pytest.FixtureRequest, browsers: Callable[[EngineName], EngineBrowser]
) -> EngineBrowser:
    """Chromium, or what `every_engine` says."""
    return browsers(getattr(request, "param", "chromium"))


def equip(page: EnginePage, bundle: str, *scripts: str) -> EnginePage:
    """Puts the mirror, lab.js and others beside it into the page."""
    page.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
    for script in ("lab.js", *scripts):
        page.evaluate((HERE / script).read_text())
    return page


@pytest.fixture
def open_page(engine: EngineBrowser, bundle: str) -> OpenAnyPage:
    """Opens a page at http://shop.test/ with the mirror and lab.js in it."""

    def open_with(html: str, serve: Serve | None = None) -> EnginePage:
        return equip(engine.open(html, serve), bundle)

    return open_with


@pytest.fixture
def crossing(
    browsers: Callable[[EngineName], EngineBrowser], bundle: str
) -> OpenCrossing:
    """Opens a customer's page in one engine, and agents' pages in the other two."""

    def open_crossing(
        engine: EngineName, html: str, serve: Serve | None = None
    ) -> Crossing:
        def opened(name: EngineName, html: str, serve: Serve | None) -> EnginePage:
            return equip(browsers(name).open(html, serve), bundle, "crossing.js")

        customer = opened(engine, html, serve)
        others = [name for name in ENGINES if name != engine]
        return cross(customer, [opened(name, AGENT, None) for name in others])

    return open_crossing


@pytest.fixture
def twins(chromium: Browser, bundle: str) -> Iterator[OpenTwins]:
    """Opens a customer's page at http://shop.test/ and an agent's page that shows it.

    `serve` answers the shop's other paths; `/mirror.js` is the engine, for pages that
    load it first. `policy` is the page's content security policy. An exception in
    either page fails the test, and so does a resync that the player had to ask for.
    """
    errors: list[str] = []
    opened: list[Twins] = []
    size: ViewportSize = {"width": 1000, "height": 700}
    contexts = [chromium.new_context(viewport=size) for _ in range(2)]

    def open_twins(
        html: str,
        serve: Files | None = None,
        policy: str | None = None,
        **options: object,
    ) -> Twins:
        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            body = html if path == "/" else serve and serve(path)
            if path == "/mirror.js":
                body = bundle
            kind = KINDS.get(Path(path).suffix, "text/html; charset=utf-8")
            headers = {"Content-Type": kind}
            if policy is not None:
                headers["Content-Security-Policy"] = policy
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
