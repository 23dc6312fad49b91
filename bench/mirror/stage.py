"""Where measurements take place: one Chromium, the pages' server and the relay."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.mirror.relay import Relay, running_relay
from bench.mirror.server import Server, running_server
from tests.conftest import CHROMIUM_FLAGS, chromium_path

_SETTLE_MS = 300


@dataclass(slots=True)
class Tab:
    """A page in a context, and so in a process, of its own."""

    page: Page
    devtools: CDPSession

    def metrics(self) -> dict[str, float]:
        """Chromium's counters; durations in milliseconds."""
        told = self.devtools.send("Performance.getMetrics")["metrics"]
        return {
            one["name"]: one["value"] * (1000 if "Duration" in one["name"] else 1)
            for one in told
        }

    def throttle(self, rate: int) -> None:
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def heap(self) -> float:
        """Bytes of JavaScript that a collection leaves."""
        self.devtools.send("HeapProfiler.collectGarbage")
        self.devtools.send("HeapProfiler.collectGarbage")
        return self.metrics()["JSHeapUsedSize"]


@dataclass(slots=True)
class Stage:
    browser: Browser
    server: Server
    relay: Relay
    #: A tenth of each page is what masking rules hide.
    private: bool = False
    _rooms: Iterator[int] = field(default_factory=itertools.count)

    def new_room(self) -> str:
        return str(next(self._rooms))

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        context = self.browser.new_context(viewport={"width": 1280, "height": 800})
        try:
            page = context.new_page()
            page.goto(self.server.url)
            devtools = context.new_cdp_session(page)
            # Durations of the processor, not of the clock: others may be at work.
            devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
            devtools.send("HeapProfiler.enable")
            yield Tab(page, devtools)
        finally:
            context.close()

    @contextmanager
    def customer(self, elements: int, room: str, throttle: int = 1) -> Iterator[Tab]:
        """A generated page that is at rest, with `customer` ready to start."""
        with self.tab() as tab:
            tab.page.evaluate("count => BenchTest.makePage(count)", elements)
            if self.private:
                tab.page.evaluate("BenchTest.makePrivate()")
            tab.page.evaluate(
                "url => (window.customer = new BenchTest.Customer()).connect(url)",
                self.relay.url("customer", room),
            )
            tab.page.wait_for_timeout(_SETTLE_MS)
            tab.devtools.send("HeapProfiler.collectGarbage")
            if throttle != 1:
                tab.throttle(throttle)
            self.server.take_posted()
            yield tab

    @contextmanager
    def traced(self, tab: Tab) -> Iterator[list[float]]:
        """Tasks of the page's main thread, in milliseconds of the processor."""
        with traced_tasks(self.browser, tab.page) as tasks:
            yield tasks

    @contextmanager
    def agent(self, engine: str, room: str) -> Iterator[Tab]:
        """A player that waits for its customer."""
        with self.tab() as tab:
            tab.page.evaluate(
                """([engine, url]) =>
                  (window.replica = new BenchTest.Replica()).play(engine, url)""",
                [engine, self.relay.url("agent", room)],
            )
            yield tab


@contextmanager
def traced_tasks(browser: Browser, page: Page) -> Iterator[list[float]]:
    """Filled at the end: tasks of the main thread, in milliseconds of the processor."""
    tasks: list[float] = []
    browser.start_tracing(categories=["toplevel", "devtools.timeline"])
    yield tasks
    page.evaluate("console.timeStamp('here')")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    thread = next(
        (one["pid"], one["tid"]) for one in events if one["name"] == "TimeStamp"
    )
    tasks += (
        one["tdur"] / 1000
        for one in events
        if (one["pid"], one["tid"]) == thread and one["name"].endswith("RunTask")
        if "tdur" in one
    )


@contextmanager
def prepared_stage(*, private: bool = False) -> Iterator[Stage]:
    with (
        sync_playwright() as playwright,
        running_server() as server,
        running_relay() as relay,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=[*CHROMIUM_FLAGS, "--enable-precise-memory-info"],
        )
        try:
            yield Stage(browser, server, relay, private)
        finally:
            browser.close()
