"""Tickets by which frames of other origins join: who gets one, and who may use it."""

import json
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client

from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer, SiteOrigin
from sessions_app import frame_views
from sessions_app.models import CobrowseSession
from sessions_app.services import end_session, pause_sharing
from sessions_app.services import frame_tickets as service
from tests.people import make_site
from tests.sessions_app.places import (
    Place,
    make_chat_session,
    make_place,
    make_policy,
    make_waiting_session,
)

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

SHOP = "https://shop.example"
PAY = "https://checkout.example"
EVIL = "https://evil.example"


def post(path: str, body: object, origin: str | None, **headers: str) -> "Answer":
    if origin is not None:
        headers["origin"] = origin
    text = body if isinstance(body, str) else json.dumps(body)
    client = Client(enforce_csrf_checks=True, headers=headers)
    return client.post(f"/widget/frames/{path}", text, content_type="application/json")


class Parent:
    """The shared page around the frame."""

    def __init__(self, session: CobrowseSession) -> None:
        self.token = new_token()
        Customer.objects.filter(pk=session.customer_id).update(
            token_hash=hash_token(self.token)
        )

    def ask(self, child: object = PAY, *, origin: str | None = SHOP) -> "Answer":
        bearer = f"Bearer {self.token}"
        return post("ticket", {"origin": child}, origin, authorization=bearer)

    def ticket(self) -> str:
        answer = self.ask()
        assert answer.status_code == 200, answer.content
        return str(answer.json()["ticket"])


def redeem(ticket: object, *, origin: str | None = PAY, site: str = "shop") -> "Answer":
    return post(f"join/{site}", {"ticket": ticket}, origin)


def code_of(answer: "Answer") -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def place() -> Place:
    place = make_place()
    for origin in (SHOP, PAY, "https://help.example"):
        SiteOrigin.objects.create(site=place.site, origin=origin)
    make_policy(place.site, mask_all=False, private_paths="/accounts/*")
    return place


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return make_chat_session(place)


@pytest.fixture
def parent(session: CobrowseSession) -> Parent:
    return Parent(session)


def test_a_frame_of_the_site_hears_whose_page_is_around_it(parent: Parent) -> None:
    made = parent.ask().json()
    assert made["expires_in_seconds"] == service.TICKET_SECONDS
    answer = redeem(made["ticket"])
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == PAY
    assert "no-store" in answer["Cache-Control"]
    said = answer.json()
    assert said["parent_origin"] == SHOP
    assert said["proof"] == made["proof"] != made["ticket"]
    assert said["private_paths"] == ["/accounts/*"]
    assert said["mask_all"] is False


def test_rules_that_protect_count_on_every_address_and_those_that_weaken_on_none(
    place: Place, session: CobrowseSession, parent: Parent
) -> None:
    def rule(number: int, effect: str, pattern: str) -> dict[str, object]:
        return {
            "id": number,
            "selector": f".r{number}",
            "effect": effect,
            "url_pattern": pattern,
        }

    pinned = session.pinned_rules
    pinned["rules"] = [
        rule(1, "mask", "https://shop.example/only/here"),
        rule(2, "reveal", "https://checkout.example/*"),
        rule(3, "pause", ""),
    ]
    CobrowseSession.objects.filter(pk=session.pk).update(pinned_rules=pinned)
    told = redeem(parent.ticket()).json()["rules"]
    assert [one["id"] for one in told] == [1, 3]


def test_a_ticket_is_good_once(parent: Parent) -> None:
    ticket = parent.ticket()
    assert redeem(ticket).status_code == 200
    assert code_of(redeem(ticket)) == (403, "bad_ticket")


@pytest.mark.parametrize("origin", [SHOP, "https://help.example"])
def test_another_origin_of_the_site_uses_a_ticket_up_for_nothing(
    parent: Parent, origin: str
) -> None:
    ticket = parent.ticket()
    assert code_of(redeem(ticket, origin=origin)) == (403, "bad_ticket")
    assert code_of(redeem(ticket)) == (403, "bad_ticket")


def test_another_sites_pages_cannot_use_it(place: Place, parent: Parent) -> None:
    other = make_site(place.alice, key="other")
    SiteOrigin.objects.create(site=other, origin=PAY)
    assert code_of(redeem(parent.ticket(), site="other")) == (403, "bad_ticket")


def test_a_ticket_runs_out(parent: Parent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "TICKET_SECONDS", 0)
    assert code_of(redeem(parent.ticket())) == (403, "bad_ticket")


@pytest.mark.parametrize("origin", [EVIL, None, "null", f"{PAY}.evil.example"])
def test_nobody_else_may_even_ask(parent: Parent, origin: str | None) -> None:
    ticket = parent.ticket()
    for answer in (parent.ask(origin=origin), redeem(ticket, origin=origin)):
        assert code_of(answer) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in answer
    # What does not reach the ticket leaves it.
    assert redeem(ticket).status_code == 200


@pytest.mark.parametrize("child", [EVIL, f"{PAY}:8443", "http://checkout.example"])
def test_no_ticket_for_frames_that_are_not_the_sites(
    parent: Parent, child: str
) -> None:
    assert code_of(parent.ask(child)) == (403, "origin_not_allowed")


@pytest.mark.parametrize("child", ["", "*", "null", f"{PAY}/path", 7, None, [PAY]])
def test_what_is_no_origin_is_a_bad_message(parent: Parent, child: object) -> None:
    assert code_of(parent.ask(child)) == (400, "bad_message")


@pytest.mark.parametrize("ticket", ["", 7, None, [], {}, "x" * 129])
def test_what_is_no_ticket_is_a_bad_message(parent: Parent, ticket: object) -> None:
    assert code_of(redeem(ticket)) == (400, "bad_message")


@pytest.mark.parametrize("body", ["", "[]", '{"ticket": "a", "more": 1}', "\ud800"])
def test_other_bodies_are_bad_messages(parent: Parent, body: str) -> None:
    text = body.encode("utf-8", "surrogatepass").decode("latin-1")
    assert code_of(post("join/shop", text, PAY)) == (400, "bad_message")


def test_long_bodies_are_not_read(parent: Parent) -> None:
    answer = post("join/shop", {"ticket": "x" * 2_000}, PAY)
    assert code_of(answer) == (413, "too_large")


def test_whoever_guesses_gets_the_same_answer(parent: Parent) -> None:
    assert code_of(redeem(new_token())) == (403, "bad_ticket")


def test_only_the_customer_who_shares_gets_one(place: Place, parent: Parent) -> None:
    answer = post("ticket", {"origin": PAY}, SHOP, authorization="Bearer nobody")
    assert code_of(answer) == (401, "auth_required")
    waiting = Parent(make_waiting_session(place))
    assert code_of(waiting.ask()) == (409, "not_active")


def test_not_in_a_pause_and_not_after_the_end(
    session: CobrowseSession, parent: Parent
) -> None:
    early = parent.ticket(), parent.ticket()
    pause_sharing(session=session, actor=session.customer.as_actor())
    assert code_of(parent.ask()) == (409, "sharing_paused")
    assert code_of(redeem(early[0])) == (409, "sharing_paused")
    end_session(session=session, actor=session.customer.as_actor())
    assert code_of(parent.ask()) == (409, "session_ended")
    assert code_of(redeem(early[1])) == (409, "session_ended")


def test_a_page_that_asks_and_asks_is_told_to_wait(
    parent: Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TICKETS_PER_MINUTE", 2)
    parent.ticket()
    # What is refused counts too: nobody finds out a site's origins in bulk.
    assert code_of(parent.ask(EVIL)) == (403, "origin_not_allowed")
    answer = parent.ask()
    assert code_of(answer) == (429, "rate_limited")
    assert answer["Retry-After"] == "60"


def test_one_address_that_tries_tickets_is_told_to_wait(
    parent: Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_views, "REDEEMED_PER_MINUTE", 2)
    for _ in range(2):
        assert code_of(redeem(new_token())) == (403, "bad_ticket")
    assert code_of(redeem(parent.ticket())) == (429, "rate_limited")
