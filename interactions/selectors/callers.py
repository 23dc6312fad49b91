"""Who calls: what is known of a telephone number (screen pop)."""

from django.db.models import QuerySet

from interactions.callers import phone_key
from interactions.models import Interaction, Site


def calls_of_number(
    *, site: Site, phone_number: str, besides: Interaction | None = None
) -> QuerySet[Interaction]:
    """Interactions of this number at the site, the newest first; none for no number.

    However the number is written: only its digits count.
    """
    key = phone_key(phone_number)
    if not key:
        return Interaction.objects.none()
    found = (
        Interaction.objects.select_related("customer", "agent", "queue")
        .filter(site=site, phone_key=key)
        .order_by("-created_at", "-pk")
    )
    return found.exclude(pk=besides.pk) if besides is not None else found


def caller_name(*, site: Site, phone_number: str) -> str:
    """What somebody with this number was called the last time, or ''.

    A hint for the screen, no proof: numbers can be made up.
    """
    for known in calls_of_number(site=site, phone_number=phone_number)[:5]:
        shown = known.customer.display_name if known.customer else ""
        name = shown or known.customer_name
        if name and phone_key(name) != known.phone_key:
            return name
    return ""
