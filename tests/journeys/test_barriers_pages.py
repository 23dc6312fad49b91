"""Pages that the server writes: signing in, the agent's lists, errors, the demo."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.accessibility import no_barriers
from tests.journeys.people import AgentAtDesk
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

PUBLIC = ("/login/", "/nowhere/", "/demo/phone/", "/demo/own-ui/", "/")
AGENTS_ONLY = (
    "/agent/history/",
    "/agent/transcripts/",
    "/agent/transcripts/?q=parcel",
    "/agent/embed/",
)


@pytest.fixture
def reader(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    person = AgentAtDesk(chromium, product.origin)
    yield person
    person.close()
    assert person.errors == []


def test_pages_for_everybody_have_no_barriers(reader: AgentAtDesk) -> None:
    with no_barriers() as barriers:
        for path in PUBLIC:
            reader.page.goto(reader.origin + path)
            barriers.look(reader.page, path)


def test_a_refused_sign_in_has_no_barriers(reader: AgentAtDesk) -> None:
    reader.page.goto(f"{reader.origin}/login/")
    reader.page.get_by_label("Username").fill("alice")
    reader.page.get_by_label("Password").fill("wrong")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("alert").wait_for()
    with no_barriers() as barriers:
        barriers.look(reader.page, "a refused sign-in")


def test_the_agents_own_pages_have_no_barriers(reader: AgentAtDesk) -> None:
    reader.sign_in("alice")
    with no_barriers() as barriers:
        for path in AGENTS_ONLY:
            answer = reader.page.goto(reader.origin + path)
            assert answer is not None
            assert answer.ok, f"{path}: {answer.status}"
            barriers.look(reader.page, path)


def test_somebody_without_a_profile_is_told_without_barriers(
    reader: AgentAtDesk,
) -> None:
    reader.page.goto(f"{reader.origin}/login/?next=/agent/")
    reader.page.get_by_label("Username").fill("ana")
    reader.page.get_by_label("Password").fill("demo")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("heading", level=1).wait_for()
    with no_barriers() as barriers:
        barriers.look(reader.page, "the desktop of somebody who is no agent")
