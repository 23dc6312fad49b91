"""Where no packet gets through between two browsers, a real TURN server relays."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.calls.journeys.conftest import running_shop
from tests.calls.journeys.listening import Caller, CallTaker, hears
from tests.live_server import LiveServer
from tests.services import free_port, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.services,
    pytest.mark.skipif(
        shutil.which("turnserver") is None,
        reason="needs coturn (apt-get install coturn)",
    ),
]

SECRET = "only for this test, and long enough"
RELAY_ONLY = """(() => {
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
        constructor(configuration) {
            super({ ...configuration, iceTransportPolicy: "relay" });
        }
    };
})()"""
PAIR = """async () => {
    const kinds = [];
    const report = await window.__peers.at(-1).getStats();
    report.forEach((entry) => {
        if (entry.type === "candidate-pair" && entry.nominated)
            kinds.push(report.get(entry.localCandidateId).candidateType);
    });
    return kinds;
}"""

RELAY_FOUND = """async ([url, username, credential]) => {
    const peer = new RTCPeerConnection({
        iceServers: [{ urls: [url], username, credential }],
        iceTransportPolicy: "relay",
    });
    peer.createDataChannel("any");
    const gathered = new Promise((done) => {
        peer.onicegatheringstatechange = () =>
            peer.iceGatheringState === "complete" && done();
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
    return peer.localDescription.sdp.includes("typ relay");
}"""


@pytest.fixture(scope="module")
def turn_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """coturn with the shared secret of the product, as docs/calls.md sets it up."""
    folder: Path = tmp_path_factory.mktemp("turn")
    port = free_port()
    log = folder / "turn.log"
    process = subprocess.Popen(
        [
            *("turnserver", "-n", "--listening-port", str(port)),
            *("--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1"),
            *("--use-auth-secret", "--static-auth-secret", SECRET),
            *("--realm", "turn.test", "--no-tls", "--no-dtls", "--no-cli"),
            *("--allow-loopback-peers", "--log-file", str(log), "--simple-log"),
            *("--pidfile", str(folder / "turn.pid"), "--userdb", str(folder / "db")),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: log.exists() and "listener" in log.read_text(), "coturn")
    yield port
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def shop(
    tmp_path_factory: pytest.TempPathFactory, turn_port: int
) -> Iterator[LiveServer]:
    with running_shop(
        tmp_path_factory.mktemp("server"),
        COBROWSE_TURN_URLS=f"turn:127.0.0.1:{turn_port}?transport=udp",
        COBROWSE_TURN_SECRET=SECRET,
    ) as server:
        yield server


def test_the_credentials_of_a_call_open_the_relay(
    carla: Caller, alice: CallTaker
) -> None:
    for person in (carla, alice):
        person.context.add_init_script(RELAY_ONLY)
    alice.page.reload()
    alice.be_ready()
    alice.talks_with(carla)
    hears(carla.page)
    hears(alice.page)
    assert carla.page.evaluate(PAIR) == ["relay"]


def test_made_up_credentials_do_not(
    beeping: Browser, shop: LiveServer, turn_port: int
) -> None:
    page = beeping.new_page()
    page.goto(f"{shop.origin}/shop/")
    url = f"turn:127.0.0.1:{turn_port}?transport=udp"
    assert page.evaluate(RELAY_FOUND, [url, "2000000000:guess", "guess"]) is False
    page.close()
