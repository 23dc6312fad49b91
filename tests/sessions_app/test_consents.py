"""The words a customer agrees to: versions, languages, and the record (P-29)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from cobrowse.errors import DomainError
from interactions.lifecycle import Media
from interactions.models import Customer
from sessions_app.consents import GRACE, current_text
from sessions_app.handlers import widget_consent
from sessions_app.models import CobrowseSession, ConsentText
from sessions_app.services import start_session, write_consent_text
from tests.people import make_customer, make_site
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db

ADD = "/admin/sessions_app/consenttext/add/"


@pytest.fixture
def place() -> Place:
    return make_place()


def write(place: Place, language: str = "en", text: str = "May we?") -> ConsentText:
    return write_consent_text(
        site=place.site, language=language, text=text, author=None
    )


def speaking(place: Place, language: str) -> Customer:
    customer, _ = make_customer(place.site)
    customer.language = language
    customer.save()
    return customer


def share(customer: Customer, version: int) -> CobrowseSession:
    return start_session(
        customer=customer,
        media=Media.VOICE,
        actor=customer.as_actor(),
        consent_version=version,
    )


def long_ago(text: ConsentText) -> None:
    moment = text.created_at - GRACE - timedelta(seconds=1)
    ConsentText.objects.filter(pk=text.pk).update(created_at=moment)


def test_without_own_words_the_widgets_wording_counts(place: Place) -> None:
    customer = speaking(place, "de")
    assert widget_consent(customer) is None
    session = share(customer, 0)
    assert (session.consent_version, session.consent_language) == (0, "de")
    assert session.consented_at is not None


def test_what_was_agreed_to_is_recorded(place: Place) -> None:
    write(place, "en")
    german = write(place, "de", "Dürfen wir?")
    customer = speaking(place, "de-CH")
    wording = widget_consent(customer)
    assert wording is not None
    assert (wording.version, wording.text) == (german.version, "Dürfen wir?")
    session = share(customer, german.version)
    assert (session.consent_version, session.consent_language) == (2, "de")
    assert session.consented_at is not None


@pytest.mark.parametrize(
    ("speaks", "reads"),
    [("de-CH", "de-CH"), ("de-AT", "de"), ("it", "en"), ("", "en"), ("DE", "de")],
)
def test_everybody_reads_the_nearest_language(
    place: Place, speaks: str, reads: str
) -> None:
    for language in ("de", "en", "de-CH"):
        write(place, language, f"in {language}")
    text = current_text(place.site, speaks)
    assert text is not None
    assert text.language == reads


def test_a_site_of_one_language_asks_everybody_in_it(place: Place) -> None:
    only = write(place, "de")
    assert current_text(place.site, "fr") == only


def test_an_old_text_is_never_changed(place: Place) -> None:
    first, second = write(place, text="One"), write(place, text="Two")
    assert (first.version, second.version) == (1, 2)
    first.refresh_from_db()
    assert first.text == "One"
    assert write(place, text="Two") == second


def test_a_yes_to_the_text_before_counts_for_an_hour(place: Place) -> None:
    first = write(place, text="One")
    long_ago(first)
    second = write(place, text="Two")
    assert share(speaking(place, "en"), first.version).consent_version == 1
    long_ago(second)
    with pytest.raises(DomainError, match="consent_outdated"):
        share(speaking(place, "en"), first.version)
    assert share(speaking(place, "en"), second.version).consent_version == 2


def test_the_built_in_words_count_for_an_hour_after_the_first_own_ones(
    place: Place,
) -> None:
    first = write(place)
    assert share(speaking(place, "en"), 0).consent_version == 0
    long_ago(first)
    with pytest.raises(DomainError, match="consent_outdated"):
        share(speaking(place, "en"), 0)


def test_an_empty_text_brings_the_widgets_wording_back_as_a_version(
    place: Place,
) -> None:
    write(place)
    back = write(place, text="")
    customer = speaking(place, "en")
    wording = widget_consent(customer)
    assert wording is not None
    assert (wording.version, wording.text) == (back.version, "")
    assert share(customer, back.version).consent_version == 2


def test_a_running_session_asks_for_no_new_consent(place: Place) -> None:
    customer = speaking(place, "en")
    running = share(customer, 0)
    long_ago(write(place))
    assert share(customer, 0) == running


# -- hostile --------------------------------------------------------------------------
@pytest.mark.parametrize("version", [2, 99, 2**31 - 1])
def test_a_version_that_never_was_is_no_consent(place: Place, version: int) -> None:
    write(place)
    with pytest.raises(DomainError, match="consent_outdated"):
        share(speaking(place, "en"), version)
    assert not CobrowseSession.objects.exists()


def test_a_version_of_another_site_is_no_consent(place: Place) -> None:
    write(place)
    other = make_site(key="other")
    for text in ("One", "Two", "Three"):
        foreign = write_consent_text(site=other, language="en", text=text, author=None)
    with pytest.raises(DomainError, match="consent_outdated"):
        share(speaking(place, "en"), foreign.version)


# -- admin ----------------------------------------------------------------------------
@pytest.fixture
def root() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_saving_in_the_admin_writes_a_new_version(place: Place, root: Client) -> None:
    data = {"site": place.site.pk, "language": "en", "text": "May we look?"}
    page = root.post(ADD, data, follow=True)
    first = ConsentText.objects.get()
    assert (first.version, first.author) == (1, User.objects.get(username="root"))
    assert b"May we look?" in page.content
    change = reverse("admin:sessions_app_consenttext_change", args=[first.pk])
    page = root.post(change, {"text": "May we look, please?"}, follow=True)
    assert b"Version 2" in page.content
    first.refresh_from_db()
    assert first.text == "May we look?"
    assert [t.text for t in ConsentText.objects.order_by("version")] == [
        "May we look?",
        "May we look, please?",
    ]
    listed = root.get(reverse("admin:sessions_app_consenttext_changelist"))
    assert listed.status_code == 200


def test_nobody_deletes_what_customers_agreed_to(place: Place, root: Client) -> None:
    text = write(place)
    delete = reverse("admin:sessions_app_consenttext_delete", args=[text.pk])
    assert root.post(delete, {"post": "yes"}).status_code == 403
    assert ConsentText.objects.filter(pk=text.pk).exists()


def test_staff_without_the_right_write_nothing(place: Place) -> None:
    clerk = User.objects.create_user("clerk", is_staff=True)
    client = Client()
    client.force_login(clerk)
    data = {"site": place.site.pk, "language": "en", "text": "Ha"}
    assert client.post(ADD, data).status_code == 403
    clerk.user_permissions.add(Permission.objects.get(codename="view_consenttext"))
    text = write(place)
    change = reverse("admin:sessions_app_consenttext_change", args=[text.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"text": "Ha"}).status_code == 403
    assert ConsentText.objects.count() == 1


def test_the_preview_shows_markup_as_text(place: Place, root: Client) -> None:
    text = write(place, text="<script>alert(1)</script>\n\n<b>Second</b>")
    page = root.get(reverse("admin:sessions_app_consenttext_change", args=[text.pk]))
    body = page.content.decode()
    assert "<script>alert" not in body
    assert '<p class="consent-preview__part">&lt;b&gt;Second&lt;/b&gt;</p>' in body


@pytest.mark.parametrize("language", ["english!", "DE", "../de", "d", ""])
def test_a_language_is_a_tag(place: Place, root: Client, language: str) -> None:
    data = {"site": place.site.pk, "language": language, "text": "May we?"}
    assert root.post(ADD, data).status_code == 200
    assert not ConsentText.objects.exists()


def test_the_record_of_a_session_says_what_was_agreed_to(
    place: Place, root: Client
) -> None:
    write(place)
    session = share(speaking(place, "en"), 1)
    record = root.get(f"/api/v1/sessions/{session.pk}").json()
    assert record["consent_version"] == 1
    assert record["consent_language"] == "en"
    assert record["consented_at"] is not None
    change = reverse("admin:sessions_app_cobrowsesession_change", args=[session.pk])
    assert b"Version of the consent text" in root.get(change).content
    report = root.get(f"/reports/sessions/{session.pk}/")
    assert b"Version 1 (en)" in report.content
