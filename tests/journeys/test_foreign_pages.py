"""The widget on pages that know nothing of us, written with the usual frameworks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.foreign import ForeignSite, build_apps
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

APPS = ["react", "vue", "angular", "lit", "jquery"]


@pytest.fixture(scope="module")
def foreign_site(
    tmp_path_factory: pytest.TempPathFactory, product: LiveServer
) -> Iterator[ForeignSite]:
    folder = tmp_path_factory.mktemp("apps")
    build_apps(folder)
    site = ForeignSite(folder, product.origin)
    yield site
    site.close()


@pytest.mark.parametrize("app", APPS)
def test_agent_adds_an_item_by_typing_into_the_replica(
    app: str, customer: Customer, agent: AgentAtDesk, foreign_site: ForeignSite
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open(f"{foreign_site.origin}/{app}/")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.sees("#new")
    agent.part("request-write").click()
    customer.part("write-accept").click()
    agent.has_mode("Write")

    agent.type("#new", "milk")
    agent.page.keyboard.press("Enter")
    agent.page.keyboard.type("bread and butter")
    agent.page.keyboard.press("Enter")

    expect(customer.page.locator("#app li")).to_have_text(["milk", "bread and butter"])
    agent.sees("#app li", text="milk")
    agent.sees("#app li", text="bread and butter")
