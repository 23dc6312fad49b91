"""What ends is noted in the same transaction, and its facts are written once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import AgentGroup
from agents.services import set_presence
from interactions.call_story import CallKind
from interactions.lifecycle import Media
from interactions.models import Interaction
from interactions.services import CallEvent, apply_call_event, end_interaction
from reporting.aggregation.buckets import hour_of
from reporting.models import (
    ActivityDay,
    ActivityHour,
    BuildLock,
    DirtyHour,
    FactDue,
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from reporting.services.facts import MOST_FAILURES, mark_dirty
from reporting.services.settle import settle_reports
from sessions_app.models import CobrowseSession
from sessions_app.services import end_session
from tests.people import make_adapter, make_agent
from tests.sessions_app.places import make_chat_session, make_place

pytestmark = pytest.mark.django_db


def ended_chat() -> tuple[Interaction, CobrowseSession]:
    session = make_chat_session(make_place())
    assert session.agent is not None
    assert session.interaction_id is not None
    end_session(session=session, actor=session.agent.as_actor())
    chat = Interaction.objects.get(pk=session.interaction_id)
    assert chat.agent is not None
    end_interaction(interaction=chat, actor=chat.agent.as_actor())
    return chat, session


def test_an_ended_session_and_interaction_have_one_fact_each() -> None:
    chat, session = ended_chat()
    settle_reports()
    settle_reports()
    assert SessionFact.objects.get().pk == session.pk
    fact = InteractionFact.objects.get()
    assert (fact.pk, fact.sessions, fact.end_reason) == (chat.pk, 1, "agent_ended")
    handling = HandlingFact.objects.get()
    assert (handling.with_cobrowse, handling.is_first) == (True, True)
    assert QueueStayFact.objects.get().outcome == "accepted"
    assert OfferFact.objects.get().outcome == "accepted"
    assert ActivityHour.objects.filter(sessions=1).count() == 1


def test_what_is_rolled_back_is_not_due() -> None:
    session = make_chat_session(make_place())
    FactDue.objects.all().delete()
    assert session.agent is not None
    with transaction.atomic():
        end_session(session=session, actor=session.agent.as_actor())
        transaction.set_rollback(True)
    assert not FactDue.objects.exists()


def test_a_live_session_is_no_fact_yet_and_a_lasting_state_neither() -> None:
    make_chat_session(make_place())
    settle_reports()
    assert not SessionFact.objects.exists()
    assert not InteractionFact.objects.exists()
    assert not HandlingFact.objects.exists()
    assert not StateFact.objects.filter(ended_at__gt=timezone.now()).exists()


def test_a_state_that_is_over_is_a_fact() -> None:
    agent = make_agent("dora")
    for state in (Presence.NOT_READY, Presence.READY, Presence.LOGGED_OUT):
        set_presence(agent=agent, actor=agent.as_actor(), state=state)
        settle_reports()
    states = StateFact.objects.filter(agent=agent).order_by("pk")
    assert [fact.state for fact in states] == ["not_ready", "ready"]


def test_a_fact_keeps_the_group_that_its_agent_had() -> None:
    chat, session = ended_chat()
    settle_reports()
    agent = chat.agent
    assert agent is not None
    agent.group = AgentGroup.objects.create(name="elsewhere")
    agent.save(update_fields=["group"])
    for subject, key in (("session", session.pk), ("interaction", chat.pk)):
        FactDue.objects.create(subject=subject, key=str(key))
    settle_reports()
    assert SessionFact.objects.get().group_id is None
    assert HandlingFact.objects.get().group_id is None


def test_facts_stay_when_what_they_tell_of_is_gone() -> None:
    chat, session = ended_chat()
    settle_reports()
    CobrowseSession.objects.filter(pk=session.pk).delete()
    chat.delete()
    for fact in SessionFact.objects.all():
        FactDue.objects.create(subject="session", key=str(fact.pk))
        FactDue.objects.create(subject="interaction", key=str(fact.interaction_id))
    settle_reports()
    assert not FactDue.objects.exists()
    for model in (SessionFact, InteractionFact, HandlingFact, QueueStayFact, OfferFact):
        assert model._default_manager.count() == 1


def test_a_fact_that_is_none_any_more_leaves_the_sums_of_its_hour() -> None:
    """As when a late report says that the call was another agent's all along."""
    chat, _session = ended_chat()
    settle_reports()
    fact = HandlingFact.objects.get()
    long_ago = fact.started_at - timedelta(days=3)
    fact.pk, fact.number, fact.started_at = None, 2, long_ago
    fact.save(force_insert=True)
    mark_dirty({hour_of(long_ago)})
    settle_reports()
    of_then = ActivityHour.objects.filter(hour_at=hour_of(long_ago))
    assert of_then.get().handled == 1
    FactDue.objects.create(subject="interaction", key=str(chat.pk))
    settle_reports()
    assert not of_then.exists()


def test_one_subject_that_cannot_be_written_keeps_nobody_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended_chat()
    FactDue.objects.create(subject="session", key="no key at all")
    settle_reports()
    assert SessionFact.objects.count() == 1
    stuck = FactDue.objects.get()
    assert (stuck.key, stuck.failures) == ("no key at all", 1)
    assert "could not be written" in caplog.text
    for _ in range(MOST_FAILURES + 2):
        settle_reports()
        FactDue.objects.update(try_at=timezone.now())
    assert FactDue.objects.get().failures == MOST_FAILURES


def test_a_lock_that_an_emptied_database_has_lost_is_made_anew() -> None:
    ended_chat()
    BuildLock.objects.all().delete()
    settle_reports()
    assert SessionFact.objects.exists()
    assert BuildLock.objects.exists()


def test_a_zone_that_is_new_gets_all_its_days(settings: object) -> None:
    ended_chat()
    settings.COBROWSE_REPORT_ZONES = ["UTC"]  # type: ignore[attr-defined]
    settle_reports()
    assert set(ActivityDay.objects.values_list("zone", flat=True)) == {"UTC"}
    settings.COBROWSE_REPORT_ZONES = ["Asia/Tokyo"]  # type: ignore[attr-defined]
    settle_reports()
    assert set(ActivityDay.objects.values_list("zone", flat=True)) == {"Asia/Tokyo"}
    assert sum(ActivityDay.objects.values_list("sessions", flat=True)) == 1
    assert not DirtyHour.objects.exists()


def test_an_ended_call_that_is_corrected_late_is_counted_anew() -> None:
    """The switch reports the answer after the end: what was abandoned was not."""
    place = make_place()
    adapter = make_adapter(name="late")
    now = timezone.now()

    def report(kind: CallKind, seconds: int) -> None:
        apply_call_event(
            adapter=adapter,
            event=CallEvent(
                call_id="c-1",
                event=kind,
                agent=place.alice.user.username,
                at=now - timedelta(seconds=seconds),
                site=place.site.key,
            ),
        )
        settle_reports()

    report(CallKind.RINGING, 60)
    report(CallKind.ENDED, 10)
    assert InteractionFact.objects.get().end_reason == "abandoned"
    assert not HandlingFact.objects.exists()
    report(CallKind.ANSWERED, 50)
    fact = InteractionFact.objects.get()
    assert (fact.end_reason, fact.wait_ms, fact.media) == (
        "call_ended",
        10_000,
        Media.VOICE,
    )
    assert HandlingFact.objects.get().talk_ms == 40_000
    day = ActivityDay.objects.filter(zone="UTC", media="voice")
    assert sum(day.values_list("handled", flat=True)) == 1
    assert sum(day.values_list("interactions_abandoned", flat=True)) == 0
