"""The whole product beside a bare rrweb loop: when the agent sees what.

Server, widget, desktop and viewer are the real ones, on one machine; the peer is
`@rrweb/record` → a Node `ws` relay → `@rrweb/replay` in live mode, with nothing around
it. Both show the same pages, in turns, in contexts of one Chromium; figures are medians
of the rounds. BENCH_ROUNDS, BENCH_QUICK and BENCH_ONLY as in `bench.mirror`.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.metric import Metric
from bench.mirror.figures import OURS, PEERS, RRWEB, Figures
from bench.mirror.table import amount, peer_cells, replace_figures
from bench.product.pages import Shown, served_pages
from bench.product.sides import Peer, Product, Sighting
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.live_server import LiveServer

#: Where the demo's masking rules hold, new content is kept back (M-73).
_RULED = "1000"
_PAGES = ("1000", "6600", "shop")
_BEGIN = '<!-- product: written by `make bench ARGS="product --docs"` -->'
_END = "<!-- /product -->"
_HEAD = """| What | the product | bare rrweb | ratio |
|---|---:|---:|---:|
"""


def measure() -> dict[str, Metric]:
    """Delays and first views of each page, for the product and its peer."""
    quick = bool(os.environ.get("BENCH_QUICK"))
    rounds = int(os.environ.get("BENCH_ROUNDS", 1 if quick else 3))
    only = tuple(os.environ.get("BENCH_ONLY", "").split(","))
    changes = 10 if quick else 20
    figures = Figures("product", OURS, {RRWEB: PEERS[RRWEB]})
    with _stage() as (product, peer):
        # The first of all finds caches empty that later ones find full.
        product.see(Shown("1000"), 1)
        peer.see(Shown("1000"), 1)
        for number in range(1, rounds + 1):
            print(f"  product, round {number} of {rounds}", flush=True)
            for name in _PAGES:
                if not name.startswith(only):
                    continue
                shown = Shown(name)
                ours, theirs = product.see(shown, changes), peer.see(shown, changes)
                _add(figures, name, ours, theirs)
                if name == _RULED:
                    ruled = product.see(shown, changes, ruled=True)
                    _add(figures, f"{name}_with_rules", ruled, theirs)
    return figures.metrics()


def _add(figures: Figures, tail: str, ours: Sighting, theirs: Sighting) -> None:
    their_figures = asdict(theirs)
    for what, value in asdict(ours).items():
        runs = {OURS: value}
        if their_figures[what] is not None:
            runs[RRWEB] = their_figures[what]
        figures.add(f"{what}_{tail}", "ms", runs)


@contextmanager
def _stage() -> Iterator[tuple[Product, Peer]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        _running_relay() as relay,
    ):
        server = LiveServer(Path(folder))
        server.start()
        try:
            with served_pages(server.origin, relay) as site:
                browser = playwright.chromium.launch(
                    executable_path=chromium_path(), args=CHROMIUM_FLAGS
                )
                yield Product(browser, server, site), Peer(browser, relay, site)
                browser.close()
        finally:
            server.stop()


@contextmanager
def _running_relay() -> Iterator[str]:
    script = Path(__file__).with_name("relay.mjs")
    process = subprocess.Popen(["node", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"ws://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


def write_table(metrics: Mapping[str, Metric]) -> None:
    """Renews the figures of the whole product in docs/performance.md."""
    lines = [_row(name, metric) for name, metric in metrics.items()]
    replace_figures(_BEGIN, _END, _HEAD + "".join(lines))


def _row(name: str, metric: Metric) -> str:
    cells = [
        name.removeprefix("product_").replace("_", " "),
        amount(metric.value, metric.unit),
        *peer_cells(metric),
    ]
    return f"| {' | '.join(cells)} |\n"
