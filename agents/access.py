"""Who may open an agent's socket: own origin, session cookie and a fresh ticket."""

import hashlib
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.core import signing
from django.http.request import split_domain_port, validate_host
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from agents.models import Agent
from agents.selectors import agent_for_user
from cobrowse.errors import DomainError
from cobrowse.origins import Origin, parse_origin

TICKET_SECONDS = 60
_SALT = "agents.ticket"

# What the ASGI server says about a connection; its types are the protocol's.
Scope = Mapping[str, Any]


def auth_required() -> DomainError:
    return DomainError("auth_required", 401, "Please sign in again.")


def issue_ticket(*, user: AbstractBaseUser, session_key: str) -> str:
    """A proof, good for a minute and this sign-in only, that a page of ours asks."""
    return signing.dumps([user.pk, _fingerprint(session_key)], salt=_SALT)


def _fingerprint(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def session_key_of(scope: Scope) -> str:
    """The key of the sign-in that the handshake's cookie named, or ''."""
    session = scope.get("session")
    return str(getattr(session, "session_key", None) or "")


def admit_agent(*, scope: Scope, ticket: str) -> Agent:
    """The agent behind a hello; DomainError(auth_required) for everybody else."""
    session_key = session_key_of(scope)
    agent = agent_of_session(session_key)
    try:
        proof = signing.loads(ticket, salt=_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        raise auth_required() from None
    if proof != [agent.user_id, _fingerprint(session_key)]:
        raise auth_required()
    return agent


def agent_of_session(session_key: str) -> Agent:
    """The agent who is signed in under this key now, else DomainError(auth_required).

    Sockets outlive sign-ins: they ask again now and then (security anchors, T30).
    """
    if not session_key:
        raise auth_required()
    engine = import_module(settings.SESSION_ENGINE)
    session = cast(SessionBase, engine.SessionStore(session_key))
    user_model = get_user_model()
    try:
        user = user_model.objects.get(
            pk=user_model._meta.pk.to_python(session[SESSION_KEY]), is_active=True
        )
        known_backend = session[BACKEND_SESSION_KEY] in settings.AUTHENTICATION_BACKENDS
        proof = session[HASH_SESSION_KEY]
    except (KeyError, user_model.DoesNotExist):
        raise auth_required() from None
    if not known_backend or not constant_time_compare(
        proof, user.get_session_auth_hash()
    ):
        raise auth_required()
    agent = agent_for_user(user)
    if agent is None:
        raise auth_required()
    return agent


def end_sign_ins(*, user: AbstractBaseUser) -> int:
    """Whatever browser the user is signed in with asks to sign in again; how many.

    Sign-ins are rows that only they themselves can tell whose they are.
    """
    mine = [
        row.pk
        for row in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
        if row.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
    return len(mine)


def may_open_desktop(*, scope: Scope, origin: Origin | None) -> bool:
    """Whether the page that opens the socket is ours: no other site's script is."""
    if origin is None:
        return False
    if str(origin) in settings.COBROWSE_DESKTOP_ORIGINS:
        return True
    return origin == _own_origin(scope)


def _own_origin(scope: Scope) -> Origin | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) != 1:
        return None
    host = hosts[0].decode("latin-1")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return None
    return parse_origin(f"{_own_scheme(scope, headers)}://{host.lower()}")


def _own_scheme(scope: Scope, headers: list[tuple[bytes, bytes]]) -> str:
    """https behind a trusted proxy that says so, or when the server itself does TLS."""
    trusted = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if trusted is not None:
        name = trusted[0].removeprefix("HTTP_").replace("_", "-").lower().encode()
        values = [value for header, value in headers if header == name]
        return "https" if values == [trusted[1].encode()] else "http"
    return "https" if scope.get("scheme") in {"wss", "https"} else "http"
