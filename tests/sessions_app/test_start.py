"""Who may start a session on what (PI-1 to PI-7, SL-2 to SL-6, MD-1)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.errors import DomainError
from interactions.lifecycle import Media
from interactions.models import Interaction
from interactions.services import end_interaction, transfer_interaction
from sessions_app import rules
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowseSession, MaskingRule
from sessions_app.selectors import live_session_of_customer, rules_for
from sessions_app.services import end_session, start_session
from tests.people import make_active_chat, make_customer, make_waiting_chat
from tests.sessions_app.places import (
    Place,
    customer_of,
    end_call,
    events_of,
    fresh,
    make_chat_session,
    make_place,
    make_policy,
    make_voice_session,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


def test_a_chat_session_starts_active_in_pointer_mode(place: Place) -> None:
    session = make_chat_session(place)
    assert (session.state, session.mode) == (State.ACTIVE, Mode.POINTER)
    assert session.agent == place.alice
    assert session.activated_at is not None
    assert events_of(session) == ["session.started", "session.joined"]


def test_a_voice_session_waits_with_nine_digits(place: Place) -> None:
    session = make_waiting_session(place)
    assert session.state == State.PENDING
    assert session.agent is None
    assert len(session.session_id) == 9
    assert session.session_id.isdecimal()


def test_a_chat_that_still_waits_cannot_be_shared(place: Place) -> None:
    customer = make_waiting_chat(place.site).customer
    assert customer is not None
    with pytest.raises(DomainError) as refused:
        start_session(customer=customer, media=Media.CHAT, actor=customer.as_actor())
    assert refused.value.code == "no_interaction"


def test_without_a_chat_there_is_nothing_to_share(place: Place) -> None:
    customer, _ = make_customer(place.site)
    with pytest.raises(DomainError, match="no_interaction"):
        start_session(customer=customer, media=Media.CHAT, actor=customer.as_actor())


def test_nobody_but_the_customer_starts(place: Place) -> None:
    customer = make_active_chat(place.site, place.alice).customer
    other, _ = make_customer(place.site)
    assert customer is not None
    staff = Actor(Role.STAFF, "1")
    for actor in (place.alice.as_actor(), other.as_actor(), staff, SYSTEM):
        with pytest.raises(DomainError, match="not_allowed"):
            start_session(customer=customer, media=Media.CHAT, actor=actor)
    assert not CobrowseSession.objects.exists()


def test_starting_twice_gives_the_running_session_back(place: Place) -> None:
    session = make_chat_session(place)
    again = start_session(
        customer=session.customer, media=Media.CHAT, actor=customer_of(session)
    )
    assert again.pk == session.pk
    with pytest.raises(DomainError, match="session_running"):
        start_session(
            customer=session.customer, media=Media.VOICE, actor=customer_of(session)
        )


def test_a_second_session_in_the_same_chat_works_and_is_counted(place: Place) -> None:
    first = make_chat_session(place)
    end_session(session=first, actor=customer_of(first))
    second = start_session(
        customer=first.customer, media=Media.CHAT, actor=customer_of(first)
    )
    assert second.pk != first.pk
    assert second.interaction is not None
    data = Interaction.objects.get(pk=second.interaction.pk).attached_data
    assert data["CoBrowseSessionsQuantity"] == 2
    assert data["CoBrowseSessionId"] == str(second.pk)
    assert data["CoBrowseAssociated"] == "Yes"


def test_an_agent_shares_one_page_at_a_time(place: Place) -> None:
    make_chat_session(place)
    with pytest.raises(DomainError, match="agent_busy"):
        make_chat_session(place)


def test_a_policy_may_allow_several_sessions_per_agent(place: Place) -> None:
    make_policy(place.site, one_session_per_agent=False)
    first, second = make_chat_session(place), make_chat_session(place)
    assert {first.agent, second.agent} == {place.alice}


def test_the_session_ends_with_its_chat(place: Place) -> None:
    session = make_chat_session(place)
    assert session.interaction is not None
    end_interaction(interaction=session.interaction, actor=customer_of(session))
    ended = fresh(session)
    assert (ended.state, ended.end_reason) == (
        State.ENDED,
        EndReason.INTERACTION_ENDED,
    )


def test_the_session_ends_with_its_call(place: Place) -> None:
    session = make_voice_session(place)
    assert session.interaction is not None
    end_call(session.interaction)
    assert fresh(session).end_reason == EndReason.INTERACTION_ENDED


def test_the_session_ends_when_the_chat_is_transferred(place: Place) -> None:
    session = make_chat_session(place)
    chat = session.interaction
    assert chat is not None
    assert chat.queue_id is not None
    transfer_interaction(
        interaction=chat, actor=place.alice.as_actor(), to_queue=chat.queue_id
    )
    assert fresh(session).end_reason == EndReason.INTERACTION_TRANSFERRED


def test_ending_the_session_leaves_the_chat_alive(place: Place) -> None:
    session = make_chat_session(place)
    end_session(session=session, actor=customer_of(session))
    assert session.interaction is not None
    chat = Interaction.objects.get(pk=session.interaction.pk)
    assert chat.state == "active"
    assert chat.attached_data["CoBrowseAssociated"] == "No"
    assert chat.attached_data["CoBrowseDuration"] >= 0


def test_digits_that_a_live_session_has_are_refused_by_the_database(
    place: Place,
) -> None:
    first, second = make_waiting_session(place), make_waiting_session(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        CobrowseSession.objects.filter(pk=second.pk).update(session_id=first.session_id)
    end_session(session=first, actor=customer_of(first))
    CobrowseSession.objects.filter(pk=second.pk).update(session_id=first.session_id)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": State.ACTIVE},
        {"state": State.ENDED},
        {"mode": Mode.WRITE},
        {"end_reason": EndReason.INACTIVITY},
        {"state": "lost"},
        {"media": "fax"},
    ],
)
def test_the_database_refuses_a_session_that_makes_no_sense(
    place: Place, broken: dict[str, str]
) -> None:
    session = make_waiting_session(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        CobrowseSession.objects.filter(pk=session.pk).update(**broken)


def test_rules_of_the_start_stay_pinned(place: Place) -> None:
    rule = MaskingRule.objects.create(
        site=place.site, url_pattern="*", selector=".iban", effect=rules.Effect.MASK
    )
    session = make_waiting_session(place)
    rule.delete()
    make_policy(place.site, mask_all=True)
    url = "https://shop.example/"
    assert [r.selector for r in rules_for(fresh(session), url)] == [".iban"]
    assert fresh(session).pinned_rules["mask_all"] is False


def test_a_rule_that_slipped_past_the_checks_masks_everything(place: Place) -> None:
    MaskingRule.objects.create(
        site=place.site, url_pattern="*", selector="a:hover", effect=rules.Effect.MASK
    )
    with pytest.raises(ValidationError):
        MaskingRule.objects.get().full_clean()
    pinned = make_waiting_session(place).pinned_rules
    assert (pinned["mask_all"], pinned["rules"]) == (True, [])


def test_drawn_ids_are_spread_over_the_whole_range(place: Place) -> None:
    drawn = []
    for _ in range(12):
        session = make_waiting_session(place)
        drawn.append(session.session_id)
        end_session(session=session, actor=customer_of(session))
        assert live_session_of_customer(session.customer) is None
    assert len(set(drawn)) == len(drawn)
