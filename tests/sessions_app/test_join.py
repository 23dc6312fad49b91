"""Nine digits over the telephone: right ones, wrong ones, guessed ones (PI-4, T51)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cobrowse.errors import DomainError
from interactions.models import Interaction
from sessions_app.lifecycle import Mode, State
from sessions_app.models import CobrowseSession, JoinAttempt
from sessions_app.services import end_session, join_session
from tests.people import make_agent, make_site
from tests.sessions_app.places import (
    Place,
    back_in_time,
    customer_of,
    fresh,
    make_call,
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


@pytest.fixture
def call(place: Place) -> Interaction:
    return make_call(place.site, place.alice)


def join(place: Place, call: Interaction, digits: str) -> CobrowseSession:
    return join_session(
        agent=place.alice,
        interaction_id=call.pk,
        session_id=digits,
        actor=place.alice.as_actor(),
    )


def refusal(place: Place, call: Interaction, digits: str) -> DomainError:
    with pytest.raises(DomainError) as refused:
        join(place, call, digits)
    return refused.value


def wrong_for(session: CobrowseSession) -> str:
    return f"{(int(session.session_id) + 1) % 10**9:09d}"


def test_the_right_digits_join_in_pointer_mode(place: Place, call: Interaction) -> None:
    waiting = make_waiting_session(place)
    joined = join(place, call, waiting.session_id)
    assert (joined.pk, joined.state, joined.mode) == (
        waiting.pk,
        State.ACTIVE,
        Mode.POINTER,
    )
    assert (joined.agent, joined.interaction) == (place.alice, call)
    assert Interaction.objects.get(pk=call.pk).customer == waiting.customer


@pytest.mark.parametrize("spelling", ["{0}-{1}-{2}", "{0} {1} {2}", " {0}{1}{2} "])
def test_digits_may_be_typed_as_they_are_read_out(
    place: Place, call: Interaction, spelling: str
) -> None:
    digits = make_waiting_session(place).session_id
    typed = spelling.format(digits[:3], digits[3:6], digits[6:])
    assert join(place, call, typed).state == State.ACTIVE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345678",
        "1234567890",
        "12345678a",
        "١٢٣٤٥٦٧٨٩",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
        "-" * 40,
    ],
)
def test_what_is_no_nine_digits_is_not_looked_up_and_not_counted(
    place: Place, call: Interaction, typed: str
) -> None:
    error = refusal(place, call, typed)
    assert (error.code, error.http_status) == ("bad_session_id", 400)
    assert not JoinAttempt.objects.exists()


def test_wrong_expired_used_ended_and_foreign_digits_get_the_same_answer(
    place: Place, call: Interaction
) -> None:
    dave = make_agent("dave", ready=True)
    foreign = make_waiting_session(Place(make_site(dave, key="bank"), dave, dave))
    expired = make_waiting_session(place)
    back_in_time(expired, 601, "created_at")
    ended = make_waiting_session(place)
    end_session(session=ended, actor=customer_of(ended))
    erin = make_agent("erin", ready=True)
    used = make_voice_session(Place(place.site, erin, place.bob))
    frank = make_agent("frank", ready=True)
    place.site.queues.get().agents.add(frank)
    chat = make_chat_session(Place(place.site, frank, place.bob))
    answers = {
        (error.code, error.http_status, error.detail, error.retry_after, error.limit)
        for error in (
            refusal(place, call, digits)
            for digits in (
                wrong_for(used),
                expired.session_id,
                used.session_id,
                ended.session_id,
                foreign.session_id,
                chat.session_id,
            )
        )
    }
    assert {answer[:2] for answer in answers} == {("session_not_found", 404)}
    assert len(answers) == 1
    assert fresh(expired).end_reason == "never_joined"
    assert fresh(foreign).state == State.PENDING


def test_only_the_agent_of_a_live_call_may_try(place: Place, call: Interaction) -> None:
    waiting = make_waiting_session(place)
    for agent, interaction_id in ((place.bob, call.pk), (place.alice, uuid4())):
        with pytest.raises(DomainError, match="not_found"):
            join_session(
                agent=agent,
                interaction_id=interaction_id,
                session_id=waiting.session_id,
                actor=agent.as_actor(),
            )
    with pytest.raises(DomainError, match="not_allowed"):
        join_session(
            agent=place.alice,
            interaction_id=call.pk,
            session_id=waiting.session_id,
            actor=place.bob.as_actor(),
        )
    assert not JoinAttempt.objects.exists()
    assert fresh(waiting).state == State.PENDING


def test_a_second_join_is_refused(place: Place, call: Interaction) -> None:
    waiting = make_waiting_session(place)
    join(place, call, waiting.session_id)
    make_policy(place.site, one_session_per_agent=False)
    other = make_waiting_session(place)
    assert refusal(place, call, other.session_id).code == "already_joined"


def test_an_agent_in_another_session_is_told_so(place: Place) -> None:
    make_chat_session(place)
    call = make_call(place.site, place.alice)
    waiting = make_waiting_session(place)
    assert refusal(place, call, waiting.session_id).code == "agent_busy"


def test_the_eleventh_guess_is_refused_even_if_it_is_right(
    place: Place, call: Interaction
) -> None:
    waiting = make_waiting_session(place)
    for _ in range(10):
        assert refusal(place, call, wrong_for(waiting)).code == "session_not_found"
    error = refusal(place, call, waiting.session_id)
    assert (error.code, error.http_status) == ("rate_limited", 429)
    assert error.retry_after is not None
    assert 890 <= error.retry_after <= 900
    assert fresh(waiting).state == State.PENDING
    assert JoinAttempt.objects.count() == 10


def test_guesses_are_forgotten_after_a_quarter_of_an_hour(
    place: Place, call: Interaction
) -> None:
    waiting = make_waiting_session(place)
    for _ in range(10):
        refusal(place, call, wrong_for(waiting))
    JoinAttempt.objects.update(at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert join(place, call, waiting.session_id).state == State.ACTIVE


def test_success_does_not_wash_failures_away(place: Place, call: Interaction) -> None:
    waiting = make_waiting_session(place)
    for _ in range(4):
        refusal(place, call, wrong_for(waiting))
    join(place, call, waiting.session_id)
    assert JoinAttempt.objects.count() == 4


def test_a_site_takes_a_hundred_wrong_guesses_an_hour_from_all_agents_together(
    place: Place, call: Interaction
) -> None:
    waiting = make_waiting_session(place)
    JoinAttempt.objects.bulk_create(
        JoinAttempt(agent=place.bob, site=place.site) for _ in range(100)
    )
    error = refusal(place, call, waiting.session_id)
    assert (error.code, error.limit) == ("rate_limited", 100)
    assert error.retry_after is not None
    assert error.retry_after > 3_500
