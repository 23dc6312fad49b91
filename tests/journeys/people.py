"""The customer and the agent as test personas: they see pages and use hands only.

Everything is found by the public `data-testid` names and by what people see.
"""

from collections.abc import Callable

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    Locator,
    Page,
    StorageState,
    expect,
)

PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

# Author and text of each line that a person wrote, as the screen shows them.
Screen = list[tuple[str, str]]
#: Long enough for what has come to be laid out.
TWO_FRAMES = """() => new Promise((seen) =>
    requestAnimationFrame(() => requestAnimationFrame(() => seen())))"""
READ_LINES = """(bubbles, text) => bubbles.map((bubble) => [
    bubble.dataset.author,
    (text ? bubble.querySelector(text) : bubble).textContent,
]).filter(([author]) => author !== "system")"""


class Person:
    """One browser with cookies of its own."""

    def __init__(
        self,
        browser: Browser,
        origin: str,
        *,
        width: int = 1280,
        height: int = 800,
        locale: str = "en-GB",
        storage: StorageState | None = None,
    ) -> None:
        self.origin = origin
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            storage_state=storage,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def part(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)

    def close(self) -> None:
        self.context.close()


class Customer(Person):
    """Somebody in the shop, or on any page that embeds the widget."""

    def open(self, address: str) -> None:
        """A path of the shop's server, or a whole URL."""
        url = address if "://" in address else self.origin + address
        self.page.goto(url)

    def start_chat(self, name: str = "Carla", *, queue: str | None = None) -> None:
        self.part("launcher").click()
        self.part("channel-chat").click()
        self.part("chat-name").fill(name)
        if queue is not None:
            self.part("queue-choice").select_option(label=queue)
        self.part("chat-start").click()

    def channel(self, name: str) -> None:
        """The window of this channel, whichever is open now."""
        choice = self.part(name)
        if not choice.is_visible():
            self.part("launcher").click()
        choice.click()

    def ask_for_a_call(
        self, name: str, number: str, *, before: Callable[[str], None] | None = None
    ) -> None:
        """`before` may look at the form while it is filled in."""
        self.channel("channel-callback")
        self.part("callback-name").fill(name)
        self.part("callback-phone").fill(number)
        if before:
            before("the form for a callback")
        self.part("callback-send").click()
        expect(self.part("callback-done")).to_be_visible()

    def call_from_the_browser(
        self, name: str, *, before: Callable[[str], None] | None = None
    ) -> None:
        self.channel("channel-browser-call")
        self.part("call-name").fill(name)
        if before:
            before("the form before a call")
        self.part("call-start").click()

    def take_up_chat(self) -> None:
        """Open the widget on the conversation that is there already."""
        self.part("launcher").click()
        chat, choice = self.part("chat-input"), self.part("channel-chat")
        expect(chat.or_(choice)).to_be_visible()
        if choice.is_visible():
            choice.click()
        expect(chat).to_be_visible()

    def say(self, text: str) -> None:
        self.part("chat-input").fill(text)
        self.part("chat-send").click()

    def sees_message(self, text: str) -> None:
        expect(self.part("chat-message").filter(has_text=text)).to_be_visible()

    def end_chat(self) -> None:
        self.part("end-chat").click()
        expect(self.part("chat-input")).to_be_hidden()

    def transcript(self) -> Screen:
        """What the chat window shows, in its order."""
        lines = self.part("chat-message").evaluate_all(READ_LINES)
        return [(author, text) for author, text in lines]

    def leave(self) -> None:
        """End what is still going on, so that the agents are free for the next test."""
        if not self.page.is_closed() and self.page.url.startswith("http"):
            self.page.evaluate("window.Cobrowse?.endChat()")
            # Said before the page goes: else it waits for the next test's agent.
            self.page.wait_for_timeout(300)

    def share_in_chat(self) -> None:
        self.part("chat-menu").click()
        self.part("start-cobrowse").click()
        self.part("consent-accept").click()

    def share_on_a_call(self) -> str:
        """Start from the channel selector; returns the nine digits to read out."""
        self.part("launcher").click()
        self.part("channel-cobrowse").click()
        self.part("consent-accept").click()
        digits = self.part("session-id")
        expect(digits).to_be_visible()
        return "".join(ch for ch in digits.inner_text() if ch.isdigit())


class AgentAtDesk(Person):
    """Somebody at the agent desktop."""

    def sign_in(self, user: str = "alice") -> None:
        self.page.goto(f"{self.origin}/agent/")
        self.page.get_by_label("Username").fill(user)
        self.page.get_by_label("Password").fill("demo")
        self.page.keyboard.press("Enter")
        expect(self.part("presence-ready")).to_be_visible()

    def be_ready(self) -> None:
        self.part("presence-ready").click()

    def accept(self, name: str | None = None) -> None:
        """The first offer; with a name, what is then in hand is of this customer."""
        self.part("offer-accept").first.click()
        expect(self.item(name)).to_be_visible()

    def reject(self, name: str) -> None:
        expect(self.page.get_by_test_id("offer").filter(has_text=name)).to_be_visible()
        self.part("offer-reject").first.click()
        expect(self.part("offer-reject")).to_have_count(0)

    def item(self, name: str | None = None) -> Locator:
        """The customer with this name in the list of what is in hand."""
        return self.part("interaction").filter(has_text=name or "").first

    def turn_to(self, name: str) -> None:
        """Look at the conversation with this customer."""
        self.item(name).click()
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()

    def transfer_to(self, target: str) -> None:
        """Hand what is in front to an agent or a queue."""
        self.part("transfer").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label(target).check()
        dialog.get_by_test_id("transfer-submit").click()
        expect(dialog).to_be_hidden()

    def end(self, name: str) -> None:
        self.turn_to(name)
        self.part("end-interaction").click()
        # Asked only when something would be lost.
        if self.part("end-confirm").is_visible():
            self.part("end-confirm").click()
        expect(self.item(name)).to_be_hidden()

    def say(self, text: str) -> None:
        self.part("message-input").fill(text)
        self.part("message-send").click()

    def transcript(self) -> Screen:
        """What the conversation in front shows, in its order."""
        lines = self.part("message").evaluate_all(READ_LINES, ".bubble__text")
        return [(author, text) for author, text in lines]

    def join(self, digits: str) -> None:
        self.part("session-id-input").fill(digits)
        self.part("session-id-join").click()

    def replica(self) -> Frame:
        """The sandboxed frame that shows the customer's page."""
        expect(self.part("viewer")).to_be_visible()
        handle = self.part("viewer").element_handle()
        assert handle is not None
        viewer = handle.content_frame()
        assert viewer is not None
        viewer.wait_for_selector("iframe", state="attached")
        frame = viewer.child_frames[0]
        frame.wait_for_selector("body", state="attached")
        return frame

    def sees(self, selector: str, *, text: str | None = None) -> Locator:
        """Wait until the replica shows the element, whichever frame it is by then."""
        viewer = self.page.frame_locator('[data-testid="viewer"]')
        found = viewer.frame_locator("iframe").locator(selector)
        if text is not None:
            found = found.filter(has_text=text)
        expect(found.first).to_be_attached()
        return found.first

    def point_at(self, selector: str) -> tuple[float, float]:
        """The middle of the replica's element, in this browser's window.

        What still moves is waited for: a person aims at what stands.
        """
        element = self.sees(selector)
        place = before = element.bounding_box()
        for _ in range(100):
            element.evaluate("element => element.scrollIntoView({block: 'center'})")
            self.page.evaluate(TWO_FRAMES)
            before, place = place, element.bounding_box()
            if place == before:
                break
        assert place is not None, f"{selector} has no box in the replica"
        assert place == before, f"{selector} never stands still"
        return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2

    def click(self, selector: str) -> None:
        self.page.mouse.click(*self.point_at(selector))

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        self.page.keyboard.type(text)

    def has_mode(self, mode: str) -> None:
        expect(self.part("mode")).to_contain_text(mode)
