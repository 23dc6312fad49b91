"""Day N is kept, day N + 1 is gone, at each site by its own days."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from cobrowse.actors import SYSTEM
from interactions.models import (
    Callback,
    ChatMessage,
    Customer,
    ErasedSubject,
    ErasureReceipt,
    Interaction,
    RetentionPolicy,
    Site,
)
from interactions.privacy import retention
from interactions.privacy.finding import find_person
from interactions.privacy.holds import place_hold
from interactions.privacy.registry import Step, steps
from interactions.privacy.retention import apply_retention
from interactions.tasks import apply_retention as nightly
from reporting.models import ExportJob, ExportPart, SessionFact
from sessions_app.models import CobrowseSession, SessionEvent
from tests.people import make_active_chat, make_customer, make_site
from tests.privacy.stage import (
    CANARY,
    Known,
    back_in_time,
    dump,
    make_known,
    plant,
    settled,
)
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
DAYS = {
    "transcript_days": 10,
    "page_days": 20,
    "call_days": 30,
    "callback_days": 40,
    "customer_days": 50,
    "interaction_days": 60,
    "facts_days": 70,
}


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    known = settled(make_known(place))
    plant(known)
    return known


def keep(site: Site, **days: int | None) -> None:
    """Everything for ever but what is named."""
    RetentionPolicy.objects.update_or_create(
        site=site, defaults={**dict.fromkeys(DAYS), **days}
    )


def end_of(known: Known) -> datetime:
    times = [
        *Interaction.objects.values_list("ended_at", flat=True),
        *CobrowseSession.objects.values_list("ended_at", flat=True),
        *Customer.objects.values_list("last_seen_at", flat=True),
        *Callback.objects.values_list("closed_at", flat=True),
    ]
    return max(at for at in times if at is not None)


def texts(rows: Any, *columns: str) -> str:
    return str(list(rows.values_list(*columns)))


def held(name: str) -> bool:
    """Whether what a rule is about is still in the database."""
    pages = ("url", "page_title", "referrer", "attached_data")
    looks = {
        "transcript_days": lambda: (
            texts(ChatMessage.objects.all(), "text")
            + texts(Interaction.objects.all(), "note", "contact", "customer_name")
            + texts(Customer.objects.all(), "display_name")
        ),
        "page_days": lambda: (
            texts(Interaction.objects.all(), *pages)
            + texts(Customer.objects.all(), *pages[:3])
            + texts(CobrowseSession.objects.all(), "page_url", "page_title")
            + texts(SessionEvent.objects.filter(name="page.opened"), "detail")
            + texts(SessionFact.objects.all(), "pages")
            + texts(ExportPart.objects.all(), "content")
        ),
        "call_days": lambda: texts(Interaction.objects.all(), "phone_number"),
        "callback_days": lambda: texts(Callback.objects.all(), "name", "phone_number"),
        "interaction_days": lambda: (
            texts(Interaction.objects.all(), "external_call_id")
            + texts(CobrowseSession.objects.all(), "consent_language")
        ),
    }
    return CANARY in looks[name]()


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


def test_a_legal_hold_stops_time(place: Place, carla: Known) -> None:
    person = find_person(by="customer", value=str(carla.customer.pk))
    place_hold(person=person, reason="Case 4711", actor=SYSTEM)
    visitor, _ = make_customer(place.site)
    apply_retention(now=end_of(carla) + timedelta(days=400))
    assert not Customer.objects.filter(pk=visitor.pk).exists()
    for name in ("transcript_days", "call_days", "callback_days", "interaction_days"):
        assert held(name), name
    receipt = ErasureReceipt.objects.get(cause="retention")
    assert receipt.counts["on_hold"] > 0


def test_a_run_that_is_killed_is_taken_up_where_it_was(
    place: Place, carla: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "CHUNK", 2)
    idle = [make_customer(place.site)[0].pk for _ in range(5)]
    now = timezone.now() + timedelta(days=91)
    step = next(step for step in steps if step.kind == "customers")
    calls: list[int] = []

    def dies_later(site: Site, before: datetime, keys: list[Any]) -> Any:
        erased = step.erase(site, before, keys)
        calls.append(len(keys))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return erased

    at = steps.index(step)
    steps[at] = Step(step.kind, step.days, step.due, dies_later, step.holds)
    try:
        with pytest.raises(KeyboardInterrupt):
            apply_retention(now=now)
    finally:
        steps[at] = step
    # One chunk is gone for good, the second one as if nothing had been.
    assert Customer.objects.filter(pk__in=idle).count() == 3
    apply_retention(now=now)
    assert not Customer.objects.filter(pk__in=idle).exists()
    counts = [
        receipt.counts.get("customers", 0)
        for receipt in ErasureReceipt.objects.filter(cause="retention")
    ]
    assert sorted(counts) == [2, 3]


def test_twice_is_once(place: Place, carla: Known) -> None:
    now = end_of(carla) + timedelta(days=91)
    assert apply_retention(now=now).counts
    before = dump()
    assert not apply_retention(now=now).counts
    assert dump() == before


def test_receipts_of_the_night_name_nobody(place: Place, carla: Known) -> None:
    apply_retention(now=end_of(carla) + timedelta(days=400))
    receipt = ErasureReceipt.objects.get()
    assert (receipt.cause, receipt.site) == ("retention", place.site)
    assert receipt.counts["interactions"] == 2
    assert receipt.actor_role == "system"
    assert not ErasedSubject.objects.exists()


def test_single_rows_of_reports_go_by_whole_days(place: Place, carla: Known) -> None:
    keep(place.site, facts_days=70)
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    SessionFact.objects.update(created_at=day - timedelta(seconds=1))
    apply_retention(now=day + timedelta(days=69, hours=23))
    assert SessionFact.objects.exists()
    apply_retention(now=day + timedelta(days=70))
    assert not SessionFact.objects.exists()
    assert RetentionPolicy.objects.get().facts_gone_before == day


def test_an_export_that_is_being_made_is_begun_again(
    place: Place, carla: Known
) -> None:
    ExportJob.objects.update(state=ExportJob.State.RUNNING, attempt=1)
    keep(place.site, page_days=20)
    apply_retention(now=end_of(carla) + timedelta(days=21))
    assert ExportJob.objects.get().state == ExportJob.State.WAITING
    assert not ExportPart.objects.exists()


def test_the_nightly_task_and_the_command_do_it(place: Place, carla: Known) -> None:
    back_in_time(carla, days=100)
    out = StringIO()
    call_command("apply_retention", "--dry-run", stdout=out)
    assert "shop: 2 transcripts" in out.getvalue()
    assert held("transcript_days")
    nightly()
    assert not held("transcript_days")
    Callback.objects.all().delete()
    call_command("apply_retention", stdout=out)
    assert "Done." in out.getvalue()


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
