"""Masking rules in the admin: versions with author and difference, import, remarks."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interactions.models import Site
from sessions_app.models import MaskingRule
from sessions_app.rules import MAX_RULES_PER_SITE
from tests.people import make_agent, make_site
from tests.sessions_app.test_genesys_rules import FILE

pytestmark = pytest.mark.django_db

ADD = reverse("admin:sessions_app_maskingrule_add")
LIST = reverse("admin:sessions_app_maskingrule_changelist")
IMPORT = reverse("admin:sessions_app_maskingrule_import")


@pytest.fixture
def site() -> Site:
    return make_site(make_agent("alice"))


def admin_client(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


@pytest.fixture
def root() -> Client:
    return admin_client("root")


def written(site: Site, **changed: Any) -> dict[str, Any]:
    return {
        "site": site.pk,
        "url_pattern": "*",
        "selector": ".iban",
        "effect": "mask",
        "enabled": "on",
        "note": "",
        **changed,
    }


def page_of(rule: MaskingRule) -> str:
    return reverse("admin:sessions_app_maskingrule_change", args=[rule.pk])


def test_every_change_is_kept_with_its_author(root: Client, site: Site) -> None:
    root.post(ADD, written(site))
    rule = MaskingRule.objects.get()
    seen = {"seen_version": rule.history.first().pk}
    root.post(page_of(rule), written(site, selector=".account", **seen))
    history = reverse("admin:sessions_app_maskingrule_history", args=[rule.pk])
    text = root.get(history).content.decode()
    assert "root" in text
    assert ".iban" in text
    assert ".account" in text
    assert [version.selector for version in rule.history.all()] == [".account", ".iban"]


def test_an_older_version_can_be_taken_back(root: Client, site: Site) -> None:
    root.post(ADD, written(site))
    rule = MaskingRule.objects.get()
    seen = {"seen_version": rule.history.first().pk}
    root.post(page_of(rule), written(site, selector=".account", **seen))
    first = rule.history.earliest()
    old = reverse(
        "admin:sessions_app_maskingrule_simple_history", args=[rule.pk, first.pk]
    )
    assert ".iban" in root.get(old).content.decode()
    seen = {"seen_version": rule.history.first().pk}
    assert root.post(old, written(site, **seen)).status_code == 302
    rule.refresh_from_db()
    assert rule.selector == ".iban"


def test_nobody_writes_over_what_they_have_not_seen(root: Client, site: Site) -> None:
    root.post(ADD, written(site))
    rule = MaskingRule.objects.get()
    seen = {"seen_version": rule.history.first().pk}
    other = admin_client("other")
    other.post(page_of(rule), written(site, selector=".theirs", **seen))

    refused = root.post(page_of(rule), written(site, selector=".mine", **seen))
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "other" in text
    assert ".iban → .theirs" in text
    rule.refresh_from_db()
    assert rule.selector == ".theirs"

    newest = rule.history.first().pk
    assert f'name="seen_version" value="{newest}"' in text
    again = written(site, selector=".mine", seen_version=newest)
    assert root.post(page_of(rule), again).status_code == 302
    rule.refresh_from_db()
    assert rule.selector == ".mine"


@pytest.mark.parametrize(
    ("selector", "remark"),
    [
        (".box p", "joins several elements"),
        ("li:nth-child(2)", "counts siblings"),
        ("body", "hides the whole page"),
    ],
)
def test_what_a_rule_cannot_do_is_said_when_it_is_saved(
    root: Client, site: Site, selector: str, remark: str
) -> None:
    saved = root.post(ADD, written(site, selector=selector), follow=True)
    assert remark in saved.content.decode()
    assert MaskingRule.objects.count() == 1


def test_a_slow_selector_is_refused(root: Client, site: Site) -> None:
    refused = root.post(ADD, written(site, measured_ms="7.5"))
    assert refused.status_code == 200
    assert "It takes 7.5 ms" in refused.text
    assert "before :has()" in root.post(ADD, written(site, selector=":has(.a)")).text
    for odd in ("nan", "inf", "x"):
        assert root.post(ADD, written(site, measured_ms=odd)).status_code == 200
    assert MaskingRule.objects.count() == 0
    quick = written(site, selector=":has(.a)", measured_ms="3.1")
    assert root.post(ADD, quick).status_code == 302


def test_a_rule_that_stands_can_be_switched_off_on_a_slow_machine(
    root: Client, site: Site
) -> None:
    root.post(ADD, written(site, selector=":has(.a)", measured_ms="3.1"))
    rule = MaskingRule.objects.get()
    off = written(site, selector=":has(.a)", measured_ms="9", enabled="")
    root.post(page_of(rule), {**off, "seen_version": rule.history.first().pk})
    rule.refresh_from_db()
    assert not rule.enabled
    other = written(site, selector=":has(.b)", measured_ms="9")
    seen = {"seen_version": rule.history.first().pk}
    assert root.post(page_of(rule), {**other, **seen}).status_code == 200


def test_a_file_is_shown_before_it_is_imported(root: Client, site: Site) -> None:
    assert "Import from Genesys" in root.get(LIST).content.decode()
    file = SimpleUploadedFile("restrictions.xml", FILE.encode())
    shown = root.post(IMPORT, {"site": site.pk, "file": file})
    text = shown.content.decode()
    assert "https://shop.example/pay/*" in text
    assert "Left out:" in text
    assert "the rule counts on every page" in text
    assert MaskingRule.objects.count() == 0

    confirmed = {"site": site.pk, "text": shown.context["text"], "confirm": "yes"}
    root.post(IMPORT, confirmed)
    count = MaskingRule.objects.count()
    assert count == shown.context["usable"] == 7
    assert MaskingRule.objects.filter(selector="#iban").first() is not None
    root.post(IMPORT, confirmed)
    assert MaskingRule.objects.count() == count, "what is there is not added again"


def test_a_bad_file_is_refused_with_the_line(root: Client, site: Site) -> None:
    file = SimpleUploadedFile("x.xml", b"<domRestrictions>\n<rule/></domRestrictions>")
    refused = root.post(IMPORT, {"site": site.pk, "file": file})
    assert refused.status_code == 400
    assert "Line 2" in refused.content.decode()
    assert root.post(IMPORT, {"site": site.pk}).status_code == 400


def test_too_many_rules_are_all_refused(root: Client, site: Site) -> None:
    elements = "".join(
        f'<element selector=".a{i}"/>' for i in range(MAX_RULES_PER_SITE + 1)
    )
    text = (
        "<domRestrictions><restrictionsSet><dataMasking>"
        f"{elements}</dataMasking></restrictionsSet></domRestrictions>"
    )
    refused = root.post(IMPORT, {"site": site.pk, "text": text, "confirm": "yes"})
    assert refused.status_code == 400
    assert MaskingRule.objects.count() == 0


def test_only_who_may_add_rules_imports(site: Site, tmp_path: Path) -> None:
    looks = User.objects.create_user("looks", is_staff=True)
    looks.user_permissions.add(Permission.objects.get(codename="view_maskingrule"))
    client = Client()
    client.force_login(looks)
    assert client.get(LIST).status_code == 200
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"site": site.pk, "text": FILE}).status_code == 403
