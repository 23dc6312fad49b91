"""A shopper whose page Alice sees, and the pointers that pass between them."""

import struct
from typing import NamedTuple

from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk

# Half of the largest fraction on the wire, give or take a pixel.
MIDDLE = range(32_000, 33_500)


class Pointer(NamedTuple):
    action: int
    epoch: int
    node: int
    fx: int
    fy: int


def pointers(desk: Desk) -> list[Pointer]:
    frames = [frame for frame in desk.sharing.frames if frame[0] == 0x02]
    return [Pointer(*struct.unpack(">xBIIHH", frame)) for frame in frames]


def share(shopper: Shopper, desk: Desk) -> Shopper:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    shopper.share_in_chat()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    shopper.until(lambda: desk.sharing.frames)
    return shopper


def let_write(shopper: Shopper, desk: Desk) -> None:
    desk.ask_for_write()
    shopper.part("write-accept").click()
    expect(shopper.part("write-revoke")).to_be_visible()


def point(desk: Desk, action: int, epoch: int, node: int) -> None:
    """Alice's mouse at the middle of an element: 0 moves, 1 clicks, 2 leaves."""
    frame = struct.pack(">BBIIHH", 2, action, epoch, node, 32_768, 32_768)
    desk.sharing.route.send(frame)
