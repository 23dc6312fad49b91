"""A customer's page and an agent's page, each in a page of its own, and their pictures.

def test_it(twins: OpenTwins) -> None:
    both = twins("<p>Hello</p>")
    both.customer.click("p")
    both.same_picture("hello")
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
#: Pictures of what differed are kept here, and named in the failure.
KEPT = HERE.parents[1] / "var" / "pictures"
#: A pixel counts as different above this distance in any channel.
TOLERANCE = 24
PATIENCE_MS = 4000

AGENT = """<!doctype html><title>Agent</title>
<style>html,body{margin:0;height:100%;overflow:hidden}</style><div id=host></div>"""

PLAY = """() => {
    const { createPlayer } = window.MirrorTest;
    window.log = { resyncs: [], titles: [], icons: [], views: [], zooms: [] };
    log.pictures = [];
    window.player = createPlayer({
        host: document.getElementById('host'),
        ask_again_ms: 500,
        on_resync(reason, node) {
            log.resyncs.push(reason);
            askResync(node ?? 0);
        },
        on_progress: (state) => { log.progress = state; },
        on_title: (title) => log.titles.push(title),
        on_pictures: (count) => log.pictures.push(count),
        on_icon: (address) => log.icons.push(address),
        on_view: (...size) => log.views.push(size),
        on_zoom: (seen) => log.zooms.push(seen),
        resolve_asset: (...asset) => window.resolve_asset?.(...asset) ?? null,
    });
    window.receive = (text) =>
        player.receive(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
}"""

RECORD = """(options) => {
    const { createRecorder } = window.MirrorTest;
    window.problems = [];
    window.told = [];
    window.sheets = [];
    window.recorder = createRecorder({
        document,
        epoch: 7,
        rules: [],
        send(frame) {
            let text = '';
            for (const one of frame) text += String.fromCharCode(one);
            /* Playwright writes arrays as JSON, and a page may have changed how. */
            const { toJSON } = Array.prototype;
            delete Array.prototype.toJSON;
            sendFrame(btoa(text));
            if (toJSON) Array.prototype.toJSON = toJSON;
        },
        on_problem: (code) => problems.push(code),
        on_asset(url, shown) {
            told.push([url, shown]);
            window.bring?.(url);
        },
        on_sheet: (url) => sheets.push(url),
        ...options,
    });
    recorder.start();
}"""

#: Unless the page has loaded the engine itself.
LOAD = "(() => { if (!window.MirrorTest) { %s\nwindow.MirrorTest = MirrorTest; } })()"

#: Texts of the page and of the replica, as lab.js compares them.
LIVE_TEXT = "() => lab.page(document, true)"
REPLICA_TEXT = "() => lab.page(player.frame.contentDocument, false)"


@dataclass(frozen=True, slots=True)
class Twins:
    """Frames go from `customer` to `agent` through this process, in order."""

    customer: Page
    agent: Page

    def difference(self) -> str:
        """Waits until the replica's tree equals the page's; "" or what differs."""
        live = replica = ""
        for _ in range(PATIENCE_MS // 50):
            live = self.customer.evaluate(LIVE_TEXT)
            replica = self.agent.evaluate(REPLICA_TEXT)
            if live == replica:
                return ""
            self.customer.wait_for_timeout(50)
        lines = unified_diff(live.split("\n"), replica.split("\n"), "page", "replica")
        return "\n".join(lines)

    def anew(self) -> None:
        """Has everything sent anew, and waits until the replica is another one."""
        self.agent.evaluate("window.old = player.frame.contentDocument.documentElement")
        self.customer.evaluate("recorder.resync()")
        self.agent.wait_for_function(
            "old !== player.frame.contentDocument.documentElement"
        )

    def same_picture(self, name: str, *, most: int = 0) -> None:
        """Asserts that at most so many pixels differ once both had time to paint."""
        for _ in range(PATIENCE_MS // 200):
            live, replica = picture(self.customer), picture(self.agent)
            wrong = differing(live, replica)
            if wrong <= most:
                return
            self.customer.wait_for_timeout(200)
        KEPT.mkdir(parents=True, exist_ok=True)
        live.save(KEPT / f"{name}-customer.png")
        replica.save(KEPT / f"{name}-agent.png")
        raise AssertionError(f"{wrong} pixels differ: see {KEPT}/{name}-*.png")


def picture(page: Page) -> Image.Image:
    """The window as it is drawn; animations go on, the caret is drawn."""
    return decoded(page.screenshot(animations="allow", caret="initial"))


def decoded(shot: bytes) -> Image.Image:
    return Image.open(BytesIO(shot)).convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ; pictures of two sizes differ everywhere."""
    if one.size != other.size:
        return one.width * one.height
    channels = ImageChops.difference(one, other).split()
    worst = ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])
    return sum(worst.histogram()[TOLERANCE + 1 :])


def join(customer: Page, agent: Page, bundle: str, options: object) -> Twins:
    """Starts a player in one page and a recorder in the other."""
    lab = (HERE / "lab.js").read_text()
    if agent.url == "about:blank":
        agent.goto("http://agent.test/")
    for page in (customer, agent):
        page.evaluate(LOAD % bundle)
        page.evaluate(lab)
    agent.expose_function(
        "askResync", lambda node: customer.evaluate("(n) => recorder.resync(n)", node)
    )
    customer.expose_function(
        "sendFrame", lambda text: agent.evaluate("(text) => receive(text)", text)
    )
    agent.evaluate(PLAY)
    customer.evaluate(RECORD, options)
    return Twins(customer, agent)


#: `twins(html, serve=…, **recorder_options)`.
OpenTwins = Callable[..., Twins]


def acted(twins: OpenTwins, html: str, script: str, when: str) -> Twins:
    """A page whose script ran `before` the recorder came, or `during` the recording."""
    if when == "before":
        return twins(f"{html}<script>{script}</script>")
    both = twins(html)
    assert both.difference() == ""
    both.customer.evaluate(f"() => {{ {script} }}")
    return both
