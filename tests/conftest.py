"""Fixtures that everybody shares.

Those that drive a browser live for one module at most: while Playwright's synchronous
API is alive its event loop counts as running, and neither database nor async tests may
share a module with it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from tests.live_server import LiveServer

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

#: What must hold every single time, if the path of a test has one of these in it.
EVERY_TIME = ("canary", "privacy", "mask", "held", "fuzz", "consistency", "hostile")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """People at screens are asked once more, a little later, and the summary says so.

    A busy machine may give a browser no core for long; what is wrong is wrong twice.
    """
    for item in items:
        path = item.path.relative_to(item.config.rootpath).as_posix()
        if item.get_closest_marker("browser") is None:
            continue
        if not any(word in path for word in EVERY_TIME):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[".*"]))


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Hashing a password for a second proves nothing in a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def chromium_path() -> str:
    """The system's browser; nothing is downloaded."""
    path = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    assert path, "No Chromium: run the tests with `make test`, which installs it."
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One real Chromium for the module; tests open contexts of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The demo, served for this module."""
    folder: Path = tmp_path_factory.mktemp("server")
    server = LiveServer(folder)
    server.start()
    yield server
    server.stop()
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log, log
