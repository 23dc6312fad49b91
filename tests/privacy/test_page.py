"""The privacy page and REST: for people with the permission, and nobody else."""

import json
from typing import cast

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.http import HttpResponse, StreamingHttpResponse
from django.test import AsyncClient, Client
from pytest_django import Settings

from interactions.models import Customer, ErasureReceipt, LegalHold
from tests.people import make_active_chat
from tests.privacy.stage import PHONE, Known, make_known, settled
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_quotas() -> None:
    cache.clear()


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    return settled(make_known(place))


def person(name: str, *codenames: str) -> User:
    user = User.objects.create_user(name)
    permissions = Permission.objects.filter(codename__in=codenames)
    user.user_permissions.set(permissions)
    return user


def client_of(*codenames: str, name: str = "sue", strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict)
    client.force_login(person(name, *codenames))
    return client


@pytest.fixture
def sue() -> Client:
    """A supervisor, who may do all of it."""
    return client_of("erase_customer", "export_customer")


BY_PHONE = {"by": "contact", "value": PHONE}


def shown(answer: object) -> str:
    return cast(HttpResponse, answer).content.decode()


def test_a_customer_is_found_by_the_number_and_counted(
    sue: Client, carla: Known
) -> None:
    page = sue.post("/privacy/", BY_PHONE)
    assert page.status_code == 200
    text = shown(page)
    for words in ("Chat lines", "Co-browse sessions", "Callbacks", "Erase for good"):
        assert words in text
    # How much is held, not what.
    assert "Carla says" not in text
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_nobody_found_is_said_so(sue: Client, carla: Known) -> None:
    text = shown(sue.post("/privacy/", {"by": "contact", "value": "x@example.com"}))
    assert "Nobody found" in text
    wrong = sue.post("/privacy/", {"by": "customer", "value": "no id"})
    assert wrong.status_code == 404
    assert sue.post("/privacy/", {"by": "contact", "value": ""}).status_code == 400


def test_erasing_needs_the_word_and_gives_a_receipt(sue: Client, carla: Known) -> None:
    refused = sue.post("/privacy/erase/", {**BY_PHONE, "confirm": "yes"})
    assert refused.status_code == 400
    assert Customer.objects.exists()
    done = sue.post("/privacy/erase/", {**BY_PHONE, "confirm": " Erase "})
    receipt = ErasureReceipt.objects.get()
    assert done.status_code == 302
    assert done["Location"] == f"/privacy/receipts/{receipt.pk}/"
    page = shown(sue.get(done["Location"]))
    assert str(receipt.pk) in page
    assert PHONE not in page
    assert not Customer.objects.exists()
    again = shown(sue.post("/privacy/", BY_PHONE))
    assert "Erased already" in again


def test_what_still_goes_on_says_so_instead_of_a_button(
    sue: Client, place: Place, carla: Known
) -> None:
    chat = make_active_chat(place.site, place.alice)
    who = {"by": "interaction", "value": str(chat.pk)}
    assert "Erase for good" not in shown(sue.post("/privacy/", who))
    refused = sue.post("/privacy/erase/", {**who, "confirm": "erase"})
    assert refused.status_code == 409
    assert "still goes on" in shown(refused)


def test_a_hold_is_placed_with_a_reason_and_released(sue: Client, carla: Known) -> None:
    assert sue.post("/privacy/hold/", {**BY_PHONE, "reason": " "}).status_code == 400
    page = shown(sue.post("/privacy/hold/", {**BY_PHONE, "reason": "Case 4711"}))
    assert "Case 4711" in page
    assert "Erase for good" not in page
    hold = LegalHold.objects.get()
    assert hold.actor_role == "staff"
    erase = sue.post("/privacy/erase/", {**BY_PHONE, "confirm": "erase"})
    assert erase.status_code == 409
    page = shown(sue.post("/privacy/hold/", {**BY_PHONE, "release": "1"}))
    assert "Erase for good" in page
    assert not LegalHold.objects.exists()


def test_the_download_is_the_whole_document(sue: Client, carla: Known) -> None:
    answer = cast(StreamingHttpResponse, sue.post("/privacy/export/", BY_PHONE))
    assert "attachment" in answer["Content-Disposition"]
    assert PHONE not in answer["Content-Disposition"]
    document = json.loads(answer.getvalue())
    assert len(document["interactions"]) == 2


def test_each_permission_opens_its_own_half(carla: Known) -> None:
    exporter = client_of("export_customer", name="erin")
    text = shown(exporter.post("/privacy/", BY_PHONE))
    assert "Download JSON" in text
    assert "Erase for good" not in text
    assert exporter.post("/privacy/erase/", BY_PHONE).status_code == 403
    assert exporter.post("/privacy/hold/", BY_PHONE).status_code == 403
    eraser = client_of("erase_customer", name="ed")
    assert "Download JSON" not in shown(eraser.post("/privacy/", BY_PHONE))
    assert eraser.post("/privacy/export/", BY_PHONE).status_code == 403


ADDRESSES = ("", "export/", "erase/", "hold/")
STRANGERS = ("view_customer", "view_interaction", "change_interaction")


def test_strangers_are_refused_everywhere(carla: Known) -> None:
    stranger = client_of(*STRANGERS, name="charlie")
    agent = Client()
    agent.force_login(User.objects.get(username="alice"))
    confirmed = {**BY_PHONE, "confirm": "erase", "reason": "x"}
    for address in ADDRESSES:
        for client in (stranger, agent):
            answer = client.post(f"/privacy/{address}", confirmed)
            assert answer.status_code == 403, address
        nobody = Client().post(f"/privacy/{address}", confirmed)
        assert nobody.status_code == 302
        assert nobody["Location"].startswith("/login/")
    for path in ("erasures", "exports"):
        for client in (stranger, agent):
            answer = client.post(
                f"/api/v1/privacy/{path}", {"contact": PHONE}, "application/json"
            )
            assert answer.status_code == 404
        assert Client().post(f"/api/v1/privacy/{path}").status_code == 403
    assert Customer.objects.filter(pk=carla.customer.pk).exists()
    assert not LegalHold.objects.exists()


def test_a_page_of_others_erases_nothing(carla: Known) -> None:
    sue = client_of("erase_customer", strict=True)
    answer = sue.post("/privacy/erase/", {**BY_PHONE, "confirm": "erase"})
    assert answer.status_code == 403
    answer = sue.post(
        "/api/v1/privacy/erasures", {"contact": PHONE}, "application/json"
    )
    assert answer.status_code == 403
    assert Customer.objects.exists()


def test_look_ups_are_counted(sue: Client, carla: Known, settings: Settings) -> None:
    settings.COBROWSE_PRIVACY_LOOKUPS_PER_MINUTE = 2
    guess = {"by": "contact", "value": "x@example.com"}
    assert [sue.post("/privacy/", guess).status_code for _ in range(3)] == [
        *(200, 200),
        429,
    ]
    body = {"contact": PHONE}
    answer = sue.post("/api/v1/privacy/erasures", body, "application/json")
    assert answer.status_code == 429
    assert Customer.objects.exists()


def test_rest_erases_once_and_answers_with_the_receipt(
    sue: Client, carla: Known
) -> None:
    body = {"history_id": str(carla.session.pk)}
    first = sue.post("/api/v1/privacy/erasures", body, "application/json").json()
    again = sue.post("/api/v1/privacy/erasures", body, "application/json").json()
    assert not first["already_erased"]
    assert again == {**first, "already_erased": True}
    assert first["counts"]["sessions"] == 1
    read = sue.get(f"/api/v1/privacy/erasures/{first['id']}").json()
    assert read["counts"] == first["counts"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"contact": "a@b.c", "customer_id": "1b671a64-40d5-491e-99b0-da01ff1f3341"},
        {"customer_id": "7"},
        {"name": "Carla"},
        {"contact": ""},
    ],
)
def test_rest_wants_exactly_one_thing(sue: Client, body: dict[str, str]) -> None:
    answer = sue.post("/api/v1/privacy/erasures", body, "application/json")
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid"


def test_rest_says_why_it_refuses(sue: Client, place: Place, carla: Known) -> None:
    chat = make_active_chat(place.site, place.alice)
    body = {"interaction_id": str(chat.pk)}
    answer = sue.post("/api/v1/privacy/erasures", body, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (409, "still_live")
    body = {"contact": "x@example.com"}
    answer = sue.post("/api/v1/privacy/erasures", body, "application/json")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_the_admin_shows_holds_and_receipts_and_changes_neither(
    client: Client, carla: Known
) -> None:
    root = User.objects.create_superuser("root")
    client.force_login(root)
    client.post("/privacy/hold/", {**BY_PHONE, "reason": "Case 4711"})
    holds = shown(client.get("/admin/interactions/legalhold/"))
    assert "Case 4711" in holds
    customer = f"/admin/interactions/customer/{carla.customer.pk}/change/"
    assert "Case 4711" in shown(client.get(customer))
    assert "/privacy/" in shown(client.get("/admin/"))
    client.post("/privacy/hold/", {**BY_PHONE, "release": "1"})
    client.post("/privacy/erase/", {**BY_PHONE, "confirm": "erase"})
    receipt = ErasureReceipt.objects.get()
    listing = shown(client.get("/admin/interactions/erasurereceipt/"))
    assert str(receipt.pk) in listing
    assert client.get("/admin/interactions/erasurereceipt/add/").status_code == 403
    site = shown(client.get(f"/admin/interactions/site/{carla.chat.site_id}/change/"))
    assert "retention_policy-0-transcript_days" in site


@pytest.mark.django_db(transaction=True)
async def test_a_large_download_is_sent_while_it_is_read() -> None:
    """As served: asynchronously, in a thread of its own."""
    from asgiref.sync import sync_to_async

    await sync_to_async(lambda: settled(make_known(make_place())))()
    user = await sync_to_async(person)("sue", "export_customer")
    client = AsyncClient()
    await client.aforce_login(user)
    answer = await client.post(
        "/api/v1/privacy/exports", {"contact": PHONE}, "application/json"
    )
    assert answer.status_code == 200
    text = b"".join([piece async for piece in answer]).decode()  # type: ignore[attr-defined]
    assert len(json.loads(text)["sessions"]) == 1
