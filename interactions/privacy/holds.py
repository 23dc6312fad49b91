"""Legal holds: what a court may ask for is neither erased nor let go in time."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from cobrowse.actors import Actor
from cobrowse.errors import DomainError, conflict, not_found
from cobrowse.text import clean_line
from interactions.models import Interaction, LegalHold
from interactions.models.privacy import REASON_CHARS
from interactions.privacy.registry import Person


def holds_of(person: Person) -> list[LegalHold]:
    return list(
        LegalHold.objects.filter(
            Q(customer__in=person.customers) | Q(interaction__in=person.interactions)
        )
    )


def is_held(person: Person) -> bool:
    return bool(holds_of(person))


def place_hold(*, person: Person, reason: str, actor: Actor) -> Sequence[LegalHold]:
    """On every browser of the person and on every call of nobody known.

    What is held already keeps its first reason. Errors: not_found, reason_required,
    conflict.
    """
    if not person:
        raise not_found()
    why = str(clean_line(reason))[:REASON_CHARS]
    if not why:
        raise DomainError("reason_required", 400, "Say why it is kept.")
    stamp = {"reason": why, "actor_role": actor.role, "actor_id": actor.id}
    loose = Interaction.objects.filter(
        pk__in=person.interactions, customer__isnull=True
    ).values_list("pk", flat=True)
    try:
        with transaction.atomic():
            for customer in person.customers:
                LegalHold.objects.get_or_create(customer_id=customer, defaults=stamp)
            for interaction in loose:
                LegalHold.objects.get_or_create(
                    interaction_id=interaction, defaults=stamp
                )
    except IntegrityError:  # erased meanwhile
        raise conflict() from None
    return holds_of(person)


def release_hold(*, person: Person) -> int:
    """The rules apply again; how many holds there were."""
    with transaction.atomic():
        held = holds_of(person)
        LegalHold.objects.filter(pk__in=[hold.pk for hold in held]).delete()
    return len(held)
