"""Which agents serve a queue: those who belong to it, are there, have room."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.selectors import ready_agents, seen_after
from interactions.lifecycle import HANDLED_STATES, LIVE_STATES, Media, OfferState
from interactions.models import Interaction, Offer, Queue


def agents_of(queue: Queue) -> QuerySet[Agent]:
    """Agents of the queue, themselves or by their group, whatever they do now."""
    return Agent.objects.filter(_member_of(queue))


def _member_of(queue: Queue) -> Q:
    return Q(pk__in=queue.agents.values("pk")) | Q(group__in=queue.groups.values("pk"))


def queues_of(agent: Agent) -> QuerySet[Queue]:
    """The queues that the agent serves, personally or by group."""
    mine = Q(pk__in=agent.queues.values("pk"))
    if agent.group_id is not None:
        mine |= Q(groups=agent.group_id)
    return Queue.objects.filter(mine).distinct()


def present_agents() -> QuerySet[Agent]:
    """Agents who are signed in and whose desktop lives, ready or not."""
    return Agent.objects.exclude(state=Presence.LOGGED_OUT).filter(
        last_seen_at__gte=seen_after(), user__is_active=True
    )


def agents_with_room(
    media: Media, *, queue: Queue | None = None, skilled: bool = False
) -> QuerySet[Agent]:
    """Ready agents who could take one more, the one to ask first first.

    Those with the least work come first, among them the longest idle. `load` counts
    active chats, pending offers and open wrap-ups. Nobody in a call is asked for
    anything; for a call nobody in a chat, unless the installation allows it.

    `queue`: of this queue only; `skilled`: who have all its skills.
    """
    ringing = _offers().filter(interaction__media=Media.VOICE)
    agents = (
        ready_agents().alias(load=_load()).filter(~Exists(_calls()), ~Exists(ringing))
    )
    if media is Media.CHAT:
        agents = agents.filter(load__lt=F("chat_capacity"))
    elif not settings.COBROWSE_CALLS_BESIDE_CHATS:
        agents = agents.filter(load=0)
    if queue is not None:
        agents = agents.filter(_member_of(queue))
        if skilled:
            for skill in queue.skills.all():
                agents = agents.filter(skills=skill)
    return agents.order_by("load", F("idle_since_at").asc(nulls_last=True), "pk")


def with_room(agents: QuerySet[Agent]) -> QuerySet[Agent]:
    """Those with fewer than they can take, whether ready or not."""
    return agents.alias(load=_load()).filter(load__lt=F("chat_capacity"))


def free_places(queue: Queue) -> int:
    """How many more the queue's ready agents could take at this moment."""
    media = Media(queue.media)
    agents = agents_with_room(media, queue=queue)
    if media is Media.VOICE:
        return agents.count()
    free = agents.annotate(free=F("chat_capacity") - _load())
    return sum(free.values_list("free", flat=True))


def needs_skills(queue: Queue, interaction: Interaction) -> bool:
    """Whether skills are still asked for; after a wait anybody of the queue will do."""
    if queue.relax_skills_after_seconds == 0 or interaction.queued_at is None:
        return True
    patience = timedelta(seconds=queue.relax_skills_after_seconds)
    return timezone.now() < interaction.queued_at + patience


def _calls() -> QuerySet[Interaction]:
    return Interaction.objects.filter(
        agent=OuterRef("pk"), media=Media.VOICE, state__in=LIVE_STATES
    )


def _offers() -> QuerySet[Offer]:
    return Offer.objects.filter(agent=OuterRef("pk"), state=OfferState.PENDING)


def _load() -> Combinable:
    chats = Interaction.objects.filter(agent=OuterRef("pk")).filter(
        Q(media=Media.CHAT, state__in=HANDLED_STATES) | Q(wrap_up_open=True)
    )
    return _count(chats) + _count(_offers())


def _count(rows: QuerySet[Interaction] | QuerySet[Offer]) -> Coalesce:
    counted = rows.order_by().values("agent").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
