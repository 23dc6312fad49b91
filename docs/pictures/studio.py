"""Where pictures are taken: a running demo, a browser, an album with its captions."""

import base64
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.journeys.people import Person
from tests.live_server import LiveServer

# The browser beeps into a microphone that is not there, and nobody is asked for it.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
QUALITY = 82
SETTLE_MS = 400
P = TypeVar("P", bound=Person)


@dataclass
class Album:
    """Pictures in a folder, in the order of the page that shows them."""

    folder: Path
    captions: dict[str, dict[str, str]] = field(default_factory=dict)
    _chapter: str = ""

    def chapter(self, title: str) -> None:
        self._chapter = title
        self.captions.setdefault(title, {})

    def shoot(
        self,
        page: Page,
        name: str,
        caption: str,
        *,
        scheme: Literal["light", "dark"] = "light",
        size: tuple[int, int] | None = None,
    ) -> None:
        """One picture; scheme and size are the page's own again afterwards."""
        before = page.viewport_size
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if size is not None:
            page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(SETTLE_MS)
        (self.folder / f"{name}.webp").write_bytes(_webp(page))
        self.captions[self._chapter][name] = caption
        print(f"  {name}")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        if size is not None and before is not None:
            page.set_viewport_size(before)


def _webp(page: Page) -> bytes:
    """Playwright has no WebP; the browser has, at a quarter of a PNG's size."""
    session = page.context.new_cdp_session(page)
    taken = session.send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    session.detach()
    return base64.b64decode(taken["data"])


class Studio:
    """Makes people; they leave when the scene is over."""

    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.server = server
        self._browser = browser
        self._people: list[Person] = []

    def enter(self, kind: Callable[..., P], **options: object) -> P:
        person = kind(self._browser, self.server.origin, **options)
        self._people.append(person)
        return person

    def clear(self) -> None:
        for person in self._people:
            person.close()
        self._people.clear()


@contextmanager
def open_studio() -> Iterator[Studio]:
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data))
        server.start()
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, *MICROPHONE]
        )
        studio = Studio(browser, server)
        try:
            yield studio
        finally:
            studio.clear()
            browser.close()
            server.stop()
