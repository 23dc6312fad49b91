"""Who may open an agent's socket: the origin, the sign-in and the ticket."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, override_settings

from agents import access
from agents.access import admit_agent, agent_of_session, issue_ticket, may_open_desktop
from agents.models import Agent
from cobrowse.errors import DomainError
from cobrowse.origins import origin_of_request
from tests.people import make_agent


def scope_of(session_key: str) -> dict[str, Any]:
    return {"session": SessionStore(session_key)}


def signed_in(user: User) -> tuple[Client, str]:
    client = Client()
    client.force_login(user)
    assert client.session.session_key is not None
    return client, client.session.session_key


def refused(scope: dict[str, Any], ticket: str) -> bool:
    with pytest.raises(DomainError) as caught:
        admit_agent(scope=scope, ticket=ticket)
    return (caught.value.code, caught.value.http_status) == ("auth_required", 401)


@pytest.mark.django_db
def test_the_ticket_of_this_sign_in_admits_its_agent() -> None:
    alice = make_agent("alice")
    _, key = signed_in(alice.user)
    ticket = issue_ticket(user=alice.user, session_key=key)
    assert admit_agent(scope=scope_of(key), ticket=ticket) == alice


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ticket", ["", "x", "a.b.c", "e30:1abc:xyz", "\u0000", "é" * 100]
)
def test_invented_tickets_are_refused(ticket: str) -> None:
    _, key = signed_in(make_agent("alice").user)
    assert refused(scope_of(key), ticket)


@pytest.mark.django_db
def test_a_ticket_is_worth_nothing_to_another_user_or_another_sign_in() -> None:
    alice, bob = make_agent("alice"), make_agent("bob")
    _, alices = signed_in(alice.user)
    _, alices_other = signed_in(alice.user)
    _, bobs = signed_in(bob.user)
    ticket = issue_ticket(user=alice.user, session_key=alices)
    assert refused(scope_of(bobs), ticket)
    assert refused(scope_of(alices_other), ticket)
    assert refused({}, ticket)
    assert refused(scope_of("unknown"), ticket)


@pytest.mark.django_db
def test_a_stale_ticket_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = make_agent("alice")
    _, key = signed_in(alice.user)
    ticket = issue_ticket(user=alice.user, session_key=key)
    monkeypatch.setattr(access, "TICKET_SECONDS", -1)
    assert refused(scope_of(key), ticket)


@pytest.mark.django_db
def test_a_sign_in_ends_with_logout_deactivation_password_and_profile() -> None:
    alice = make_agent("alice")

    def barred(key: str) -> bool:
        with pytest.raises(DomainError) as caught:
            agent_of_session(key)
        return caught.value.code == "auth_required"

    client, key = signed_in(alice.user)
    assert agent_of_session(key) == alice
    client.logout()
    assert barred(key)

    _, key = signed_in(alice.user)
    User.objects.filter(pk=alice.user_id).update(is_active=False)
    assert barred(key)
    User.objects.filter(pk=alice.user_id).update(is_active=True)
    assert agent_of_session(key) == alice

    alice.user.set_password("another one")
    alice.user.save()
    assert barred(key)

    _, key = signed_in(alice.user)
    Agent.objects.filter(pk=alice.pk).delete()
    assert barred(key)
    assert barred("")


def opens(
    origin: str | None, *, host: str = "desk.example", scheme: str = "wss"
) -> bool:
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    return may_open_desktop(
        scope={"headers": headers, "scheme": scheme}, origin=origin_of_request(headers)
    )


@override_settings(
    ALLOWED_HOSTS=["desk.example"], COBROWSE_DESKTOP_ORIGINS=["https://crm.example"]
)
@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://desk.example", True),
        ("https://DESK.example:443", True),
        ("https://crm.example", True),
        (None, False),
        ("null", False),
        ("http://desk.example", False),
        ("https://desk.example:8443", False),
        ("https://desk.example.evil.com", False),
        ("https://desk.example@evil.com", False),
        ("https://evil.com", False),
        ("https://sub.desk.example", False),
        ("https://crm.example.evil.com", False),
        ("https://desk.example:99999", False),
        ("https://desk.example/", False),
    ],
)
def test_only_our_own_pages_open_the_desktop(origin: str | None, allowed: bool) -> None:
    assert opens(origin) is allowed


@override_settings(ALLOWED_HOSTS=["desk.example"])
def test_a_host_that_is_not_ours_is_no_own_origin() -> None:
    """A name of the attacker's that resolves to us (DNS rebinding)."""
    assert not opens("https://evil.example", host="evil.example")
    assert not opens("https://desk.example", host="")
    assert not opens("https://desk.example", host="desk.example\\@evil")


@override_settings(
    ALLOWED_HOSTS=["desk.example"],
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
)
def test_behind_a_trusted_proxy_its_header_says_whether_it_is_https() -> None:
    host = (b"host", b"desk.example")
    secure = [
        host,
        (b"x-forwarded-proto", b"https"),
        (b"origin", b"https://desk.example"),
    ]
    doubled = [*secure, (b"x-forwarded-proto", b"http")]
    for headers, allowed in ((secure, True), (doubled, False)):
        scope = {"headers": headers, "scheme": "ws"}
        origin = origin_of_request(headers)
        assert may_open_desktop(scope=scope, origin=origin) is allowed
