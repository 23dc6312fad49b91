"""The rule tester and what it asks: the rules of a session, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from interactions.models import Site, SiteOrigin
from sessions_app.models import MaskingRule
from sessions_app.selectors import rules_for
from tests.people import make_agent
from tests.sessions_app.places import (
    Place,
    both_online,
    make_chat_session,
    make_place,
    make_policy,
)

pytestmark = pytest.mark.django_db

TESTER = reverse("admin:sessions_app_maskingrule_tester")
POLICY = reverse("admin:sessions_app_maskingrule_tester_policy")
PAY = "https://shop.example/pay/"


@pytest.fixture
def place() -> Place:
    place = make_place()
    SiteOrigin.objects.get_or_create(site=place.site, origin="https://shop.example")
    return place


def staff(*codenames: str) -> Client:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def looks() -> Client:
    return staff("view_maskingrule")


def make_rule(site: Site, selector: str, pattern: str, **more: Any) -> MaskingRule:
    effect = more.pop("effect", "mask")
    return MaskingRule.objects.create(
        site=site, selector=selector, url_pattern=pattern, effect=effect, **more
    )


def ask(client: Client, place: Place, url: str = PAY, **draft: str) -> dict[str, Any]:
    more = {"draft": "1", **draft} if draft else {}
    answer = client.get(POLICY, {"site": str(place.site.pk), "url": url, **more})
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()
    return data


def test_who_may_look_at_rules_may_test_them(looks: Client, place: Place) -> None:
    shown = looks.get(TESTER, {"site": str(place.site.pk)})
    assert shown.status_code == 200
    assert shown["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    policy = shown["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    site, *others = shown.context["setup"]["sites"]
    assert (site["name"], others) == (place.site.name, [])
    assert "https://shop.example" in site["origins"]
    assert (
        TESTER
        in looks.get(
            reverse("admin:sessions_app_maskingrule_changelist")
        ).content.decode()
    )


def test_nobody_else_does(place: Place) -> None:
    def answers(client: Client) -> list[int]:
        asked = {"site": str(place.site.pk), "url": PAY}
        return [client.get(page, asked).status_code for page in (TESTER, POLICY)]

    assert answers(staff()) == [403, 403]
    agent = Client()
    agent.force_login(make_agent("carol").user)
    assert answers(agent) == [302, 302]
    assert answers(Client()) == [302, 302]


def test_other_pages_of_the_admin_keep_their_opener_policy(looks: Client) -> None:
    page = looks.get(reverse("admin:sessions_app_maskingrule_changelist"))
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_has_the_rules_that_a_session_on_it_has(
    looks: Client, place: Place
) -> None:
    make_policy(place.site, mask_title=True)
    counts = make_rule(place.site, ".iban", "/pay/*")
    make_rule(place.site, ".else", "/other/")
    make_rule(place.site, ".off", "*", enabled=False)
    session = both_online(make_chat_session(place))

    answer = ask(looks, place)
    policy = answer["policy"]
    assert policy["rules"] == [
        rule.model_dump(mode="json") for rule in rules_for(session, PAY)
    ]
    assert (policy["mask_all"], policy["mask_title"]) == (False, True)
    assert [rule["id"] for rule in answer["listed"]] == [counts.pk]
    assert looks.get(answer["listed"][0]["page"]).status_code == 200
    assert answer["elsewhere"] == 1
    counts.refresh_from_db()
    assert (counts.last_matched_at, counts.pages_unmatched) == (None, 0)


def test_a_draft_counts_as_if_it_were_saved(looks: Client, place: Place) -> None:
    answer = ask(looks, place, selector="td .a", url_pattern="/pay/*", effect="block")
    [rule] = answer["policy"]["rules"]
    assert (rule["selector"], rule["effect"]) == ("td .a", "block")
    assert answer["problems"] == []
    assert "joins several elements" in answer["doubts"][0]
    elsewhere = ask(looks, place, selector=".a", url_pattern="/x/", effect="mask")
    assert (elsewhere["applies"], elsewhere["policy"]["rules"]) == (False, [])
    assert elsewhere["elsewhere"] == 0
    assert not MaskingRule.objects.exists()


def test_a_draft_that_could_not_be_saved_is_not_tried(
    looks: Client, place: Place
) -> None:
    answer = ask(looks, place, selector="..a", url_pattern="*", effect="mask")
    assert answer["policy"]["rules"] == []
    [problem] = answer["problems"]
    assert "character" in problem


def test_a_draft_that_is_too_slow_is_not_tried(looks: Client, place: Place) -> None:
    draft = {"selector": ":has(.a)", "url_pattern": "*", "effect": "mask"}
    for measured_ms, count in {"": 0, "9.5": 0, "3.5": 1}.items():
        answer = ask(looks, place, **draft, measured_ms=measured_ms)
        assert len(answer["policy"]["rules"]) == count
        assert len(answer["problems"]) == 1 - count


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/",
        "http://shop.example/",
        "https://shop.example.elsewhere.example/",
        "https://shop.example@elsewhere.example/",
        "https://shop.example:8443/",
        "javascript:alert(1)",
        "shop",
    ],
)
def test_pages_that_the_site_does_not_allow_are_refused(
    looks: Client, place: Place, url: str
) -> None:
    answer = looks.get(POLICY, {"site": str(place.site.pk), "url": url})
    assert answer.status_code == 403
    assert answer.json() == {"error": "origin_not_allowed"}


def test_nonsense_is_refused(looks: Client, place: Place) -> None:
    def status(**asked: str) -> HttpResponse:
        return looks.get(POLICY, asked)  # type: ignore[return-value]

    assert status(site="x", url=PAY).status_code == 400
    assert status(site="999999", url=PAY).status_code == 400
    assert status(site=str(place.site.pk)).status_code == 400
    odd = status(site=str(place.site.pk), url=PAY, draft="1", effect="explode")
    assert odd.status_code == 400
    Site.objects.update(active=False)
    assert status(site=str(place.site.pk), url=PAY).status_code == 400
    assert looks.post(POLICY).status_code == 405
