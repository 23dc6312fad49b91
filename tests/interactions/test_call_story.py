"""Reports of a call in any order, doubled, late: the same reports, the same call."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.models import Agent
from cobrowse.actors import Role
from interactions.call_story import CallKind, Told, says_news, story_of
from interactions.lifecycle import EndReason, State
from interactions.models import CallReport, CtiAdapter, Interaction, InteractionEvent
from interactions.services import CallEvent, apply_call_event, end_interaction
from tests.people import make_adapter, make_agent, make_site
from tests.refusals import refused

START = timezone.now().replace(microsecond=0) - timedelta(hours=1)
NUMBER = "+49 30 1234567"
KINDS = st.sampled_from(list(CallKind))
# Few seconds, so that many things happen at once.
TIMES = st.integers(min_value=0, max_value=6)


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


@st.composite
def tales(draw: st.DrawFn) -> tuple[list[CallEvent], list[CallEvent]]:
    """The reports of one call, and the same with copies in another order."""
    reports = []
    for _ in range(draw(st.integers(min_value=1, max_value=7))):
        kind = draw(KINDS)
        name = draw(st.sampled_from(["alice", "bob"]))
        reports.append(
            CallEvent(
                call_id="c1",
                event=kind,
                agent=name,
                to_agent=name if kind is CallKind.TRANSFERRED else "",
                phone_number=draw(st.sampled_from(["", NUMBER])),
                at=at(draw(TIMES)),
            )
        )
    copies = draw(st.lists(st.sampled_from(reports), max_size=4))
    return reports, draw(st.permutations([*reports, *copies]))


def outcome(adapter: CtiAdapter, events: list[CallEvent]) -> dict[str, Any]:
    """What the row says after these reports; then everything is forgotten."""
    for event in events:
        apply_call_event(adapter=adapter, event=event)
    row = Interaction.objects.values(
        "state",
        "agent_id",
        "created_at",
        "answered_at",
        "ended_at",
        "end_reason",
        "ended_by",
        "call_event_at",
        "phone_number",
        "phone_key",
        "customer_name",
    ).get()
    Interaction.objects.all().delete()
    return dict(row)


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(tale=tales())
def test_any_order_with_copies_ends_in_the_same_row(
    people: CtiAdapter, tale: tuple[list[CallEvent], list[CallEvent]]
) -> None:
    told, shuffled = tale
    assert outcome(people, told) == outcome(people, shuffled)


@pytest.fixture
def people() -> CtiAdapter:
    return make_adapter(make_site(make_agent("alice"), make_agent("bob")))


@given(
    reports=st.lists(
        st.builds(Told, KINDS, st.builds(at, TIMES), st.sampled_from([None, 1, 2])),
        min_size=1,
        max_size=9,
    )
)
def test_a_story_keeps_the_promises_of_its_row(reports: list[Told]) -> None:
    story = story_of(reports)
    times = [told.at for told in reports]
    assert story.created_at == min(times)
    assert (story.state is State.ENDED) == (story.ended_at is not None)
    ends = [told.at for told in reports if told.kind is CallKind.ENDED]
    assert story.ended_at == (min(ends) if ends else None)
    if story.answered_at is not None:
        assert story.created_at <= story.answered_at
        assert story.ended_at is None or story.answered_at <= story.ended_at
    if story.state in {State.ACTIVE, State.HELD}:
        assert story.answered_at is not None
    assert not says_news(reports, reports[0])


def test_late_news_of_the_ring_make_an_unanswered_call_abandoned() -> None:
    end = Told(CallKind.ENDED, at(9), None)
    assert story_of([end]).end_reason is EndReason.CALL_ENDED
    ring = Told(CallKind.RINGING, at(1), 1)
    assert story_of([end, ring]).end_reason is EndReason.ABANDONED


def report(adapter: CtiAdapter, kind: str, seconds: int, **more: str) -> Interaction:
    fields: dict[str, Any] = {"agent": "alice", **more}
    return apply_call_event(
        adapter=adapter,
        event=CallEvent(call_id="c1", event=CallKind(kind), at=at(seconds), **fields),
    )


@pytest.mark.django_db
def test_a_transfer_that_is_heard_late_still_moves_the_call(people: CtiAdapter) -> None:
    report(people, "answered", 1)
    report(people, "held", 5, agent="")
    moved = report(people, "transferred", 3, to_agent="bob")
    assert (moved.state, _name(moved.agent)) == (State.HELD, "bob")


@pytest.mark.django_db
def test_what_comes_after_the_end_completes_the_account(people: CtiAdapter) -> None:
    report(people, "ended", 60, agent="")
    report(people, "answered", 5)
    call = report(people, "ringing", 0, phone_number=NUMBER)
    assert (call.created_at, call.answered_at, call.ended_at) == (at(0), at(5), at(60))
    assert (call.state, call.end_reason) == ("ended", "call_ended")
    assert (_name(call.agent), call.phone_number) == ("alice", NUMBER)


@pytest.mark.django_db
def test_what_the_agent_ended_stays_as_the_agent_ended_it(people: CtiAdapter) -> None:
    call = report(people, "answered", 5)
    assert call.agent is not None
    ended = end_interaction(interaction=call, actor=call.agent.as_actor())
    report(people, "held", 7)
    after = report(people, "ended", 60)
    assert (after.ended_at, after.ended_by) == (ended.ended_at, Role.AGENT)
    assert after.end_reason == "agent_ended"


@pytest.mark.django_db
def test_a_call_from_before_reports_were_kept_goes_on(people: CtiAdapter) -> None:
    report(people, "ringing", 0)
    report(people, "answered", 5)
    CallReport.objects.all().delete()
    assert report(people, "held", 9, agent="").state == State.HELD
    assert report(people, "ended", 60).end_reason == "call_ended"


@pytest.mark.django_db
def test_an_adapter_that_invents_times_fills_no_table(
    people: CtiAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interactions.services.calls.REPORTS_MAX", 3)
    for seconds, kind in enumerate(["answered", "held", "retrieved"]):
        report(people, kind, seconds)
    with refused("too_many_reports"):
        report(people, "held", 10)
    assert report(people, "ended", 20).state == State.ENDED
    for seconds in range(21, 30):
        report(people, "ended", seconds)
    assert CallReport.objects.count() == 4


@pytest.mark.django_db
def test_a_copy_writes_no_event(people: CtiAdapter) -> None:
    for _ in range(3):
        report(people, "ringing", 0)
        report(people, "answered", 2)
    assert InteractionEvent.objects.count() == 2


def _name(agent: Agent | None) -> str:
    assert agent is not None
    return agent.user.get_username()
