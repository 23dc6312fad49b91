"""A page of another origin in the shared one: seen if it joins, and by nobody else."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, Request, Route, expect

from tests.journeys.people import PATIENCE_MS, AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.small_site import SmallSite

pytestmark = pytest.mark.browser

EVIL = "http://evil.test"
# Counts as a page of this machine, which may hold others of this machine in a frame.
EVIL_AROUND = "http://evil.localhost"
SHOP = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<style>iframe {{ width: 400px; height: 130px; border: 1px solid }}</style>
<h1>Shop</h1><p id="end">End</p>{frames}
<script async src="{help}/widget.js" data-site="demo"></script></html>"""
SLOT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Slot</title>
<p id="word">Delivery on Monday</p><p data-cobrowse="mask">Gate code 4711-SECRET</p>
<input type="password" value="hunter2"><script async src="{help}/widget.js"
data-site="demo" data-frame="only"></script></html>"""
# A page of an allowed origin that speaks for itself, in place of our script.
RAW = """<!doctype html><title>Raw</title><p id=word>Raw</p><script>
const what = {what};
const hello = {{ cobrowse: "frame.hello", page: "f".repeat(32) }};
addEventListener("message", async ({{ data, ports: [port] }}) => {{
    if (data.cobrowse === "frame.call") parent.postMessage(hello, "*");
    if (data.cobrowse !== "frame.offer") return;
    window.offers = (window.offers ?? 0) + 1;
    const answer = await fetch("{help}/widget/frames/join/demo", {{
        method: "POST", body: JSON.stringify({{ ticket: data.ticket }}),
        headers: {{ "content-type": "application/json" }},
    }});
    const {{ proof }} = await answer.json();
    window.heard = [];
    port.onmessage = ({{ data }}) => window.heard.push(data);
    what(port, proof);
}});</script>"""
ACTS = {
    "early": "port => port.postMessage(new Uint8Array(20).fill(1))",
    "wrong": "port => port.postMessage({ join: 'guess' })",
    "text": "(port, join) => { port.postMessage({ join }); port.postMessage('x') }",
    "problem": """(port, join) => { port.postMessage({ join });
        port.postMessage({ problem: 'made_up' }) }""",
    "large": """(port, join) => { port.postMessage({ join });
        port.postMessage(new Uint8Array(200 * 1024)) }""",
    "hidden": """(port, join) => { port.postMessage({ join });
        port.postMessage(new Uint8Array(new ArrayBuffer(9e6), 0, 20)) }""",
    "flood": """(port, join) => { port.postMessage({ join });
        const frame = new Uint8Array(190 * 1024); frame[0] = 1; frame[1] = 2;
        for (let i = 0; i < 100; i++) port.postMessage(frame) }""",
    "noise": """(port, join) => { port.postMessage({ join });
        for (let i = 0; i < 60000; i++) port.postMessage(new Uint8Array(14)) }""",
}
REPORTS = """(port, join) => { port.postMessage({ join });
    window.report = problem => port.postMessage({ problem }) }"""
RUBBISH = """(where) => {
    const deep = {}; let at = deep;
    for (let i = 0; i < 500; i++) at = at.cobrowse = {};
    const words = ["frame.hello", "frame.call", "frame.offer", "", "__proto__"];
    const pages = [undefined, null, 7, "", "x".repeat(5000), [], {}, NaN, 10n];
    for (const word of words) for (const page of pages) {
        where.postMessage({ cobrowse: word, page, ticket: page }, "*");
        where.postMessage({ cobrowse: word, page }, "*", [new MessageChannel().port1]);
    }
    for (const one of [null, 0, "frame.hello", [], deep, new ArrayBuffer(9), new Map()])
        where.postMessage(one, "*");
}"""


class Sites(NamedTuple):
    shop: SmallSite
    other: SmallSite


@pytest.fixture(scope="module")
def sites(product: LiveServer) -> Iterator[Sites]:
    """The shop, and another origin of the same company."""

    def html(text: str) -> tuple[bytes, str]:
        return text.encode(), "text/html; charset=utf-8"

    def other(path: str) -> tuple[bytes, str] | None:
        if path.startswith("/raw/"):
            return html(
                RAW.format(
                    help=product.origin, what={**ACTS, "reports": REPORTS}[path[5:]]
                )
            )
        return html(SLOT.format(help=product.origin))

    def shop(path: str) -> tuple[bytes, str] | None:
        if path == "/":
            return html(SHOP.format(help=product.origin, frames=""))
        frame = f'<iframe id="slot" src="{second.origin}{path}"></iframe>'
        return html(SHOP.format(help=product.origin, frames=frame))

    second = SmallSite(other)
    first = SmallSite(shop)
    yield Sites(first, second)
    first.close()
    second.close()


def share(customer: Customer, agent: AgentAtDesk, address: str) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open(address)
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.sees("#end")


def inside(agent: AgentAtDesk, selector: str, frame: str = "#slot") -> Locator:
    viewer = agent.page.frame_locator('[data-testid="viewer"]')
    return viewer.frame_locator("iframe").frame_locator(frame).locator(selector)


def add_frame(page: Page, name: str, address: str, **attributes: str) -> Frame:
    page.evaluate(
        """([id, src, more]) => {
            const frame = Object.assign(document.createElement("iframe"), { id, src });
            for (const [name, value] of Object.entries(more))
                frame.setAttribute(name, value);
            document.body.append(frame);
        }""",
        [name, address, attributes],
    )
    handle = page.locator(f"#{name}").element_handle()
    found = handle and handle.content_frame()
    assert found
    found.wait_for_load_state()
    return found


def is_box(agent: AgentAtDesk, frame: str = "#slot") -> None:
    """A grey box with words, and nothing in it."""
    box = agent.sees(frame)
    expect(box).to_have_css("background-color", "rgb(238, 240, 243)")
    expect(box).to_have_css("background-image", re.compile("data:image/svg"))
    expect(inside(agent, "body *", frame)).to_have_count(0)


def follows(customer: Customer, agent: AgentAtDesk) -> None:
    """The page around the frames is there, and what changes in it is seen."""
    customer.page.evaluate("() => { end.textContent += '!' }")
    agent.sees("#end", text=customer.page.locator("#end").inner_text())


def test_the_agent_sees_what_a_frame_shows_and_what_changes_in_it(
    customer: Customer, agent: AgentAtDesk, sites: Sites
) -> None:
    asked: list[str] = []
    customer.context.on("request", lambda request: asked.append(request.url))
    share(customer, agent, f"{sites.shop.origin}/slot")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    expect(inside(agent, "p").nth(1)).to_have_text("********")
    slot = customer.page.frame_locator("#slot")
    slot.locator("#word").evaluate("p => { p.textContent = 'Delivery on Friday' }")
    expect(inside(agent, "#word")).to_have_text("Delivery on Friday")
    follows(customer, agent)
    # One ticket, nothing of it in an address, and no second widget.
    assert sum(url.endswith("/widget/frames/ticket") for url in asked) == 1
    assert sum(url.endswith("/widget/frames/join/demo") for url in asked) == 1
    expect(slot.get_by_test_id("launcher")).to_have_count(0)
    answer = slot.locator("#word").evaluate("() => Cobrowse.startChat('Carla')")
    assert answer == {"ok": False, "code": "framed"}

    # Another page in the frame, and then one that does not join.
    slot.locator("#word").evaluate("() => { location.search = '?again' }")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    slot.locator("#word").evaluate("() => { location.href = 'about:blank' }")
    expect(inside(agent, "#word")).to_have_count(0)
    follows(customer, agent)


def test_it_stops_with_the_pause_and_comes_back_after_it(
    customer: Customer, agent: AgentAtDesk, sites: Sites
) -> None:
    share(customer, agent, f"{sites.shop.origin}/slot")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    customer.page.evaluate("Cobrowse.pauseSession()")
    word = customer.page.frame_locator("#slot").locator("#word")
    word.evaluate("p => { p.textContent = 'Meanwhile' }")
    expect(inside(agent, "#word")).to_have_count(0)
    customer.page.evaluate("Cobrowse.resumeSession()")
    expect(inside(agent, "#word")).to_have_text("Meanwhile")
    # An agent who loads the page anew sees it too.
    agent.page.reload()
    expect(inside(agent, "#word")).to_have_text("Meanwhile")


def test_payment_frames_hidden_ones_and_strangers_stay_boxes(
    customer: Customer, agent: AgentAtDesk, sites: Sites, product: LiveServer
) -> None:
    """They run our script, and the stranger says hello all the same."""

    def stranger(route: Route) -> None:
        html = SLOT.format(help=product.origin)
        route.fulfill(body=html, content_type="text/html")

    customer.context.route(f"{EVIL}/**", stranger)
    asked: list[str | None] = []

    def note(request: Request) -> None:
        if request.url.endswith("/widget/frames/ticket"):
            asked.append(request.post_data)

    customer.context.on("request", note)
    share(customer, agent, f"{sites.shop.origin}/")
    add_frame(customer.page, "pay", f"{sites.other.origin}/", allow="payment *")
    add_frame(customer.page, "evil", f"{EVIL}/")
    masked = {"data-cobrowse": "mask", "class": "masked"}
    add_frame(customer.page, "masked", f"{sites.other.origin}/", **masked)
    add_frame(customer.page, "boxed", f"{sites.other.origin}/", sandbox="allow-scripts")
    add_frame(customer.page, "slot", f"{sites.other.origin}/")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    for frame in ("#pay", "#evil", ".masked", "#boxed"):
        is_box(agent, frame)
    assert asked == [json.dumps({"origin": sites.other.origin}, separators=(",", ":"))]
    # A frame cannot speak for another one.
    for name in ("evil", "pay", "boxed"):
        word = customer.page.frame_locator(f"#{name}").locator("#word")
        word.evaluate(
            """() => { for (const page of ["a", "b", "c"])
            parent.postMessage({ cobrowse: "frame.hello", page }, "*") }"""
        )
    customer.page.wait_for_timeout(1_500)
    assert len(asked) == 1
    is_box(agent, "#evil")
    follows(customer, agent)


def test_rubbish_from_every_window_is_ignored(
    customer: Customer, agent: AgentAtDesk, sites: Sites
) -> None:
    share(customer, agent, f"{sites.shop.origin}/slot")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    slot = customer.page.frame_locator("#slot").locator("#word")
    slot.evaluate(f"() => ({RUBBISH})(parent)")
    customer.page.evaluate(f"({RUBBISH})(slot.contentWindow)")
    customer.page.evaluate(f"({RUBBISH})(window)")
    follows(customer, agent)
    slot.evaluate("p => { p.textContent = 'Still here' }")
    expect(inside(agent, "#word")).to_have_text("Still here")


@pytest.mark.parametrize("act", ACTS)
def test_whoever_breaks_the_rules_of_the_port_is_put_out(
    customer: Customer, agent: AgentAtDesk, sites: Sites, act: str
) -> None:
    share(customer, agent, f"{sites.shop.origin}/raw/{act}")
    raw = customer.page.frames[-1]
    raw.wait_for_function("window.heard?.some(one => one.stop)", timeout=PATIENCE_MS)
    is_box(agent)
    # No second try for this page.
    raw.evaluate("parent.postMessage(hello, '*')")
    customer.page.wait_for_timeout(1_200)
    assert raw.evaluate("offers") == 1
    follows(customer, agent)


def test_what_its_recorder_reports_is_told_to_the_page_around_it(
    customer: Customer, agent: AgentAtDesk, sites: Sites
) -> None:
    share(customer, agent, f"{sites.shop.origin}/raw/reports")
    customer.page.evaluate(
        """() => { window.codes = [];
        Cobrowse.on("error", ({ code }) => codes.push(code)); }"""
    )
    raw = customer.page.frames[-1]
    raw.wait_for_function("window.report !== undefined", timeout=PATIENCE_MS)
    raw.evaluate("report('rule_error')")
    customer.page.wait_for_function("codes.includes('rule_error')", timeout=PATIENCE_MS)
    assert raw.evaluate("heard.some(one => one.stop)") is False


# Frames the shop's other origin, offers ports, and keeps all it hears.
HOSTILE = """<!doctype html><title>Evil</title><iframe id=slot src={slot}></iframe>
<script>
window.heard = []; window.through = [];
addEventListener("message", ({{ data }}) => heard.push(data));
window.offer = (ticket) => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = ({{ data }}) => through.push(data);
    slot.contentWindow.postMessage({{ cobrowse: "frame.offer", ticket }}, "*", [port2]);
}};</script>"""


def test_a_hostile_page_around_it_gets_nothing_even_with_a_good_ticket(
    customer: Customer,
    agent: AgentAtDesk,
    chromium: Browser,
    sites: Sites,
    product: LiveServer,
) -> None:
    bearers: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/widget/frames/ticket"):
            bearers.append(request.headers["authorization"])

    customer.context.on("request", note)
    share(customer, agent, f"{sites.shop.origin}/slot")
    expect(inside(agent, "#word")).to_have_text("Delivery on Monday")
    # As somebody may do who shares a page of their own.
    answer = customer.context.request.post(
        f"{product.origin}/widget/frames/ticket",
        data={"origin": sites.other.origin},
        headers={"authorization": bearers[0], "origin": sites.shop.origin},
    )
    good = answer.json()["ticket"]

    browser = chromium.new_context(permissions=["local-network-access"])
    victim = browser.new_page()
    html = HOSTILE.format(slot=f"{sites.other.origin}/")
    victim.route(
        f"{EVIL_AROUND}/**",
        lambda route: route.fulfill(body=html, content_type="text/html"),
    )
    victim.goto(EVIL_AROUND)
    victim.wait_for_function("heard.length > 0", timeout=PATIENCE_MS)
    with victim.expect_response("**/widget/frames/join/demo") as refused:
        victim.evaluate("offer('a guess')")
    assert refused.value.status == 403
    with victim.expect_response("**/widget/frames/join/demo") as admitted:
        victim.evaluate("ticket => offer(ticket)", good)
    assert admitted.value.status == 200
    assert admitted.value.json()["parent_origin"] == sites.shop.origin
    victim.evaluate("() => { for (let i = 0; i < 50; i++) offer('guess ' + i) }")
    victim.evaluate(f"({RUBBISH})(slot.contentWindow)")
    victim.wait_for_timeout(1_000)
    assert victim.evaluate("through") == []
    said = victim.evaluate("heard")
    assert {tuple(sorted(one)) for one in said} == {("cobrowse", "page")}
    browser.close()
