"""The viewer page, the record over REST and the admin's pages."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from sessions_app.models import CobrowseSession, MaskingRule
from tests.sessions_app.places import (
    Place,
    both_online,
    fresh,
    make_chat_session,
    make_place,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return both_online(make_chat_session(place))


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def admin_client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def viewer_path(session: CobrowseSession) -> str:
    return f"/agent/viewer/{session.pk}/"


def test_the_viewer_binds_the_replica_to_our_own_server(
    session: CobrowseSession, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.COBROWSE_EMBED_ORIGINS = []
    monkeypatch.setattr("cobrowse.templatetags.build._manifest", _built)
    response = signed_in("alice").get(viewer_path(session))
    assert response.status_code == 200
    policy = dict(
        part.strip().split(" ", 1)
        for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["base-uri"] == policy["form-action"] == "'none'"
    assert "http" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert str(session.pk) in response.content.decode()
    assert session.session_id not in response.content.decode()


def _built(path: object, changed_at: int) -> dict[str, str]:
    return {"viewer": "viewer-1.js"}


def test_the_viewer_does_not_exist_for_anybody_else(
    place: Place, session: CobrowseSession
) -> None:
    waiting = make_waiting_session(place)
    bob, alice = signed_in("bob"), signed_in("alice")
    assert bob.get(viewer_path(session)).status_code == 404
    assert alice.get(viewer_path(waiting)).status_code == 404
    assert alice.get(f"/agent/viewer/{uuid4()}/").status_code == 404
    assert Client().get(viewer_path(session)).status_code == 302


def test_the_record_is_for_those_who_read_history(session: CobrowseSession) -> None:
    path = f"/api/v1/sessions/{session.pk}"
    assert signed_in("alice").get(path).status_code == 404
    ana = User.objects.create_user("ana")
    ana.user_permissions.add(Permission.objects.get(codename="view_cobrowsesession"))
    record = signed_in("ana").get(path).json()
    assert record["id"] == str(session.pk)
    assert (record["site"], record["agent"]) == ("shop", "Alice")
    assert [event["name"] for event in record["events"]][:2] == [
        "session.started",
        "session.joined",
    ]
    assert "session_id" not in record
    assert signed_in("ana").get(f"/api/v1/sessions/{uuid4()}").status_code == 404
    assert Client().get(path).status_code == 403


def test_the_admin_refuses_a_rule_that_would_not_mask_and_says_why(
    place: Place,
) -> None:
    client = admin_client()
    data = {
        "site": place.site.pk,
        "url_pattern": "/pay/*",
        "selector": "input:focus",
        "effect": "mask",
        "enabled": "on",
        "note": "",
    }
    page = client.post("/admin/sessions_app/maskingrule/add/", data)
    assert page.status_code == 200
    assert "does not reliably match" in page.content.decode()
    assert not MaskingRule.objects.exists()
    saved = client.post(
        "/admin/sessions_app/maskingrule/add/", {**data, "selector": ".iban"}
    )
    assert saved.status_code == 302
    assert MaskingRule.objects.get().selector == ".iban"


def test_the_admin_shows_sessions_with_their_timeline_and_ends_them(
    session: CobrowseSession,
) -> None:
    client = admin_client()
    page = client.get(f"/admin/sessions_app/cobrowsesession/{session.pk}/change/")
    assert "session.joined" in page.content.decode()
    assert session.session_id not in page.content.decode()
    for path in ("cobrowsesession", "sessionevent", "cobrowsepolicy", "maskingrule"):
        assert client.get(f"/admin/sessions_app/{path}/").status_code == 200
    client.post(
        "/admin/sessions_app/cobrowsesession/",
        {"action": "end_selected", "_selected_action": [str(session.pk)]},
    )
    ended = fresh(session)
    assert (ended.state, ended.end_reason) == ("ended", "error")
    assert ended.events.get(name="session.ended").actor_role == "staff"


def test_history_cannot_be_changed_in_the_admin(session: CobrowseSession) -> None:
    client = admin_client()
    event = session.events.first()
    assert event is not None
    for path in (
        f"cobrowsesession/{session.pk}/delete/",
        f"sessionevent/{event.pk}/delete/",
        "sessionevent/add/",
        "cobrowsesession/add/",
    ):
        assert client.get(f"/admin/sessions_app/{path}").status_code == 403


def test_the_api_describes_itself_without_a_warning(tmp_path: Path) -> None:
    file = str(tmp_path / "schema.yml")
    call_command("spectacular", validate=True, fail_on_warn=True, file=file)
    assert "/api/v1/sessions/{history_id}" in Path(file).read_text("utf-8")
