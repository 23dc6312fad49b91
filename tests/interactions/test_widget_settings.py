"""Look and texts of a site's widget: who may read them, in which words."""

import json
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from interactions.models import Site, SiteOrigin, WidgetLook, WidgetText
from interactions.widget_strings import PATH, blanks, built_in_texts, problem_of
from tests.people import make_site

SHOP = "https://shop.example"
pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    site = make_site()
    Site.objects.filter(pk=site.pk).update(allow_loopback=False)
    SiteOrigin.objects.create(site=site, origin=SHOP)
    return Site.objects.get(pk=site.pk)


def write(site: Site, language: str, name: str, text: str) -> WidgetText:
    row = WidgetText(site=site, language=language, name=name, text=text)
    row.full_clean()
    row.save()
    return row


def ask(
    key: str = "shop", language: str = "en", origin: str | None = SHOP, **headers: str
) -> HttpResponse:
    sent = headers if origin is None else {"Origin": origin, **headers}
    address = f"/widget/{key}/settings.json"
    answer = Client().get(address, {"language": language}, headers=sent)
    return cast(HttpResponse, answer)


def read(**asked: str) -> dict[str, Any]:
    answer = ask(**asked)
    assert answer.status_code == 200
    data: dict[str, Any] = json.loads(answer.content)
    return data


def test_a_site_that_set_nothing_up_leaves_the_widgets_defaults(site: Site) -> None:
    assert read() == {
        "look": {
            "accent": None,
            "position": "bottom-right",
            "scheme": "auto",
            "radius": None,
        },
        "strings": {},
        "languages": [],
    }


def test_look_and_texts_are_the_sites_own(site: Site) -> None:
    WidgetLook.objects.create(
        site=site, accent="#0b6e4f", position="top-left", scheme="dark", radius=4
    )
    write(site, "en", "launcher", "Ask us")
    write(make_site(key="other"), "en", "launcher", "Not here")
    data = read()
    assert data["look"] == {
        "accent": "#0b6e4f",
        "position": "top-left",
        "scheme": "dark",
        "radius": 4,
    }
    assert data["strings"] == {"launcher": "Ask us"}


def test_a_narrower_language_tag_stands_over_its_language(site: Site) -> None:
    write(site, "de", "launcher", "Hilfe!")
    write(site, "de", "close", "Zumachen")
    write(site, "de-CH", "close", "Zue")
    write(site, "en", "back", "Return")
    assert read(language="de-CH")["strings"] == {"launcher": "Hilfe!", "close": "Zue"}
    assert read(language="de-AT")["strings"] == {
        "launcher": "Hilfe!",
        "close": "Zumachen",
    }
    assert read(language="DE-ch")["strings"]["close"] == "Zue"
    assert read(language="fr")["strings"] == {}
    assert read()["languages"] == ["de", "de-CH", "en"]


def test_a_text_that_the_widget_no_longer_has_is_left_out(site: Site) -> None:
    WidgetText.objects.create(site=site, language="en", name="long_gone", text="x")
    assert read()["strings"] == {}


def test_an_unchanged_answer_costs_nothing(site: Site) -> None:
    first = ask()
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Origin" in first["Vary"]
    again = ask(**{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == SHOP
    write(site, "en", "launcher", "Ask us")
    changed = ask(**{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


# -- hostile --------------------------------------------------------------------------
def test_only_pages_of_the_site_may_read_it(site: Site) -> None:
    assert ask()["Access-Control-Allow-Origin"] == SHOP
    for foreign in (
        "https://evil.example",
        "https://shop.example.evil.example",
        "https://shop.example:8443",
        "http://shop.example",
        "null",
        "",
        "*",
        "https://shop.example, https://evil.example",
    ):
        answer = ask(origin=foreign)
        assert answer.status_code == 403, foreign
        assert "Access-Control-Allow-Origin" not in answer
        assert answer["Cache-Control"] == "no-store"


def test_without_an_origin_no_page_of_others_is_let_in(site: Site) -> None:
    answer = ask(origin=None)
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer


def test_unknown_and_switched_off_sites_are_not_there(site: Site) -> None:
    Site.objects.filter(pk=site.pk).update(active=False)
    for key in ("shop", "nobody", "%2e%2e", "sh op", "shop%00", "x" * 500):
        assert ask(key=key).status_code == 404


@pytest.mark.parametrize(
    "language", ["", "x" * 5_000, "de'--", "../../etc", "de-" * 50, "\x00", "{}", "%"]
)
def test_any_language_gets_an_answer(site: Site, language: str) -> None:
    assert read(language=language)["strings"] == {}


def test_nothing_but_reading_is_possible(site: Site) -> None:
    address = "/widget/shop/settings.json"
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)(address, headers={"Origin": SHOP})
        assert answer.status_code == 405


def test_no_cookie_is_set_or_allowed(site: Site) -> None:
    answer = ask()
    assert not answer.cookies
    assert "Access-Control-Allow-Credentials" not in answer


# -- the list of texts ----------------------------------------------------------------
def test_the_list_of_texts_is_current() -> None:
    call_command("export_widget_strings", check=True)


def test_the_list_is_sound() -> None:
    texts = built_in_texts()
    assert PATH.name == "widget_strings.json"
    assert len(texts) > 100
    for name, languages in texts.items():
        assert languages["en"], name
        for language, text in languages.items():
            assert blanks(text) == blanks(languages["en"]), (name, language)
            assert problem_of(name, text) is None, (name, language)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no_such_name", "Hello"),
        ("bar_viewing", "Somebody sees this page"),
        ("bar_viewing", "{agent} and {other} see this page"),
        ("bar_viewing", "{Agent} sees this page"),
        ("bar_viewing", "{agent sees this page"),
        ("bar_viewing", "{agent}} sees this page"),
        ("launcher", "Hello {agent}"),
        ("launcher_unread", "{count, plural, one {# message}}"),
        ("launcher_unread", "{count, plural, other {{count}}}"),
    ],
)
def test_a_text_with_wrong_blanks_is_refused(name: str, text: str) -> None:
    assert problem_of(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bar_viewing", "This page is seen by {agent}"),
        ("launcher", "Hello"),
        ("launcher_unread", "{count} new"),
        ("launcher_unread", "{count, plural, =0 {none} one {one} other {# new}}!"),
    ],
)
def test_a_text_with_the_blanks_of_the_built_in_one_is_fine(
    name: str, text: str
) -> None:
    assert problem_of(name, text) is None
