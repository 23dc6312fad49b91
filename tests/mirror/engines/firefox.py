"""Firefox, through puppeteer-core, which speaks WebDriver BiDi to it."""

import itertools
import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.mirror.engines.base import (
    HEIGHT,
    ORIGIN,
    PATIENCE_SECONDS,
    WIDTH,
    EngineError,
    EngineName,
    Serve,
    firefox_path,
    wrapped,
)
from tests.mirror.engines.site import Site

BRIDGE = Path(__file__).with_name("firefox.mjs")


class FirefoxBrowser:
    name: EngineName = "firefox"

    def __init__(self, site: Site, bridge: subprocess.Popen[str]) -> None:
        self.site = site
        self.bridge = bridge
        self.numbers = itertools.count(1)
        self.version = self.answer()

    def open(self, html: str, serve: Serve | None = None) -> "FirefoxPage":
        self.site.show(html, serve)
        number = next(self.numbers)
        self.ask(command="open", page=number, url=f"{ORIGIN}/")
        return FirefoxPage(self, number)

    def calls(self) -> list[str]:
        found, self.site.calls = self.site.calls, []
        return found

    def close_pages(self) -> list[str]:
        found: list[str] = self.ask(command="close")
        return found

    def ask(self, **command: object) -> Any:
        assert self.bridge.stdin
        self.bridge.stdin.write(json.dumps(command) + "\n")
        self.bridge.stdin.flush()
        return self.answer()

    def answer(self) -> Any:
        assert self.bridge.stdout
        line = self.bridge.stdout.readline()
        if not line:
            raise EngineError("Firefox has gone; its bridge said why on stderr.")
        said = json.loads(line)
        if "error" in said:
            raise EngineError(said["error"])
        return said["value"]


class FirefoxPage:
    def __init__(self, browser: FirefoxBrowser, number: int) -> None:
        self.browser = browser
        self.number = number

    def screenshot(self) -> bytes:
        return b64decode(self.browser.ask(command="screenshot", page=self.number))

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        code = f"({wrapped(expression, arg)})()"
        value = self.browser.ask(command="evaluate", page=self.number, code=code)
        return json.loads(value)


@contextmanager
def launch_firefox() -> Iterator[FirefoxBrowser]:
    with closing(Site()) as site:
        options = (site.port, WIDTH, HEIGHT, PATIENCE_SECONDS * 1000)
        command = [shutil.which("node") or "", str(BRIDGE), firefox_path() or ""]
        # Leaving the block ends the bridge's input, and with it the browser.
        with subprocess.Popen(
            [*command, *map(str, options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as bridge:
            yield FirefoxBrowser(site, bridge)
