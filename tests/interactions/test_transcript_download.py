"""A customer takes the own transcript along, from the site's own pages only."""

import json
import logging
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from cobrowse.tokens import hash_token, new_token
from interactions.models import ChatMessage, Customer, Interaction, Site, SiteOrigin
from interactions.services import end_interaction, send_message
from tests.people import (
    make_active_chat,
    make_agent,
    make_customer,
    make_site,
    make_waiting_chat,
)

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

PAGE = "https://shop.example"


@pytest.fixture
def site() -> Site:
    site = make_site(make_agent("alice", ready=True))
    SiteOrigin.objects.create(site=site, origin=PAGE)
    return site


@pytest.fixture
def chat(site: Site) -> Interaction:
    agent = make_agent("bea", ready=True)
    site.queues.get().agents.set([agent])
    chat = make_active_chat(site, agent)
    send_message(
        interaction=chat,
        actor=agent.as_actor(),
        text="It comes tomorrow.\nAt noon.",
        client_id="1",
    )
    return chat


def token_of(chat: Interaction) -> str:
    token = new_token()
    Customer.objects.filter(interactions=chat).update(token_hash=hash_token(token))
    return token


def ask(
    token: str | None,
    interaction: object,
    *,
    origin: str | None = PAGE,
    site: str = "shop",
    body: str | bytes | None = None,
    **more: object,
) -> "Answer":
    headers = {"content-type": "application/json"}
    if origin is not None:
        headers["origin"] = origin
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    client = Client(enforce_csrf_checks=True, headers=headers)
    text = body or json.dumps({"interaction": str(interaction), **more})
    return client.post(
        f"/widget/{site}/transcript", text, content_type="application/json"
    )


def test_the_transcript_is_a_readable_text_with_a_name(chat: Interaction) -> None:
    response = ask(token_of(chat), chat.pk)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    name = f"chat-{chat.created_at:%Y-%m-%d}.txt"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    head, _, lines = text.partition("─" * 60)
    assert "Chat with Shop" in head
    assert "Agent: Bea" in head
    assert "Time zone: UTC" in head
    assert f"{'   Carla'}\n        Where is my parcel?\n" in lines
    assert "   Bea\n        It comes tomorrow.\n        At noon.\n" in lines
    assert lines.index("Where is") < lines.index("tomorrow")


def test_times_are_told_in_the_zone_that_is_asked_for(chat: Interaction) -> None:
    ChatMessage.objects.filter(seq=1).update(created_at="2026-07-01T22:30:00Z")
    text = ask(token_of(chat), chat.pk, time_zone="Europe/Zurich").content.decode()
    assert "Time zone: Europe/Zurich" in text
    assert "July 2, 2026" in text
    assert "00:30   Carla" in text


def test_the_header_speaks_the_customers_language(chat: Interaction) -> None:
    token = token_of(chat)
    Customer.objects.filter(interactions=chat).update(language="de-CH")
    text = ask(token, chat.pk).content.decode()
    assert "Chat mit Shop" in text
    assert "Zeitzone: UTC" in text
    Customer.objects.filter(interactions=chat).update(language="tlh")
    assert "Chat with Shop" in ask(token, chat.pk).content.decode()


def test_an_ended_chat_may_be_taken_along_too(chat: Interaction) -> None:
    assert chat.customer is not None
    end_interaction(interaction=chat, actor=chat.customer.as_actor())
    assert "Ended: " in ask(token_of(chat), chat.pk).content.decode()


def test_only_pages_of_the_site_may_read_the_answer(chat: Interaction) -> None:
    response = ask(token_of(chat), chat.pk)
    assert response["Access-Control-Allow-Origin"] == PAGE
    assert response["Access-Control-Expose-Headers"] == "Content-Disposition"
    assert "Origin" in response["Vary"]
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://shop.example",
        "https://shop.example.evil.example",
        "https://evil.example",
        "https://shop.example:8443",
        "https://shop.example/",
        "https://shop.example, https://evil.example",
    ],
)
def test_foreign_origins_and_unknown_sites_look_the_same(
    chat: Interaction, origin: str | None
) -> None:
    token = token_of(chat)
    foreign = ask(token, chat.pk, origin=origin)
    unknown = ask(token, chat.pk, site="nowhere")
    for response in (foreign, unknown):
        assert response.status_code == 403
        assert "Access-Control-Allow-Origin" not in response
        assert "Origin" in response["Vary"]
    assert foreign.content == unknown.content
    assert b"parcel" not in foreign.content


def test_a_preflight_is_answered_for_the_site_alone(site: Site) -> None:
    def preflight(origin: str) -> "Answer":
        return Client().options(
            "/widget/shop/transcript",
            headers={
                "origin": origin,
                "access-control-request-method": "POST",
                "access-control-request-headers": "authorization,content-type",
            },
        )

    allowed = preflight(PAGE)
    assert (allowed.status_code, allowed.content) == (204, b"")
    assert allowed["Access-Control-Allow-Origin"] == PAGE
    assert allowed["Access-Control-Allow-Methods"] == "POST"
    assert allowed["Access-Control-Allow-Headers"] == "authorization, content-type"
    refused = preflight("https://evil.example")
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused


def test_missing_and_foreign_chats_look_the_same(site: Site, chat: Interaction) -> None:
    stranger = make_waiting_chat(site)
    token = token_of(stranger)
    answers = [ask(token, key) for key in (chat.pk, uuid4())]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_token_of_another_site_is_as_good_as_none(
    site: Site, chat: Interaction
) -> None:
    _, elsewhere = make_customer(make_site(key="other"))
    answers = [
        ask(token, chat.pk)
        for token in (None, "", "invented", elsewhere, "x" * 129, "\x7f")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0]["Access-Control-Allow-Origin"] == PAGE


def test_the_token_is_read_from_the_header_alone(chat: Interaction) -> None:
    token = token_of(chat)
    response = Client(headers={"origin": PAGE}).post(
        f"/widget/shop/transcript?token={token}&access_token={token}",
        json.dumps({"interaction": str(chat.pk)}),
        content_type="application/json",
    )
    assert response.status_code == 401
    in_body = ask(None, chat.pk, body=json.dumps({"token": token}))
    assert in_body.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "null",
        '{"interaction": 1}',
        '{"interaction": "x"}',
        '{"interaction": null}',
        '{"interaction": NaN}',
        b"\xff\xfe",
        "[" * 1000,
    ],
)
def test_what_is_no_request_is_refused(chat: Interaction, body: str | bytes) -> None:
    response = ask(token_of(chat), "", body=body or " ")
    assert (response.status_code, response.json()["error"]) == (400, "bad_message")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "", "/etc/utc"])
def test_an_unknown_time_zone_is_utc(chat: Interaction, zone: str) -> None:
    response = ask(token_of(chat), chat.pk, time_zone=zone)
    assert "Time zone: UTC" in response.content.decode()


def test_a_large_body_is_not_read(chat: Interaction) -> None:
    response = ask(token_of(chat), chat.pk, body="x" * 2000)
    assert (response.status_code, response.json()["error"]) == (413, "body_too_large")


def test_nothing_but_post_is_taken(chat: Interaction) -> None:
    for method in ("get", "put", "delete", "patch"):
        send = getattr(Client(headers={"origin": PAGE}), method)
        response = send("/widget/shop/transcript")
        assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


@override_settings(COBROWSE_DOWNLOADS_PER_MINUTE=2)
def test_downloads_of_one_customer_are_counted(chat: Interaction) -> None:
    token = token_of(chat)
    assert [ask(token, chat.pk).status_code for _ in range(3)] == [200, 200, 429]
    assert ask(token, chat.pk)["Retry-After"] == "60"


def test_neither_token_nor_line_is_logged(
    chat: Interaction, caplog: pytest.LogCaptureFixture
) -> None:
    token = token_of(chat)
    with caplog.at_level(logging.DEBUG):
        ask(token, chat.pk)
        ask(token, uuid4())
        ask(token, chat.pk, origin="https://evil.example")
    logged = "\n".join(
        record.getMessage()
        for record in caplog.records
        if record.name != "django.db.backends"
    )
    assert token not in logged
    assert "parcel" not in logged
