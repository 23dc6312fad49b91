"""A shop that takes calls, and browsers with microphones that beep."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.calls.journeys.listening import (
    FAKE_MICROPHONE,
    REFUSED_MICROPHONE,
    Caller,
    CallTaker,
)
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.live_server import LiveServer

MAKE_QUEUE = """
from agents.models import Agent
from interactions.models import Queue, Site
queue, _ = Queue.objects.get_or_create(
    site=Site.objects.get(key="demo"), media="voice", key="test-calls",
    defaults={"name": "Calls from the browser", "position": 0},
)
Queue.objects.filter(site__key="demo", media="voice").exclude(pk=queue.pk).update(
    active=False
)
queue.wrap_up_seconds = 0
queue.save()
queue.agents.set(Agent.objects.filter(user__username__in=["alice", "bob"]))
"""


# Long enough for a page load and a restart, short enough to wait for in a test.
GRACE_SECONDS = 15


@contextmanager
def running_shop(folder: Path, **environment: str) -> Iterator[LiveServer]:
    """The demo with one queue of calls, served by alice and bob."""
    server = LiveServer(
        folder, COBROWSE_CALL_GRACE_SECONDS=str(GRACE_SECONDS), **environment
    )
    server.start()
    server.shell(MAKE_QUEUE)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running_shop(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def beeping(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium whose microphone beeps and is allowed to."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, *FAKE_MICROPHONE]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def mute_browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium with a microphone that no page is allowed to use."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, *REFUSED_MICROPHONE]
    )
    yield browser
    browser.close()


@pytest.fixture
def carla(beeping: Browser, shop: LiveServer) -> Iterator[Caller]:
    person = Caller(beeping, shop.origin)
    yield person
    person.leave()
    person.close()
    assert person.errors == [], "the shop's page threw"


@pytest.fixture
def sign_in(beeping: Browser, shop: LiveServer) -> Iterator[Callable[[str], CallTaker]]:
    people: list[CallTaker] = []

    def make(user: str) -> CallTaker:
        person = CallTaker(beeping, shop.origin)
        person.sign_in(user)
        people.append(person)
        return person

    yield make
    for person in people:
        person.part("presence-not-ready").click()
        person.close()
        assert person.errors == [], "the desktop threw"


@pytest.fixture
def alice(sign_in: Callable[[str], CallTaker]) -> CallTaker:
    person = sign_in("alice")
    person.be_ready()
    return person
