"""Who may read which transcript. Missing and foreign ones look the same."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import Exists, OuterRef, Q, QuerySet

from agents.models import Agent
from agents.selectors import agent_for_user
from cobrowse.actors import Actor, staff_actor
from cobrowse.errors import DomainError, not_found
from interactions.lifecycle import LIVE_STATES, Media, State
from interactions.models import Customer, Interaction
from interactions.protocol.reads import Transcript
from interactions.selectors.shapes import chat_lines, interaction_state

MAY_READ_ALL = "interactions.view_interaction"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in: an agent, a member of staff with permission, both."""

    agent: Agent | None
    reads_all: bool
    actor: Actor

    def owns(self, interaction: Interaction) -> bool:
        return self.agent is not None and interaction.agent_id == self.agent.pk


def reader_of(user: AbstractBaseUser | AnonymousUser) -> Reader:
    """Errors: auth_required (nobody is signed in), not_found (nothing to read)."""
    if not user.is_authenticated or not user.is_active:
        raise DomainError("auth_required", 401, "Please sign in again.")
    agent = agent_for_user(user)
    reads_all = isinstance(user, PermissionsMixin) and user.has_perm(MAY_READ_ALL)
    if agent is None and not reads_all:
        raise not_found()
    if agent is None or reads_all:
        return Reader(agent, reads_all, staff_actor(user))
    return Reader(agent, reads_all, agent.as_actor())


def readable(reader: Reader) -> QuerySet[Interaction]:
    """Own interactions, that is those the agent had last; all with permission."""
    interactions = Interaction.objects.select_related(
        "customer", "agent", "queue", "site", "disposition"
    )
    return interactions if reader.reads_all else interactions.filter(agent=reader.agent)


def interaction_to_read(reader: Reader, interaction_id: UUID) -> Interaction:
    """One whose transcript may be read: a readable one, or an earlier one of a customer
    whom the agent helps now. DomainError(not_found) for all others alike."""
    found = readable(reader).filter(pk=interaction_id).first()
    if found is None and reader.agent is not None:
        found = _of_present_customers(reader.agent).filter(pk=interaction_id).first()
    if found is None:
        raise not_found()
    return found


def _of_present_customers(agent: Agent) -> QuerySet[Interaction]:
    helped_now = Interaction.objects.filter(
        Q(state__in=LIVE_STATES) | Q(wrap_up_open=True),
        agent=agent,
        customer=OuterRef("customer"),
    )
    return Interaction.objects.select_related(
        "customer", "agent", "queue", "site", "disposition"
    ).filter(Exists(helped_now), state=State.ENDED, customer__isnull=False)


def transcript(interaction: Interaction) -> Transcript:
    return Transcript(
        interaction=interaction_state(interaction),
        messages=chat_lines(interaction),
        disposition=interaction.disposition.name if interaction.disposition else None,
        note=interaction.note,
    )


def chat_of_customer(customer: Customer, interaction_id: UUID) -> Interaction:
    """A chat of the customer's own, live or ended; not_found for all others alike."""
    chat = (
        Interaction.objects.select_related("customer", "agent", "queue", "site")
        .filter(pk=interaction_id, customer=customer, media=Media.CHAT)
        .first()
    )
    if chat is None:
        raise not_found()
    return chat
