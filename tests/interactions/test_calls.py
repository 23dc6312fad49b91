"""What a telephone switch reports: in order, out of order, twice, and wrongly."""

import itertools
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from agents.models import Agent
from agents.selectors import agent_by_username
from cobrowse.actors import Actor, Role
from interactions import hooks
from interactions.call_story import CallKind
from interactions.hooks import Ending
from interactions.lifecycle import State
from interactions.models import CtiAdapter, Interaction, InteractionEvent, Site
from interactions.selectors import active_voice_of, handled_by
from interactions.services import (
    CallEvent,
    apply_call_event,
    attach_customer,
    end_interaction,
    transfer_interaction,
)
from tests.people import make_adapter, make_agent, make_customer, make_site
from tests.refusals import refused

pytestmark = pytest.mark.django_db

START = timezone.now() - timedelta(minutes=10)


@pytest.fixture
def adapter() -> CtiAdapter:
    return make_adapter(make_site(make_agent("alice"), make_agent("bob")))


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def report(
    adapter: CtiAdapter,
    kind: str,
    seconds: int | None = None,
    *,
    agent: str | None = None,  # None: alice, except for a transfer
    to_agent: str = "",
    phone_number: str = "",
    site: str = "",
) -> Interaction:
    event = CallEvent(
        call_id="c1",
        event=CallKind(kind),
        at=at(seconds) if seconds is not None else None,
        agent=("" if kind == "transferred" else "alice") if agent is None else agent,
        to_agent=to_agent,
        phone_number=phone_number,
        site=site,
    )
    return apply_call_event(adapter=adapter, event=event)


def names() -> list[str]:
    return list(InteractionEvent.objects.order_by("pk").values_list("name", flat=True))


def test_a_whole_call(adapter: CtiAdapter) -> None:
    ringing = report(adapter, "ringing", 0, phone_number="+49 30 1234567")
    assert (ringing.state, ringing.answered_at) == ("ringing", None)
    assert ringing.phone_number == "+49 30 1234567"
    assert report(adapter, "answered", 5).answered_at == at(5)
    assert report(adapter, "held", 10).state == State.HELD
    assert report(adapter, "retrieved", 20).state == State.ACTIVE
    ended = report(adapter, "ended", 60)
    assert (ended.state, ended.end_reason, ended.ended_at) == (
        "ended",
        "call_ended",
        at(60),
    )
    assert names() == [
        "call.ringing",
        "call.answered",
        "call.held",
        "call.retrieved",
        "interaction.ended",
    ]


def test_reports_without_a_time_are_taken_as_they_come(adapter: CtiAdapter) -> None:
    states = [
        report(adapter, kind).state
        for kind in ("ringing", "answered", "held", "retrieved", "ended")
    ]
    assert states == ["ringing", "active", "held", "active", "ended"]


@pytest.mark.parametrize(
    "kind", ["ringing", "answered", "held", "retrieved", "transferred", "ended"]
)
def test_a_report_sent_twice_changes_nothing(adapter: CtiAdapter, kind: str) -> None:
    more = {"to_agent": "bob"} if kind == "transferred" else {}
    report(adapter, "ringing", 0)
    report(adapter, kind, 5, **more)
    before = (list(Interaction.objects.values()), names())
    report(adapter, kind, 5, **more)
    report(adapter, kind, 5, **more)
    assert (list(Interaction.objects.values()), names()) == before


FACTS = [
    ("ringing", 0),
    ("answered", 5),
    ("held", 10),
    ("retrieved", 20),
    ("ended", 60),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(5))))
def test_in_any_order_the_call_ends_up_the_same(
    adapter: CtiAdapter, order: tuple[int, ...]
) -> None:
    for index in order:
        kind, seconds = FACTS[index]
        call = report(adapter, kind, seconds)
    assert Interaction.objects.count() == 1
    assert call.state == State.ENDED
    assert call.created_at <= at(60)
    ended_at = order.index(4)
    if ended_at == 4:  # everything else was heard while the call lived
        assert (call.created_at, call.ended_at) == (at(0), at(60))


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_live_call_is_in_its_latest_state_whatever_comes_late(
    adapter: CtiAdapter, order: tuple[int, ...]
) -> None:
    for index in order:
        kind, seconds = FACTS[index]
        report(adapter, kind, seconds)
    call = Interaction.objects.get()
    assert call.state == State.ACTIVE
    assert call.created_at == at(0)
    assert call.answered_at is not None
    assert at(5) <= call.answered_at <= at(20)


@pytest.mark.parametrize("kind", ["ringing", "answered", "held", "retrieved"])
def test_what_is_reported_after_the_end_does_not_bring_it_back(
    adapter: CtiAdapter, kind: str
) -> None:
    report(adapter, "ended")
    assert report(adapter, kind).state == State.ENDED
    assert Interaction.objects.count() == 1
    assert list(handled_by(_agent("alice"))) == []


def test_an_unanswered_call_was_abandoned(adapter: CtiAdapter) -> None:
    report(adapter, "ringing", 0)
    assert report(adapter, "ended", 30).end_reason == "abandoned"


def _agent(name: str) -> Agent:
    agent = agent_by_username(name)
    assert agent is not None
    return agent


def test_a_transfer_moves_the_call_and_ends_its_cobrowse(
    adapter: CtiAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str | None, Ending, Role]] = []

    def listen(interaction: Interaction, how: Ending, actor: Actor) -> None:
        name = interaction.agent.display_name if interaction.agent else None
        heard.append((name, how, actor.role))

    monkeypatch.setattr(hooks, "on_interaction_ended", [listen])
    report(adapter, "ringing", 0)
    report(adapter, "answered", 5)
    report(adapter, "held", 8)
    moved = report(adapter, "transferred", 10, agent="alice", to_agent="bob")
    assert (moved.state, moved.agent) == ("active", _agent("bob"))
    assert heard == [("Bob", "transferred", Role.ADAPTER)]
    assert list(handled_by(_agent("alice"))) == []
    assert active_voice_of(_agent("bob")) == moved
    late = report(adapter, "answered", 5)
    assert late.agent == _agent("bob")
    report(adapter, "ended", 30)
    assert heard[1:] == [("Bob", "ended", Role.ADAPTER)]


def test_a_ringing_call_may_move_before_it_is_answered(adapter: CtiAdapter) -> None:
    report(adapter, "ringing", 0)
    moved = report(adapter, "ringing", 10, agent="bob")
    assert (moved.state, moved.agent) == ("ringing", _agent("bob"))
    moved = report(adapter, "transferred", 20, to_agent="alice")
    assert (moved.state, moved.agent, moved.answered_at) == (
        "ringing",
        _agent("alice"),
        None,
    )
    picked = report(adapter, "answered", 30, agent="bob")
    assert (picked.state, picked.agent) == ("active", _agent("bob"))


def test_unknown_agents_are_a_coded_error_and_leave_nothing(
    adapter: CtiAdapter,
) -> None:
    with refused("unknown_agent"):
        report(adapter, "ringing", agent="mallory")
    with refused("agent_required"):
        report(adapter, "ringing", agent="")
    with refused("agent_required"):
        report(adapter, "transferred", to_agent="")
    assert not Interaction.objects.exists()


def test_a_report_of_another_day_is_refused(adapter: CtiAdapter) -> None:
    with refused("bad_time"):
        report(adapter, "ringing", -100_000)


def test_a_switch_whose_clock_is_ahead_does_not_reach_into_the_future(
    adapter: CtiAdapter,
) -> None:
    call = report(adapter, "ringing", 100_000)
    assert call.created_at <= timezone.now()


def test_the_site_comes_from_the_adapter_the_event_or_there_is_only_one() -> None:
    make_agent("alice")
    only = make_site()
    free = make_adapter(name="free")
    assert report(free, "ringing").site == only
    other = make_site(key="other")
    bound = make_adapter(other, name="bound")
    assert report(bound, "ringing").site == other
    with refused("unknown_site"):
        report(bound, "ringing", site="shop")
    event = CallEvent(call_id="c2", event=CallKind.RINGING, agent="alice")
    with refused("site_required"):
        apply_call_event(adapter=free, event=event)
    with refused("unknown_site"):
        report(free, "ringing", site="nowhere")
    Site.objects.filter(key="other").update(active=False)
    assert apply_call_event(adapter=free, event=event).site == only


def test_two_adapters_may_use_the_same_call_id(adapter: CtiAdapter) -> None:
    other = make_adapter(Site.objects.get(), name="other")
    assert report(adapter, "ringing").pk != report(other, "ringing").pk


def test_the_agent_may_end_a_call_of_the_own_but_not_transfer_it(
    adapter: CtiAdapter,
) -> None:
    call = report(adapter, "answered")
    alice, bob = _agent("alice"), _agent("bob")
    with refused("not_found"):
        end_interaction(interaction=call, actor=bob.as_actor())
    with refused("not_allowed"):
        transfer_interaction(interaction=call, actor=alice.as_actor(), to_agent=bob.pk)
    ended = end_interaction(interaction=call, actor=alice.as_actor())
    assert ended.end_reason == "agent_ended"
    assert report(adapter, "held").state == State.ENDED


def test_the_call_that_is_talked_in_comes_before_one_on_hold(
    adapter: CtiAdapter,
) -> None:
    first = report(adapter, "answered")
    report(adapter, "held")
    alice = _agent("alice")
    assert active_voice_of(alice) == first
    event = CallEvent(call_id="c2", event=CallKind.ANSWERED, agent="alice")
    second = apply_call_event(adapter=adapter, event=event)
    assert active_voice_of(alice) == second


def test_a_caller_is_attached_to_one_visitor_once(adapter: CtiAdapter) -> None:
    call = report(adapter, "answered")
    site = Site.objects.get()
    carla, other = make_customer(site)[0], make_customer(site)[0]
    alice = _agent("alice")
    actor = alice.as_actor()
    attached = attach_customer(interaction=call, actor=actor, customer=carla)
    assert attached.customer == carla
    attach_customer(interaction=call, actor=actor, customer=carla)
    with refused("conflict"):
        attach_customer(interaction=call, actor=actor, customer=other)
    foreign, _ = make_customer(make_site(key="other"))
    event = CallEvent(call_id="c2", event=CallKind.ANSWERED, agent="alice")
    second = apply_call_event(adapter=adapter, event=event)
    with refused("conflict"):
        attach_customer(interaction=second, actor=actor, customer=foreign)
    with refused("conflict"):
        attach_customer(interaction=second, actor=actor, customer=carla)
    assert names().count("customer.attached") == 1
