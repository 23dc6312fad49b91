"""One call removes one customer everywhere, and nobody else."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import ProtectedError

from cobrowse.actors import SYSTEM, staff_actor
from interactions.models import (
    Callback,
    Customer,
    ErasureReceipt,
    Interaction,
    LegalHold,
)
from interactions.privacy import registry
from interactions.privacy.erasure import erase_again, erase_person, erase_rows
from interactions.privacy.finding import find_person
from interactions.privacy.holds import place_hold, release_hold
from interactions.privacy.registry import Erased, Person
from interactions.services import end_interaction
from reporting.models import ExportJob, SessionFact
from sessions_app.models import CobrowseSession
from tests.people import make_active_chat, make_customer
from tests.privacy.stage import (
    CANARY,
    CONTACT,
    PHONE,
    Known,
    dump,
    make_ended_call,
    make_known,
    plant,
    settled,
)
from tests.refusals import refused
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    return settled(make_known(place))


def ways(known: Known) -> dict[str, str]:
    return {
        "customer": str(known.customer.pk),
        "interaction": str(known.call.pk),
        "session": str(known.session.pk),
        "contact": "0047 (22) 334455",
    }


@pytest.mark.parametrize("by", ["customer", "interaction", "session", "contact"])
def test_nothing_of_a_customer_is_left_in_the_database(carla: Known, by: str) -> None:
    assert plant(carla) > 40
    Interaction.objects.filter(pk=carla.call.pk).update(phone_number=PHONE)
    assert dump().count(CANARY) > 40
    done = erase_person(by=by, value=ways(carla)[by], actor=SYSTEM)
    left = dump()
    assert CANARY not in left
    assert PHONE not in left
    assert carla.customer.pk.hex not in left.replace("-", "")
    assert not done.again
    assert done.receipt.counts["customers"] == 1
    assert done.receipt.counts["interactions"] == 2
    assert done.receipt.counts["sessions"] == 1
    assert done.receipt.counts["assets"] == 1
    assert done.receipt.counts["chat_lines"] == 3
    assert done.receipt.counts["export_files"] == 1


def test_a_contact_that_was_left_finds_its_customer(carla: Known) -> None:
    Interaction.objects.filter(pk=carla.chat.pk).update(contact=CONTACT)
    assert find_person(by="contact", value="carla@example.com ").customers == (
        carla.customer.pk,
    )
    assert not find_person(by="contact", value="arla@example.com")
    # Digits in an address are no telephone number.
    assert not find_person(by="contact", value="a4722334455@example.com")


def test_calls_of_nobody_known_go_with_their_number(place: Place, carla: Known) -> None:
    loose = make_ended_call(place, call_id="loose", phone="0047 22334455")
    other = make_ended_call(place, call_id="other", phone="+47 99 99 99 99")
    erase_person(by="customer", value=str(carla.customer.pk), actor=SYSTEM)
    assert not Interaction.objects.filter(pk=loose.pk).exists()
    assert Interaction.objects.filter(pk=other.pk).exists()


def test_another_customer_loses_nothing(place: Place, carla: Known) -> None:
    customer, _ = make_customer(place.site)
    chat = make_active_chat(place.site, place.alice)
    end_interaction(interaction=chat, actor=place.alice.as_actor())
    before = [
        list(Customer.objects.exclude(pk=carla.customer.pk).values()),
        list(Interaction.objects.filter(pk=chat.pk).values()),
        list(chat.messages.values()),
        list(chat.events.values()),
    ]
    erase_person(by="customer", value=str(carla.customer.pk), actor=SYSTEM)
    assert before == [
        list(Customer.objects.values()),
        list(Interaction.objects.values()),
        list(chat.messages.values()),
        list(chat.events.values()),
    ]
    assert Customer.objects.filter(pk=customer.pk).exists()


def test_erasing_twice_gives_the_same_receipt(carla: Known) -> None:
    first = erase_person(by="contact", value=PHONE, actor=SYSTEM)
    for by, value in ways(carla).items():
        again = erase_person(by=by, value=value, actor=SYSTEM)
        assert again.again
        assert again.receipt == first.receipt
    assert ErasureReceipt.objects.count() == 1


def test_somebody_who_never_was_is_not_found(carla: Known) -> None:
    for by, value in (
        ("contact", "nobody@example.com"),
        ("customer", "1b671a64-40d5-491e-99b0-da01ff1f3341"),
        ("session", "1b671a64-40d5-491e-99b0-da01ff1f3341"),
        ("customer", "no id"),
        ("name", "Carla"),
    ):
        with refused("not_found"):
            erase_person(by=by, value=value, actor=SYSTEM)
    with refused("bad_contact"):
        erase_person(by="contact", value=" ", actor=SYSTEM)


def test_a_receipt_says_who_erased_and_not_whom(carla: Known) -> None:
    staff = User.objects.create_user("sue")
    done = erase_person(by="contact", value=PHONE, actor=staff_actor(staff))
    receipt = ErasureReceipt.objects.values().get(pk=done.receipt.pk)
    assert (receipt["actor_role"], receipt["actor_id"]) == ("staff", str(staff.pk))
    assert "22334455" not in str(receipt)
    assert len(receipt["found_hash"]) == 64


def test_what_still_goes_on_is_refused(place: Place, carla: Known) -> None:
    chat = make_active_chat(place.site, place.alice)
    with refused("still_live"):
        erase_person(by="interaction", value=str(chat.pk), actor=SYSTEM)
    end_interaction(interaction=chat, actor=place.alice.as_actor())
    Interaction.objects.filter(pk=chat.pk).update(wrap_up_open=True)
    with refused("still_live"):
        erase_person(by="interaction", value=str(chat.pk), actor=SYSTEM)
    CobrowseSession.objects.filter(pk=carla.session.pk).update(
        state="pending", ended_at=None, end_reason=""
    )
    with refused("still_live"):
        erase_person(by="customer", value=str(carla.customer.pk), actor=SYSTEM)
    assert Interaction.objects.filter(pk=carla.chat.pk).exists()


def test_an_open_callback_is_called_off(carla: Known) -> None:
    Callback.objects.update(state="open", closed_at=None)
    erase_person(by="contact", value=PHONE, actor=SYSTEM)
    assert not Callback.objects.exists()


def test_a_legal_hold_keeps_everything(carla: Known) -> None:
    person = find_person(by="customer", value=str(carla.customer.pk))
    with refused("reason_required"):
        place_hold(person=person, reason="  ", actor=SYSTEM)
    place_hold(person=person, reason="Case 4711", actor=SYSTEM)
    place_hold(person=person, reason="Another", actor=SYSTEM)
    assert LegalHold.objects.get().reason == "Case 4711"
    with refused("on_hold"):
        erase_person(by="contact", value=PHONE, actor=SYSTEM)
    # Whoever forgets to ask is stopped by the database's own rules.
    with pytest.raises(ProtectedError), transaction.atomic():
        erase_rows(person)
    assert release_hold(person=person) == 1
    assert not erase_person(by="contact", value=PHONE, actor=SYSTEM).again


def test_a_call_of_nobody_known_can_be_held_too(place: Place) -> None:
    call = make_ended_call(place, call_id="loose", phone="+47 99 99 99 99")
    person = find_person(by="contact", value="004799999999")
    place_hold(person=person, reason="Case 4711", actor=SYSTEM)
    with refused("on_hold"):
        erase_person(by="interaction", value=str(call.pk), actor=SYSTEM)


def test_a_run_that_dies_half_way_has_done_nothing_and_can_be_repeated(
    carla: Known,
) -> None:
    plant(carla)
    before = dump()

    def die(person: Person) -> Erased:
        raise KeyboardInterrupt

    # The first of the hooks is called last: all other apps have deleted by then.
    registry.on_erasing.insert(0, die)
    try:
        with pytest.raises(KeyboardInterrupt):
            erase_person(by="customer", value=str(carla.customer.pk), actor=SYSTEM)
    finally:
        registry.on_erasing.remove(die)
    assert dump() == before
    erase_person(by="customer", value=str(carla.customer.pk), actor=SYSTEM)
    assert CANARY not in dump()


def test_reports_keep_the_session_and_forget_its_pages(carla: Known) -> None:
    fact = SessionFact.objects.values().get()
    assert fact["pages"]
    erase_person(by="contact", value=PHONE, actor=SYSTEM)
    assert SessionFact.objects.values().get() == {**fact, "pages": []}
    assert not ExportJob.objects.exists()


def test_who_comes_back_with_a_backup_is_erased_again(
    place: Place, carla: Known
) -> None:
    row = Customer.objects.get(pk=carla.customer.pk)
    stranger, _ = make_customer(place.site)
    erase_person(by="contact", value=PHONE, actor=SYSTEM)
    row.save(force_insert=True)
    assert erase_again() == 1
    assert erase_again() == 0
    assert not Customer.objects.filter(pk=row.pk).exists()
    assert Customer.objects.filter(pk=stranger.pk).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of a file")
def test_sqlite_writes_over_what_it_deletes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
