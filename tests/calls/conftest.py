"""A shop that takes calls made in the browser."""

import pytest
from django.core.cache import cache

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.models import Queue, Site
from tests.people import make_agent, make_site


@pytest.fixture(autouse=True)
def _fresh_quotas() -> None:
    """Quotas are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def alice(db: None) -> Agent:
    return make_agent("alice")


@pytest.fixture
def bob(db: None) -> Agent:
    return make_agent("bob")


@pytest.fixture
def site(alice: Agent, bob: Agent) -> Site:
    """alice and bob take its calls; charlie must see nothing."""
    make_agent("charlie")
    site = make_site(alice, bob)
    queue = Queue.objects.create(
        site=site, name="shop calls", key="calls", media=Media.VOICE
    )
    queue.agents.set([alice, bob])
    return site
