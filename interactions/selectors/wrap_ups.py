"""What has ended and still waits for a word of its agent, and the words there are."""

from django.db.models import Q, QuerySet

from agents.models import Agent
from interactions.models import Disposition, Interaction, Site
from interactions.protocol.shapes import DispositionView, WrapUp
from interactions.selectors.shapes import chat_lines, interaction_state
from interactions.selectors.staffing import queues_of


def wrap_ups_of(agent: Agent) -> QuerySet[Interaction]:
    """Oldest first."""
    return (
        Interaction.objects.select_related("customer", "agent", "queue", "site")
        .filter(agent=agent, wrap_up_open=True)
        .order_by("ended_at", "pk")
    )


def wrap_up_view(interaction: Interaction) -> WrapUp:
    return WrapUp(
        interaction=interaction_state(interaction),
        messages=chat_lines(interaction),
        until_at=interaction.wrap_up_until_at,
    )


def dispositions_of(site: Site) -> QuerySet[Disposition]:
    """The site's own, and those of all sites."""
    return Disposition.objects.filter(Q(site=site) | Q(site=None), active=True)


def disposition_views(agent: Agent) -> list[DispositionView]:
    """What the agent may choose from, over all sites that he or she works for."""
    sites = queues_of(agent).values("site")
    rows = Disposition.objects.filter(active=True).filter(
        Q(site=None) | Q(site__in=sites)
    )
    return [DispositionView(id=row.pk, name=row.name) for row in rows]
