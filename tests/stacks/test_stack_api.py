"""/api/v1/stack/: a chat system of the company's own, friendly and hostile (PI-11)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from interactions.models import CtiAdapter, Interaction
from interactions.services import end_forgotten, issue_adapter_token, switch_adapter
from interactions.services.endings import LONGEST_CALL_SECONDS
from sessions_app.models import CobrowseSession, JoinAttempt
from tests.people import make_customer, make_site
from tests.sessions_app.places import (
    Place,
    end_call,
    events_of,
    fresh,
    make_place,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db

EVENTS = "/api/v1/stack/interactions"
CHAT = {"external_id": "chat-1", "media": "chat", "event": "answered", "agent": "alice"}


@pytest.fixture
def place() -> Place:
    cache.clear()
    return make_place()


class Stack:
    """A third party's chat server with a token of its own."""

    def __init__(self, place: Place, name: str = "chat stack") -> None:
        self.adapter = CtiAdapter(name=name, site=place.site)
        self.token = issue_adapter_token(adapter=self.adapter)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def post(self, url: str, body: object) -> Any:
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return Client().post(
            url, data, content_type="application/json", headers=self._headers()
        )

    def get(self, external_id: str = "chat-1") -> Any:
        return Client().get(f"{EVENTS}/{external_id}", headers=self._headers())

    def report(self, **fields: object) -> Any:
        return self.post(EVENTS, {**CHAT, **fields})

    def join(self, digits: str, external_id: str = "chat-1") -> Any:
        return self.post(f"{EVENTS}/{external_id}/join", {"session_id": digits})


@pytest.fixture
def stack(place: Place) -> Stack:
    return Stack(place)


def wrong_for(session: CobrowseSession) -> str:
    return f"{(int(session.session_id) + 1) % 10**9:09d}"


def test_a_chat_of_the_stack_is_shared_from_start_to_end(
    place: Place, stack: Stack
) -> None:
    begun = stack.report(customer_name="Carla", event="ringing")
    assert begun.json()["state"] == "ringing"
    assert stack.report().json()["state"] == "active"
    session = make_waiting_session(place)
    joined = stack.join(session.session_id)
    assert joined.status_code == 200, joined.content
    body = joined.json()
    assert body["session"]["state"] == "active"
    assert body["session"]["mode"] == "pointer"
    assert body["session"]["history_id"] == str(session.pk)
    assert body["attached_data"]["CoBrowseAssociated"] == "Yes"
    assert (body["agent"], body["customer_name"]) == ("alice", "Carla")
    assert session.session_id not in json.dumps(body)
    assert fresh(session).agent == place.alice
    assert fresh(session).media == "chat"
    assert "session.joined" in events_of(session)
    stack.report(event="ended")
    after = stack.get().json()
    assert (after["state"], after["session"]["state"]) == ("ended", "ended")
    assert after["session"]["end_reason"] == "interaction_ended"
    assert after["attached_data"]["CoBrowseAssociated"] == "No"


def test_a_transfer_ends_the_co_browse(place: Place, stack: Stack) -> None:
    stack.report()
    session = make_waiting_session(place)
    stack.join(session.session_id)
    stack.report(event="transferred", to_agent="bob")
    assert fresh(session).end_reason == "interaction_transferred"
    assert stack.get().json()["agent"] == "bob"


def test_an_interaction_has_several_sessions_one_after_another(
    place: Place, stack: Stack
) -> None:
    stack.report(media="voice")
    first = make_waiting_session(place)
    stack.join(first.session_id)
    second = make_waiting_session(place)
    refused = stack.join(second.session_id)
    assert (refused.status_code, refused.json()["error"]) == (409, "already_joined")


@pytest.mark.parametrize(
    "digits", ["", "12345678", "1234567890", "12345678x", "١٢٣٤٥٦٧٨٩"]
)
def test_what_is_no_nine_digits_is_not_counted_as_a_guess(
    place: Place, stack: Stack, digits: str
) -> None:
    stack.report()
    refused = stack.join(digits)
    assert refused.status_code == 400
    assert refused.json()["error"] in {"bad_session_id", "invalid"}
    assert not JoinAttempt.objects.exists()


def test_wrong_used_and_foreign_digits_look_the_same(
    place: Place, stack: Stack
) -> None:
    stack.report()
    stack.report(external_id="chat-2", agent="bob")
    session = make_waiting_session(place)
    elsewhere = make_waiting_session(Place(make_site(key="other"), *_agents(place)))
    answers = [stack.join(wrong_for(session)), stack.join(elsewhere.session_id)]
    assert stack.join(session.session_id).status_code == 200
    answers.append(stack.join(session.session_id, "chat-2"))
    assert {(a.status_code, a.content) for a in answers} == {(404, answers[0].content)}
    assert answers[0].json()["error"] == "session_not_found"


def _agents(place: Place) -> tuple[Any, Any]:
    return place.alice, place.bob


@override_settings(COBROWSE_JOIN_FAILURES_PER_AGENT=3)
def test_guesses_are_throttled_as_at_the_desktop(place: Place, stack: Stack) -> None:
    stack.report()
    session = make_waiting_session(place)
    codes = [stack.join(wrong_for(session)).json()["error"] for _ in range(4)]
    assert codes == ["session_not_found"] * 3 + ["rate_limited"]
    late = stack.join(session.session_id)
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 0


def test_another_adapters_interaction_does_not_exist(
    place: Place, stack: Stack
) -> None:
    stack.report()
    session = make_waiting_session(place)
    other = Stack(place, name="other stack")
    for answer in (other.get(), other.join(session.session_id), stack.get("chat-9")):
        assert answer.status_code == 404
        assert answer.json()["error"] == "not_found"
    assert fresh(session).state == "pending"
    assert not JoinAttempt.objects.exists()
    # Its own interaction of that name is another one.
    other.report(agent="bob")
    assert Interaction.objects.count() == 2
    assert stack.get().json()["agent"] == "alice"


def test_nobody_joins_a_chat_that_nobody_has_or_that_is_over(
    place: Place, stack: Stack
) -> None:
    session = make_waiting_session(place)
    stack.report(event="ringing")
    assert stack.join(session.session_id).json()["error"] == "no_interaction"
    stack.report(event="ended")
    assert stack.join(session.session_id).status_code == 404
    stack.report(external_id="chat-2", event="ended", agent="")
    assert stack.join(session.session_id, "chat-2").json()["error"] == "no_interaction"
    assert fresh(session).state == "pending"


def test_a_switched_off_adapter_can_do_nothing(place: Place, stack: Stack) -> None:
    stack.report()
    session = make_waiting_session(place)
    switch_adapter(adapter=stack.adapter, active=False)
    answers = [stack.report(), stack.get(), stack.join(session.session_id)]
    assert [a.status_code for a in answers] == [401, 401, 401]
    switch_adapter(adapter=stack.adapter, active=True)
    assert stack.get().status_code == 200


def test_an_id_keeps_its_medium(place: Place, stack: Stack) -> None:
    stack.report()
    refused = stack.report(media="voice")
    assert (refused.status_code, refused.json()["error"]) == (409, "other_media")
    call = stack.post(
        "/api/v1/cti/events", {"call_id": "chat-1", "event": "held", "agent": "alice"}
    )
    assert call.json()["error"] == "other_media"


def test_the_customers_widget_hears_nothing_of_the_stacks_chat(
    place: Place, stack: Stack
) -> None:
    from interactions.selectors import live_chat_of, newest_chat_of

    stack.report()
    session = make_waiting_session(place)
    stack.join(session.session_id)
    assert Interaction.objects.get().customer == session.customer
    assert live_chat_of(session.customer) is None
    assert newest_chat_of(session.customer) is None


def test_asking_again_while_shared_gives_the_same_session(
    place: Place, stack: Stack
) -> None:
    from interactions.lifecycle import Media
    from sessions_app.services import start_session

    stack.report()
    session = make_waiting_session(place)
    stack.join(session.session_id)
    customer = session.customer
    again = start_session(
        customer=customer, media=Media.VOICE, actor=customer.as_actor()
    )
    assert again.pk == session.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"external_id": ""}, "external_id"),
        ({"external_id": "a/b"}, "external_id"),
        ({"external_id": "x" * 129}, "external_id"),
        ({"external_id": "a b"}, "external_id"),
        ({"media": "fax"}, "media"),
        ({"event": "exploded"}, "event"),
        ({"customer_name": "x" * 81}, "customer_name"),
        ({"source": "Not a word"}, "source"),
        ({"call_id": "c1"}, "call_id"),
        ({"session_id": "123456789"}, "session_id"),
    ],
)
def test_a_bad_field_is_named(
    stack: Stack, change: dict[str, object], field: str
) -> None:
    response = stack.report(**change)
    assert response.status_code == 400, response.content
    assert list(response.json()["fields"]) == [field]
    assert not Interaction.objects.exists()


def test_a_giant_body_is_refused_before_it_is_read(stack: Stack) -> None:
    stack.report()
    for url in (EVENTS, f"{EVENTS}/chat-1/join"):
        response = stack.post(url, {"session_id": "1" * 1_100_000})
        assert (response.status_code, response.json()["error"]) == (
            413,
            "body_too_large",
        )


@pytest.mark.parametrize("external_id", ["a/b", "%00", "x" * 129, "..%2f", "ä"])
def test_a_strange_id_in_the_path_finds_nothing(stack: Stack, external_id: str) -> None:
    assert stack.get(external_id).status_code == 404


def test_a_call_of_the_switch_ends_as_ever(place: Place, stack: Stack) -> None:
    stack.report(external_id="call-1", media="voice")
    call = Interaction.objects.get()
    end_call(call)
    assert stack.get("call-1").json()["state"] == "ended"


def test_a_customer_of_another_site_is_never_joined(place: Place, stack: Stack) -> None:
    stack.report()
    other, _ = make_customer(make_site(key="other"))
    assert other.site != place.site
    session = make_waiting_session(Place(other.site, place.alice, place.bob))
    assert stack.join(session.session_id).json()["error"] == "session_not_found"
    assert fresh(session).state == "pending"


def test_a_chat_whose_end_was_never_reported_ends_by_itself(
    place: Place, stack: Stack
) -> None:
    stack.report()
    assert end_forgotten() == 0
    Interaction.objects.update(
        call_event_at=timezone.now() - timedelta(seconds=LONGEST_CALL_SECONDS + 1)
    )
    assert end_forgotten() == 1
    assert stack.get().json()["end_reason"] == "expired"
