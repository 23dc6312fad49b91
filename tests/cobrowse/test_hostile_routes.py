"""Every address of the product, asked for by people who have no business there.

Addresses are read from the URL table: a new one is not forgotten here.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from interactions.models import ChatMessage, Interaction
from tests.people import make_adapter, make_agent
from tests.sessions_app.places import make_chat_session, make_place

pytestmark = pytest.mark.django_db

# A name, a line and a note that nobody but alice may come to see.
CANARIES = (b"Canary-Name-7Q", b"Canary-Line-7Q", b"Canary-Note-7Q")
# Django's own, with tests of its own; and the demo, which is not served in production.
NOT_OURS = ("admin/", "demo", "shop", "login/")


def _routes(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, dict[str, object]]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif not route.startswith(NOT_OURS):
            yield route, pattern.pattern.converters


def _addresses(found: Interaction, session_id: str) -> list[str]:
    """Every address, once for each thing that an id in it may name."""
    addresses = []
    for route, converters in _routes(get_resolver().url_patterns):
        for uuid in (str(found.pk), session_id):
            address = route
            for name in converters:
                start = address.index("<")
                end = address.index(">") + 1
                value = {
                    "site_key": "shop",
                    "key": "cobrowse-detail",
                    "report": "cobrowse-detail",
                    "external_id": found.external_call_id or "c-1",
                }.get(name, uuid)
                address = address[:start] + value + address[end:]
            addresses.append("/" + address)
    return sorted(set(addresses))


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Alice has a chat and a session; what was said in it is nobody else's."""
    monkeypatch.setattr(
        "cobrowse.templatetags.build._manifest",
        lambda path, changed_at: defaultdict(lambda: "built.js"),
    )
    place = make_place()
    session = make_chat_session(place)
    chat = session.interaction
    assert chat is not None
    Interaction.objects.filter(pk=chat.pk).update(
        customer_name="Canary-Name-7Q", note="Canary-Note-7Q"
    )
    ChatMessage.objects.filter(interaction=chat).update(text="Canary-Line-7Q")
    return _addresses(Interaction.objects.get(pk=chat.pk), str(session.pk))


def strangers() -> dict[str, Client]:
    """Nobody, a signed-in nobody, another agent, staff without a right, an adapter."""
    make_agent("dora")
    User.objects.create_user("charlie")
    User.objects.create_user("clerk", is_staff=True)
    clients = {"nobody": Client(raise_request_exception=True)}
    for name in ("charlie", "clerk", "dora"):
        clients[name] = Client()
        clients[name].force_login(User.objects.get(username=name))
    make_adapter(name="stranger")
    clients["adapter"] = Client(headers={"Authorization": "Bearer no-such-token"})
    return clients


def test_the_owner_finds_what_strangers_do_not(addresses: list[str]) -> None:
    """Else the test below would prove nothing."""
    alice = Client()
    alice.force_login(User.objects.get(username="alice"))
    shown = b"".join(_content(alice.get(address)) for address in addresses)
    for canary in CANARIES[:2]:
        assert canary in shown


def test_strangers_see_nothing_and_break_nothing(addresses: list[str]) -> None:
    assert len(addresses) > 15
    for who, client in strangers().items():
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code < 500, (who, address)
            content = _content(answer)
            for canary in CANARIES:
                assert canary not in content, (who, address)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_by_a_request_forged_elsewhere(
    addresses: list[str], method: str
) -> None:
    """Alice is signed in; a page of others makes her browser ask, without a token."""
    alice = Client(enforce_csrf_checks=True)
    alice.force_login(User.objects.get(username="alice"))
    before = list(Interaction.objects.values_list("state", "note"))
    for address in addresses:
        answer = getattr(alice, method)(
            address,
            {"a": "b"},
            content_type="application/json",
            headers={"Origin": "https://evil.example"},
        )
        assert answer.status_code in {401, 403, 404, 405, 415, 302}, address
    assert list(Interaction.objects.values_list("state", "note")) == before


def test_every_page_says_who_may_frame_it_and_runs_no_strange_script(
    addresses: list[str],
) -> None:
    alice = Client()
    alice.force_login(User.objects.get(username="alice"))
    pages = 0
    for client in (alice, Client()):
        for address in addresses:
            answer = cast(HttpResponse, client.get(address))
            if answer.status_code == 200 and _is_page(answer):
                pages += 1
                _must_be_strict(answer, address)
    assert pages > 4


def _content(answer: object) -> bytes:
    """Of a page or of a file that is handed out while it is made."""
    if getattr(answer, "streaming", False):
        return b"".join(getattr(answer, "streaming_content"))  # noqa: B009
    return cast(HttpResponse, answer).content


def _is_page(answer: HttpResponse) -> bool:
    return answer["Content-Type"].startswith("text/html")


def _must_be_strict(answer: HttpResponse, address: str) -> None:
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer["Content-Security-Policy"].split(";")
    )
    scripts = policy.get("script-src", policy["default-src"])
    assert "unsafe" not in scripts, address
    assert "*" not in scripts, address
    assert "http:" not in scripts, address
    framed = policy.get("frame-ancestors")
    assert framed or answer["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}, address
    assert framed is None or "*" not in framed, address
    objects = policy.get("object-src", policy["default-src"])
    assert objects == "'none'", (address, policy)
    assert "base-uri" in policy, address
    assert answer["X-Content-Type-Options"] == "nosniff", address
