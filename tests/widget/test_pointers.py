"""How often and how long the customer's pointer is told."""

import time

import pytest

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk
from tests.widget.shared import Pointer, pointers, share

pytestmark = pytest.mark.browser

MOVE, CLICK, LEAVE = range(3)

AWAY = {
    "in a tab behind": """() => {
        Object.defineProperty(document, "hidden",
            { get: () => true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""",
    "at another window": """() => {
        document.hasFocus = () => false;
        dispatchEvent(new Event("blur"));
    }""",
    "beside the page": """() => document.documentElement.dispatchEvent(
        new PointerEvent("pointerleave"))""",
}


def last(desk: Desk) -> Pointer | None:
    return next(reversed(pointers(desk)), None)


def is_last(desk: Desk, action: int) -> bool:
    at = last(desk)
    return at is not None and at.action == action


def test_it_is_told_thirty_times_a_second_at_most_and_in_few_bytes(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    started = time.monotonic()
    for turn in range(40):
        shopper.page.mouse.move(20 + turn, 30 + turn, steps=5)
        shopper.page.mouse.click(300 + turn, 300)
    took = time.monotonic() - started
    frames = [frame for frame in desk.sharing.frames if frame[0] == 0x02]
    assert 5 < len(frames) <= 30 * took + 1
    assert max(len(frame) for frame in frames) <= 40
    actions = {at.action for at in pointers(desk)}
    assert {MOVE, CLICK} <= actions


def test_the_last_place_is_always_told(shopper: Shopper, desk: Desk) -> None:
    share(shopper, desk)
    shopper.page.mouse.move(5, 600, steps=20)
    shopper.settle()
    shopper.page.mouse.move(640, 600)
    shopper.settle()
    at = last(desk)
    shopper.page.mouse.move(5, 600, steps=20)
    shopper.page.mouse.move(640, 600)
    shopper.settle()
    assert last(desk) == at


@pytest.mark.parametrize("where", AWAY)
def test_it_is_hidden_while_the_customer_is_away(
    shopper: Shopper, desk: Desk, where: str
) -> None:
    share(shopper, desk)
    shopper.page.mouse.move(100, 40)
    shopper.until(lambda: is_last(desk, MOVE))
    shopper.page.evaluate(AWAY[where])
    shopper.until(lambda: is_last(desk, LEAVE))
    told = len(pointers(desk))
    shopper.page.evaluate(AWAY[where])
    shopper.settle()
    assert len(pointers(desk)) == told
    shopper.page.mouse.move(120, 45)
    shopper.until(lambda: is_last(desk, MOVE))


def test_the_focus_in_a_frame_of_the_page_is_not_away(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    shopper.page.evaluate(
        """() => {
            const frame = document.createElement("iframe");
            frame.srcdoc = "<input autofocus id=inside>";
            document.body.append(frame);
        }"""
    )
    field = shopper.page.frame_locator("iframe").locator("#inside")
    field.wait_for()
    shopper.page.mouse.move(100, 40)
    shopper.until(lambda: is_last(desk, MOVE))
    field.evaluate("field => field.focus()")
    shopper.settle()
    assert is_last(desk, MOVE)
