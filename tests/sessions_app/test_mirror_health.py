"""What goes wrong between a page and its replica is counted, by known words only."""

import pytest

from sessions_app.mirror_health import MIRROR_REGISTRY
from sessions_app.models import CobrowseSession
from tests.sessions_app.places import Place, make_chat_session, make_place
from tests.sessions_app.wires import agent_wire, customer_wire

pytestmark = pytest.mark.django_db(transaction=True)

RESYNCS = "cobrowse_mirror_resyncs_total"
PROBLEMS = "cobrowse_mirror_problems_total"


def counted(name: str, **labels: str) -> float:
    return MIRROR_REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return make_chat_session(place)


def drifts() -> float:
    """Of parts; or of the page, when one is asked for soon after another."""
    return sum(counted(RESYNCS, reason="drift", scope=s) for s in ("part", "page"))


async def test_what_differed_is_counted_when_it_is_asked_for(
    session: CobrowseSession,
) -> None:
    before = drifts()
    customer, agent = await customer_wire(session), await agent_wire(session)
    await customer.until("resync.requested")
    await agent.send("resync.request", node=12, reason="drift")
    while (await customer.until("resync.requested"))["reason"] != "drift":
        pass
    assert drifts() == before + 1
    await agent.hang_up()
    await customer.hang_up()


async def test_what_a_recorder_reports_is_counted(session: CobrowseSession) -> None:
    drift, other = counted(PROBLEMS, code="drift"), counted(PROBLEMS, code="other")
    customer = await customer_wire(session)
    await customer.send("mirror.problem", code="drift")
    await customer.send("mirror.problem", code="made_up_by_a_page")
    await customer.send("ping")
    await customer.until("pong")
    assert counted(PROBLEMS, code="drift") == drift + 1
    assert counted(PROBLEMS, code="other") == other + 1
    assert counted(PROBLEMS, code="made_up_by_a_page") == 0
    await customer.send("mirror.problem", code="Not a code\n")
    assert (await customer.until("error"))["code"] == "bad_message"
    await customer.hang_up()
