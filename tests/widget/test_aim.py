"""The customer sees what the agent is about to use, before it is used."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk
from tests.widget.shared import let_write, point, pointers, share

pytestmark = pytest.mark.browser

ADD = """() => {
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = `<p id=plain>Nothing to use</p><p><button id=open type=button>
        <b id=word>Add</b></button><p><a id=link href="#x">More</a>
        <p><input id=field><p id=shade></p><p><input type=password id=secret>
        <p><button id=barred type=button data-cobrowse=restrict>No</button>
        <button id=off type=button disabled>Off</button>
        <form><button id=pay>Pay</button></form>`;
    shade.attachShadow({ mode: "open" }).innerHTML =
        "<span role=switch tabindex=0 id=inner>Dark</span>";
}"""


def aim_at(shopper: Shopper, desk: Desk, selector: str) -> None:
    """Puts Alice's pointer where the customer's mouse goes."""
    shopper.page.mouse.move(2, 2)
    box = shopper.page.locator(selector).bounding_box()
    assert box
    known = len(pointers(desk))
    shopper.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shopper.until(lambda: len(pointers(desk)) > known and pointers(desk)[-1].node)
    shopper.settle()
    at = pointers(desk)[-1]
    point(desk, 0, at.epoch, at.node)


@pytest.fixture
def writing(shopper: Shopper, desk: Desk) -> Shopper:
    share(shopper, desk)
    shopper.page.evaluate(ADD)
    let_write(shopper, desk)
    shopper.page.wait_for_timeout(700)
    return shopper


@pytest.mark.parametrize(
    ("on", "around"),
    [
        ("#word", "#open"),
        ("#link", "#link"),
        ("#field", "#field"),
        ("#inner", "#inner"),
    ],
)
def test_a_control_is_framed_while_the_agent_is_on_it(
    writing: Shopper, desk: Desk, on: str, around: str
) -> None:
    aim = writing.part("remote-aim")
    aim_at(writing, desk, on)
    expect(aim).to_be_visible()
    framed, box = aim.bounding_box(), writing.page.locator(around).bounding_box()
    assert framed
    assert box
    assert framed["x"] == pytest.approx(box["x"] - 3, abs=1)
    assert framed["width"] == pytest.approx(box["width"] + 6, abs=1)
    aim_at(writing, desk, "#plain")
    expect(aim).to_be_hidden()


@pytest.mark.parametrize("on", ["#barred", "#pay", "#off"])
def test_what_the_agent_may_not_use_is_not_framed(
    writing: Shopper, desk: Desk, on: str
) -> None:
    aim_at(writing, desk, "#open")
    expect(writing.part("remote-aim")).to_be_visible()
    aim_at(writing, desk, on)
    expect(writing.part("remote-aim")).to_be_hidden()
    expect(writing.part("remote-pointer")).to_be_visible()


def test_nothing_is_framed_once_the_agent_may_only_look(
    writing: Shopper, desk: Desk
) -> None:
    aim_at(writing, desk, "#open")
    expect(writing.part("remote-aim")).to_be_visible()
    writing.page.keyboard.press("Escape")
    writing.page.keyboard.press("Escape")
    expect(writing.part("remote-aim")).to_be_hidden()
    aim_at(writing, desk, "#link")
    expect(writing.part("remote-pointer")).to_be_visible()
    expect(writing.part("remote-aim")).to_be_hidden()
