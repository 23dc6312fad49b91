"""Quick replies as an agent finds them: everybody's and one's own."""

from django.db.models import Q, QuerySet

from agents.models import Agent
from interactions.models import QuickReply
from interactions.protocol.shapes import QuickReplyView
from interactions.selectors.queues import queues_of


def replies_for(agent: Agent) -> QuerySet[QuickReply]:
    """The agent's own ones, and the shared ones of the agent's sites."""
    shared = Q(agent__isnull=True) & (
        Q(site__isnull=True) | Q(site__in=queues_of(agent).values("site"))
    )
    return QuickReply.objects.filter(shared | Q(agent=agent))


def quick_replies(agent: Agent) -> list[QuickReplyView]:
    """As the desktop shows them; placeholders are filled in there."""
    return [
        QuickReplyView(
            id=reply.pk,
            shortcut=reply.shortcut,
            text=reply.text,
            language=reply.language,
            own=reply.agent_id is not None,
        )
        for reply in replies_for(agent)
    ]
