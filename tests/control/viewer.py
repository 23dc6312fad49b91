"""A viewer whose replica cannot be touched, and beside it the customer's page.

Both pages show the same markup and number its elements alike, as the mirror would; a
broadcast channel stands for the sockets between them.
"""

from typing import TypedDict

from playwright.sync_api import Page

VIEWER = """<!doctype html><title>Viewer</title>
<body style="margin:0">
<div id=stage style="position:absolute; left:40px; top:30px; width:800px;
    height:600px; transform:scale(.5); transform-origin:0 0">
  <iframe id=replica sandbox=allow-same-origin inert src="/page"
    style="width:100%; height:100%; border:0"></iframe>
  <div id=overlay style="position:absolute; inset:0"></div>
</div>"""

NUMBERED = """
    const numbered = (doc) => [...doc.querySelectorAll("*")];
    const id_of = (doc) => (element) => numbered(doc).indexOf(element) + 1;
    const wire = new BroadcastChannel("wire");
"""

SET_UP_CUSTOMER = (
    "() => {"
    + NUMBERED
    + """
    const state = { mode: "write", mode_epoch: 1 };
    const mirror = new ControlTest.TestMirror();
    const hand = ControlTest.createHand({
        mirror: {
            node_by_id: (id) => numbered(document)[id - 1],
            target_policy: (element) => mirror.target_policy(element),
        },
        document, epoch: 7,
        is_write: () => state.mode === "write", mode_epoch: () => state.mode_epoch,
        allowed_origins: () => [],
    });
    wire.onmessage = ({ data }) => {
        if (!data.command) return;
        hand.execute(data.command).then((ack) => wire.postMessage({ ack }));
    };
    window.bench = { state };
}"""
)

SET_UP_VIEWER = (
    "() => {"
    + NUMBERED
    + """
    const shown = replica.contentDocument;
    const state = { mode: "write", mode_epoch: 1, epoch: 7, paused: false, sent: [],
        refused: [], held: null };
    const read = (bytes) => {
        if (bytes[0] === 2) return { pointer: ControlTest.decode_pointer(bytes) };
        const frame = ControlTest.decode_command(bytes);
        return { ...JSON.parse(frame.body), seq: frame.seq };
    };
    const capture = ControlTest.createCapture({
        overlay, mode: () => state.mode, mode_epoch: () => state.mode_epoch,
        epoch: () => state.epoch, is_paused: () => state.paused,
        replica: {
            frame: replica,
            id_at: (x, y) => {
                const element = shown.elementFromPoint(x, y);
                if (!element) return null;
                const box = element.getBoundingClientRect();
                return { id: id_of(shown)(element),
                    fx: (x - box.left) / box.width, fy: (y - box.top) / box.height };
            },
            element_by_id: (id) => numbered(shown)[id - 1],
            id_of: id_of(shown),
            point_of: () => null,
        },
        send_frame: (bytes) => {
            state.sent.push(read(bytes));
            if (bytes[0] !== 4) return;
            if (state.held) state.held.push(bytes);
            else deliver(bytes);
        },
        on_refused: (refusal) => state.refused.push(refusal),
    });
    const deliver = (bytes) => wire.postMessage({ command: bytes });
    wire.onmessage = ({ data }) => data.ack && capture.on_ack(data.ack);
    const release = () => {
        const held = state.held;
        state.held = null;
        held.forEach(deliver);
    };
    window.bench = { state, capture, release, id_of: id_of(shown) };
}"""
)


class Sent(TypedDict, total=False):
    do: str
    node: int
    text: str
    key: str
    count: int
    button: int
    x: float
    y: float
    value: str
    indexes: list[int]
    seq: int
    pointer: dict[str, object]


class Viewer:
    def __init__(self, page: Page, customer: Page) -> None:
        self.page = page
        self.customer = customer

    def at(
        self, selector: str, fx: float = 0.5, fy: float = 0.5
    ) -> tuple[float, float]:
        """Where the agent sees this element, in pixels of the viewer."""
        x, y = self.page.evaluate(
            """([selector, fx, fy]) => {
                const shown = replica.contentDocument.querySelector(selector);
                const { left, top, width, height } = shown.getBoundingClientRect();
                return [40 + (left + width * fx) / 2, 30 + (top + height * fy) / 2];
            }""",
            [selector, fx, fy],
        )
        return x, y

    def click(self, selector: str) -> None:
        self.page.mouse.click(*self.at(selector))

    def node(self, selector: str) -> int:
        node: int = self.page.evaluate(
            "(s) => bench.id_of(replica.contentDocument.querySelector(s))", selector
        )
        return node

    def set(self, **state: object) -> None:
        self.page.evaluate("(state) => Object.assign(bench.state, state)", state)

    def sent(self, *kinds: str) -> list[Sent]:
        frames: list[Sent] = self.page.evaluate("bench.state.sent")
        return [frame for frame in frames if not kinds or frame.get("do") in kinds]

    def pointers(self) -> list[dict[str, object]]:
        return [frame["pointer"] for frame in self.sent() if "pointer" in frame]

    def wait(self, condition: str) -> None:
        self.page.wait_for_function(condition, timeout=5000)

    def wait_at_customer(self, condition: str) -> None:
        self.customer.wait_for_function(condition, timeout=5000)
