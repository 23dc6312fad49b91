"""Sites: which origins may carry the widget, and what the admin refuses to save."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from cobrowse.origins import parse_origin
from interactions.models import Queue, Site, SiteOrigin
from interactions.selectors import (
    allowed_origins,
    chat_queue,
    customer_for_token,
    may_embed,
    site_for_key,
)
from tests.people import make_customer, make_site

pytestmark = pytest.mark.django_db


def saved(text: str) -> str:
    row = SiteOrigin(site=Site.objects.create(key="s", name="S"), origin=text)
    row.full_clean()
    row.save()
    return row.origin


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://Shop.Example.com", "https://shop.example.com"),
        (" https://shop.example.com/ ", "https://shop.example.com"),
        ("https://shop.example.com:443", "https://shop.example.com"),
        ("https://shop.example.com:8443", "https://shop.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_origin_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert saved(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "*",
        "shop.example.com",
        "https://*.example.com",
        "https://.example.com",
        "https://shop.example.com/path",
        "https://user@shop.example.com",
        "https://shop.example.com:0",
        "https://shop.example.com:99999",
        "ftp://shop.example.com",
        "javascript:alert(1)",
        "null",
        "https://shop.example.com?x",
        "https://sh\u00f6p.example.com",
        "https://" + "a" * 300,
    ],
)
def test_what_is_no_exact_origin_is_not_saved(typed: str) -> None:
    with pytest.raises(ValidationError):
        saved(typed)


@override_settings(COBROWSE_INSECURE_HTTP=False)
def test_plain_http_is_not_saved_in_production() -> None:
    with pytest.raises(ValidationError):
        saved("http://shop.example.com")


def test_only_exact_origins_embed() -> None:
    site = Site.objects.create(key="s", name="S")
    SiteOrigin.objects.create(site=site, origin="https://shop.example")
    assert allowed_origins(site) == ["https://shop.example"]
    for origin, allowed in {
        "https://shop.example": True,
        "https://SHOP.example:443": True,
        "http://shop.example": False,
        "https://shop.example:444": False,
        "https://www.shop.example": False,
        "https://shop.example.evil.com": False,
        "http://localhost:8000": False,
        "null": False,
    }.items():
        assert may_embed(site, parse_origin(origin.lower())) is allowed, origin


@pytest.mark.parametrize(("demo", "debug"), [(True, False), (False, True)])
def test_loopback_embeds_in_demo_or_debug_mode_only(demo: bool, debug: bool) -> None:
    site = make_site()
    for text in ("http://localhost:1", "http://127.0.0.1", "http://[::1]:8000"):
        origin = parse_origin(text)
        with override_settings(COBROWSE_DEMO=demo, DEBUG=debug):
            assert may_embed(site, origin)
        with override_settings(COBROWSE_DEMO=False, DEBUG=False):
            assert not may_embed(site, origin)
    with override_settings(COBROWSE_DEMO=demo, DEBUG=debug):
        assert not may_embed(site, parse_origin("http://10.0.0.1"))
        assert not may_embed(site, parse_origin("http://localhost.evil.com"))


def test_a_site_that_is_switched_off_does_not_exist() -> None:
    site = make_site()
    customer, token = make_customer(site)
    assert site_for_key("shop") == site
    assert customer_for_token(token) == customer
    Site.objects.update(active=False)
    assert site_for_key("shop") is None
    assert customer_for_token(token) is None


def test_a_token_belongs_to_one_site() -> None:
    site, other = make_site(), make_site(key="other")
    customer, token = make_customer(site)
    assert customer_for_token(token, site=site) == customer
    assert customer_for_token(token, site=other) is None
    assert customer_for_token("invented", site=site) is None


def test_new_chats_go_to_the_first_active_chat_queue() -> None:
    site = make_site()
    first = chat_queue(site)
    assert first is not None
    Queue.objects.create(site=site, name="second", media="chat")
    Queue.objects.create(site=site, name="calls", media="voice")
    assert chat_queue(site) == first
    Queue.objects.update(active=False)
    assert chat_queue(site) is None
