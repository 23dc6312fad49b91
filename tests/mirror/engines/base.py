"""What a test may ask of any engine."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Protocol

EngineName = Literal["chromium", "firefox", "webkit"]
ENGINES: tuple[EngineName, ...] = ("chromium", "firefox", "webkit")

ORIGIN = "http://shop.test"
WIDTH, HEIGHT = 1000, 700
#: A script that takes longer has hung.
PATIENCE_SECONDS = 300

#: Answers the path with its query, or None for 404.
Serve = Callable[[str], str | None]


class EngineError(Exception):
    """A script that a test ran in the page threw; with the page's stack."""


class EnginePage(Protocol):
    """One page; Playwright's `Page` is one as well."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """The expression's value; a function is called with `arg`, a promise awaited.

        Both ways as JSON.
        """

    def screenshot(self) -> bytes:
        """The window as it is drawn, as PNG."""


class EngineBrowser(Protocol):
    """One browser process, shared by the tests of a run."""

    name: EngineName

    def open(self, html: str, serve: Serve | None = None) -> EnginePage:
        """A page at `ORIGIN`, 1000 by 700 pixels; `serve` answers other paths.

        Nothing reaches a network: whatever nobody answers gets 404.
        """

    def calls(self) -> list[str]:
        """Addresses that pages have asked for since the last time."""

    def close_pages(self) -> list[str]:
        """Closes what was opened; errors of scripts and dialogs there meanwhile."""


def wrapped(expression: str, arg: object) -> str:
    """Source of a function without parameters that does what `evaluate` promises."""
    body = expression.strip().rstrip(";")
    return f"""async () => {{
        const made = ({body}
        );
        const given = {json.dumps(arg)};
        const value = typeof made === "function" ? await made(given) : await made;
        return JSON.stringify(value ?? null);
    }}"""


def firefox_path() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def mini_browser_path() -> str | None:
    """WebKitGTK's own small browser: it is not on the PATH."""
    found = Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser")
    return str(next(found, "")) or None


def missing(engine: EngineName) -> str:
    """What a run of this engine lacks here; empty: nothing."""
    wanted: dict[EngineName, dict[str, str | None]] = {
        "chromium": {},  # Its tests say themselves that they cannot do without.
        "firefox": {"firefox-esr": firefox_path(), "node": shutil.which("node")},
        "webkit": {
            "webkit2gtk-driver": shutil.which("WebKitWebDriver"),
            "MiniBrowser of WebKitGTK": mini_browser_path(),
            "xvfb": shutil.which("Xvfb"),
        },
    }
    return ", ".join(name for name, path in wanted[engine].items() if not path)
