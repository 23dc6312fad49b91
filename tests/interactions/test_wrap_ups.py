"""After the end: dispositions, time, load, and after-call work."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import end_due_after_call_work, log_out_agent, set_presence
from cobrowse.actors import SYSTEM
from interactions.call_story import CallKind
from interactions.lifecycle import Media
from interactions.models import (
    Disposition,
    Interaction,
    InteractionEvent,
    Queue,
    Site,
)
from interactions.selectors.wrap_ups import (
    disposition_views,
    wrap_ups_of,
)
from interactions.services import (
    CallEvent,
    apply_call_event,
    end_interaction,
    route_waiting,
    transfer_interaction,
)
from interactions.services.wrap_ups import close_due_wrap_ups, finish_wrap_up
from tests.calls.callers import make_answered_call, make_caller
from tests.people import (
    make_active_chat,
    make_adapter,
    make_agent,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Agent:
    return make_agent("alice", ready=True, capacity=1)


@pytest.fixture
def site(alice: Agent) -> Site:
    site = make_site(alice)
    Queue.objects.update(wrap_up_seconds=45)
    return site


def ended_chat(site: Site, alice: Agent) -> Interaction:
    chat = make_active_chat(site, alice)
    assert chat.customer is not None
    return end_interaction(interaction=chat, actor=chat.customer.as_actor())


def state_of(agent: Agent) -> str:
    return Agent.objects.get(pk=agent.pk).state


def time_is_over(interaction: Interaction) -> None:
    Interaction.objects.filter(pk=interaction.pk).update(
        wrap_up_until_at=timezone.now()
    )


def test_an_ended_chat_waits_for_its_disposition_and_takes_a_place(
    site: Site, alice: Agent
) -> None:
    chat = ended_chat(site, alice)
    assert chat.wrap_up_open
    assert chat.wrap_up_until_at is not None
    make_waiting_chat(site)
    assert route_waiting() == 0
    solved = Disposition.objects.create(name="Solved")
    done = finish_wrap_up(
        interaction_id=chat.pk, agent=alice, disposition_id=solved.pk, note="Fine"
    )
    assert (done.wrap_up_open, done.disposition, done.note) == (False, solved, "Fine")
    assert done.wrapped_up_at is not None
    assert route_waiting() == 1
    assert state_of(alice) == Presence.READY


def test_a_queue_without_wrap_up_frees_the_agent_at_once(
    site: Site, alice: Agent
) -> None:
    Queue.objects.update(wrap_up_seconds=0)
    assert not ended_chat(site, alice).wrap_up_open
    make_waiting_chat(site)
    assert route_waiting() == 1


def test_time_closes_it_without_a_disposition(site: Site, alice: Agent) -> None:
    chat = ended_chat(site, alice)
    assert close_due_wrap_ups() == 0
    time_is_over(chat)
    assert close_due_wrap_ups() == 1
    assert close_due_wrap_ups() == 0
    chat.refresh_from_db()
    assert (chat.wrap_up_open, chat.disposition) == (False, None)
    with refused("not_found"):
        finish_wrap_up(interaction_id=chat.pk, agent=alice)
    names = InteractionEvent.objects.filter(interaction=chat).values_list("name")
    assert [name for (name,) in names][-2:] == ["wrap_up.started", "wrap_up.timed_out"]


def test_bob_cannot_wrap_up_alices_chat_open_or_over(site: Site, alice: Agent) -> None:
    bob = make_agent("bob", ready=True)
    chat = ended_chat(site, alice)
    assert list(wrap_ups_of(bob)) == []
    for _ in range(2):
        with refused("not_found"):
            finish_wrap_up(interaction_id=chat.pk, agent=bob)
        time_is_over(chat)
        close_due_wrap_ups()


def test_an_active_chat_has_nothing_to_wrap_up(site: Site, alice: Agent) -> None:
    chat = make_active_chat(site, alice)
    with refused("not_found"):
        finish_wrap_up(interaction_id=chat.pk, agent=alice)


def test_dispositions_of_another_site_or_switched_off_are_refused(
    site: Site, alice: Agent
) -> None:
    other = make_site(key="other")
    foreign = Disposition.objects.create(name="Foreign", site=other)
    off = Disposition.objects.create(name="Off", active=False)
    own = Disposition.objects.create(name="Own", site=site, position=1)
    everybodys = Disposition.objects.create(name="All", position=2)
    assert [view.name for view in disposition_views(alice)] == ["Own", "All"]
    chat = ended_chat(site, alice)
    for wrong in (foreign.pk, off.pk, 10**9):
        with refused("not_found"):
            finish_wrap_up(interaction_id=chat.pk, agent=alice, disposition_id=wrong)
    assert Interaction.objects.get(pk=chat.pk).wrap_up_open
    finish_wrap_up(interaction_id=chat.pk, agent=alice, disposition_id=own.pk)
    assert everybodys.active


def test_a_transfer_opens_none_and_an_abandoned_chat_neither(
    site: Site, alice: Agent
) -> None:
    chat = make_active_chat(site, alice)
    transfer_interaction(
        interaction=chat, actor=alice.as_actor(), to_queue=Queue.objects.get().pk
    )
    waiting = make_waiting_chat(site)
    assert waiting.customer is not None
    end_interaction(interaction=waiting, actor=waiting.customer.as_actor())
    assert not Interaction.objects.filter(wrap_up_open=True).exists()


def test_an_agent_who_is_signed_out_gets_none(site: Site, alice: Agent) -> None:
    chat = make_active_chat(site, alice)
    Agent.objects.filter(pk=alice.pk).update(state=Presence.LOGGED_OUT)
    end_interaction(interaction=chat, actor=SYSTEM)
    assert not Interaction.objects.filter(wrap_up_open=True).exists()


# -- after-call work ----------------------------------------------------------------
def ended_call(site: Site, alice: Agent, *, wrap_up_seconds: int) -> Interaction:
    queue, _ = Queue.objects.get_or_create(
        site=site,
        name="calls",
        media=Media.VOICE,
        defaults={"wrap_up_seconds": wrap_up_seconds},
    )
    queue.agents.add(alice)
    call = make_answered_call(make_caller(site), alice)
    return end_interaction(interaction=call, actor=alice.as_actor())


def test_after_a_call_the_agent_is_out_of_routing_until_time_is_over(
    site: Site, alice: Agent
) -> None:
    call = ended_call(site, alice, wrap_up_seconds=20)
    alice.refresh_from_db()
    assert alice.state == Presence.AFTER_CALL_WORK
    assert alice.state_until_at is not None
    assert end_due_after_call_work() == 0
    make_waiting_chat(site)
    assert route_waiting() == 0
    time_is_over(call)
    Agent.objects.filter(pk=alice.pk).update(state_until_at=timezone.now())
    assert close_due_wrap_ups() == 1
    assert end_due_after_call_work() == 1
    assert end_due_after_call_work() == 0
    back = Agent.objects.get(pk=alice.pk)
    assert (back.state, back.state_until_at) == (Presence.READY, None)
    assert route_waiting() == 1


def test_finishing_the_wrap_up_of_a_call_ends_the_after_call_work(
    site: Site, alice: Agent
) -> None:
    call = ended_call(site, alice, wrap_up_seconds=20)
    finish_wrap_up(interaction_id=call.pk, agent=alice)
    assert state_of(alice) == Presence.READY


@override_settings(COBROWSE_AFTER_CALL_SECONDS=30)
def test_a_call_whose_queue_says_nothing_has_the_installations_time(
    site: Site, alice: Agent
) -> None:
    call = ended_call(site, alice, wrap_up_seconds=0)
    assert not call.wrap_up_open
    alice.refresh_from_db()
    assert alice.state == Presence.AFTER_CALL_WORK
    assert alice.state_until_at is not None
    seconds = (alice.state_until_at - alice.state_since_at).total_seconds()
    assert round(seconds) == 30


@override_settings(COBROWSE_AFTER_CALL_SECONDS=0)
def test_without_after_call_work_the_agent_is_ready_at_once(
    site: Site, alice: Agent
) -> None:
    ended_call(site, alice, wrap_up_seconds=0)
    assert state_of(alice) == Presence.READY


@override_settings(COBROWSE_AFTER_CALL_SECONDS=30)
@pytest.mark.parametrize(
    ("answered", "state"), [(True, "after_call_work"), (False, "ready")]
)
def test_a_call_of_the_switch_has_after_call_work_if_it_was_answered(
    alice: Agent, site: Site, answered: bool, state: str
) -> None:
    adapter = make_adapter(site)
    kinds = [CallKind.RINGING, *([CallKind.ANSWERED] if answered else [])]
    for kind in [*kinds, CallKind.ENDED]:
        event = CallEvent(call_id="1", event=kind, agent="alice")
        apply_call_event(adapter=adapter, event=event)
    assert state_of(alice) == state


def test_an_agent_on_a_break_stays_on_it_after_a_call(site: Site, alice: Agent) -> None:
    adapter = make_adapter(site)
    for kind in (CallKind.RINGING, CallKind.ANSWERED):
        apply_call_event(
            adapter=adapter, event=CallEvent(call_id="1", event=kind, agent="alice")
        )
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
    ended = CallEvent(call_id="1", event=CallKind.ENDED, agent="alice")
    apply_call_event(adapter=adapter, event=ended)
    assert state_of(alice) == Presence.NOT_READY


def test_who_says_after_call_work_again_stays_in_it_without_a_limit(
    site: Site, alice: Agent
) -> None:
    call = ended_call(site, alice, wrap_up_seconds=20)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.AFTER_CALL_WORK)
    Agent.objects.filter(pk=alice.pk, state_until_at__isnull=False).update(
        state_until_at=timezone.now()
    )
    assert end_due_after_call_work() == 0
    finish_wrap_up(interaction_id=call.pk, agent=alice)
    assert state_of(alice) == Presence.AFTER_CALL_WORK


def test_who_says_ready_is_ready_and_the_wrap_up_still_takes_a_place(
    site: Site, alice: Agent
) -> None:
    ended_call(site, alice, wrap_up_seconds=20)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.READY)
    alice.refresh_from_db()
    assert alice.state_until_at is None
    make_waiting_chat(site)
    assert route_waiting() == 0  # capacity 1


def test_logging_out_ends_after_call_work_for_good(site: Site, alice: Agent) -> None:
    ended_call(site, alice, wrap_up_seconds=20)
    log_out_agent(agent=alice, actor=alice.as_actor())
    later = timezone.now() + timedelta(hours=1)
    Agent.objects.filter(pk=alice.pk).update(last_seen_at=later)
    assert end_due_after_call_work() == 0
    assert state_of(alice) == Presence.LOGGED_OUT
