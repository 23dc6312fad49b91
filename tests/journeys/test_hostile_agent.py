"""A hand-made client sends commands that nobody allowed: nothing happens."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.journeys.raw_agent import RawAgent
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


def session_id_of(customer: Customer) -> str:
    """The session's address, as the customer's own socket was opened with it."""
    with customer.page.expect_websocket(
        lambda socket: "/ws/session/" in socket.url
    ) as caught:
        customer.share_in_chat()
    return caught.value.url.split("/ws/session/")[1].split("/")[0]


@pytest.fixture
def shared(customer: Customer, agent: AgentAtDesk) -> str:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/sign-in/")
    customer.start_chat()
    agent.accept()
    session_id = session_id_of(customer)
    agent.has_mode("Pointer")
    agent.sees("#id_email")
    return session_id


def flood(raw: RawAgent, customer: Customer, *, mode_epochs: range) -> None:
    """Click, type and navigate at every element, with every stamp that might fit."""
    commands: list[dict[str, object]] = []
    for node in range(1, 120, 3):
        commands.append({"do": "text", "node": node, "text": "stolen"})
    commands.append({"do": "navigate", "url": f"{customer.origin}/shop/basket/"})
    for mode_epoch in mode_epochs:
        for body in commands:
            raw.command(body, epoch=1, mode_epoch=mode_epoch)


def test_commands_without_consent_change_nothing(
    customer: Customer, agent: AgentAtDesk, shared: str
) -> None:
    received: list[bytes] = []
    customer.page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived",
            lambda data: received.append(data) if isinstance(data, bytes) else None,
        ),
    )
    with RawAgent(agent, shared) as raw:
        flood(raw, customer, mode_epochs=range(4))
        refused = raw.hear("error")
        assert refused["code"] == "mode_required"

        # Asked, but not yet answered.
        raw.say({"type": "write.request"})
        expect(customer.part("write-accept")).to_be_visible()
        flood(raw, customer, mode_epochs=range(4))
        assert raw.hear("error")["code"] in ("mode_required", "rate_limited")
        customer.part("write-accept").click()
        customer.part("write-revoke").click()
        flood(raw, customer, mode_epochs=range(6))
        raw.hear("error")

    expect(customer.page.locator("#id_email")).to_have_value("")
    assert customer.page.url.endswith("/shop/sign-in/")
    assert [frame for frame in received if frame[:1] == b"\x04"] == []


def test_after_the_end_the_door_is_shut(
    customer: Customer, agent: AgentAtDesk, shared: str
) -> None:
    customer.part("stop-cobrowse").click()
    expect(agent.part("viewer")).to_be_hidden()
    with pytest.raises(Exception, match=r"4410|4404|session_"):
        RawAgent(agent, shared).__enter__()
    expect(customer.page.locator("#id_email")).to_have_value("")


def test_another_agent_cannot_open_the_session(
    customer: Customer, agent: AgentAtDesk, shared: str, product: LiveServer
) -> None:
    browser = agent.context.browser
    assert browser is not None
    outsider = AgentAtDesk(browser, product.origin)
    outsider.sign_in("bob")
    with pytest.raises(Exception, match=r"4404|session_not_found"):
        RawAgent(outsider, shared).__enter__()
    outsider.close()
