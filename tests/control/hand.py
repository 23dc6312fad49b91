"""A page with the hand in it, and the agent who works it with frames."""

import json
from dataclasses import dataclass
from typing import TypedDict

from playwright.sync_api import Page

EPOCH = 7

SET_UP = """(epoch) => {
    const mirror = new ControlTest.TestMirror();
    const state = { mode: "write", mode_epoch: 1, notices: [], targets: [] };
    const hand = ControlTest.createHand({
        mirror, document, epoch,
        is_write: () => state.mode === "write",
        mode_epoch: () => state.mode_epoch,
        allowed_origins: () => ["http://shop.test", "http://pay.test"],
        on_notice: (kind, detail) => {
            state.notices.push([kind, detail]);
            console.info(`notice ${kind} ${detail}`);
        },
        on_target: (element) => state.targets.push(element.id),
    });
    window.bench = { mirror, state, hand };
}"""

EXECUTE = """async ([frames]) => Promise.all(frames.map(async (hex) => {
    const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    const ack = await bench.hand.execute(bytes);
    if (!ack) return null;
    const { epoch, seq, status, body } = ControlTest.decode_ack(ack);
    return { epoch, seq, status, ...(body ? JSON.parse(body) : {}) };
}))"""

# Finds through open shadow roots and same-origin frames, as the recorder does.
ID_OF = """(selector) => {
    const find = (root) => {
        const found = root.querySelector(selector);
        if (found) return found;
        for (const element of root.querySelectorAll("*")) {
            const inside = element.shadowRoot ?? element.contentDocument;
            const deeper = inside && find(inside);
            if (deeper) return deeper;
        }
        return null;
    };
    return bench.mirror.id_of(find(document));
}"""


class Ack(TypedDict, total=False):
    epoch: int
    seq: int
    status: str
    kind: str
    needs: str
    last_seq: int


@dataclass(frozen=True)
class Wire:
    """What a frame says beside its body; tests change one field at a time."""

    epoch: int = EPOCH
    mode_epoch: int = 1
    seq: int | None = None


class HandPage:
    def __init__(self, page: Page, control_js: str) -> None:
        self.page = page
        page.evaluate(control_js + "; window.ControlTest = ControlTest;")
        page.evaluate(SET_UP, EPOCH)
        self._seq = 0

    def node(self, selector: str) -> int:
        node: int = self.page.evaluate(ID_OF, selector)
        return node

    def frame(self, body: object, wire: Wire | None = None) -> bytes:
        wire = wire or Wire()
        if wire.seq is None:
            self._seq += 1
        seq = self._seq if wire.seq is None else wire.seq
        text = body if isinstance(body, str) else json.dumps(body)
        numbers = b"".join(
            number.to_bytes(4, "big") for number in (wire.epoch, wire.mode_epoch, seq)
        )
        return b"\x04" + numbers + text.encode()

    def execute(self, *frames: bytes) -> list[Ack]:
        acks: list[Ack] = self.page.evaluate(EXECUTE, [[f.hex() for f in frames]])
        return acks

    def body(self, command: str, target: str | None, **fields: object) -> bytes:
        body: dict[str, object] = {"do": command, **fields}
        if target is not None:
            body["node"] = self.node(target)
        return self.frame(body)

    def do(self, command: str, target: str | None = None, /, **fields: object) -> Ack:
        """One command at the element of this selector."""
        return self.execute(self.body(command, target, **fields))[0]

    def leave_by(
        self, url: str, command: str, target: str | None = None, /, **fields: object
    ) -> None:
        """One command that leads the page away: nobody is left to see its answer."""
        frames = [[self.body(command, target, **fields).hex()]]
        with self.page.expect_navigation(url=url):
            self.page.evaluate(f"(frames) => {{ ({EXECUTE})(frames) }}", frames)

    def click(self, target: str, **fields: object) -> Ack:
        return self.do("click", target, fx=0.5, fy=0.5, **fields)

    def middle(self, target: str) -> dict[str, float]:
        """Of an element of the page itself, as fractions of the window."""
        place: dict[str, float] = self.page.evaluate(
            """(selector) => {
                const box = document.querySelector(selector).getBoundingClientRect();
                return { x: (box.left + box.width / 2) / innerWidth,
                    y: (box.top + box.height / 2) / innerHeight };
            }""",
            target,
        )
        return place

    def hold(self, target: str) -> Ack:
        return self.do("press", target, fx=0.5, fy=0.5)

    def drag(self, start: str, end: str) -> Ack:
        """Presses at one element, lets go at another; the last answer."""
        held = self.hold(start)
        if held["status"] != "ok":
            return held
        self.do("drag", **self.middle(end))
        return self.do("release", **self.middle(end))

    def type(self, target: str, text: str) -> Ack:
        return self.do("text", target, text=text)

    def press(self, key: str, target: str | None = None, **mods: bool) -> Ack:
        if target is None:
            return self.do("key", node=None, key=key, mods=mods)
        return self.do("key", target, key=key, mods=mods)
