"""The desktop page, its ticket, and signing out."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from agents import views
from agents.lifecycle import Presence
from agents.models import Agent
from tests.people import make_agent

pytestmark = pytest.mark.django_db


def signed_in(user: User, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(user)
    return client


def test_a_stranger_is_sent_to_sign_in() -> None:
    response = Client().get("/agent/")
    assert response.status_code == 302
    assert response["Location"] == "/login/?next=/agent/"


def test_a_user_without_a_profile_is_told_so() -> None:
    response = signed_in(User.objects.create_user("ana")).get("/agent/")
    assert response.status_code == 403
    assert "profile" in response.content.decode()


def test_the_policy_of_the_desktop_lets_no_foreign_script_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The page's own template needs the front-end build; its policy does not.
    monkeypatch.setattr(
        views, "render", lambda request, template, context: HttpResponse("page")
    )
    response = signed_in(make_agent("alice").user).get("/agent/")
    assert response.status_code == 200
    policy = dict(
        part.strip().split(" ", 1)
        for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].startswith("'self'")
    assert "unsafe" not in response["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'self'"
    assert policy["base-uri"] == policy["object-src"] == "'none'"
    assert "no-store" in response["Cache-Control"]
    assert "csrftoken" in response.cookies


def test_an_agent_gets_a_ticket() -> None:
    response = signed_in(make_agent("alice").user).post("/agent/ticket/")
    assert response.status_code == 200
    assert response.json().keys() == {"ticket", "expires_in_seconds"}


def test_no_ticket_by_get_without_a_csrf_token_or_for_others() -> None:
    alice = make_agent("alice")
    assert signed_in(alice.user).get("/agent/ticket/").status_code == 405
    assert signed_in(alice.user, csrf=True).post("/agent/ticket/").status_code == 403
    for client in (Client(), signed_in(User.objects.create_user("ana"))):
        response = client.post("/agent/ticket/")
        assert response.status_code == 401
        assert response.json()["error"] == "auth_required"


@pytest.mark.parametrize("path", ["/logout/", "/admin/logout/"])
def test_signing_out_logs_the_agent_out_of_presence(path: str) -> None:
    alice = make_agent("alice", ready=True)
    client = signed_in(alice.user)
    assert client.get(path).status_code == 405
    assert Agent.objects.get().state == Presence.READY
    assert client.post(path).status_code == 302
    alice.refresh_from_db()
    assert (alice.state, alice.state_reason) == ("logged_out", "signed out")
    assert client.post("/agent/ticket/").status_code == 401


def test_signing_out_needs_a_csrf_token() -> None:
    alice = make_agent("alice", ready=True)
    assert signed_in(alice.user, csrf=True).post("/logout/").status_code == 403
    assert Agent.objects.get().state == Presence.READY


def test_signing_out_without_a_profile_works_too() -> None:
    client = signed_in(User.objects.create_user("ana"))
    assert client.post("/logout/").status_code == 302
