"""A customer on a page of another origin saves the chat; the real server answers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Request

from tests.journeys.foreign import ForeignSite
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, product: LiveServer
) -> Iterator[ForeignSite]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "plain.js").write_text("")
    site = ForeignSite(folder, product.origin)
    yield site
    site.close()


def test_the_chat_is_saved_as_it_was_written(
    customer: Customer, agent: AgentAtDesk, elsewhere: ForeignSite
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open(f"{elsewhere.origin}/plain/")
    customer.start_chat("Carla")
    agent.accept("Carla")
    customer.say("Is the red one in stock?")
    agent.say("Two are left.")
    customer.sees_message("Two are left.")
    asked: list[Request] = []
    customer.page.on("request", lambda request: asked.append(request))
    customer.part("chat-menu").click()
    with customer.page.expect_download() as download:
        customer.part("chat-download").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "Chat with Fjord & Field" in text
    assert "Agent: Alice" in text
    question = text.index("Carla\n        Is the red one in stock?")
    assert question < text.index("Alice\n        Two are left.")
    (request,) = [each for each in asked if each.url.endswith("/transcript")]
    token = (request.header_value("authorization") or "").removeprefix("Bearer ")
    assert len(token) > 20
    assert all(token not in each.url for each in asked)
