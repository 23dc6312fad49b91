"""A pair of browsers with microphones that beep, and what really comes out of them."""

import time
from typing import Any, cast

from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import AgentAtDesk, Customer

# The browser beeps into a microphone that is not there, and nobody is asked for it.
# Where host addresses are hidden behind mDNS names, two contexts in a container may
# not find each other.
FAKE_MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
# A microphone is there, and without somebody to ask every page is refused.
REFUSED_MICROPHONE = ["--use-fake-device-for-media-stream"]
PATIENCE_SECONDS = 20

# Notes every connection and microphone of the page, so that a test can measure them.
WATCH = """(() => {
    const peers = (window.__peers = []), tracks = (window.__tracks = []);
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
        constructor(...args) { super(...args); peers.push(this); }
    };
    const devices = navigator.mediaDevices;
    if (!devices) return;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        tracks.push(...stream.getTracks());
        return stream;
    };
})()"""

MEASURE = """async () => {
    const peer = window.__peers.findLast((one) => one.connectionState === "connected");
    if (!peer) return null;
    let found = null;
    (await peer.getStats()).forEach((entry) => {
        if (entry.type === "inbound-rtp" && entry.kind === "audio") found = {
            bytes: entry.bytesReceived,
            energy: entry.totalAudioEnergy,
            seconds: entry.totalSamplesDuration,
        };
    });
    return found;
}"""

OPEN_TRACKS = "() => window.__tracks.filter((t) => t.readyState === 'live').length"


def watch(page: Page) -> None:
    page.context.add_init_script(WATCH)


def measure(page: Page) -> dict[str, float] | None:
    return cast(dict[str, float] | None, page.evaluate(MEASURE))


def loudness(page: Page, *, seconds: float = 1.5) -> float:
    """Energy per second of what the page has heard lately; 0 is silence."""
    before = measure(page)
    page.wait_for_timeout(seconds * 1000)
    after = measure(page)
    if before is None or after is None:
        return -1
    passed = after["seconds"] - before["seconds"]
    if passed <= 0:
        return -1
    return (after["energy"] - before["energy"]) / passed


def hears(page: Page) -> None:
    """Sound comes in: bytes on the wire, and not of silence."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if loudness(page, seconds=1) > 1e-4:
            heard = measure(page)
            assert heard is not None
            assert heard["bytes"] > 0
            return
    raise AssertionError(f"nothing is heard: {measure(page)}")


def hears_nothing(page: Page) -> None:
    """The connection stands, and what comes over it is silence."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    last = -1.0
    while time.monotonic() < deadline:
        last = loudness(page, seconds=2.5)  # longer than the pause between two beeps
        if 0 <= last < 1e-7:
            return
    raise AssertionError(f"something is heard: {last}")


def microphones_on(page: Page) -> int:
    return cast(int, page.evaluate(OPEN_TRACKS))


class Caller(Customer):
    """A customer who calls from the shop's page."""

    def __init__(self, browser: Browser, origin: str, **options: Any) -> None:
        super().__init__(browser, origin, **options)
        watch(self.page)

    def call(self, name: str = "Carla") -> None:
        self.open("/shop/")
        self.part("launcher").click()
        self.part("channel-browser-call").click()
        self.part("call-name").fill(name)
        self.part("call-start").click()

    def has_state(self, words: str) -> None:
        expect(self.part("call-state")).to_contain_text(words)

    def leave(self) -> None:
        if not self.page.is_closed() and self.page.url.startswith("http"):
            self.page.evaluate("window.Cobrowse?.endCall()")


class CallTaker(AgentAtDesk):
    """An agent with a headset."""

    def __init__(self, browser: Browser, origin: str, **options: Any) -> None:
        super().__init__(browser, origin, width=1440, height=900, **options)
        watch(self.page)

    def has_state(self, words: str) -> None:
        expect(self.part("call-state")).to_contain_text(words)

    def talks_with(self, customer: Caller, name: str = "Carla") -> None:
        """The customer calls, this agent answers, both hear each other."""
        customer.call(name)
        self.accept()
        self.has_state("Talking")
        customer.has_state("You are speaking with")
