"""Who calls: what is known of a telephone number (screen pop)."""

from django.db.models import QuerySet

from interactions.callers import phone_key
from interactions.models import Interaction, Site

# The newest calls of a number: one of them may know the name.
NAMES_LOOKED_AT = 5


def calls_of_number(interaction: Interaction) -> QuerySet[Interaction]:
    """Other interactions of this one's number at its site, the newest first.

    However the number is written: only its digits count. None without a number.
    """
    return _of_key(interaction.site_id, interaction.phone_key).exclude(
        pk=interaction.pk
    )


def _of_key(site_id: int, key: str) -> QuerySet[Interaction]:
    if not key:
        return Interaction.objects.none()
    return (
        Interaction.objects.select_related("customer", "agent", "queue")
        .filter(site=site_id, phone_key=key)
        .order_by("-created_at", "-pk")
    )


def caller_name(*, site: Site, phone_number: str) -> str:
    """What somebody with this number was called the last time, or ''.

    A hint for the screen, no proof: numbers can be made up.
    """
    for known in _of_key(site.pk, phone_key(phone_number))[:NAMES_LOOKED_AT]:
        shown = known.customer.display_name if known.customer else ""
        name = shown or known.customer_name
        if name and phone_key(name) != known.phone_key:
            return name
    return ""
