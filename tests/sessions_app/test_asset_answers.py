"""What the agent's viewer gets of the pictures and fonts, and what nobody else does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from agents.models import AgentGroup
from interactions.models import Site, SiteOrigin
from sessions_app.lifecycle import EndReason
from sessions_app.models import Asset, CobrowseSession
from sessions_app.services import end_session
from tests.people import make_agent, make_site
from tests.sessions_app.files import FILES, PAGE, Browser, digest_of, png
from tests.sessions_app.places import Place, make_chat_session, make_place, make_policy

pytestmark = pytest.mark.django_db

ADDRESS = f"/assets/shop/{digest_of(png())}"


@pytest.fixture
def place() -> Place:
    place = make_place()
    SiteOrigin.objects.create(site=place.site, origin=PAGE)
    return place


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    session = make_chat_session(place)
    browser = Browser(session)
    for media_type, content in FILES.items():
        assert browser.bring(content, media_type).status_code == 204
    return session


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("media_type", FILES)
def test_the_agent_gets_the_bytes_in_a_harmless_wrapping(media_type: str) -> None:
    content = FILES[media_type]
    answer = client_of("alice").get(f"/assets/shop/{digest_of(content)}")
    assert (answer.status_code, answer.content) == (200, content)
    assert answer["Content-Type"] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer
    assert "Set-Cookie" not in answer


@pytest.mark.usefixtures("session")
def test_the_browser_keeps_it_as_long_as_the_server_does() -> None:
    Asset.objects.update(used_at=timezone.now() - timedelta(hours=23))
    cache = client_of("alice").get(ADDRESS)["Cache-Control"]
    private, age, immutable = cache.split(", ")
    assert (private, immutable) == ("private", "immutable")
    assert 3_500 < int(age.removeprefix("max-age=")) <= 3_600


@pytest.mark.usefixtures("session")
def test_everybody_else_finds_nothing() -> None:
    """Signed out, no agent, an agent of another site, and one of none look the same."""
    make_site(make_agent("carol", ready=True), key="bank")
    User.objects.create_user("charlie")
    User.objects.create_user("root", is_staff=True, is_superuser=True)
    clients = [Client(), *map(client_of, ("bob", "carol", "charlie", "root"))]
    answers = [client.get(ADDRESS) for client in clients]
    answers.append(client_of("alice").get(f"/assets/shop/{digest_of(b'never')}"))
    answers.append(client_of("alice").get(f"/assets/bank/{digest_of(png())}"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    "address",
    [
        ADDRESS.upper(),
        f"/assets/shop/{digest_of(png()).upper()}",
        f"{ADDRESS}%0a",
        f"{ADDRESS}/",
        f"/assets/../assets/shop/../bank/{digest_of(png())}",
        f"/assets/shop/..%2f{digest_of(png())}",
        "/assets/shop/%00",
        "/assets/shop/",
        "/assets/",
    ],
)
def test_tricks_with_the_address_find_nothing(address: str) -> None:
    assert client_of("alice").get(address).status_code == 404


def test_agents_of_a_group_and_of_a_session_get_it_too(
    place: Place, session: CobrowseSession
) -> None:
    group = AgentGroup.objects.create(name="evening")
    member = make_agent("erin")
    member.group = group
    member.save()
    place.site.queues.get().groups.add(group)
    assert client_of("erin").get(ADDRESS).status_code == 200
    CobrowseSession.objects.filter(pk=session.pk).update(agent=place.bob)
    assert client_of("bob").get(ADDRESS).status_code == 200
    end_session(
        session=CobrowseSession.objects.get(pk=session.pk),
        actor=session.customer.as_actor(),
        reason=EndReason.CUSTOMER_ENDED,
    )
    assert client_of("bob").get(ADDRESS).status_code == 404
    assert client_of("alice").get(ADDRESS).status_code == 200


@pytest.mark.usefixtures("session")
def test_what_is_past_its_time_or_of_a_closed_site_is_gone_at_once() -> None:
    alice = client_of("alice")
    Site.objects.update(active=False)
    assert alice.get(ADDRESS).status_code == 404
    Site.objects.update(active=True)
    Asset.objects.update(used_at=timezone.now() - timedelta(hours=25))
    assert alice.get(ADDRESS).status_code == 404


@pytest.mark.usefixtures("session")
def test_it_is_only_read() -> None:
    alice = client_of("alice")
    assert alice.head(ADDRESS).status_code == 200
    for method in ("post", "put", "delete", "patch"):
        assert getattr(alice, method)(ADDRESS).status_code == 405


def test_the_viewer_knows_its_site_and_asks_nobody_else(
    session: CobrowseSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cobrowse.templatetags.build.build_asset", lambda name: name)
    answer = client_of("alice").get(f"/agent/viewer/{session.pk}/")
    assert b'data-site="shop"' in answer.content
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "'self' data:"
    assert policy["font-src"] == "'self' data:"


@pytest.mark.usefixtures("session")
def test_the_admin_says_how_much_of_a_site_is_kept(place: Place) -> None:
    policy = make_policy(place.site)
    User.objects.create_superuser("root")
    address = f"/admin/sessions_app/cobrowsepolicy/{policy.pk}/change/"
    shown = client_of("root").get(address).content.decode().replace("\xa0", " ")
    size = sum(map(len, FILES.values()))
    assert f"{len(FILES)} ({size} bytes)" in shown
