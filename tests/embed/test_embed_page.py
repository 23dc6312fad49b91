"""/agent/embed/: who may hold it in a frame, and what its cookies and posts allow."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.people import make_agent
from tests.sessions_app.places import make_chat_session, make_place

pytestmark = pytest.mark.django_db

URL = "/agent/embed/"
CRM = "https://crm.example.com"


def policy(response: object) -> dict[str, set[str]]:
    text = response["Content-Security-Policy"]  # type: ignore[index]
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


def signed_in(name: str = "alice") -> Client:
    client = Client()
    client.force_login(make_agent(name).user)
    return client


@override_settings(COBROWSE_EMBED_ORIGINS=[CRM])
def test_only_listed_origins_may_hold_it() -> None:
    page = signed_in().get(URL)
    assert page.status_code == 200
    assert policy(page)["frame-ancestors"] == {CRM}
    assert "X-Frame-Options" not in page
    assert json.loads(page.context["origins"]) == [CRM]


@override_settings(COBROWSE_EMBED_ORIGINS=[])
def test_without_a_list_nobody_may() -> None:
    page = signed_in().get(URL)
    assert policy(page)["frame-ancestors"] == {"'none'"}
    assert page["X-Frame-Options"] == "DENY"


@override_settings(COBROWSE_EMBED_ORIGINS=[CRM])
def test_nothing_inline_and_nothing_foreign_runs_there() -> None:
    page = signed_in().get(URL)
    rules = policy(page)
    assert rules["default-src"] == {"'none'"}
    assert rules["script-src"] == rules["connect-src"] == {"'self'"}
    assert rules["style-src"] == rules["frame-src"] == {"'self'"}
    text = page.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "onclick" not in text


def test_the_other_pages_stay_as_they_are() -> None:
    client = signed_in()
    with override_settings(COBROWSE_EMBED_ORIGINS=[CRM]):
        for path in ("/agent/", "/login/", "/"):
            page = client.get(path)
            assert CRM not in page["Content-Security-Policy"], path
            assert page["X-Frame-Options"] == "SAMEORIGIN", path


def test_the_viewer_may_stand_inside_an_embedded_page() -> None:
    place = make_place()
    session = make_chat_session(place)
    client = Client()
    client.force_login(place.alice.user)
    path = f"/agent/viewer/{session.pk}/"
    with override_settings(COBROWSE_EMBED_ORIGINS=[]):
        alone = client.get(path)
    assert policy(alone)["frame-ancestors"] == {"'self'"}
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    with override_settings(COBROWSE_EMBED_ORIGINS=[CRM]):
        nested = client.get(path)
    # Every ancestor is checked: our embedded page, and whoever holds that.
    assert policy(nested)["frame-ancestors"] == {"'self'", CRM}
    assert "X-Frame-Options" not in nested
    assert policy(nested)["default-src"] == {"'none'"}


@pytest.mark.parametrize(
    ("who", "stage"), [("nobody", "signed_out"), ("alice", "ready")]
)
def test_it_says_whether_somebody_is_signed_in(who: str, stage: str) -> None:
    client = Client() if who == "nobody" else signed_in(who)
    page = client.get(URL)
    assert page.status_code == 200
    assert f'data-stage="{stage}"' in page.content.decode()


def test_a_signed_out_frame_learns_nothing_of_sessions() -> None:
    place = make_place()
    session = make_chat_session(place)
    page = Client().get(URL).content.decode()
    assert str(session.pk) not in page
    assert "Alice" not in page


def test_the_window_for_signing_in_says_that_it_is_done() -> None:
    page = signed_in().get(f"{URL}?signed_in")
    assert 'data-stage="signed_in"' in page.content.decode()
    assert (
        'data-stage="signed_out"' in Client().get(f"{URL}?signed_in").content.decode()
    )


def test_a_foreign_page_gets_no_ticket_with_the_agents_cookies() -> None:
    """With SameSite=None they come along; the token does not."""
    make_agent("alice")
    client = Client(enforce_csrf_checks=True)
    from django.contrib.auth.models import User

    client.force_login(User.objects.get(username="alice"))
    client.get(URL)
    assert client.post("/agent/ticket/").status_code == 403
    token = client.cookies["csrftoken"].value
    forged = client.post(
        "/agent/ticket/",
        headers={"x-csrftoken": token, "origin": CRM},
    )
    assert forged.status_code == 403
    own = client.post("/agent/ticket/", headers={"x-csrftoken": token})
    assert own.status_code == 200


def read_settings(**environment: str) -> dict[str, object]:
    """What the settings make of an environment, in a process of its own."""
    code = (
        "import json; from django.conf import settings as s;"
        "print(json.dumps([s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.COBROWSE_EMBED_ORIGINS]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cobrowse.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1]}
    names = ["session", "csrf", "session_secure", "csrf_secure", "origins"]
    return dict(zip(names, json.loads(done.stdout), strict=True))


def test_cookies_leave_the_site_only_where_somebody_may_embed() -> None:
    plain = read_settings(COBROWSE_DEMO="0", SECRET_KEY="x")
    assert (plain["session"], plain["csrf"], plain["origins"]) == ("Lax", "Lax", [])
    embedded = read_settings(
        COBROWSE_DEMO="0",
        SECRET_KEY="x",
        COBROWSE_INSECURE_HTTP="1",
        COBROWSE_EMBED_ORIGINS=f"{CRM}, https://Desk.Example.com:443",
    )
    assert (embedded["session"], embedded["csrf"]) == ("None", "None")
    assert embedded["session_secure"] is embedded["csrf_secure"] is True
    assert embedded["origins"] == [CRM, "https://desk.example.com"]
    demo = read_settings(COBROWSE_DEMO="1", PORT="8123")
    assert demo["session"] == "Lax"
    assert demo["origins"] == ["http://localhost:8123", "http://127.0.0.1:8123"]


@pytest.mark.parametrize(
    "wrong", ["*", "https://*.example.com", "crm.example.com", "https://a.example/x"]
)
def test_a_list_that_is_no_list_of_origins_stops_the_start(wrong: str) -> None:
    read = read_settings(COBROWSE_EMBED_ORIGINS=wrong)
    assert "COBROWSE_EMBED_ORIGINS" in str(read["error"])
