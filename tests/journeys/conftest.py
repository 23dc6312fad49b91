"""Two people and a running server for each journey."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.loop_thread import LoopThread, running_loop

WEATHER_SEED = 20


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


@pytest.fixture
def loop() -> Iterator[LoopThread]:
    """Where raw people and proxies live, beside the test."""
    with running_loop() as loop:
        yield loop


@pytest.fixture
def proxy(loop: LoopThread, product: LiveServer) -> Iterator[FlakyProxy]:
    """A line to the product that can be made bad."""
    proxy = FlakyProxy([product], seed=WEATHER_SEED)
    proxy.open(loop)
    yield proxy
    proxy.close()
