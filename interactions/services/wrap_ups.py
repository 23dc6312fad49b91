"""After the end: the agent says how it went, or time closes the question."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import begin_after_call_work, end_after_call_work
from cobrowse.actors import SYSTEM, Actor
from cobrowse.announce import agent_group, announce
from cobrowse.errors import conflict, not_found
from interactions.lifecycle import HANDLED_STATES, Media, State
from interactions.models import Disposition, Interaction
from interactions.protocol.desktop import WrapUpDone, WrapUpStarted
from interactions.selectors.wrap_ups import dispositions_of
from interactions.services.moves import locked, record
from interactions.services.routing import route_soon, settle_work


def begin_wrap_up(*, interaction: Interaction, state_before: State) -> None:
    """It has just ended, in the caller's transaction: work for its agent may follow.

    The queue says for how long. After a call the agent is also taken out of routing,
    even if the queue has no wrap-up.
    """
    agent = interaction.agent
    if agent is None or state_before not in HANDLED_STATES:
        return
    if (
        not Agent.objects.exclude(state=Presence.LOGGED_OUT)
        .filter(pk=agent.pk)
        .exists()
    ):
        return
    seconds = interaction.queue.wrap_up_seconds if interaction.queue else 0
    if seconds:
        until_at = timezone.now() + timedelta(seconds=seconds)
        interaction.wrap_up_open, interaction.wrap_up_until_at = True, until_at
        interaction.save(update_fields=["wrap_up_open", "wrap_up_until_at"])
        record(
            interaction=interaction,
            name="wrap_up.started",
            actor=SYSTEM,
            agent=agent,
            queue=interaction.queue,
        )
        announce(
            agent_group(agent.pk),
            WrapUpStarted(interaction=interaction.pk, until_at=until_at),
        )
    if interaction.media == Media.VOICE:
        begin_after_call_work(
            agent=agent, seconds=seconds or settings.COBROWSE_AFTER_CALL_SECONDS
        )


def finish_wrap_up(
    *,
    interaction_id: UUID,
    agent: Agent,
    disposition_id: int | None = None,
    note: str = "",
) -> Interaction:
    """The agent says how it went. After a call that ends the after-call work too.

    Errors: not_found for what is not the agent's open wrap-up, and for a disposition
    that is not for its site.
    """
    with transaction.atomic():
        interaction = locked(interaction_id)
        if interaction.agent_id != agent.pk or not interaction.wrap_up_open:
            raise not_found()
        disposition = None
        if disposition_id is not None:
            allowed = dispositions_of(interaction.site).filter(pk=disposition_id)
            disposition = allowed.first()
            if disposition is None:
                raise not_found()
        return _close(
            interaction,
            actor=agent.as_actor(),
            event="wrap_up.done",
            disposition=disposition,
            note=note,
        )


def close_due_wrap_ups() -> int:
    """Wrap-ups whose time is over close without a disposition; how many."""
    due = Interaction.objects.filter(
        wrap_up_open=True, wrap_up_until_at__lte=timezone.now()
    )
    return sum(_close_if_open(pk) for pk in list(due.values_list("pk", flat=True)))


def _close_if_open(interaction_id: UUID) -> bool:
    with transaction.atomic():
        interaction = locked(interaction_id)
        if not interaction.wrap_up_open:  # the agent was faster
            return False
        _close(interaction, actor=SYSTEM, event="wrap_up.timed_out")
        return True


def _close(
    interaction: Interaction,
    *,
    actor: Actor,
    event: str,
    disposition: Disposition | None = None,
    note: str = "",
) -> Interaction:
    won = Interaction.objects.filter(pk=interaction.pk, wrap_up_open=True).update(
        wrap_up_open=False,
        wrapped_up_at=timezone.now(),
        disposition=disposition,
        note=note,
    )
    if not won:
        raise conflict()
    fresh = locked(interaction.pk)
    agent = fresh.agent
    assert agent is not None
    name = disposition.name if disposition else None
    record(
        interaction=fresh,
        name=event,
        actor=actor,
        agent=agent,
        queue=fresh.queue,
        detail={"disposition": name},
    )
    settle_work(agent)
    announce(agent_group(agent.pk), WrapUpDone(interaction=fresh.pk, disposition=name))
    if fresh.media == Media.VOICE and actor is not SYSTEM:
        end_after_call_work(agent=agent)
    route_soon()
    return fresh
