"""What desktops read over HTTP: context, transcripts, search; charlie sees nothing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agents.models import Agent
from interactions.models import (
    ChatMessage,
    Customer,
    Disposition,
    Interaction,
    InteractionEvent,
    Site,
)
from interactions.services import end_interaction, send_message
from tests.people import (
    make_active_chat,
    make_agent,
    make_site,
    make_waiting_chat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Agent:
    return make_agent("alice", ready=True)


@pytest.fixture
def site(alice: Agent) -> Site:
    return make_site(alice)


@pytest.fixture
def chat(site: Site, alice: Agent) -> Interaction:
    return make_active_chat(site, alice)


def as_user(name: str) -> Client:
    client = Client()
    user, _ = User.objects.get_or_create(username=name)
    client.force_login(user)
    return client


def as_supervisor() -> Client:
    user = User.objects.create_user("sam")
    user.user_permissions.add(Permission.objects.get(codename="view_interaction"))
    return as_user("sam")


def say(chat: Interaction, text: str) -> ChatMessage:
    assert chat.customer is not None
    return send_message(
        interaction=chat,
        actor=chat.customer.as_actor(),
        text=text,
        client_id=uuid4().hex,
    )


def past_chat(site: Site, alice: Agent, text: str, *, days: int = 1) -> Interaction:
    """A chat that alice handled and that ended some days ago."""
    chat = make_active_chat(site, alice)
    say(chat, text)
    ended = end_interaction(interaction=chat, actor=alice.as_actor())
    at = timezone.now() - timedelta(days=days)
    Interaction.objects.filter(pk=ended.pk).update(
        created_at=at, ended_at=at + timedelta(minutes=5), wrap_up_open=False
    )
    return ended


def context_of(chat: Interaction, client: Client) -> dict[str, Any]:
    response = client.get(f"/agent/interactions/{chat.pk}/context/")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def found(client: Client, **query: str) -> list[str]:
    response = client.get("/agent/search/", query)
    assert response.status_code == 200, response.content
    return [each["id"] for each in response.json()["results"]]


# -- context ------------------------------------------------------------------------
def test_the_context_tells_who_it_is_and_what_was_before(
    site: Site, alice: Agent, chat: Interaction
) -> None:
    before = past_chat(site, alice, "A broken cup")
    Interaction.objects.filter(pk=before.pk).update(
        customer=chat.customer,
        disposition=Disposition.objects.create(name="Solved"),
        note="Sent a new one.",
        attached_data={"CoBrowseSessionsQuantity": 2},
    )
    Customer.objects.filter(interactions=chat).update(
        language="de", url="https://shop.example/help", page_title="Help"
    )
    body = context_of(chat, as_user("alice"))
    assert body["customer"]["name"] == "Carla"
    assert (body["customer"]["language"], body["customer"]["online"]) == ("de", True)
    assert body["page"] == {
        "url": "https://shop.example/help",
        "title": "Help",
        "referrer": "",
    }
    assert body["attached_data"]["pageTitle"] == "Cart"
    (earlier,) = body["earlier"]
    assert earlier["id"] == str(before.pk)
    assert (earlier["disposition"], earlier["note"]) == ("Solved", "Sent a new one.")
    assert (earlier["lines"], earlier["cobrowse_sessions"]) == (2, 2)
    assert (earlier["agent_name"], earlier["end_reason"]) == ("Alice", "agent_ended")


def test_the_context_stays_for_the_wrap_up_and_goes_with_it(
    alice: Agent, chat: Interaction
) -> None:
    end_interaction(interaction=chat, actor=alice.as_actor())
    Interaction.objects.filter(pk=chat.pk).update(wrap_up_open=True)
    assert context_of(chat, as_user("alice"))["customer"]["name"] == "Carla"
    Interaction.objects.filter(pk=chat.pk).update(wrap_up_open=False)
    address = f"/agent/interactions/{chat.pk}/context/"
    assert as_user("alice").get(address).status_code == 404


@pytest.mark.parametrize("what", ["context", "transcript"])
def test_missing_and_foreign_interactions_look_the_same(
    site: Site, chat: Interaction, what: str
) -> None:
    make_agent("charlie")
    User.objects.create_user("nobody")
    waiting = make_waiting_chat(site)
    for name in ("charlie", "nobody"):
        client = as_user(name)
        answers = [
            client.get(f"/agent/interactions/{key}/{what}/")
            for key in (chat.pk, waiting.pk, uuid4())
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
    assert not InteractionEvent.objects.filter(name="transcript.read").exists()


@pytest.mark.parametrize(
    "address", ["interactions/{}/context/", "interactions/{}/transcript/", "search/"]
)
def test_strangers_are_asked_to_sign_in_and_nothing_is_changed_by_post(
    chat: Interaction, address: str
) -> None:
    path = "/agent/" + address.format(chat.pk)
    stranger = Client().get(path, {"q": "parcel"})
    assert (stranger.status_code, stranger.json()["error"]) == (401, "auth_required")
    assert as_user("alice").post(path).status_code == 405
    User.objects.filter(username="alice").update(is_active=False)
    assert as_user("alice").get(path, {"q": "parcel"}).status_code == 401


def test_answers_are_not_kept_by_browsers(chat: Interaction) -> None:
    response = as_user("alice").get(f"/agent/interactions/{chat.pk}/context/")
    assert "no-store" in response["Cache-Control"]


def test_a_long_past_costs_the_context_no_more_queries(
    site: Site,
    alice: Agent,
    chat: Interaction,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(25):
        before = past_chat(site, alice, f"Cup {number}", days=number + 1)
        Interaction.objects.filter(pk=before.pk).update(customer=chat.customer)
    client = as_user("alice")
    # Session, user, agent, permissions (2), interaction, earlier ones.
    with django_assert_max_num_queries(7):
        assert len(context_of(chat, client)["earlier"]) == 20


# -- transcripts --------------------------------------------------------------------
def test_an_agent_reads_the_own_transcript_and_no_event_is_written(
    alice: Agent, chat: Interaction
) -> None:
    say(chat, "It is blue.")
    body = as_user("alice").get(f"/agent/interactions/{chat.pk}/transcript/").json()
    texts = [line["text"] for line in body["messages"]]
    assert texts == ["Where is my parcel?", "It is blue."]
    assert (body["interaction"]["state"], body["disposition"]) == ("active", None)
    assert not InteractionEvent.objects.filter(name="transcript.read").exists()


def test_an_earlier_one_of_the_present_customer_may_be_read_and_is_noted(
    site: Site, alice: Agent, chat: Interaction
) -> None:
    bob = make_agent("bob")
    before = past_chat(site, alice, "A broken cup")
    Interaction.objects.filter(pk=before.pk).update(agent=bob)
    address = f"/agent/interactions/{before.pk}/transcript/"
    client = as_user("alice")
    assert client.get(address).status_code == 404
    Interaction.objects.filter(pk=before.pk).update(customer=chat.customer)
    assert client.get(address).status_code == 200
    event = InteractionEvent.objects.get(name="transcript.read")
    assert (event.interaction_id, event.actor_role) == (before.pk, "agent")
    assert event.actor_id == str(alice.pk)
    end_interaction(interaction=chat, actor=alice.as_actor())
    Interaction.objects.update(wrap_up_open=False)
    assert client.get(address).status_code == 404


def test_staff_with_permission_reads_all_and_each_time_is_noted(
    chat: Interaction,
) -> None:
    client = as_supervisor()
    address = f"/agent/interactions/{chat.pk}/transcript/"
    for _ in range(2):
        assert client.get(address).status_code == 200
    sam = User.objects.get(username="sam")
    events = InteractionEvent.objects.filter(name="transcript.read")
    assert {(each.actor_role, each.actor_id) for each in events} == {
        ("staff", str(sam.pk))
    }
    assert events.count() == 2
    # The desktop's context belongs to whoever handles it, permission or not.
    assert client.get(f"/agent/interactions/{chat.pk}/context/").status_code == 404


# -- search -------------------------------------------------------------------------
def test_search_finds_the_newest_line_with_all_words_in_any_case(
    site: Site, alice: Agent
) -> None:
    chat = past_chat(site, alice, "The green KETTLE whistles")
    say_again = ChatMessage.objects.create(
        interaction=chat, seq=9, author_role="customer", text="kettle, green indeed"
    )
    past_chat(site, alice, "A green cup", days=2)
    body = as_user("alice").get("/agent/search/", {"q": "Green kettle"}).json()
    (result,) = body["results"]
    assert (result["id"], result["seq"]) == (str(chat.pk), say_again.seq)
    assert result["snippet"] == "kettle, green indeed"
    assert (result["customer_name"], result["agent_name"]) == ("Carla", "Alice")
    assert body["next"] is None


def test_search_finds_names_numbers_and_notes(site: Site, alice: Agent) -> None:
    chat = past_chat(site, alice, "Hello")
    Interaction.objects.filter(pk=chat.pk).update(
        customer_name="Émile Zola", phone_number="+33 1 4321", note="Wants a refund"
    )
    client = as_user("alice")
    for words in ("zola", "émile", "ÉMILE", "4321", "refund"):
        assert found(client, q=words) == [str(chat.pk)], words
    result = client.get("/agent/search/", {"q": "refund"}).json()["results"][0]
    assert (result["seq"], result["snippet"]) == (None, "Wants a refund")


def test_an_agent_finds_own_interactions_only_and_staff_all(
    site: Site, alice: Agent
) -> None:
    mine = past_chat(site, alice, "A kettle")
    theirs = past_chat(site, alice, "Another kettle", days=2)
    Interaction.objects.filter(pk=theirs.pk).update(agent=make_agent("bob"))
    make_agent("charlie")
    assert found(as_user("alice"), q="kettle") == [str(mine.pk)]
    assert found(as_user("charlie"), q="kettle") == []
    assert found(as_supervisor(), q="kettle") == [str(mine.pk), str(theirs.pk)]


@pytest.mark.parametrize("query", ["%%", "__", "%_", "100%", "a_b", "\\\\", "';--"])
def test_wildcards_and_quotes_of_sql_are_letters(
    site: Site, alice: Agent, query: str
) -> None:
    past_chat(site, alice, "Nothing of the kind, 1000 axb")
    client = as_user("alice")
    assert found(client, q=query) == []
    hit = past_chat(site, alice, f"It says {query} here")
    assert found(client, q=query) == [str(hit.pk)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "query_too_short"),
        ("   ", "query_too_short"),
        ("a", "query_too_short"),
        ("a b c", "query_too_short"),
        ("\x00\x01\x7f", "query_too_short"),
        ("x" * 201, "query_too_long"),
        ("x" * 100_000, "query_too_long"),
    ],
)
def test_a_search_of_nothing_or_of_too_much_is_refused(
    chat: Interaction, query: str, code: str
) -> None:
    response = as_user("alice").get("/agent/search/", {"q": query})
    assert (response.status_code, response.json()["error"]) == (400, code)


def test_control_characters_and_halves_of_pairs_are_no_part_of_a_query(
    site: Site, alice: Agent
) -> None:
    hit = past_chat(site, alice, "The kettle")
    client = as_user("alice")
    assert found(client, q="ket\x00tle\x1b") == [str(hit.pk)]
    assert found(client, q="\ud83d kettle".encode("utf-8", "replace").decode()) == []


@pytest.mark.parametrize(
    "cursor",
    ["x", "_", "1_", "_1", "1e999_0", "9" * 70, "1_zz", "-1_x", "1_" + "0" * 31],
)
def test_a_broken_place_is_refused(chat: Interaction, cursor: str) -> None:
    response = as_user("alice").get("/agent/search/", {"q": "kettle", "before": cursor})
    assert (response.status_code, response.json()["error"]) == (400, "bad_cursor")
    page = as_user("alice").get("/agent/transcripts/", {"before": cursor})
    assert page.status_code == 400


def test_pages_of_results_meet_without_gap_or_repeat(
    site: Site,
    alice: Agent,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    at = timezone.now() - timedelta(days=3)
    keys = []
    for number in range(45):
        chat = past_chat(site, alice, "kettle")
        keys.append(str(chat.pk))
        # Some at the very same moment.
        Interaction.objects.filter(pk=chat.pk).update(
            created_at=at + timedelta(seconds=number // 4)
        )
    client = as_user("alice")
    seen: list[str] = []
    before: str | None = ""
    for size in (20, 20, 5):
        # Session, user, agent, permissions (2), the newest, the page, its hits (2).
        with django_assert_max_num_queries(9):
            body = client.get(
                "/agent/search/", {"q": "kettle", "before": before or ""}
            ).json()
        assert len(body["results"]) == size
        seen += [each["id"] for each in body["results"]]
        before = body["next"]
    assert before is None
    assert sorted(seen) == sorted(keys)


def test_rare_words_are_found_beyond_the_newest(
    site: Site,
    alice: Agent,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr("interactions.selectors.search.NEWEST_LOOKED_AT", 3)
    old = past_chat(site, alice, "A samovar", days=30)
    for number in range(4):
        past_chat(site, alice, "A kettle", days=number + 1)
    client = as_user("alice")
    with django_assert_max_num_queries(10):
        assert found(client, q="samovar") == [str(old.pk)]
    assert len(found(client, q="kettle")) == 4
    assert found(client, q="teapot") == []


def test_a_long_line_is_cut_around_the_hit(site: Site, alice: Agent) -> None:
    past_chat(site, alice, f"{'left ' * 100}KETTLE{' right' * 100}")
    client = as_user("alice")
    result = client.get("/agent/search/", {"q": "kettle"}).json()["results"][0]
    assert "KETTLE" in result["snippet"]
    assert result["snippet"].startswith("… ")
    assert result["snippet"].endswith(" …")
    assert len(result["snippet"]) <= 164


@override_settings(COBROWSE_SEARCHES_PER_MINUTE=2)
def test_searches_of_one_user_are_counted(chat: Interaction) -> None:
    client = as_user("alice")
    for _ in range(2):
        found(client, q="parcel")
    response = client.get("/agent/search/", {"q": "parcel"})
    assert (response.status_code, response.json()["error"]) == (429, "rate_limited")
    assert response["Retry-After"] == "60"
    assert client.get("/agent/transcripts/").status_code == 429
