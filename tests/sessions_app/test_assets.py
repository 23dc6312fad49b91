"""A customer's page brings pictures and fonts: what is asked, taken and refused."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from interactions.models import Site, SiteOrigin
from sessions_app.models import Asset, CobrowseSession
from sessions_app.services import (
    end_session,
    pause_sharing,
)
from tests.people import make_agent, make_customer, make_site
from tests.sessions_app.files import FILES, PAGE, SVG, Browser, digest_of, png
from tests.sessions_app.places import (
    Place,
    make_chat_session,
    make_place,
    make_policy,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    place = make_place()
    SiteOrigin.objects.create(site=place.site, origin=PAGE)
    make_policy(place.site, one_session_per_agent=False)
    return place


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return make_chat_session(place)


@pytest.fixture
def browser(session: CobrowseSession) -> Browser:
    return Browser(session)


def refused(answer: object) -> tuple[int, str]:
    body = json.loads(getattr(answer, "content"))  # noqa: B009
    assert body["detail"]
    return getattr(answer, "status_code"), body["error"]  # noqa: B009


def nothing_is_kept() -> bool:
    return not Asset.objects.exists()


# -- what works -----------------------------------------------------------------------
@pytest.mark.parametrize("media_type", FILES)
def test_every_type_is_asked_for_brought_and_then_there(
    browser: Browser, session: CobrowseSession, media_type: str
) -> None:
    content = FILES[media_type]
    digest = digest_of(content)
    assert browser.ask([digest]).json() == {"missing": [digest]}
    answer = browser.bring(content, media_type)
    assert (answer.status_code, answer.content) == (204, b"")
    assert browser.ask([digest]).json() == {"missing": []}
    kept = Asset.objects.get()
    assert (kept.site, kept.session, kept.digest) == (session.site, session, digest)
    assert (kept.media_type, kept.size_bytes) == (media_type, len(content))
    assert bytes(kept.content) == content


def test_only_what_is_missing_is_named_once_in_its_order(browser: Browser) -> None:
    browser.bring(png())
    first, second = digest_of(b"1"), digest_of(b"2")
    asked = [second, digest_of(png()), first, second]
    assert browser.ask(asked).json() == {"missing": [second, first]}
    assert browser.ask([]).json() == {"missing": []}


def test_twice_is_once(browser: Browser) -> None:
    assert [browser.bring(png()).status_code for _ in range(2)] == [204, 204]
    assert Asset.objects.count() == 1


def test_what_another_customer_brought_is_there_for_the_whole_site(
    place: Place, browser: Browser
) -> None:
    browser.bring(png())
    other = Browser(make_chat_session(place))
    assert other.ask([digest_of(png())]).json() == {"missing": []}


def test_each_site_has_its_own(browser: Browser) -> None:
    """Whether another site has a file is nobody's business."""
    browser.bring(png())
    elsewhere = make_place_elsewhere()
    other = Browser(make_chat_session(elsewhere))
    assert other.ask([digest_of(png())]).json()["missing"] == [digest_of(png())]
    other.bring(png())
    assert Asset.objects.count() == 2


def make_place_elsewhere() -> Place:
    carol = make_agent("carol", ready=True)
    site = make_site(carol, key="bank")
    SiteOrigin.objects.create(site=site, origin=PAGE)
    return Place(site, carol, make_agent("dave"))


def test_a_declared_charset_and_other_names_of_a_type_do_not_count(
    browser: Browser,
) -> None:
    assert browser.bring(SVG, "Image/SVG+xml; charset=utf-8").status_code == 204
    assert browser.bring(FILES["image/jpeg"], "image/jpg").status_code == 204
    names = Asset.objects.order_by("pk").values_list("media_type", flat=True)
    assert list(names) == ["image/svg+xml", "image/jpeg"]


def test_a_pause_does_not_stop_what_is_on_its_way(
    session: CobrowseSession, browser: Browser
) -> None:
    pause_sharing(session=session, actor=session.customer.as_actor())
    assert browser.bring(png()).status_code == 204


# -- who may --------------------------------------------------------------------------
def test_only_pages_of_the_site_may_read_the_answers(browser: Browser) -> None:
    for answer in (browser.ask([]), browser.bring(png()), browser.bring(b"")):
        assert answer["Access-Control-Allow-Origin"] == PAGE
        assert answer["Access-Control-Expose-Headers"] == "Retry-After"
        assert "Access-Control-Allow-Credentials" not in answer
        assert answer["Vary"].startswith("Origin")
        assert "no-store" in answer["Cache-Control"]


def test_a_preflight_is_answered_for_origins_of_sites_alone(place: Place) -> None:
    def preflight(path: str, origin: str) -> tuple[int, str | None, str | None]:
        answer = Client(headers={"origin": origin}).options(path)
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        return (
            answer.status_code,
            allowed,
            answer.headers.get("Access-Control-Allow-Methods"),
        )

    digest = digest_of(png())
    assert preflight("/widget/assets/missing", PAGE) == (204, PAGE, "POST")
    assert preflight(f"/widget/assets/{digest}", PAGE) == (204, PAGE, "PUT")
    foreign = preflight("/widget/assets/missing", "https://evil.example")
    assert foreign == (403, None, None)
    Site.objects.update(active=False)
    assert preflight("/widget/assets/missing", PAGE)[0] == 403


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", PAGE + "/"])
def test_foreign_pages_are_refused_whatever_token_they_have(
    browser: Browser, origin: str | None
) -> None:
    browser.origin = origin
    for answer in (browser.ask([]), browser.bring(png())):
        assert refused(answer) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in answer
    assert nothing_is_kept()


def test_a_token_of_another_site_is_refused_from_here(
    place: Place, session: CobrowseSession
) -> None:
    elsewhere = make_place_elsewhere()
    SiteOrigin.objects.filter(site=elsewhere.site).update(origin="https://bank.example")
    theirs = Browser(make_chat_session(elsewhere), origin=PAGE)
    for answer in (theirs.ask([]), theirs.bring(png())):
        assert refused(answer) == (403, "origin_not_allowed")
    assert nothing_is_kept()


@pytest.mark.parametrize("token", ["", "invented", "x" * 129, "\x7f"])
def test_an_unknown_token_is_refused(browser: Browser, token: str) -> None:
    browser.token = token
    for answer in (browser.ask([]), browser.bring(png())):
        assert refused(answer) == (401, "auth_required")
    assert nothing_is_kept()


def test_the_token_is_read_from_the_header_alone(browser: Browser) -> None:
    answer = Client(headers={"origin": PAGE}).put(
        f"/widget/assets/{digest_of(png())}?token={browser.token}",
        png(),
        content_type="image/png",
    )
    assert refused(answer) == (401, "auth_required")


def test_after_the_end_nothing_is_taken(
    session: CobrowseSession, browser: Browser
) -> None:
    end_session(session=session, actor=session.customer.as_actor())
    for answer in (browser.ask([]), browser.bring(png())):
        assert refused(answer) == (409, "session_ended")
    assert nothing_is_kept()


def test_a_time_out_counts_before_anybody_has_noticed(
    session: CobrowseSession, browser: Browser
) -> None:
    long_ago = timezone.now() - timedelta(days=1)
    CobrowseSession.objects.update(customer_seen_at=long_ago, created_at=long_ago)
    assert refused(browser.bring(png())) == (409, "session_ended")


def test_before_an_agent_has_joined_nothing_is_taken(place: Place) -> None:
    browser = Browser(make_waiting_session(place))
    assert refused(browser.bring(png())) == (409, "not_active")
    assert refused(browser.ask([])) == (409, "not_active")


def test_a_customer_without_a_session_brings_nothing(session: CobrowseSession) -> None:
    _customer, token = make_customer(session.site)
    browser = Browser(session)
    browser.token = token
    assert refused(browser.bring(png())) == (409, "session_ended")


def test_no_other_method_is_taken(browser: Browser) -> None:
    client = Client(headers={"origin": PAGE})
    for path, own in (("missing", "post"), (digest_of(png()), "put")):
        for method in {"get", "post", "put", "delete", "patch"} - {own}:
            answer = getattr(client, method)(f"/widget/assets/{path}")
            assert refused(answer) == (405, "method_not_allowed")
            assert answer["Allow"] == f"{own.upper()}, OPTIONS"
