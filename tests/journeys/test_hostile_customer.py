"""A customer's page that forges its stream: the agent's real viewer runs none of it.

Every vector of the hostile corpus goes through server and viewer as a unit of its own,
written by hand with nothing filtered. tests/mirror/test_hostile.py tries them on the
player alone, with each way by which a recorder of ours could send them.
"""

import json
import re
from base64 import b64decode

import pytest
from playwright.sync_api import (
    Browser,
    Dialog,
    Frame,
    Request,
    WebSocketRoute,
    expect,
)

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.mirror.conftest import HERE, bundle
from tests.mirror.more_vectors import MORE

__all__ = ["bundle"]
pytestmark = pytest.mark.browser

VECTORS = [
    *(one["html"] for one in json.loads((HERE / "xss_vectors.json").read_text())),
    *MORE,
]
#: Units for all vectors, each with an epoch of its own and a mark that it was applied.
FORGE = """(vectors) => vectors.flatMap((html, i) => [false, true].map((as_assets) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const epoch = 100_000 + 2 * i + (as_assets ? 1 : 0);
    const root = page.documentElement;
    root.setAttribute('lang', `mark-${epoch}`);
    const frame = lab.unfiltered(root, as_assets, epoch);
    let text = '';
    for (const one of frame) text += String.fromCharCode(one);
    return [`mark-${epoch}`, btoa(text)];
}))"""
#: What of the replica could run, call out or lead away; none of it is ever there.
ACTIVE = """() => {
    const [frame] = document.querySelectorAll('#replica iframe');
    const page = frame.contentDocument, found = [];
    for (const node of page.querySelectorAll('*')) {
        const name = node.localName;
        if (/^(script|object|embed|base|link|applet|portal)$/i.test(name))
            found.push(name);
        if (name === 'meta' && node.httpEquiv !== 'Content-Security-Policy')
            found.push(name);
        for (const { name, value } of node.attributes) {
            if (/^(on.*|srcdoc|action|formaction|ping)$/i.test(name)) found.push(name);
            if (/javascript:|data:text|evil\\.test/i.test(value)) found.push(value);
        }
    }
    if (frame.getAttribute('sandbox') !== 'allow-same-origin') found.push('sandbox');
    return [page.documentElement?.lang ?? '', found];
}"""


@pytest.fixture(scope="module")
def forged(chromium: Browser, bundle: str) -> list[tuple[str, bytes]]:
    page = chromium.new_page()
    page.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
    for name in ("lab", "hostile"):
        page.evaluate((HERE / f"{name}.js").read_text())
    frames = page.evaluate(FORGE, VECTORS)
    page.close()
    return [(mark, b64decode(frame)) for mark, frame in frames]


def test_nothing_forged_runs_calls_out_or_leads_away(
    customer: Customer,
    agent: AgentAtDesk,
    product: LiveServer,
    forged: list[tuple[str, bytes]],
) -> None:
    lines: list[WebSocketRoute] = []
    customer.context.route_web_socket(
        re.compile("/ws/session/"), lambda line: lines.append(line.connect_to_server())
    )
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    expect(agent.sees("h1")).to_be_visible()
    viewer = agent.replica().parent_frame
    assert viewer
    desk, view = agent.page.url, viewer.url
    harm = harm_done(agent, product.origin)
    assert len(VECTORS) > 216
    missed = [mark for mark, frame in forged if not applied(viewer, lines, mark, frame)]

    assert harm == []
    assert (agent.page.url, viewer.url) == (desk, view)
    assert len(missed) <= len(forged) / 50, missed
    # The last forged snapshot never ends: the viewer asks the page for its own.
    replica = agent.page.frame_locator('[data-testid="viewer"]').frame_locator("iframe")
    expect(replica.locator("h1")).to_be_visible(timeout=40_000)


def harm_done(agent: AgentAtDesk, origin: str) -> list[str]:
    """What opens, asks or calls out from now on."""
    harm: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            harm.append(request.url)

    def note_dialog(dialog: Dialog) -> None:
        harm.append(f"dialog {dialog.message}")
        dialog.dismiss()

    agent.page.on("dialog", note_dialog)
    agent.context.on("page", lambda page: harm.append(f"window {page.url}"))
    agent.context.on("request", note_request)
    return harm


def applied(
    viewer: Frame, lines: list[WebSocketRoute], mark: str, frame: bytes
) -> bool:
    """Whether the viewer showed the unit; the page's own stream goes on meanwhile."""
    for _ in range(3):
        lines[-1].send(frame)
        for _ in range(20):
            shown, found = viewer.evaluate(ACTIVE)
            assert found == [], (mark, found)
            if shown == mark:
                return True
            viewer.wait_for_timeout(10)
    return False


def test_the_same_look_does_find_what_is_active(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<div id=replica><iframe></iframe></div>")
    page.evaluate(
        """() => { const [frame] = document.querySelectorAll('iframe');
        frame.contentDocument.body.innerHTML = '<base><p onclick=x>a</p>'; }"""
    )
    assert page.evaluate(ACTIVE)[1] == ["base", "onclick", "sandbox"]
    page.close()
