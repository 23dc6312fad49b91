"""What bringing pictures and fonts costs the customer's page and line.

A page of sixty pictures, four fonts and six sheets, all behind a cookie, is loaded by a
customer in a chat: first without sharing, then, with other files, while it is shared,
and then the next page of the same files. Sharing off is the peer of sharing on.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, Request, expect, sync_playwright

from bench.assets.site import Shop, running_shop
from bench.metric import Metric
from bench.mirror.figures import Figures
from bench.mirror.stage import traced_tasks
from bench.mirror.table import amount, peer_cells, replace_figures
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

_ON, _OFF = "on", "off"
_BRINGS = "/widget/assets/"
#: A page is at rest when it has asked for nothing for so long.
_QUIET_SECONDS = 3.0
_LOAD_MS = "performance.getEntriesByType('navigation')[0].loadEventEnd"
_BEGIN = '<!-- assets: written by `make bench ARGS="assets --docs"` -->'
_END = "<!-- /assets -->"
_HEAD = """| What | sharing on | sharing off | on / off |
|---|---:|---:|---:|
"""


class Line:
    """What a customer's page brings to our server."""

    def __init__(self, customer: Customer) -> None:
        self._requests: list[Request] = []
        self.changed_at = monotonic()
        customer.page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        self.changed_at = monotonic()
        if _BRINGS in request.url:
            self._requests.append(request)

    def take(self) -> int:
        """Bytes of bodies since the last call."""
        requests, self._requests = self._requests, []
        return sum(request.sizes()["requestBodySize"] for request in requests)


def measure() -> dict[str, Metric]:
    """Requests, bytes and main-thread time of the customer's page."""
    quick = bool(os.environ.get("BENCH_QUICK"))
    rounds = int(os.environ.get("BENCH_ROUNDS", 1 if quick else 3))
    figures = Figures("assets", _ON, {_OFF: "sharing off"})
    with _stage() as (browser, agent, shop):
        for number in range(1, rounds + 1):
            print(f"  assets, round {number} of {rounds}", flush=True)
            _round(browser, agent, shop, figures, f"room-{number}")
    return figures.metrics()


def _round(
    browser: Browser, agent: AgentAtDesk, shop: Shop, figures: Figures, room: str
) -> None:
    customer = Customer(browser, agent.origin)
    line = Line(customer)
    customer.open(f"{shop.origin}/{room}-warm/one")
    customer.start_chat()
    agent.accept()
    runs = {_OFF: _visit(browser, customer, shop, line, f"{room}-off/one")}
    customer.share_in_chat()
    agent.sees("h1", text="Shop")
    _until_quiet(customer, line)
    runs[_ON] = _visit(browser, customer, shop, line, f"{room}-on/one")
    expect(agent.part("assets-progress")).to_be_hidden()
    # Without its picture a view would be cheap.
    expect(agent.sees("img[src^='/assets/']")).to_be_visible()
    _add(figures, "", runs)
    again = _visit(browser, customer, shop, line, f"{room}-on/two")
    _add(figures, "next_page_", {_ON: again})
    agent.end("Carla")
    customer.close()


def _visit(
    browser: Browser, customer: Customer, shop: Shop, line: Line, path: str
) -> dict[str, tuple[str, float]]:
    """One load, until the page has been at rest for a while."""
    line.take()
    shop.take()
    with traced_tasks(browser, customer.page) as tasks:
        customer.open(f"{shop.origin}/{path}")
        _until_quiet(customer, line)
    asked = shop.take()
    return {
        "requests_to_the_site": ("requests", len(asked)),
        "bytes_down": ("bytes", sum(size for _, size in asked)),
        "bytes_up": ("bytes", line.take()),
        "longest_task": ("ms", max(tasks)),
        "main_thread": ("ms", sum(tasks)),
        "load_time": ("ms", float(customer.page.evaluate(_LOAD_MS))),
    }


def _until_quiet(customer: Customer, line: Line) -> None:
    line.changed_at = monotonic()
    while monotonic() - line.changed_at < _QUIET_SECONDS:
        customer.page.wait_for_timeout(100)


def _add(
    figures: Figures, head: str, runs: Mapping[str, dict[str, tuple[str, float]]]
) -> None:
    for name, (unit, _) in runs[_ON].items():
        values = {side: run[name][1] for side, run in runs.items()}
        # Nothing is compared with nothing.
        if name == "bytes_up":
            values.pop(_OFF, None)
        figures.add(f"{head}{name}", unit, values)


@contextmanager
def _stage() -> Iterator[tuple[Browser, AgentAtDesk, Shop]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = LiveServer(Path(folder))
        server.start()
        try:
            with running_shop(server.origin) as shop:
                browser = playwright.chromium.launch(
                    executable_path=chromium_path(), args=CHROMIUM_FLAGS
                )
                agent = AgentAtDesk(browser, server.origin, width=1440, height=900)
                agent.sign_in()
                agent.be_ready()
                yield browser, agent, shop
                browser.close()
        finally:
            server.stop()


def write_table(metrics: Mapping[str, Metric]) -> None:
    """Renews the figures of assets in docs/performance.md."""
    lines = []
    for name, metric in metrics.items():
        cells = [
            name.removeprefix("assets_").replace("_", " "),
            amount(metric.value, metric.unit),
            *peer_cells(metric),
        ]
        lines.append(f"| {' | '.join(cells)} |\n")
    replace_figures(_BEGIN, _END, _HEAD + "".join(lines))
