"""What is known about an interaction besides its own course."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from cobrowse.actors import Actor
from cobrowse.errors import DomainError, conflict
from interactions.models import Customer, Interaction
from interactions.selectors.attached import ATTACHED_KEYS
from interactions.services.moves import locked, record
from interactions.services.tidings import tell_customer

AttachedValue = str | int | bool

ATTACHED_CHARS = 2048


def attach_data(
    *, interaction: Interaction, actor: Actor, data: Mapping[str, AttachedValue]
) -> Interaction:
    """Merge keys into the attached data; keys unknown to the spec are refused."""
    for key, value in data.items():
        if key not in ATTACHED_KEYS:
            raise DomainError("unknown_key", 400, f"{key[:40]!r} is no attached key.")
        if isinstance(value, str) and len(value) > ATTACHED_CHARS:
            raise DomainError("text_too_long", 400, limit=ATTACHED_CHARS)
    with transaction.atomic():
        fresh = locked(interaction.pk)
        fresh.attached_data = {**fresh.attached_data, **data}
        fresh.save(update_fields=["attached_data"])
        record(
            interaction=fresh,
            name="data.attached",
            actor=actor,
            agent=fresh.agent,
            detail=data,
        )
    return fresh


def attach_customer(
    *, interaction: Interaction, actor: Actor, customer: Customer
) -> Interaction:
    """The caller turned out to be this visitor of the site; said once, it stays.

    What is known of the visitor's page is attached as for a chat (spec AD).
    """
    with transaction.atomic():
        fresh = locked(interaction.pk)
        if fresh.customer_id == customer.pk:
            return fresh
        if fresh.customer_id is not None or fresh.site_id != customer.site_id:
            raise conflict("This interaction belongs to somebody else.")
        try:
            with transaction.atomic():
                fresh.customer = customer
                _fill_in_page(fresh, customer)
                fresh.save(update_fields=["customer", *_PAGE])
        except IntegrityError:
            raise conflict("This customer is in another call.") from None
        record(
            interaction=fresh, name="customer.attached", actor=actor, agent=fresh.agent
        )
        tell_customer(fresh)
    return fresh


_PAGE = ("url", "page_title", "referrer", "attached_data")


def _fill_in_page(interaction: Interaction, customer: Customer) -> None:
    """What a switch cannot know; what is known already stays."""
    interaction.url = interaction.url or customer.url
    interaction.page_title = interaction.page_title or customer.page_title
    interaction.referrer = interaction.referrer or customer.referrer
    known = interaction.attached_data
    page = {
        "referrer": customer.referrer,
        "url": customer.url,
        "pageTitle": customer.page_title,
    }
    new = {key: value for key, value in page.items() if not known.get(key)}
    interaction.attached_data = {**known, **new}
