"""WebKit: WebKitGTK's own small browser on a screen in memory, through Selenium."""

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

from selenium.common.exceptions import (
    UnexpectedAlertPresentException,
    WebDriverException,
)
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.mirror.engines.base import (
    HEIGHT,
    ORIGIN,
    PATIENCE_SECONDS,
    WIDTH,
    EngineError,
    EngineName,
    Serve,
    mini_browser_path,
    wrapped,
)
from tests.mirror.engines.site import Site

#: The driver tells no exceptions of a page: the page keeps them itself.
WATCH = """() => {
    window.engineErrors = [];
    window.addEventListener("error", (event) => engineErrors.push(event.message));
    window.addEventListener("unhandledrejection", (event) =>
        engineErrors.push(String(event.reason)));
}"""

#: The size of the page once it has stayed for a moment: windows are resized late.
SETTLED_SIZE = """
const done = arguments[arguments.length - 1];
let last = "", since = 0;
const look = () => {
    const size = [innerWidth, innerHeight];
    if (String(size) !== last) [last, since] = [String(size), performance.now()];
    if (performance.now() - since > 60) done(size);
    else setTimeout(look, 10);
};
look();
"""

RUN = """
const done = arguments[arguments.length - 1];
(%s)().then(
    (value) => done({ value }),
    (error) => done({ error: `${error}\\n${error?.stack}` }),
);
"""


class Screen:
    """An X server in memory with a number of its own."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1400x1200x24",
                "-nolisten",
                "tcp",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.server.stdout
        self.display = ":" + self.server.stdout.readline().strip()

    def close(self) -> None:
        assert self.server.stdout
        self.server.terminate()
        self.server.wait()
        self.server.stdout.close()


class WebKitBrowser:
    name: EngineName = "webkit"

    def __init__(self, site: Site, driver: WebKitGTK) -> None:
        self.site = site
        self.driver = driver
        self.driver.set_script_timeout(PATIENCE_SECONDS)
        self.first = self.driver.current_window_handle
        self.pages: list[WebKitPage] = []
        self.errors: list[str] = []
        self.resize()

    def resize(self) -> None:
        """Until the page, and not the window with its bars, has the size wanted."""
        wide, high = self.driver.execute_script("return [outerWidth, outerHeight]")
        for _ in range(8):
            inner = self.driver.execute_async_script(SETTLED_SIZE)
            if inner == [WIDTH, HEIGHT]:
                return
            wide, high = wide + WIDTH - inner[0], high + HEIGHT - inner[1]
            self.driver.set_window_rect(0, 0, wide, high)
        raise EngineError(f"WebKit's window cannot be sized: {inner}")

    def open(self, html: str, serve: Serve | None = None) -> "WebKitPage":
        self.site.show(html, serve)
        if self.pages:
            self.driver.switch_to.new_window("tab")
        self.driver.get(f"{ORIGIN}/")
        self.resize()
        page = WebKitPage(self, self.driver.current_window_handle)
        self.pages.append(page)
        page.evaluate(WATCH)
        return page

    def calls(self) -> list[str]:
        found, self.site.calls = self.site.calls, []
        return found

    def close_pages(self) -> list[str]:
        for page in self.pages:
            self.errors += page.errors()
            if page.handle != self.first:
                self.driver.close()
        self.pages = []
        self.driver.switch_to.window(self.first)
        self.driver.get("about:blank")
        found, self.errors = self.errors, []
        return found


class WebKitPage:
    def __init__(self, browser: WebKitBrowser, handle: str) -> None:
        self.browser = browser
        self.handle = handle

    def driver(self) -> WebKitGTK:
        """With this page in front."""
        driver = self.browser.driver
        if driver.current_window_handle != self.handle:
            driver.switch_to.window(self.handle)
        return driver

    def screenshot(self) -> bytes:
        return self.driver().get_screenshot_as_png()

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        driver = self.driver()
        try:
            said = driver.execute_async_script(RUN % wrapped(expression, arg))
        except UnexpectedAlertPresentException as error:
            self.browser.errors.append(f"dialog {error.alert_text}")
            raise EngineError(f"dialog {error.alert_text}") from error
        except WebDriverException as error:
            raise EngineError(str(error)) from error
        if not said or "error" in said:
            raise EngineError(said["error"] if said else "a dialog was dismissed")
        return json.loads(said["value"])

    def errors(self) -> list[str]:
        with suppress(EngineError):
            # The answer is given to the next question when a dialog is in its way.
            self.evaluate("1")
        found: list[str] = self.evaluate("window.engineErrors ?? []")
        return found


def drive(site: Site, screen: Screen) -> WebKitGTK:
    options = Options()
    options.binary_location = mini_browser_path() or ""
    options.add_argument("--automation")
    options.add_argument(f"--proxy=http://127.0.0.1:{site.port}")
    environment = {
        **os.environ,
        "DISPLAY": screen.display,
        # Tests may run as root, where WebKit's sandbox cannot be set up.
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        # There is no desktop whose services could be asked.
        "GTK_A11Y": "none",
        "NO_AT_BRIDGE": "1",
    }
    service = Service(shutil.which("WebKitWebDriver") or "", env=environment)
    with warnings.catch_warnings():
        # Selenium's class for WebKitGTK uses an argument that Selenium has retired.
        warnings.simplefilter("ignore", DeprecationWarning)
        return WebKitGTK(options=options, service=service)


@contextmanager
def launch_webkit() -> Iterator[WebKitBrowser]:
    with closing(Site()) as site, closing(Screen()) as screen:
        driver = drive(site, screen)
        try:
            yield WebKitBrowser(site, driver)
        finally:
            driver.quit()
