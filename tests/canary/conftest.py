"""One product, one customer and one agent for all cases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from tests.canary.site import CanarySite
from tests.canary.stage import REFUSED, SEED, SOUND, Pair, Stage
from tests.canary.traces import Traces
from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.loop_thread import running_loop
from tests.services import running_postgres, running_redis


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("canary")
    with running_redis(folder) as redis, running_postgres() as postgres:
        product = LiveServer(folder, DATABASE_URL=postgres, REDIS_URL=redis.url)
        product.start()
        with running_loop() as loop:
            proxy = FlakyProxy([product], seed=SEED)
            proxy.open(loop)
            site = CanarySite(proxy.origin)
            yield Stage(product, proxy, site, postgres, redis.url)
            site.close()
            proxy.close()
        product.stop()


@contextmanager
def sharing(chromium: Browser, stage: Stage) -> Iterator[Pair]:
    agent = AgentAtDesk(chromium, stage.product.origin, width=1440, height=900)
    agent.sign_in("alice")
    agent.be_ready()
    customer = Customer(chromium, stage.proxy.origin)
    traces = Traces(stage.proxy.origin)
    traces.watch(customer.context)
    pair = Pair(customer, agent, traces)
    pair.share(stage.site.put("/first/", []))
    yield pair
    customer.leave()
    customer.close()
    agent.close()


@pytest.fixture
def pair_without_rules(chromium: Browser, stage: Stage) -> Iterator[Pair]:
    """Their session has rules that nobody can read."""
    stage.set_rules(REFUSED)
    with sharing(chromium, stage) as pair:
        pair.sees_what_is_said(masked=True)
        yield pair


@pytest.fixture(scope="module")
def pair(chromium: Browser, stage: Stage) -> Iterator[Pair]:
    stage.set_rules(SOUND)
    with sharing(chromium, stage) as pair:
        pair.sees_what_is_said(masked=False)
        yield pair
