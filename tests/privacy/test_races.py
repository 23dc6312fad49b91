"""Several threads at once, each with its own connection."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from cobrowse.actors import SYSTEM
from interactions.models import Customer, ErasureReceipt, Interaction
from interactions.privacy.erasure import Erasure, erase_person
from interactions.privacy.retention import apply_retention
from interactions.services import start_chat
from reporting.models import ActivityHour, BuildLock
from reporting.services.lock import LOCK
from reporting.services.settle import settle_reports
from tests.interactions.test_races import at_once
from tests.people import make_customer
from tests.privacy.stage import PHONE, make_known, settled
from tests.sessions_app.places import make_place

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_erase_the_same_customer_get_one_receipt() -> None:
    make_known(make_place())
    # Other tests of this kind empty every table.
    BuildLock.objects.get_or_create(name=LOCK)

    def erase() -> Erasure:
        return erase_person(by="contact", value=PHONE, actor=SYSTEM)

    answers = at_once(erase, erase, settle_reports)
    done = [answer for answer in answers if isinstance(answer, Erasure)]
    assert len(done) == 2 or "conflict" in answers
    assert len({each.receipt.pk for each in done}) == 1
    assert ErasureReceipt.objects.count() == 1
    assert not Customer.objects.exists()
    settle_reports()
    assert sum(ActivityHour.objects.values_list("interactions", flat=True)) == 2


def test_who_writes_while_being_erased_is_either_gone_or_refused_to_go() -> None:
    place = make_place()
    customer, _ = make_customer(place.site)

    def write() -> object:
        try:
            return start_chat(
                customer=customer,
                actor=customer.as_actor(),
                name="Carla",
                question="Hello?",
                source="web",
            )
        except (IntegrityError, Customer.DoesNotExist):
            return "gone"

    def erase() -> object:
        return erase_person(by="customer", value=str(customer.pk), actor=SYSTEM)

    wrote, erased = at_once(write, erase)
    if isinstance(wrote, Interaction):
        assert erased in {"still_live", "conflict"}
        assert Customer.objects.filter(pk=customer.pk).exists()
    else:
        assert isinstance(erased, Erasure)
        assert not Customer.objects.exists()


def test_runs_of_one_night_count_everything_once() -> None:
    place = make_place()
    settled(make_known(place))
    idle = [make_customer(place.site)[0] for _ in range(9)]
    Customer.objects.filter(pk__in=[each.pk for each in idle]).update(
        last_seen_at=timezone.now() - timedelta(days=100)
    )
    at_once(apply_retention, apply_retention, apply_retention)
    apply_retention()
    receipts = ErasureReceipt.objects.values_list("counts", flat=True)
    assert sum(counts["customers"] for counts in receipts) == len(idle)
