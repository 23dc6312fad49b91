"""A rule that reveals whole pages takes two people (security anchors 4.4)."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cobrowse.errors import DomainError
from interactions.models import Site
from sessions_app.models import MaskingRule
from sessions_app.selectors import current_rules
from sessions_app.services import approve_rule
from tests.people import make_agent, make_site

pytestmark = pytest.mark.django_db

ADD = reverse("admin:sessions_app_maskingrule_add")
LIST = reverse("admin:sessions_app_maskingrule_changelist")


@pytest.fixture
def site() -> Site:
    return make_site(make_agent("alice"))


def client_of(name: str, *codenames: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    names = codenames or ("add_maskingrule", "change_maskingrule", "view_maskingrule")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author() -> Client:
    return client_of("ada")


@pytest.fixture
def second() -> Client:
    return client_of("bea")


def page_of(rule: MaskingRule, page: str = "change") -> str:
    return reverse(f"admin:sessions_app_maskingrule_{page}", args=[rule.pk])


def written(site: Site, **changed: Any) -> dict[str, Any]:
    fields = {"site": site.pk, "url_pattern": "*", "selector": "body", "note": ""}
    return {**fields, "effect": "reveal", "enabled": "on", **changed}


def make_rule(author: Client, site: Site, **changed: Any) -> MaskingRule:
    assert author.post(ADD, written(site, **changed)).status_code == 302
    return MaskingRule.objects.get()


def save(client: Client, rule: MaskingRule, **changed: Any) -> None:
    seen = {"seen_version": rule.history.latest().pk}
    data = written(rule.site, **{**seen, **changed})
    assert client.post(page_of(rule), data).status_code == 302


def approve(client: Client, rule: MaskingRule) -> int:
    seen = {"seen_version": rule.history.latest().pk}
    return client.post(page_of(rule, "approve"), seen).status_code


def in_effect(site: Site) -> list[str]:
    return [rule["selector"] for rule in current_rules(site)["rules"]]


def test_it_takes_effect_when_another_person_has_approved_it(
    author: Client, second: Client, site: Site
) -> None:
    rule = make_rule(author, site)
    assert in_effect(site) == []
    assert current_rules(site)["mask_all"] is False
    listed = second.get(LIST).content.decode()
    assert "a second person must approve it" in listed
    assert "1 rule waits for a second person" in listed
    assert page_of(rule, "approve") in second.get(page_of(rule)).content.decode()
    assert "ada" in second.get(page_of(rule, "approve")).content.decode()

    assert approve(second, rule) == 302
    assert in_effect(site) == ["body"]
    newest, first = rule.history.all()
    assert (first.approved_by, first.history_user.username) == (None, "ada")
    assert newest.approved_by.username == newest.history_user.username == "bea"
    assert newest.history_change_reason == "approved"
    assert "bea" in author.get(page_of(rule)).content.decode()
    assert second.get(page_of(rule, "approve")).status_code == 404


def test_nobody_approves_a_rule_of_their_own(
    author: Client, second: Client, site: Site
) -> None:
    rule = make_rule(author, site)
    assert "somebody else has to" in author.get(page_of(rule, "approve")).text
    assert approve(author, rule) == 403
    assert in_effect(site) == []
    save(second, rule, selector="html")
    assert approve(second, rule) == 403
    assert approve(author, rule) == 302
    assert in_effect(site) == ["html"]


def test_who_may_not_change_rules_does_not_approve_them(
    author: Client, site: Site
) -> None:
    rule = make_rule(author, site)
    for stranger in (client_of("eve", "view_maskingrule"), Client()):
        assert approve(stranger, rule) in {302, 403}
    assert in_effect(site) == []


@pytest.mark.parametrize("changed", [{"selector": "html"}, {"url_pattern": "/other/"}])
def test_a_change_of_what_it_does_needs_an_approval_of_its_own(
    author: Client, second: Client, site: Site, changed: dict[str, str]
) -> None:
    rule = make_rule(author, site)
    approve(second, rule)
    save(author, rule, note="only words")
    assert len(in_effect(site)) == 1
    save(author, rule, **changed)
    assert in_effect(site) == []


def test_taking_back_an_approved_version_is_a_change(
    author: Client, second: Client, site: Site
) -> None:
    rule = make_rule(author, site)
    approve(second, rule)
    approved = rule.history.latest()
    save(author, rule, selector="html")
    old = reverse(
        "admin:sessions_app_maskingrule_simple_history", args=[rule.pk, approved.pk]
    )
    seen = {"seen_version": rule.history.latest().pk}
    assert author.post(old, written(site, **seen)).status_code == 302
    rule.refresh_from_db()
    assert (rule.selector, rule.approved_at) == ("body", None)
    assert in_effect(site) == []


def test_the_approval_is_of_what_was_seen(
    author: Client, second: Client, site: Site
) -> None:
    rule = make_rule(author, site, url_pattern="/help/*")
    seen = {"seen_version": rule.history.latest().pk}
    save(author, rule, url_pattern="*")
    refused = second.post(page_of(rule, "approve"), seen)
    assert refused.status_code == 409
    assert "look again" in refused.text
    assert second.post(page_of(rule, "approve")).status_code == 409
    assert in_effect(site) == []


def test_other_rules_need_none(author: Client, second: Client, site: Site) -> None:
    rule = make_rule(author, site, selector=".help")
    assert in_effect(site) == [".help"]
    assert approve(second, rule) == 404
    save(author, rule, selector="body", effect="mask")
    assert in_effect(site) == ["body"]


def test_the_database_knows_it_too(author: Client, site: Site) -> None:
    rule = make_rule(author, site)
    ada = User.objects.get(username="ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        MaskingRule.objects.update(approved_by=ada, approved_at=timezone.now())
    seen = rule.history.latest().pk
    with pytest.raises(DomainError, match="own_rule"):
        approve_rule(rule_id=rule.pk, seen_version=seen, approver=ada)
    ada.delete()
    rule.refresh_from_db()
    assert rule.written_by is None
    assert rule.waits_for_approval
