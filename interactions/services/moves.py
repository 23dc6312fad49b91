"""How every change of an interaction is committed: table, compare-and-swap, event."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Actor, Role
from cobrowse.errors import DomainError, conflict, not_found
from interactions.hooks import account_changed
from interactions.lifecycle import Action, Refusal, State, decide
from interactions.models import Interaction, InteractionEvent, Queue

Detail = Mapping[str, str | int | bool | None]


def locked(interaction_id: UUID) -> Interaction:
    """The row as it is now, locked until the transaction ends."""
    interaction = (
        Interaction.objects.select_for_update(of=("self",), no_key=True)
        .select_related("customer", "agent", "queue", "site")
        .filter(pk=interaction_id)
        .first()
    )
    if interaction is None:
        raise not_found()
    return interaction


def must_be_party(interaction: Interaction, actor: Actor) -> None:
    """Foreign interactions do not exist for a customer or an agent."""
    if actor.role is Role.CUSTOMER and not actor.is_(
        Role.CUSTOMER, interaction.customer_id
    ):
        raise not_found()
    if actor.role is Role.AGENT and not actor.is_(Role.AGENT, interaction.agent_id):
        raise not_found()


def verdict(interaction: Interaction, action: Action, actor: Actor) -> State:
    """The state the action leads to; DomainError with the table's refusal."""
    answer = decide(interaction.kind, State(interaction.state), action, actor.role)
    if answer.state is None:
        assert answer.refusal is not None
        status = 403 if answer.refusal is Refusal.ROLE else 409
        raise DomainError(answer.refusal.value, status, str(answer.refusal.label))
    return answer.state


def move(
    *,
    interaction: Interaction,
    action: Action,
    actor: Actor,
    event: str,
    agent: Agent | None = None,
    detail: Detail | None = None,
    changes: Mapping[str, object] | None = None,
) -> Interaction:
    """Commit one action and its event; somebody who was faster wins (conflict).

    `agent` is whom the event is about; `changes` are further columns of the row.
    """
    old = interaction.state
    state = verdict(interaction, action, actor)
    won = Interaction.objects.filter(pk=interaction.pk, state=old).update(
        state=state, **(changes or {})
    )
    if not won:
        raise conflict()
    fresh = locked(interaction.pk)
    record(
        interaction=fresh,
        name=event,
        actor=actor,
        old_state=old,
        agent=agent,
        queue=fresh.queue,
        detail=detail,
    )
    return fresh


def record(
    *,
    interaction: Interaction,
    name: str,
    actor: Actor,
    old_state: str = "",
    agent: Agent | None = None,
    queue: Queue | None = None,
    detail: Detail | None = None,
) -> None:
    """Append one event row; call it in the transaction of the change."""
    InteractionEvent.objects.create(
        interaction=interaction,
        at=timezone.now(),
        name=name,
        old_state=old_state or interaction.state,
        state=interaction.state,
        agent=agent,
        queue=queue,
        actor_role=actor.role,
        actor_id=actor.id,
        detail=dict(detail or {}),
    )
    account_changed(interaction)
