"""How many files and bytes one session may bring, and how long they are kept."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from interactions.models import SiteOrigin
from sessions_app.mirror_health import MIRROR_REGISTRY
from sessions_app.models import Asset, CobrowseSession
from sessions_app.services import end_session, forget_old_assets
from sessions_app.services.assets import FORGOTTEN_AT_ONCE
from tests.sessions_app.files import PAGE, Browser, digest_of, png
from tests.sessions_app.places import (
    Place,
    make_chat_session,
    make_place,
    make_policy,
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


# -- how much -------------------------------------------------------------------------
def test_uploads_and_questions_of_a_session_are_counted(
    settings: Settings, browser: Browser
) -> None:
    settings.COBROWSE_ASSETS_PER_HOUR = 2
    uploads = [browser.bring(png(str(n))) for n in range(3)]
    questions = [browser.ask([]) for _ in range(3)]
    for answers, well in ((uploads, 204), (questions, 200)):
        assert [answer.status_code for answer in answers] == [well, well, 429]
        assert answers[2].json()["error"] == "rate_limited"
        assert answers[2]["Retry-After"] == "3600"
    assert Asset.objects.count() == 2


def test_bytes_of_a_session_are_counted(settings: Settings, browser: Browser) -> None:
    settings.COBROWSE_ASSET_MIB_PER_HOUR = 1
    half = 600_000
    answers = [browser.bring(png("x" * half + str(n))) for n in range(2)]
    assert [answer.status_code for answer in answers] == [204, 429]
    assert Asset.objects.count() == 1


def test_quotas_are_those_of_one_session(
    settings: Settings, place: Place, browser: Browser
) -> None:
    settings.COBROWSE_ASSETS_PER_HOUR = 1
    assert browser.bring(png()).status_code == 204
    assert Browser(make_chat_session(place)).bring(png("2")).status_code == 204


def test_what_becomes_of_uploads_is_counted(browser: Browser) -> None:
    def count(outcome: str) -> float:
        labels = {"outcome": outcome}
        value = MIRROR_REGISTRY.get_sample_value("cobrowse_mirror_assets_total", labels)
        return value or 0

    before = count("kept"), count("unsupported_type")
    browser.bring(png())
    browser.bring(png(), "text/html")
    assert (count("kept"), count("unsupported_type")) == (before[0] + 1, before[1] + 1)


# -- how long -------------------------------------------------------------------------
def test_what_nobody_names_is_forgotten(settings: Settings, browser: Browser) -> None:
    settings.COBROWSE_ASSET_HOURS = 2
    browser.bring(png("old"))
    browser.bring(png("named"))
    Asset.objects.update(used_at=timezone.now() - timedelta(hours=1, minutes=59))
    browser.ask([digest_of(png("named"))])
    Asset.objects.update(used_at=F("used_at") - timedelta(minutes=2))
    both = [digest_of(png("old")), digest_of(png("named"))]
    assert browser.ask(both).json() == {"missing": both[:1]}
    assert forget_old_assets() == 1
    assert [asset.digest for asset in Asset.objects.all()] == both[1:]


def test_what_is_brought_again_after_its_time_is_kept_anew(browser: Browser) -> None:
    browser.bring(png())
    Asset.objects.update(used_at=timezone.now() - timedelta(days=2))
    assert browser.ask([digest_of(png())]).json()["missing"]
    browser.bring(png())
    assert forget_old_assets() == 0
    assert not browser.ask([digest_of(png())]).json()["missing"]


def test_however_many_are_old_all_are_forgotten(session: CobrowseSession) -> None:
    Asset.objects.bulk_create(
        Asset(
            site=session.site,
            session=session,
            digest=f"{number:064x}",
            media_type="image/png",
            size_bytes=1,
            used_at=timezone.now() - timedelta(days=2),
            content=b"x",
        )
        for number in range(FORGOTTEN_AT_ONCE + 1)
    )
    assert forget_old_assets() == FORGOTTEN_AT_ONCE + 1


def test_what_a_session_brought_first_goes_with_it(
    session: CobrowseSession, browser: Browser
) -> None:
    browser.bring(png())
    session.events.all().delete()
    end_session(session=session, actor=session.customer.as_actor())
    session.delete()
    assert not Asset.objects.exists()
