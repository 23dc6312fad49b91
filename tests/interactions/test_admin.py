"""The admin's pages open, history is read-only, tokens are shown once."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from interactions.lifecycle import State
from interactions.models import (
    CtiAdapter,
    Interaction,
    InteractionEvent,
    Site,
    SiteOrigin,
)
from interactions.selectors import adapter_for_token
from interactions.services import issue_adapter_token
from tests.people import make_active_chat, make_adapter, make_agent, make_site

pytestmark = pytest.mark.django_db

MODELS = [
    "agents_agent",
    "agents_agentgroup",
    "agents_agentstateevent",
    "agents_notreadyreason",
    "agents_skill",
    "auth_user",
    "interactions_callback",
    "interactions_disposition",
    "interactions_openinghours",
    "interactions_site",
    "interactions_queue",
    "interactions_quickreply",
    "interactions_ctiadapter",
    "interactions_customer",
    "interactions_interaction",
]
READ_ONLY = [
    "agents_agentstateevent",
    "interactions_callback",
    "interactions_customer",
    "interactions_interaction",
]


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def chat() -> Interaction:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    SiteOrigin.objects.create(site=site, origin="https://shop.example")
    make_adapter(site)
    return make_active_chat(site, alice)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_and_searches(
    client: Client, chat: Interaction, model: str
) -> None:
    url = reverse(f"admin:{model}_changelist")
    assert client.get(url).status_code == 200
    for query in ("a", "'\"<script>", "\x00", str(chat.pk)):
        assert client.get(url, {"q": query}).status_code in {200, 302}, query


@pytest.mark.parametrize("model", sorted(set(MODELS) - set(READ_ONLY)))
def test_every_form_opens(client: Client, chat: Interaction, model: str) -> None:
    assert client.get(reverse(f"admin:{model}_add")).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY)
def test_history_cannot_be_added(client: Client, chat: Interaction, model: str) -> None:
    assert client.get(reverse(f"admin:{model}_add")).status_code == 403


def test_an_interaction_shows_its_timeline_and_transcript_and_no_form(
    client: Client, chat: Interaction
) -> None:
    url = reverse("admin:interactions_interaction_change", args=[chat.pk])
    page = client.get(url).content.decode()
    for text in ("Where is my parcel?", "offer.accepted", "chat.started", "Alice"):
        assert text in page
    assert 'name="_save"' not in page
    client.post(url, {"state": "ended"})
    chat.refresh_from_db()
    assert chat.state == State.ACTIVE
    delete = reverse("admin:interactions_interaction_delete", args=[chat.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_a_customer_page_shows_no_more_than_the_name(
    client: Client, chat: Interaction
) -> None:
    url = reverse("admin:interactions_customer_change", args=[chat.customer_id])
    page = client.get(url).content.decode()
    assert "Carla" in page
    assert chat.customer is not None
    assert chat.customer.token_hash not in page
    assert "shop.example" not in page


def end(client: Client, chat: Interaction) -> int:
    response = client.post(
        reverse("admin:interactions_interaction_changelist"),
        {"action": "end_selected", "_selected_action": [str(chat.pk)]},
    )
    return response.status_code


def test_the_administration_ends_an_interaction_and_says_who(
    client: Client, chat: Interaction
) -> None:
    end(client, chat)
    chat.refresh_from_db()
    assert (chat.state, chat.end_reason) == ("ended", "staff_ended")
    event = InteractionEvent.objects.get(name="interaction.ended")
    root = User.objects.get(username="root")
    assert (event.actor_role, event.actor_id) == ("staff", str(root.pk))
    assert end(client, chat) == 302


def test_who_may_only_look_cannot_end_it(chat: Interaction) -> None:
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_interaction"))
    client = Client()
    client.force_login(viewer)
    end(client, chat)
    chat.refresh_from_db()
    assert chat.state == State.ACTIVE


def no_rows(client: Client, url: str) -> dict[str, str]:
    """The form's inline tables, all empty."""
    page = client.get(url).content.decode()
    names = re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', page)
    return dict.fromkeys(names, "0")


def test_a_bad_origin_is_refused_with_the_reason(client: Client) -> None:
    url = reverse("admin:interactions_site_add")
    data = {
        **no_rows(client, url),
        "name": "Shop",
        "key": "shop",
        "voice_number": "",
        "active": "on",
        "origins-TOTAL_FORMS": "1",
        "origins-INITIAL_FORMS": "0",
        "origins-0-origin": "https://*.example.com",
    }
    page = client.post(url, data)
    assert page.status_code == 200
    assert "This is no origin" in page.content.decode()
    assert not Site.objects.exists()
    data["origins-0-origin"] = "https://Shop.Example.com/"
    assert client.post(url, data).status_code == 302
    assert SiteOrigin.objects.get().origin == "https://shop.example.com"


def token_in(page: str) -> str:
    (token,) = re.findall(r"<code>([\w-]{32})</code>", page)
    return str(token)


def test_a_token_is_shown_once_and_works(client: Client) -> None:
    listing = reverse("admin:interactions_ctiadapter_changelist")
    page = client.post(
        reverse("admin:interactions_ctiadapter_add"),
        {"name": "<b>pbx</b>", "site": "", "active": "on"},
        follow=True,
    ).content.decode()
    token = token_in(page)
    assert "<b>pbx</b>" not in page
    assert token not in client.get(listing).content.decode()
    adapter = adapter_for_token(token)
    assert adapter is not None
    edit = reverse("admin:interactions_ctiadapter_change", args=[adapter.pk])
    client.post(edit, {"name": "pbx", "site": "", "active": "on"}, follow=True)
    assert adapter_for_token(token) == adapter
    page = client.post(
        listing,
        {"action": "renew_token", "_selected_action": [str(adapter.pk)]},
        follow=True,
    ).content.decode()
    assert adapter_for_token(token) is None
    assert adapter_for_token(token_in(page)) == adapter
    assert CtiAdapter.objects.count() == 1


def test_a_token_is_in_no_cookie_and_in_no_session(client: Client) -> None:
    page = client.post(
        reverse("admin:interactions_ctiadapter_add"),
        {"name": "pbx", "site": "", "active": "on"},
    )
    token = token_in(page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert all(token not in cookie.value for cookie in client.cookies.values())
    assert token not in str(dict(client.session.items()))


def test_an_adapter_is_switched_off_and_on_again(client: Client) -> None:
    adapter = make_adapter(make_site(), name="pbx")
    token = issue_adapter_token(adapter=adapter)
    listing = reverse("admin:interactions_ctiadapter_changelist")
    chosen = {"_selected_action": [str(adapter.pk)]}
    client.post(listing, {"action": "switch_off", **chosen})
    assert adapter_for_token(token) is None
    client.post(listing, {"action": "switch_on", **chosen})
    assert adapter_for_token(token) == adapter


def test_an_agent_is_logged_out_from_the_administration(
    client: Client, chat: Interaction
) -> None:
    alice = chat.agent
    assert alice is not None
    client.post(
        reverse("admin:agents_agent_changelist"),
        {"action": "log_out", "_selected_action": [str(alice.pk)]},
    )
    alice.refresh_from_db()
    assert (alice.state, alice.state_reason) == ("logged_out", "administration")


def test_a_user_who_is_barred_in_the_administration_leaves_presence(
    client: Client, chat: Interaction
) -> None:
    alice = chat.agent
    assert alice is not None
    response = client.post(
        reverse("admin:auth_user_change", args=[alice.user_id]),
        {
            "username": "alice",
            "date_joined_0": "2026-01-01",
            "date_joined_1": "00:00:00",
            "last_login_0": "",
            "last_login_1": "",
        },
    )
    assert response.status_code == 302, response.content
    alice.refresh_from_db()
    assert alice.state == "logged_out"


def test_lists_ask_few_questions(
    client: Client,
    chat: Interaction,
    django_assert_max_num_queries: object,
) -> None:
    for model in ("interactions_interaction", "agents_agent", "interactions_queue"):
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            client.get(reverse(f"admin:{model}_changelist"))
