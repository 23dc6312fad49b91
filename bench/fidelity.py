"""How much of the picture is wrong at the agent's, in our engine and in rrweb's.

Pages made of libraries of others and whole sites of our own, each at rest and after
each step of what is done there; both engines with what they do by default, in one run.
"""

from collections.abc import Mapping
from statistics import mean
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from bench.metric import Metric
from bench.mirror.figures import PEERS, RRWEB
from bench.mirror.table import replace_figures
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.mirror.conftest import HERE, KINDS, ROOT
from tests.mirror.outside_pages import OUTSIDE, library, page_of
from tests.mirror.test_sites import SITES
from tests.mirror.twins import differing, picture

BUNDLE = ROOT / "frontend" / "build-test" / "bench.js"
SHOP = "http://shop.test"
VIEW = {"width": 1000, "height": 700}
#: Time for what was done to be told, played and drawn: batches, fonts, canvases.
SETTLE_MS = 1500
AGENT = """<!doctype html><title>Agent</title><style>html,body{margin:0;height:100%;
overflow:hidden} iframe{border:0;display:block} .replayer-mouse{display:none}</style>
<div id=host></div>"""
_BEGIN = '<!-- fidelity: written by `make bench ARGS="fidelity --docs"` -->'
_END = "<!-- /fidelity -->"
_HEAD = """| Page | ours | rrweb | ours / rrweb |
|---|---:|---:|---:|
"""


def measure() -> dict[str, Metric]:
    """Per cent of the window's pixels that differ, the mean of all steps."""
    pages = {f"outside_{name}": (page_of(name), acts) for name, acts in OUTSIDE.items()}
    for name, acts in SITES.items():
        pages[f"site_{name}"] = ((HERE / "sites" / f"{name}.html").read_text(), acts)
    found: dict[str, Metric] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        for name, (html, acts) in pages.items():
            print(f"  fidelity, {name}", flush=True)
            ours, theirs = (
                mean(_looks(browser, html, acts, engine)) for engine in ("ours", RRWEB)
            )
            found[f"fidelity_{name}"] = Metric(ours, "%", PEERS[RRWEB], theirs)
        browser.close()
    return found


def _looks(browser: Browser, html: str, acts: list[str], engine: str) -> list[float]:
    """How much differs at rest and after each step, in per cent."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SHOP)
        body = html if path == "/" else library(path)
        kind = KINDS.get(f".{path.rpartition('.')[2]}", "text/html; charset=utf-8")
        status = 200 if body is not None else 404
        route.fulfill(status=status, body=body or "", headers={"Content-Type": kind})

    contexts = [browser.new_context(viewport=VIEW) for _ in range(2)]  # type: ignore[arg-type]
    customer, agent = (context.new_page() for context in contexts)
    customer.route("**/*", answer)
    agent.route(f"{SHOP}/**", answer)
    agent.route("http://agent.test/", lambda route: route.fulfill(body=AGENT,
                content_type="text/html"))  # fmt: skip
    agent.goto("http://agent.test/")
    customer.goto(f"{SHOP}/")
    customer.wait_for_timeout(SETTLE_MS)
    bundle = BUNDLE.read_text()
    for page in (customer, agent):
        page.evaluate(f"(() => {{ {bundle}\nwindow.BenchTest = BenchTest; }})()")
    agent.evaluate(
        "(engine) => { window.take ="
        " BenchTest.playWith(engine, document.querySelector('#host')); }",
        engine,
    )
    customer.expose_function("tell", lambda text: _take(agent, text))
    customer.evaluate("(engine) => BenchTest.recordWith(engine, tell)", engine)
    shares = [_share(customer, agent)]
    for act in acts:
        customer.evaluate(f"() => {{ {act} }}")
        shares.append(_share(customer, agent))
    for context in contexts:
        context.close()
    return shares


def _take(agent: Page, text: str) -> Any:
    return agent.evaluate("(text) => take(text)", text)


def _share(customer: Page, agent: Page) -> float:
    customer.wait_for_timeout(SETTLE_MS)
    wrong = differing(picture(customer), picture(agent))
    return 100 * wrong / (VIEW["width"] * VIEW["height"])


def write_table(metrics: Mapping[str, Metric]) -> None:
    """Renews the figures of fidelity in docs/performance.md."""
    rows = [_row(name, one) for name, one in metrics.items()]
    replace_figures(_BEGIN, _END, _HEAD + "".join(rows))


def _row(name: str, metric: Metric) -> str:
    title = name.removeprefix("fidelity_").replace("_", " ")
    theirs = metric.peer_value or 0.0
    ratio = f"{metric.value / theirs:.2f}" if theirs else ""
    return f"| {title} | {metric.value:.2f} % | {theirs:.2f} % | {ratio} |\n"
