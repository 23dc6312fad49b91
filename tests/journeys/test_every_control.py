"""Every kind of control, worked from the desktop, on pages of the usual frameworks."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Error, Locator, TimeoutError, expect

from tests.journeys.foreign import ForeignSite, build_apps
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

APPS = ["plain", "jquery", "react", "vue", "angular", "svelte", "lit"]
#: What the page's own listeners hear of a click, of a letter, and of a picked value.
CLICK = ["pointerdown", "mousedown", "focusin", "pointerup", "mouseup", "click"]
CLICK_AGAIN = [heard for heard in CLICK if heard != "focusin"]
LETTER = ["keydown", "beforeinput", "input"]
PICKED = ["input", "change"]

#: What all controls of the page, or of its replica, show: by id.
SHOWN = """() => {
    const found = {};
    const look = (root) => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) look(one.shadowRoot);
            if (!one.id) continue;
            if (one.matches('#rich, #list')) found[one.id] = one.textContent.trim();
            if (one.id === 'box') found.box = one.scrollTop;
            if (!one.matches('input, textarea, select')) continue;
            found[one.id] = /^(checkbox|radio)$/.test(one.type) ? one.checked
                : one.multiple ? [...one.options].map((option) => option.selected)
                : one.value;
        }
    };
    look(document);
    return found;
}"""


class Pair(NamedTuple):
    customer: Customer
    agent: AgentAtDesk
    site: ForeignSite

    def open(self, app: str) -> None:
        """Write Mode goes on, on whatever page of the site."""
        self.customer.page.goto(f"{self.site.origin}/{app}/")
        self.customer.page.wait_for_function("window.state")
        expect(self.agent.sees("h1")).to_have_text(f"Todo in {app}")
        self.agent.has_mode("Write")
        self.both_show_the_same()

    def state_is(self, **state: object) -> None:
        """What the page's own code has made of it."""
        page = self.customer.page
        # Compared once more, for the difference to be shown.
        with suppress(TimeoutError):
            page.wait_for_function(
                """(wanted) => Object.entries(wanted).every(([key, value]) =>
                    JSON.stringify(state()[key]) === JSON.stringify(value))""",
                arg=state,
            )
        now = page.evaluate("state()")
        assert {key: now[key] for key in state} == state, f"heard {self.heard()}"

    def heard(self) -> list[str]:
        """What the page's listeners heard since they were asked last: `type id`."""
        lines: list[str] = self.customer.page.evaluate("log.splice(0)")
        return lines

    def heard_at(self, target: str) -> list[str]:
        lines = (line.split(" ", 1) for line in self.heard())
        return [kind for kind, heard_at in lines if heard_at == target]

    def picker(self) -> Locator:
        viewer = self.agent.page.frame_locator('[data-testid="viewer"]')
        return viewer.get_by_test_id("picker")

    def both_show_the_same(self) -> dict[str, object]:
        shown: dict[str, object] = {}
        seen: dict[str, object] = {}
        for _ in range(200):
            shown = self.customer.page.evaluate(SHOWN)
            with suppress(Error):  # The frame may be another one by then.
                seen = self.agent.replica().evaluate(SHOWN)
            if seen == shown:
                return shown
            self.customer.page.wait_for_timeout(100)
        wrong = {key: seen.get(key) for key in shown if seen.get(key) != shown[key]}
        raise TimeoutError(f"{wrong} is seen of {shown}")


@pytest.fixture(scope="module")
def pair(
    chromium: Browser, product: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("apps")
    build_apps(folder)
    site = ForeignSite(folder, product.origin)
    customer = Customer(chromium, product.origin)
    agent = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    agent.sign_in("alice")
    agent.be_ready()
    customer.open(f"{site.origin}/jquery/")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.sees("h1")
    agent.part("request-write").click()
    customer.part("write-accept").click()
    agent.has_mode("Write")
    yield Pair(customer, agent, site)
    customer.leave()
    customer.close()
    agent.close()
    site.close()
    assert (customer.errors, agent.errors) == ([], [])


@pytest.mark.parametrize("app", APPS)
def test_every_control_does_what_it_does_for_a_person(pair: Pair, app: str) -> None:
    pair.open(f"controls_{app}")
    type_text(pair)
    check_and_choose(pair)
    slide_and_step(pair)
    pick(pair)
    press(pair)
    send_forms(pair)
    drag(pair)
    turn_the_wheel(pair)
    assert len(pair.both_show_the_same()) == 19


def type_text(pair: Pair) -> None:
    agent, keyboard = pair.agent, pair.agent.page.keyboard
    pair.heard()
    agent.type("#name", "Ada L")
    pair.state_is(name="Ada L")
    assert pair.heard_at("name") == [*CLICK, *LETTER * 5]

    agent.type("#notes", "t")
    pair.state_is(notes="t")
    assert pair.heard() == [
        "pointerdown notes",
        "mousedown notes",
        "change name",
        "focusout name",
        *(f"{heard} notes" for heard in [*CLICK[2:], *LETTER]),
    ]
    keyboard.type("wo")
    keyboard.press("Enter")
    keyboard.type("lines")
    keyboard.press("Home")
    keyboard.press("Delete")
    pair.state_is(notes="two\nines")
    assert pair.heard_at("notes") == LETTER * 8 + ["keydown"] + LETTER

    agent.type("#rich", "helxo")
    keyboard.press("ArrowLeft")
    keyboard.press("Backspace")
    keyboard.type("l")
    pair.state_is(rich="hello")
    assert pair.heard_at("rich") == [*CLICK, *LETTER * 5, "keydown", *LETTER * 2]


def check_and_choose(pair: Pair) -> None:
    agent, page = pair.agent, pair.agent.page
    pair.heard()
    agent.click("#agree")
    pair.state_is(agree=True)
    assert pair.heard_at("agree") == [*CLICK, *PICKED]
    page.keyboard.press("Space")
    pair.state_is(agree=False)
    assert pair.heard_at("agree") == ["keydown", "click", *PICKED]
    agent.click("#l")
    pair.state_is(size="l")
    assert pair.heard_at("l") == [*CLICK, *PICKED]

    agent.click("#fruit")
    pair.picker().select_option("pear")
    pair.state_is(fruit="pear")
    assert pair.heard_at("fruit") == [*CLICK, *PICKED]
    agent.click("#l")
    page.keyboard.press("Tab")
    agent.sees("#fruit[data-cobrowse-state~=focus]")
    page.keyboard.press("Alt+ArrowDown")
    pair.picker().select_option("plum")
    pair.state_is(fruit="plum")
    pair.heard()
    agent.click("#many option:nth-of-type(1)")
    pair.state_is(many=["apple"])
    with_control = agent.point_at("#many option:nth-of-type(3)")
    page.keyboard.down("Control")
    page.mouse.click(*with_control)
    page.keyboard.up("Control")
    pair.state_is(many=["apple", "plum"])
    assert pair.heard_at("many") == ["focusin", *PICKED, *PICKED]


def slide_and_step(pair: Pair) -> None:
    agent, page = pair.agent, pair.agent.page
    x, y = agent.point_at("#level")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=3)
    page.mouse.up()
    pair.customer.page.wait_for_function("state().level > 60 && state().level < 90")
    page.keyboard.press("End")
    pair.state_is(level=100)
    assert pair.heard_at("level")[-3:] == ["keydown", *PICKED]

    agent.click("#count")
    page.keyboard.press("ArrowUp")
    pair.state_is(count=4)
    page.keyboard.type("2")
    pair.state_is(count=42)
    assert pair.heard_at("count") == [*CLICK, *LETTER, "change", *LETTER]


def pick(pair: Pair) -> None:
    for key, value in {
        "day": "2026-02-28",
        "at": "13:45",
        "when": "2026-02-28T13:45",
        "month": "2026-03",
        "week": "2026-W09",
        "tint": "#00ff80",
    }.items():
        pair.heard()
        pair.agent.click(f"#{key}")
        pair.picker().fill(value)
        pair.agent.page.keyboard.press("Escape")
        pair.state_is(**{key: value})
        assert pair.heard_at(key) == [*CLICK, *PICKED]


def press(pair: Pair) -> None:
    pair.heard()
    pair.agent.click("#press")
    pair.state_is(clicks=1)
    assert pair.heard_at("press") == CLICK
    pair.agent.page.mouse.dblclick(*pair.agent.point_at("#press"))
    pair.state_is(clicks=3)
    assert pair.heard_at("press") == CLICK_AGAIN * 2


def send_forms(pair: Pair) -> None:
    """Enter reaches the page's own code; a button that sends waits for a rule."""
    agent = pair.agent
    pair.heard()
    agent.type("#query", "plum")
    agent.page.keyboard.press("Enter")
    pair.state_is(found="plum")
    entered = ["keydown", "beforeinput", "change"]
    assert pair.heard_at("query") == [*CLICK, *LETTER * 4, *entered]

    agent.page.keyboard.type("s")
    agent.click("#find")
    refused = agent.page.locator("[data-testid=notice][data-key='refused.submit']")
    refused.get_by_role("button").click()
    agent.click("#send")
    pair.state_is(sent=1, query="plums", found="plum")
    assert pair.heard_at("find") == []


def drag(pair: Pair) -> None:
    agent, mouse = pair.agent, pair.agent.page.mouse
    pair.customer.page.evaluate("scrollTo(0, 40)")
    agent.replica().wait_for_function("scrollY === 40")
    first, last = (agent.sees(one).bounding_box() for one in ("#a", "#c"))
    assert first is not None
    assert last is not None
    mouse.move(first["x"] + 20, first["y"] + 5)
    mouse.down()
    mouse.move(last["x"] + 20, last["y"] + last["height"] - 2, steps=5)
    mouse.up()
    pair.state_is(order="bca")


def turn_the_wheel(pair: Pair) -> None:
    agent, page, mouse = pair.agent, pair.customer.page, pair.agent.page.mouse
    mouse.move(*agent.point_at("#pad"))
    before = page.evaluate("scrollY")
    mouse.wheel(0, 120)
    pair.state_is(zoom=120)
    mouse.move(*agent.point_at("#box"))
    mouse.wheel(0, 30)
    expect(page.locator("#box")).to_have_js_property("scrollTop", 30)
    assert page.evaluate("scrollY") == before
    mouse.move(*agent.point_at("h1"))
    mouse.wheel(0, 90)
    page.wait_for_function("(before) => scrollY === before + 90", arg=before)


def test_a_rich_text_editor_takes_text_keys_and_formats(pair: Pair) -> None:
    pair.open("editor")
    agent, keyboard = pair.agent, pair.agent.page.keyboard
    agent.click("#editor .ql-editor")
    keyboard.type("Dear Ada,")
    keyboard.press("Enter")
    keyboard.type("helo")
    keyboard.press("ArrowLeft")
    keyboard.type("l")
    pair.state_is(text="Dear Ada,\nhello\n")
    keyboard.press("Control+a")
    agent.click("#bold")
    expect(pair.customer.page.locator(".ql-editor strong").first).to_be_visible()
    agent.sees(".ql-editor strong", text="Dear Ada")
    keyboard.press("Control+a")
    keyboard.press("Delete")
    keyboard.type("new")
    pair.state_is(text="new\n")
