"""What pages say of masking rules, and what the admin makes of it (MK-10)."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sessions_app.models import IDLE_PAGES, CobrowseSession, MaskingRule
from sessions_app.services import note_rules
from tests.sessions_app.places import Place, make_chat_session, make_place
from tests.sessions_app.wires import customer_wire

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:sessions_app_maskingrule_changelist")


@pytest.fixture
def place() -> Place:
    return make_place()


def rule(place: Place, selector: str, pattern: str = "*") -> MaskingRule:
    return MaskingRule.objects.create(
        site=place.site, selector=selector, url_pattern=pattern, effect="mask"
    )


def standing(of: MaskingRule) -> tuple[bool, bool, int]:
    of.refresh_from_db()
    return (
        of.last_matched_at is not None,
        of.last_failed_at is not None,
        of.pages_unmatched,
    )


def page_list() -> str:
    client = Client()
    root = User.objects.filter(username="root").first()
    client.force_login(root or User.objects.create_superuser("root"))
    return client.get(LIST).content.decode()


async def test_a_page_tells_which_rules_matched(place: Place) -> None:
    hit, miss, other = await sync_to_async(
        lambda: (rule(place, ".a"), rule(place, ".b"), rule(place, ".c", "/no/*"))
    )()
    session = await sync_to_async(make_chat_session)(place)
    customer = await customer_wire(session)
    await customer.send(
        "mirror.rules", matched=[hit.pk, 10**30], failed=[miss.pk], first=True
    )
    await customer.send("ping")
    await customer.until("pong")
    tell = sync_to_async(standing)
    assert await tell(hit) == (True, False, 0)
    assert await tell(miss) == (False, True, 1)
    assert await tell(other) == (False, False, 0), "it does not hold on this page"

    await customer.send("mirror.rules", matched=[miss.pk], failed=[], first=False)
    await customer.send("ping")
    await customer.until("pong")
    assert await tell(miss) == (True, True, 0)
    await customer.send("mirror.rules", matched=["x"], failed=[], first=True)
    assert (await customer.until("error"))["code"] == "bad_message"
    await customer.hang_up()


def test_a_rule_that_was_changed_since_is_not_judged_by_old_pages(
    place: Place,
) -> None:
    one = rule(place, ".a")
    session = make_chat_session(place)
    note_rules(session=session, matched=[], failed=[], first=True)
    assert standing(one) == (False, False, 1)
    MaskingRule.objects.filter(pk=one.pk).update(selector=".b")
    note_rules(session=session, matched=[one.pk], failed=[one.pk], first=True)
    assert standing(one) == (False, False, 1)


def test_rules_of_others_are_not_touched(place: Place) -> None:
    session: CobrowseSession = make_chat_session(place)
    late = rule(place, ".late")
    note_rules(session=session, matched=[late.pk], failed=[late.pk], first=True)
    assert standing(late) == (False, False, 0), "the session has not pinned it"


def test_the_admin_warns_of_rules_that_match_nothing(place: Place) -> None:
    one = rule(place, ".gone")
    assert "needs a look" not in page_list()
    MaskingRule.objects.filter(pk=one.pk).update(pages_unmatched=IDLE_PAGES)
    text = page_list()
    assert "1 rule needs a look" in text
    assert f"Nothing matched on its last {IDLE_PAGES} pages." in text


def test_the_admin_warns_of_rules_that_failed(place: Place) -> None:
    one = rule(place, ".new")
    ago = timezone.now() - timedelta(hours=2)
    MaskingRule.objects.filter(pk=one.pk).update(last_failed_at=ago)
    assert "Failed in a browser 2\xa0hours ago" in page_list()


def test_a_changed_rule_starts_anew(place: Place) -> None:
    one = rule(place, ".gone")
    MaskingRule.objects.filter(pk=one.pk).update(pages_unmatched=IDLE_PAGES)
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    written = {
        "site": place.site.pk,
        "url_pattern": "*",
        "selector": ".found",
        "effect": "mask",
        "enabled": "on",
        "seen_version": one.history.first().pk,
    }
    page = reverse("admin:sessions_app_maskingrule_change", args=[one.pk])
    assert client.post(page, written).status_code == 302
    assert standing(one) == (False, False, 0)
    assert one.history.count() == 2
