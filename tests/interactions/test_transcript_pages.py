"""The transcript pages for people, and transcripts in the administration."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agents.models import Agent
from interactions.models import ChatMessage, Interaction, InteractionEvent, Site
from interactions.selectors.highlights import Piece, pieces
from tests.interactions.test_transcript_reads import (
    as_supervisor,
    as_user,
    past_chat,
    say,
)
from tests.people import make_active_chat, make_agent, make_site

pytestmark = pytest.mark.django_db

LIST = "/agent/transcripts/"


@pytest.fixture
def alice() -> Agent:
    return make_agent("alice", ready=True)


@pytest.fixture
def site(alice: Agent) -> Site:
    return make_site(alice)


def page(client: Client, address: str = LIST, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return response.content.decode()


def rows(text: str) -> list[str]:
    """The ids on a page of results, in order."""
    return re.findall(r'find__name" href="/agent/transcripts/([0-9a-f-]{36})/', text)


def reads() -> int:
    return InteractionEvent.objects.filter(name="transcript.read").count()


# -- the list -----------------------------------------------------------------------
def test_without_words_the_own_ones_are_listed_newest_first(
    site: Site, alice: Agent
) -> None:
    older = past_chat(site, alice, "One", days=3)
    newer = past_chat(site, alice, "Two", days=1)
    foreign = past_chat(site, alice, "Three", days=2)
    Interaction.objects.filter(pk=foreign.pk).update(agent=make_agent("bob"))
    listed = page(as_user("alice"))
    assert rows(listed) == [str(newer.pk), str(older.pk)]
    assert listed.count("Where is my parcel?") == 2
    assert rows(page(as_supervisor())) == [
        str(newer.pk),
        str(foreign.pk),
        str(older.pk),
    ]


def test_a_search_marks_the_words_and_leads_to_the_line(
    site: Site, alice: Agent
) -> None:
    chat = past_chat(site, alice, "The green <kettle> & pot")
    client = as_user("alice")
    text = page(client, q="KETTLE")
    assert "&lt;<mark>kettle</mark>&gt; &amp; pot" in text
    address = f"/agent/transcripts/{chat.pk}/?q=KETTLE"
    assert f'href="{address}#line-2"' in text
    reading = page(client, address)
    assert 'id="line-2"' in reading
    assert "&lt;<mark>kettle</mark>&gt; &amp; pot" in reading


def test_dates_medium_and_agent_narrow_what_is_found(site: Site, alice: Agent) -> None:
    chat = past_chat(site, alice, "kettle", days=10)
    day = (timezone.now() - timedelta(days=10)).date()
    client = as_supervisor()
    hit = [str(chat.pk)]
    assert rows(page(client, start=str(day), end=str(day))) == hit
    assert rows(page(client, start=str(day + timedelta(days=1)))) == []
    assert rows(page(client, end=str(day - timedelta(days=1)))) == []
    assert rows(page(client, medium="chat")) == hit
    assert rows(page(client, medium="voice")) == []
    assert rows(page(client, agent=str(alice.pk))) == hit
    assert rows(page(client, agent=str(make_agent("bob").pk))) == []


def test_an_agent_is_not_asked_whose_and_cannot_ask(site: Site, alice: Agent) -> None:
    bob = make_agent("bob")
    past_chat(site, alice, "kettle")
    text = page(as_user("bob"), agent=str(alice.pk))
    assert rows(text) == []
    assert 'name="agent"' not in text
    assert "Alice" not in text
    assert bob.display_name == "Bob"


def test_older_pages_keep_the_filter(site: Site, alice: Agent) -> None:
    chats = [past_chat(site, alice, "a kettle", days=n) for n in range(1, 24)]
    client = as_user("alice")
    first = page(client, q="a kettle", medium="chat")
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert "q=a+kettle&amp;medium=chat" in older
    second = page(client, LIST + older.replace("&amp;", "&"))
    assert rows(first) + rows(second) == [str(chat.pk) for chat in chats]
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"q": "x"}, 400, "at least 2 letters"),
        ({"q": "x" * 201}, 400, "at most 200"),
        ({"start": "yesterday"}, 400, "valid date"),
        ({"start": "2026-02-02", "end": "2026-02-01"}, 400, "ends before it starts"),
        ({"before": "nonsense"}, 400, "not there"),
        ({"medium": "pigeon"}, 400, "valid choice"),
        ({"q": "nobody wrote this"}, 200, "Nothing found"),
        ({}, 200, "No transcripts yet"),
    ],
)
def test_every_outcome_says_so_and_keeps_what_was_typed(
    alice: Agent, query: dict[str, str], status: int, said: str
) -> None:
    response = as_user("alice").get(LIST, query)
    text = response.content.decode()
    assert (response.status_code, said in text) == (status, True), text
    if "q" in query:
        assert f'value="{query["q"]}"' in text


def test_strangers_sign_in_and_people_without_a_part_in_it_are_turned_away(
    site: Site, alice: Agent
) -> None:
    chat = past_chat(site, alice, "kettle")
    for address in (LIST, f"{LIST}{chat.pk}/"):
        answer = Client().get(address)
        assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)
        User.objects.get_or_create(username="nobody")
        assert as_user("nobody").get(address).status_code == 403


def test_many_results_cost_no_more_queries(
    site: Site,
    alice: Agent,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(22):
        past_chat(site, alice, f"kettle {number}", days=number + 1)
    client = as_user("alice")
    # Session, user, agent, permissions (2), the newest, the page, its hits (2), the
    # template's own look at the agent and permissions (2).
    with django_assert_max_num_queries(11):
        assert len(rows(page(client, q="kettle"))) == 20


# -- one to read --------------------------------------------------------------------
def test_a_transcript_is_read_with_its_facts(site: Site, alice: Agent) -> None:
    chat = past_chat(site, alice, "First\nsecond <b>line</b>")
    Interaction.objects.filter(pk=chat.pk).update(note="Was <i>kind</i>")
    text = page(as_user("alice"), f"{LIST}{chat.pk}/")
    assert "First\nsecond &lt;b&gt;line&lt;/b&gt;" in text
    assert "Was &lt;i&gt;kind&lt;/i&gt;" in text
    assert text.index("Where is my parcel?") < text.index("First")
    for word in ("Carla", "Alice", "shop chat", "pageTitle", "agent ended"):
        assert word in text
    assert reads() == 0


def test_missing_and_foreign_transcripts_are_both_not_found(
    site: Site, alice: Agent
) -> None:
    chat = past_chat(site, alice, "kettle")
    make_agent("charlie")
    client = as_user("charlie")
    answers = [client.get(f"{LIST}{key}/") for key in (chat.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert reads() == 0


def test_reading_somebody_elses_is_noted(site: Site, alice: Agent) -> None:
    chat = past_chat(site, alice, "kettle")
    page(as_supervisor(), f"{LIST}{chat.pk}/")
    event = InteractionEvent.objects.get(name="transcript.read")
    sam = User.objects.get(username="sam")
    assert (event.actor_role, event.actor_id) == ("staff", str(sam.pk))
    assert (event.agent, event.state) == (alice, "ended")


def test_others_of_the_customer_are_links_only_for_who_may_read_them(
    site: Site, alice: Agent
) -> None:
    chat = past_chat(site, alice, "kettle")
    other = past_chat(site, alice, "pot", days=5)
    Interaction.objects.filter(pk=other.pk).update(
        customer=chat.customer, agent=make_agent("bob")
    )
    link = f'href="/agent/transcripts/{other.pk}/"'
    assert link not in page(as_user("alice"), f"{LIST}{chat.pk}/")
    assert link in page(as_supervisor(), f"{LIST}{chat.pk}/")


def test_a_long_transcript_costs_no_more_queries(
    site: Site,
    alice: Agent,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    chat = past_chat(site, alice, "kettle")
    ChatMessage.objects.bulk_create(
        ChatMessage(
            interaction=chat,
            seq=seq,
            author_role="agent",
            agent=alice,
            text=f"Line {seq}",
        )
        for seq in range(10, 200)
    )
    client = as_user("alice")
    # Session, user, agent, permissions (2), the row, lines, earlier ones, and the
    # template's own look at agent and permissions (2).
    with django_assert_max_num_queries(10):
        assert "Line 199" in page(client, f"{LIST}{chat.pk}/")


def test_pages_are_not_kept_and_need_no_script(site: Site, alice: Agent) -> None:
    response = as_user("alice").get(LIST)
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert "<script" not in text
    assert " style=" not in text


def test_words_are_found_in_any_case_and_the_longest_first() -> None:
    assert pieces("Tea and teapots", ("tea", "teapot")) == [
        Piece("Tea", True),
        Piece(" and ", False),
        Piece("teapot", True),
        Piece("s", False),
    ]
    assert pieces("a.c abc", (".",)) == [
        Piece("a", False),
        Piece(".", True),
        Piece("c abc", False),
    ]
    assert pieces("", ("x",)) == []


# -- the administration -------------------------------------------------------------
@pytest.fixture
def root() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_the_administration_finds_by_what_was_written(
    site: Site, alice: Agent, root: Client
) -> None:
    chat = past_chat(site, alice, "The green kettle, 100%")
    other = past_chat(site, alice, "A pot", days=2)
    listing = reverse("admin:interactions_interaction_changelist")

    def found(query: str) -> list[bool]:
        text = root.get(listing, {"q": query}).content.decode()
        return [str(each.pk) in text for each in (chat, other)]

    assert found("kettle green") == [True, False]
    assert found("%") == [False, False]
    assert found("100%") == [True, False]
    assert found("Carla") == [True, True]
    assert found(str(other.pk)) == [False, True]


def test_the_administration_shows_the_transcript_and_notes_who_read_it(
    site: Site, alice: Agent, root: Client
) -> None:
    chat = make_active_chat(site, alice)
    address = reverse("admin:interactions_interaction_change", args=[chat.pk])
    text = root.get(address).content.decode()
    assert "Where is my parcel?" in text
    assert "<textarea" not in text
    assert reads() == 1
    assert root.get(address.replace(str(chat.pk), str(uuid4()))).status_code == 302
    assert reads() == 1


def test_a_long_transcript_costs_the_administration_no_more_queries(
    site: Site,
    alice: Agent,
    root: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    chat = make_active_chat(site, alice)
    for number in range(30):
        say(chat, f"Line {number}")
    address = reverse("admin:interactions_interaction_change", args=[chat.pk])
    with django_assert_max_num_queries(20):
        assert "Line 29" in root.get(address).content.decode()
