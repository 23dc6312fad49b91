"""Runs of a night: killed, repeated, held back, told of in receipts."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from cobrowse.actors import SYSTEM
from interactions.models import (
    Callback,
    Customer,
    ErasedSubject,
    ErasureReceipt,
    Site,
)
from interactions.privacy import retention
from interactions.privacy.finding import find_person
from interactions.privacy.holds import place_hold
from interactions.privacy.registry import Step, steps
from interactions.privacy.retention import apply_retention
from interactions.tasks import apply_retention as nightly
from reporting.models import ExportJob, ExportPart
from tests.people import make_customer
from tests.privacy.rules import end_of, held, keep
from tests.privacy.stage import (
    Known,
    back_in_time,
    dump,
    make_known,
    plant,
    settled,
)
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    known = settled(make_known(place))
    plant(known)
    return known


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
