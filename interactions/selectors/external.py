"""Interactions that a switch or chat stack of the company reports."""

from cobrowse.errors import not_found
from interactions.models import CtiAdapter, Interaction


def interaction_of_adapter(adapter: CtiAdapter, external_id: str) -> Interaction:
    """One of this adapter's by its own id; not_found for all others alike."""
    found = (
        Interaction.objects.select_related("agent__user", "customer", "queue", "site")
        .filter(adapter=adapter, external_call_id=external_id)
        .first()
    )
    if found is None:
        raise not_found()
    return found
