"""Erase one customer everywhere, in one transaction: either all of it or nothing.

What reports count stays: facts and sums hold no personal data of customers.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction

from cobrowse.actors import SYSTEM, Actor
from cobrowse.announce import close_group, customer_group
from cobrowse.errors import DomainError, conflict, not_found
from interactions.lifecycle import CallbackState
from interactions.models import (
    Callback,
    Customer,
    ErasedSubject,
    ErasureReceipt,
    Interaction,
)
from interactions.privacy.finding import CUSTOMER, INTERACTION, find_person
from interactions.privacy.holdings import holdings
from interactions.privacy.holds import is_held
from interactions.privacy.receipts import (
    earlier_receipt,
    hash_of,
    issue_receipt,
    keyed_hash,
)
from interactions.privacy.registry import Erased, Person, counted, on_erasing
from interactions.services.callbacks import cancel_callback

# The widget comes back as somebody new.
CLOSE_COME_BACK = 1012

_KINDS = {
    "interactions.Customer": "customers",
    "interactions.Interaction": "interactions",
    "interactions.ChatMessage": "chat_lines",
    "interactions.InteractionEvent": "interaction_events",
    "interactions.Offer": "offers",
    "interactions.CallReport": "call_reports",
    "interactions.BrowserCall": "browser_calls",
    "interactions.Callback": "callbacks",
    "interactions.CallbackEvent": "callback_events",
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """`again`: there was nothing left, the receipt is the earlier one."""

    receipt: ErasureReceipt
    again: bool


def erase_person(*, by: str, value: str, actor: Actor) -> Erasure:
    """Whoever is found by this is gone afterwards, whatever was held.

    Twice is once: the second time gets the receipt of the first. Errors: not_found
    (nobody, and never was), bad_contact, still_live, on_hold, conflict.
    """
    with transaction.atomic():
        person = find_person(by=by, value=value)
        if person:
            _lock(person)
            fresh = find_person(by=by, value=value)
            if fresh and fresh != person:
                raise conflict()
            person = fresh
        if not person:
            receipt = earlier_receipt(by=by, value=value)
            if receipt is None:
                raise not_found()
            return Erasure(receipt, again=True)
        _must_be_erasable(person)
        _close_callbacks(person, actor)
        receipt = issue_receipt(
            cause=ErasureReceipt.Cause.REQUEST,
            actor=actor,
            erased=erase_rows(person),
            found_by=by,
            found_hash=hash_of(by=by, value=value),
        )
        for customer in person.customers:
            close_group(customer_group(customer), CLOSE_COME_BACK, "try_later")
    return Erasure(receipt, again=False)


def erase_again() -> int:
    """Whoever is back although a receipt says erased, as after the restoring of a
    backup, is erased once more; how many customers and calls of nobody known."""
    gone = set(ErasedSubject.objects.values_list("subject_hash", flat=True))
    count = 0
    for way, keys in (
        (CUSTOMER, Customer.objects.values_list("pk", flat=True)),
        (
            INTERACTION,
            Interaction.objects.filter(customer=None).values_list("pk", flat=True),
        ),
    ):
        for key in list(keys):
            if keyed_hash(str(key)) in gone:
                with suppress(DomainError):
                    done = erase_person(by=way, value=str(key), actor=SYSTEM)
                    count += not done.again
    return count


def erase_rows(person: Person) -> Erased:
    """Delete it all, apps further up first. Call it within a transaction, on what is
    over and not held."""
    erased = Erased()
    for hook in reversed(on_erasing):
        erased.add(hook(person))
    for rows in (
        Callback.objects.filter(customer__in=person.customers),
        Interaction.objects.filter(pk__in=person.interactions),
        Customer.objects.filter(pk__in=person.customers),
    ):
        erased.add(counted(rows.delete(), _KINDS))
    erased.subjects += [*person.customers, *person.interactions]
    return erased


def _lock(person: Person) -> None:
    """In the order in which services lock: interactions, then whose they are."""
    interactions = Interaction.objects.select_for_update(of=("self",))
    customers = Customer.objects.select_for_update(of=("self",))
    for rows, keys in (
        (interactions, person.interactions),
        (customers, person.customers),
    ):
        list(rows.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def _must_be_erasable(person: Person) -> None:
    if is_held(person):
        raise DomainError("on_hold", 409, "A legal hold keeps this customer's data.")
    if any(holding.live for holding in holdings(person)):
        raise DomainError("still_live", 409, "Something still goes on. End it first.")


def _close_callbacks(person: Person, actor: Actor) -> None:
    """Desktops that show an open request hear that it is gone."""
    for callback in Callback.objects.filter(
        customer__in=person.customers,
        state__in=[CallbackState.OPEN, CallbackState.TAKEN],
    ):
        cancel_callback(callback=callback, actor=actor)
