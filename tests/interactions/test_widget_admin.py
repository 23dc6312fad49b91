"""Look and texts of the widget on the site's page in the admin."""

from typing import cast

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cobrowse.colours import best_text_contrast, contrast
from interactions.models import Site, WidgetLook, WidgetText
from tests.people import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def site() -> Site:
    return make_site()


def save(client: Client, site: Site, **fields: str) -> HttpResponse:
    """The site's page with one look and one text."""
    empty = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}
    data = {"name": "Shop", "key": "shop", "active": "on"}
    for prefix in ("origins", "widget_look", "widget_texts", "retention_policy"):
        data |= {f"{prefix}-{name}": value for name, value in empty.items()}
    data |= {"widget_look-0-position": "bottom-right", "widget_look-0-scheme": "auto"}
    data |= {f"{name.replace('__', '-0-')}": value for name, value in fields.items()}
    address = reverse("admin:interactions_site_change", args=[site.pk])
    return cast(HttpResponse, client.post(address, data))


def test_look_and_texts_are_saved_with_the_site(root: Client, site: Site) -> None:
    answer = save(
        root,
        site,
        widget_look__accent="#0b6e4f",
        widget_look__radius="6",
        widget_texts__language="de",
        widget_texts__name="launcher",
        widget_texts__text="Frag uns",
    )
    assert answer.status_code == 302
    look = WidgetLook.objects.get()
    assert (look.accent, look.radius) == ("#0b6e4f", 6)
    assert WidgetText.objects.get().text == "Frag uns"
    page = root.get(reverse("admin:interactions_site_change", args=[site.pk]))
    body = page.content.decode()
    # Built-in text beside the site's own, and the contrast of its colour.
    assert "Hilfe" in body
    assert '<output data-contrast="accent">6' in body


def test_a_site_without_look_and_texts_stays_without(root: Client, site: Site) -> None:
    assert save(root, site).status_code == 302
    assert not WidgetLook.objects.exists()
    assert not WidgetText.objects.exists()


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#777777", "contrast"),
        ("green", "valid"),
        ("#12345", "valid"),
        ("#0b6e4f;", "most 7"),
        ("url(//e)", "valid"),
    ],
)
def test_a_colour_that_cannot_be_read_on_is_refused(
    root: Client, site: Site, colour: str, words: str
) -> None:
    answer = save(root, site, widget_look__accent=colour)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not WidgetLook.objects.exists()


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert best_text_contrast("#ffff00") > 15


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no_such_name", "Hello"),
        ("bar_viewing", "Hello"),
        ("launcher", "Hello {agent}"),
        ("launcher", ""),
        ("launcher", "\x00\x01"),
        ("launcher", "x" * 501),
    ],
)
def test_a_text_that_would_not_work_is_refused(
    root: Client, site: Site, name: str, text: str
) -> None:
    answer = save(
        root,
        site,
        widget_texts__language="en",
        widget_texts__name=name,
        widget_texts__text=text,
    )
    assert answer.status_code == 200
    assert not WidgetText.objects.exists()


def test_markup_in_a_text_is_text(root: Client, site: Site) -> None:
    save(
        root,
        site,
        widget_texts__language="en",
        widget_texts__name="launcher",
        widget_texts__text="<img src=x onerror=alert(1)>",
    )
    page = root.get(reverse("admin:interactions_site_change", args=[site.pk]))
    assert "<img src=x" not in page.content.decode()
