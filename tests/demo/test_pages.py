"""Every page: it is there, embeds the widget once, and needs no inline code."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from demo.people import PEOPLE
from tests.demo.shopper import Shopper

TAG = '<script async src="http://testserver/widget.js" data-site="demo"></script>'
OPEN_PAGES = ["home", "products", "basket", "sign-in", "help", "contact", "returns"]
OWN_PAGES = ["account", "orders", "addresses", "password"]


def assert_clean(page: str) -> None:
    """What a strict Content-Security-Policy would refuse is not there."""
    assert page.count("/widget.js") == 1
    assert TAG in page
    assert re.search(r"\son[a-z]+\s*=", page) is None
    assert re.search(r"\sstyle\s*=", page) is None
    assert "<style" not in page
    assert "javascript:" not in page
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_open_pages_embed_the_widget_and_nothing_inline(
    shopper: Shopper, name: str
) -> None:
    assert_clean(shopper.get(name))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_embed_the_widget_and_nothing_inline(
    shopper: Shopper, name: str
) -> None:
    shopper.sign_in()
    assert_clean(shopper.get(name))


@pytest.mark.parametrize("step", ["details", "delivery", "payment", "review"])
def test_checkout_pages_embed_the_widget_and_nothing_inline(
    shopper: Shopper, step: str
) -> None:
    shopper.reach(step)
    assert_clean(shopper.get(f"checkout-{step}"))


def test_the_product_page_is_clean_too(shopper: Shopper) -> None:
    assert_clean(shopper.get("product", "storm-shell"))


@pytest.mark.parametrize("path", ["", "food/", "trip/abc/", "any/where"])
def test_the_planner_answers_every_route_alike(shopper: Shopper, path: str) -> None:
    page = shopper.client.get(reverse("shop:planner") + path).content.decode()
    assert 'id="planner"' in page
    assert_clean(page)


@pytest.mark.parametrize("name", ["basket-change", "basket-coupon", "sign-out"])
def test_nothing_changes_by_looking(shopper: Shopper, name: str) -> None:
    assert shopper.client.get(reverse(f"shop:{name}")).status_code == 405


@pytest.mark.django_db
def test_forms_without_a_token_are_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    for name, args in (
        ("product", ["termo-flask"]),
        ("basket-change", []),
        ("sign-in", []),
        ("contact", []),
    ):
        assert strict.post(reverse(f"shop:{name}", args=args)).status_code == 403


def test_the_landing_page_names_places_and_people(shopper: Shopper) -> None:
    page = shopper.client.get("/").content.decode()
    for address in ("/shop/", "/agent/", "/admin/", "/reports/", "/demo/phone/"):
        assert f'href="{address}"' in page
    for person in PEOPLE:
        assert f"<code>{person.username}</code>" in page


@pytest.mark.django_db
def test_the_sign_in_page_and_the_error_page_wear_our_look() -> None:
    client = Client()
    assert "Username" in client.get("/login/").content.decode()
    missing = client.get("/nothing/here/")
    assert missing.status_code == 404
    assert "There is nothing here." in missing.content.decode()
    admin = client.get("/admin/login/").content.decode()
    assert "css/admin.css" in admin
