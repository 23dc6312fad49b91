"""One sharing each of the product and of its peer: first view, then changes."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from playwright.sync_api import Browser, Frame, Page

from bench.product.pages import BUNDLES, Shown
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.small_site import SmallSite

#: A page under the viewer's policy cannot be asked by `wait_for_function`.
_COMPLETE = """wanted => new Promise((done) => {
    let tries = 3_000;
    const look = () => {
        const all = window.witness?.complete_view !== undefined;
        const same = all && witness.elements() === wanted;
        if (same || tries-- === 0) done(same);
        else setTimeout(look, 20);
    };
    look();
})"""
#: More than a batch: each change finds both sides at rest. At any moment of a frame,
#: or an engine would be early or late at each of them.
_BETWEEN_CHANGES_MS = (150, 200)
_CHANGE = """([selector, text]) => {
    const element = document.querySelector(selector);
    const at = WitnessTest.clock();
    element.textContent = text;
    return at;
}"""
_VIEWER = "/agent/viewer/"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Milliseconds: from the viewer's beginning, a change, the customer's yes."""

    first_view: float
    complete_view: float
    change_to_replica: float
    change_to_painted: float
    yes_to_first_view: float | None = None


def _sighting(
    customer: Page, view: Page | Frame, shown: Shown, changes: int
) -> Sighting:
    wanted = customer.evaluate("document.querySelectorAll('main *').length")
    # A view that lacks elements is no view, however fast it came.
    assert view.evaluate(_COMPLETE, wanted), f"no view of {shown.name}"
    first, complete = view.evaluate(
        "(({ began, first_view, complete_view }) =>"
        " [first_view - began, complete_view - began])(witness)"
    )
    customer.wait_for_timeout(500)
    seen, painted = _delays(customer, view, shown, changes)
    return Sighting(first, complete, seen, painted)


def _delays(
    customer: Page, view: Page | Frame, shown: Shown, changes: int
) -> tuple[float, float]:
    """Medians of the time to the replica's tree, and to a drawn frame with it."""
    seen: list[float] = []
    painted: list[float] = []
    moments = Random(changes)
    for number in range(changes):
        text = f"changed {number}"
        view.evaluate("text => { window.awaited = witness.await_text(text); }", text)
        at = customer.evaluate(_CHANGE, [shown.text, text])
        times = view.evaluate("window.awaited")
        seen.append(times["seen"] - at)
        painted.append(times["painted"] - at)
        customer.wait_for_timeout(moments.uniform(*_BETWEEN_CHANGES_MS))
    return median(seen), median(painted)


class Product:
    """Alice at her desk, and customers that come one after another."""

    def __init__(self, browser: Browser, server: LiveServer, site: SmallSite) -> None:
        self._browser, self._server, self._site = browser, server, site
        self._agent = AgentAtDesk(browser, server.origin, width=1440, height=900)
        script = (BUNDLES / "witness.js").read_text(encoding="utf-8")
        self._agent.context.add_init_script(
            f"if (location.pathname.startsWith('{_VIEWER}')) {{ {script}\n"
            "WitnessTest.watch(); }"
        )
        self._agent.sign_in()
        self._agent.be_ready()

    def close(self) -> None:
        self._agent.close()

    def see(self, shown: Shown, changes: int, *, ruled: bool = False) -> Sighting:
        customer = Customer(self._browser, self._server.origin)
        try:
            where = "shop" if ruled else "ours"
            customer.open(f"{self._site.origin}/{where}/{shown.name}")
            customer.start_chat()
            self._agent.accept()
            customer.share_in_chat()
            yes = customer.page.evaluate("window.pressed")
            view = self._viewer()
            found = _sighting(customer.page, view, shown, changes)
            began = view.evaluate("witness.began")
            self._agent.end("Carla")
        finally:
            customer.close()
        return replace(found, yes_to_first_view=began + found.first_view - yes)

    def _viewer(self) -> Frame:
        frame = self._agent.part("viewer").element_handle()
        found = frame.content_frame() if frame else None
        assert found is not None
        return found


class Peer:
    """The bare loop: the recorder is there and waits for the player's page."""

    def __init__(self, browser: Browser, relay: str, site: SmallSite) -> None:
        self._browser, self._relay, self._site = browser, relay, site
        self._rooms = itertools.count()

    def see(self, shown: Shown, changes: int) -> Sighting:
        room = next(self._rooms)
        with self._page(1280, 800) as customer, self._page(1440, 900) as agent:
            customer.goto(f"{self._site.origin}/peer/{shown.name}")
            customer.evaluate("PeerTest.share", f"{self._relay}/customer/{room}")
            customer.wait_for_timeout(300)
            agent.goto(f"{self._site.origin}/view/{room}", wait_until="commit")
            return _sighting(customer, agent, shown, changes)

    @contextmanager
    def _page(self, width: int, height: int) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": width, "height": height})
        try:
            yield context.new_page()
        finally:
            context.close()
