"""The agent desktop in each of its states, by day and by night."""

import pytest

from tests.accessibility import no_barriers
from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser


def test_a_working_day_at_the_desktop_has_no_barriers(
    agent: AgentAtDesk, customer: Customer
) -> None:
    with no_barriers() as barriers:
        agent.sign_in("alice")
        barriers.look(agent.page, "signed in")
        agent.be_ready()
        barriers.look(agent.page, "ready, nothing in hand")

        customer.open("/shop/sign-in/")
        customer.start_chat("Carla")
        agent.part("offer-accept").first.wait_for()
        barriers.look(agent.page, "an offer")
        agent.accept()
        customer.say("Where is my parcel?")
        agent.say("Let me look.")
        customer.sees_message("Let me look.")
        barriers.look(agent.page, "a chat")
        agent.part("transfer").click()
        barriers.look(agent.page, "choosing whom to transfer to")
        agent.page.keyboard.press("Escape")

        customer.share_in_chat()
        agent.has_mode("Pointer")
        agent.sees("#id_email")
        barriers.look(agent.page, "co-browse, Pointer Mode")
        barriers.look_into(agent.part("viewer"), "the viewer")
        agent.part("request-write").click()
        customer.part("write-accept").wait_for()
        barriers.look(agent.page, "Write Mode requested")
        customer.part("write-accept").click()
        agent.has_mode("Write")
        barriers.look(agent.page, "co-browse, Write Mode")
        customer.part("stop-cobrowse").click()
        agent.part("viewer").wait_for(state="hidden")
        barriers.look(agent.page, "co-browse ended")

        agent.part("end-interaction").click()
        barriers.look(agent.page, "after the end")
