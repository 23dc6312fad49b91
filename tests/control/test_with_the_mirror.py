"""The hand with the real recorder's ids and verdicts, capture over a real replica."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Shop</title><body>
<style>body { margin: 0; font: 16px sans-serif } #long { height: 2000px }</style>
<div id=app><input id=new style="width:300px;height:40px"><ul id=list></ul></div>
<div data-cobrowse=mask><button id=masked type=button>secret</button></div>
<button id=restricted type=button data-cobrowse=restrict>delete</button>
<label id=label for=password>password</label><input id=password type=password>
<input id=card autocomplete=cc-number>
<input id=file type=file>
<form id=form action="/sent"><input id=query>
  <button id=submit><b id=inside>send</b></button></form>
<button id=loose>no form</button>
<select id=size><option>S<option>M<option>L</select>
<x-host id=host></x-host>
<div data-cobrowse-root id=own><button id=allow type=button>Allow</button></div>
<div id=long></div>
<script>
host.attachShadow({ mode: "open" }).innerHTML = "<button id=inner>inner</button>";
window.clicked = [];
addEventListener("click", (event) => clicked.push(event.composedPath()[0].id), true);
document.getElementById("new").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const item = document.createElement("li");
    item.textContent = event.target.value;
    list.append(item);
    event.target.value = "";
});
</script>"""

VIEWER = """<!doctype html><title>Viewer</title><body style="margin:0">
<div id=stage style="position:absolute;left:20px;top:10px;width:900px;height:700px;
  transform:scale(.6);transform-origin:0 0"><div id=host></div>
  <div id=overlay style="position:absolute;inset:0"></div></div>"""

WIRE = "const wire = new BroadcastChannel('wire');"

CUSTOMER_SIDE = f"""() => {{ {WIRE}
    const recorder = ControlTest.createRecorder({{ document, epoch: 7, rules: [],
        send: (stream) => wire.postMessage({{ stream: stream.slice() }}) }});
    const hand = ControlTest.createHand({{ mirror: recorder, document, epoch: 7,
        is_write: () => true, mode_epoch: () => 1, allowed_origins: () => [] }});
    wire.onmessage = ({{ data }}) => {{
        if (data.command) hand.execute(data.command)
            .then((ack) => wire.postMessage({{ ack }}));
        if (data.resync) recorder.resync();
    }};
    recorder.start();
    window.bench = {{ recorder, hand }};
}}"""

AGENT_SIDE = f"""() => {{ {WIRE}
    const player = ControlTest.createPlayer({{ host: document.getElementById("host"),
        on_resync: () => wire.postMessage({{ resync: true }}) }});
    const refused = [];
    const capture = ControlTest.createCapture({{ overlay, replica: player,
        mode: () => "write", mode_epoch: () => 1, epoch: () => 7,
        send_frame: (bytes) => bytes[0] === 4 && wire.postMessage({{ command: bytes }}),
        on_refused: (refusal) => refused.push(refusal.kind ?? refusal.status) }});
    wire.onmessage = ({{ data }}) => {{
        if (data.stream) player.receive(data.stream);
        if (data.ack) capture.on_ack(data.ack);
    }};
    wire.postMessage({{ resync: true }});
    window.bench = {{ player, refused }};
}}"""


class Pair:
    def __init__(self, customer: Page, agent: Page) -> None:
        self.customer = customer
        self.agent = agent

    def click(self, selector: str) -> None:
        """Where the agent sees the element: both pages are laid out alike."""
        self.agent.wait_for_function(
            "bench.player.frame.contentDocument?.querySelector('#new')"
        )
        x, y = self.customer.evaluate(
            """(selector) => {
                const shown = document.querySelector(selector);
                const { left, top, width, height } = shown.getBoundingClientRect();
                return [20 + (left + width / 2) * .6, 10 + (top + height / 2) * .6];
            }""",
            selector,
        )
        self.agent.mouse.click(x, y)


@pytest.fixture
def pair(context: BrowserContext, bundles: Path) -> Pair:
    def serve(route: Route) -> None:
        body = VIEWER if route.request.url.endswith("/viewer") else PAGE
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context.route("**/*", serve)
    control_js = (bundles / "control.js").read_text()
    customer, agent = context.new_page(), context.new_page()
    for page, path, set_up in (
        (customer, "", CUSTOMER_SIDE),
        (agent, "viewer", AGENT_SIDE),
    ):
        page.goto(f"http://shop.test/{path}")
        page.evaluate(control_js + "; window.ControlTest = ControlTest;")
        page.evaluate(set_up)
    return Pair(customer, agent)


def test_typing_and_enter_in_the_replica_adds_an_item_that_the_replica_shows(
    pair: Pair,
) -> None:
    pair.click("#new")
    pair.agent.keyboard.type("milk")
    pair.agent.keyboard.press("Enter")
    pair.agent.keyboard.type("bread and butter")
    pair.agent.keyboard.press("Enter")

    pair.customer.wait_for_function("list.children.length === 2")
    items = pair.customer.locator("li").all_inner_texts()
    assert items == ["milk", "bread and butter"]
    shown = pair.agent.frame_locator("iframe").locator("li")
    shown.nth(1).wait_for()
    assert shown.all_inner_texts() == ["milk", "bread and butter"]


def test_the_recorder_s_verdicts_hold(pair: Pair) -> None:
    expected = {
        "#masked": "masked",
        "#restricted": "restricted",
        "#label": "password",
        "#password": "password",
        "#card": "masked",
        "#file": "file",
        "#inside": "submit",
    }
    for selector in expected:
        pair.click(selector)
    pair.agent.wait_for_function(f"bench.refused.length === {len(expected)}")
    kinds = pair.agent.evaluate("bench.refused")
    # A card field counts as a secret either way.
    assert [kind.replace("password", "masked") for kind in kinds] == [
        kind.replace("password", "masked") for kind in expected.values()
    ]
    assert pair.customer.evaluate("clicked") == []


def test_what_no_verdict_forbids_is_clicked(pair: Pair) -> None:
    pair.click("#loose")
    pair.click("#new")
    pair.customer.wait_for_function("clicked.length === 2")
    assert pair.customer.evaluate("clicked") == ["loose", "new"]


def test_clicks_reach_into_shadow_roots(pair: Pair) -> None:
    pair.click("#host")
    pair.customer.wait_for_function("clicked.includes('inner')")


def test_our_own_interface_has_no_address(pair: Pair) -> None:
    pair.agent.wait_for_function(
        "bench.player.frame.contentDocument.querySelector('#new')"
    )
    assert pair.customer.evaluate(
        "bench.recorder.id_of(document.getElementById('allow')) === 0"
        " && bench.recorder.target_policy(document.getElementById('allow')).own_ui"
    )


def test_a_menu_is_picked_from_the_replica_s_options(pair: Pair) -> None:
    pair.click("#size")
    pair.agent.get_by_test_id("picker").select_option(label="L")
    pair.customer.wait_for_function("size.value === 'L'")


def test_the_wheel_scrolls_the_customer_s_page_and_the_replica_follows(
    pair: Pair,
) -> None:
    pair.click("#loose")
    pair.agent.mouse.wheel(0, 300)
    pair.customer.wait_for_function("scrollY > 250")
    pair.agent.wait_for_function(
        "(y) => bench.player.frame.contentDocument.scrollingElement.scrollTop === y",
        arg=pair.customer.evaluate("scrollY"),
    )
