"""Two people and a running server for each journey."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer


@pytest.fixture
def customer(chromium: Browser, product: LiveServer) -> Iterator[Customer]:
    person = Customer(chromium, product.origin)
    yield person
    person.leave()
    person.close()
    assert person.errors == [], "the customer's page threw"


@pytest.fixture
def agent(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    person = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    yield person
    person.close()
    assert person.errors == [], "the desktop threw"
