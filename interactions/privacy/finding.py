"""Find one customer by an id or by a contact, with everything that is of the same one.

A person is all browsers (customers) that left the contact, their interactions, and the
calls of nobody known that came from the same numbers at the same site.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from cobrowse.errors import DomainError, not_found
from cobrowse.text import clean_line
from interactions.callers import phone_key
from interactions.models import Callback, Customer, Interaction, Site
from interactions.models.interactions import CONTACT_CHARS
from interactions.privacy.registry import Person, finders

CUSTOMER, INTERACTION, CONTACT = "customer", "interaction", "contact"
# The history id of a session; found by the app that knows sessions.
SESSION = "session"
WAYS = (CONTACT, CUSTOMER, INTERACTION, SESSION)


def find_person(*, by: str, value: str) -> Person:
    """Nobody is an empty person. Errors: not_found (no such way or no id)."""
    if by == CONTACT:
        return _of_contact(value)
    key = parse_id(value)
    if by == CUSTOMER:
        known = Customer.objects.filter(pk=key).values_list("pk", flat=True)
        return person_of(customers=known)
    if by == INTERACTION:
        found = Interaction.objects.filter(pk=key).values_list("pk", flat=True)
        return person_of(interactions=found)
    if by not in finders:
        raise not_found()
    return finders[by](key)


def parse_id(value: str) -> UUID:
    try:
        return UUID(value.strip())
    except ValueError:
        raise not_found() from None


def normal_contact(text: str) -> str:
    """The form in which contacts are compared: a number's digits, or the words."""
    line = str(clean_line(text))
    return _number_in(line) or line.casefold()


def _number_in(line: str) -> str:
    """An address with digits in it is no telephone number."""
    is_number = not any(letter.isalpha() or letter == "@" for letter in line)
    return phone_key(line) if is_number else ""


def _of_contact(text: str) -> Person:
    line = str(clean_line(text))
    if not line or len(line) > CONTACT_CHARS:
        raise DomainError("bad_contact", 400, "Type an address or a number.")
    wanted, key = normal_contact(line), _number_in(line)
    interactions = [
        pk
        for pk, contact in Interaction.objects.exclude(contact="")
        .order_by()
        .values_list("pk", "contact")
        .iterator()
        if normal_contact(contact) == wanted
    ]
    customers: list[UUID] = []
    if key:
        interactions += _calls_of([(pk, key) for pk in _sites()])
        customers = [
            customer
            for customer, number in Callback.objects.order_by()
            .values_list("customer_id", "phone_number")
            .iterator()
            if phone_key(number) == key
        ]
    return person_of(customers=customers, interactions=interactions)


def _sites() -> list[int]:
    return list(Site.objects.values_list("pk", flat=True))


def _calls_of(numbers: Iterable[tuple[int, str]], **narrow: object) -> list[UUID]:
    """Interactions of these numbers, each at its site, by their index."""
    return [
        pk
        for site, key in numbers
        for pk in Interaction.objects.filter(
            site=site, phone_key=key, **narrow
        ).values_list("pk", flat=True)
    ]


def person_of(
    *, customers: Iterable[UUID] = (), interactions: Iterable[UUID] = ()
) -> Person:
    """Everything that is of the same person as these."""
    wanted = set(interactions)
    found = Interaction.objects.filter(pk__in=wanted, customer__isnull=False)
    owners = {*customers, *found.values_list("customer_id", flat=True)}
    own = Interaction.objects.filter(Q(customer__in=owners) | Q(pk__in=wanted))
    keys = set(own.values_list("pk", flat=True))
    numbers = set(
        own.exclude(phone_key="").order_by().values_list("site_id", "phone_key")
    )
    for site, number in Callback.objects.filter(customer__in=owners).values_list(
        "site_id", "phone_number"
    ):
        if key := phone_key(number):
            numbers.add((site, key))
    keys.update(_calls_of(sorted(numbers), customer__isnull=True))
    return Person(tuple(sorted(c for c in owners if c)), tuple(sorted(keys)))
