"""Day N is kept, day N + 1 is gone, at each site by its own days."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from interactions.models import (
    Customer,
    ErasureReceipt,
    Interaction,
    RetentionPolicy,
)
from interactions.privacy.retention import apply_retention
from reporting.models import SessionFact
from sessions_app.models import CobrowseSession
from tests.people import make_active_chat, make_customer, make_site
from tests.privacy.rules import DAYS, end_of, held, keep
from tests.privacy.stage import (
    CANARY,
    Known,
    dump,
    make_known,
    plant,
    settled,
)
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    known = settled(make_known(place))
    plant(known)
    return known


@pytest.mark.parametrize(
    "name",
    ["transcript_days", "page_days", "call_days", "callback_days", "interaction_days"],
)
def test_day_n_is_kept_and_day_n_plus_one_is_gone(
    place: Place, carla: Known, name: str
) -> None:
    keep(place.site, **{name: DAYS[name]})
    start = end_of(carla)
    apply_retention(now=start + timedelta(days=DAYS[name]) - MINUTE)
    assert held(name)
    assert not ErasureReceipt.objects.filter(site=place.site).exists()
    apply_retention(now=start + timedelta(days=DAYS[name]) + MINUTE)
    assert not held(name)


def test_the_defaults_count_where_nobody_has_set_any(carla: Known) -> None:
    start = end_of(carla)
    apply_retention(now=start + timedelta(days=89))
    assert held("transcript_days")
    apply_retention(now=start + timedelta(days=91))
    assert not held("transcript_days")
    assert not held("page_days")
    assert not held("call_days")
    assert Interaction.objects.filter(pk=carla.chat.pk).exists()
    apply_retention(now=start + timedelta(days=366))
    left = dump()
    assert CANARY not in left
    assert carla.customer.pk.hex not in left.replace("-", "")
    assert SessionFact.objects.filter(pk=carla.session.pk).exists()


def test_customers_go_when_nothing_else_is_theirs(place: Place, carla: Known) -> None:
    visitor, _ = make_customer(place.site)
    keep(place.site, customer_days=50)
    now = timezone.now()
    apply_retention(now=now + timedelta(days=50) - MINUTE)
    assert Customer.objects.filter(pk=visitor.pk).exists()
    apply_retention(now=now + timedelta(days=50) + MINUTE)
    assert not Customer.objects.filter(pk=visitor.pk).exists()
    assert Customer.objects.filter(pk=carla.customer.pk).exists()


def test_a_session_that_nobody_joined_goes_in_its_time(
    place: Place, carla: Known
) -> None:
    CobrowseSession.objects.update(interaction=None, agent=None)
    keep(place.site, interaction_days=60)
    Interaction.objects.update(ended_at=timezone.now() + timedelta(days=99))
    apply_retention(now=end_of(carla) - timedelta(days=40) - MINUTE)
    assert CobrowseSession.objects.exists()
    apply_retention(now=end_of(carla) - timedelta(days=39) + MINUTE)
    assert not CobrowseSession.objects.exists()


def test_what_still_goes_on_is_left_alone(place: Place, carla: Known) -> None:
    chat = make_active_chat(place.site, place.alice)
    later = timezone.now() + timedelta(days=4_000)
    apply_retention(now=later)
    assert Interaction.objects.filter(pk=chat.pk).exists()
    assert chat.messages.exists()
    # Somebody still writes down how it went.
    Interaction.objects.filter(pk=chat.pk).update(
        state="ended", ended_at=timezone.now(), wrap_up_open=True
    )
    apply_retention(now=later)
    assert chat.messages.exists()


def test_a_session_that_was_never_ended_keeps_its_customer_and_no_other(
    place: Place, carla: Known
) -> None:
    stuck, _ = make_customer(place.site)
    idle, _ = make_customer(place.site)
    CobrowseSession.objects.create(
        session_id="123456789", site=place.site, customer=stuck, media="voice"
    )
    apply_retention(now=timezone.now() + timedelta(days=91))
    assert Customer.objects.filter(pk=stuck.pk).exists()
    assert not Customer.objects.filter(pk=idle.pk).exists()


def test_each_site_has_its_own_days(place: Place, carla: Known) -> None:
    keep(place.site)
    other = make_site(key="other")
    keep(other, transcript_days=1, page_days=1, interaction_days=1, facts_days=32)
    before = dump()
    apply_retention(now=timezone.now() + timedelta(days=400))
    after = dump()
    assert before == after


def test_single_rows_of_reports_go_by_whole_days(place: Place, carla: Known) -> None:
    keep(place.site, facts_days=70)
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    SessionFact.objects.update(created_at=day - timedelta(seconds=1))
    apply_retention(now=day + timedelta(days=69, hours=23))
    assert SessionFact.objects.exists()
    apply_retention(now=day + timedelta(days=70))
    assert not SessionFact.objects.exists()
    assert RetentionPolicy.objects.get().facts_gone_before == day


def test_days_have_bounds_and_nothing_outlives_its_interaction(place: Place) -> None:
    RetentionPolicy(site=place.site).full_clean()
    RetentionPolicy(site=place.site, **dict.fromkeys(DAYS)).full_clean()
    for wrong in (
        {"transcript_days": 0},
        {"page_days": 3_651},
        {"facts_days": 31},
        {"transcript_days": 366},
        {"interaction_days": 30},
    ):
        with pytest.raises(ValidationError):
            RetentionPolicy(site=place.site, **wrong).full_clean()
