"""Writes made-up cases down, in a handful of inserts."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from agents.lifecycle import Presence
from agents.models import Agent, AgentStateEvent
from cobrowse.tokens import hash_token, new_token
from demo.history.cases import (
    CLOSES,
    LUNCH,
    LUNCH_ENDS,
    OPENS,
    Case,
    month_of_cases,
    working_days,
)
from demo.history.sessions import ORIGIN, session_rows
from interactions.lifecycle import EndReason, Media, OfferState, State
from interactions.models import (
    ChatMessage,
    CtiAdapter,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
    Site,
)
from sessions_app.models import CobrowseSession, SessionEvent

SEED = 1974
BATCH = 500


@dataclass
class Rows:
    """Everything that is inserted, in the order in which it must be."""

    customers: list[Customer] = field(default_factory=list)
    interactions: list[Interaction] = field(default_factory=list)
    events: list[InteractionEvent] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    messages: list[ChatMessage] = field(default_factory=list)
    sessions: list[CobrowseSession] = field(default_factory=list)
    session_events: list[SessionEvent] = field(default_factory=list)

    def insert(self) -> None:
        """All of it, in batches."""
        Customer.objects.bulk_create(self.customers, BATCH)
        Interaction.objects.bulk_create(self.interactions, BATCH)
        InteractionEvent.objects.bulk_create(self.events, BATCH)
        Offer.objects.bulk_create(self.offers, BATCH)
        ChatMessage.objects.bulk_create(self.messages, BATCH)
        CobrowseSession.objects.bulk_create(self.sessions, BATCH)
        SessionEvent.objects.bulk_create(self.session_events, BATCH)


def write_history(*, site: Site, agents: Sequence[Agent], today: dt.date) -> int:
    """A month before `today` for a site where nothing has happened yet.

    Returns the number of interactions; 0 when the site already has some.
    """
    if Interaction.objects.filter(site=site).exists():
        return 0
    own = Queue.objects.filter(site=site).order_by("-position", "-pk")
    queues = {queue.media: queue for queue in own}  # the first of each medium
    adapter = CtiAdapter.objects.filter(site=site).first()
    rows = Rows()
    for case in month_of_cases(today=today, agents=len(agents), seed=SEED):
        agent = None if case.agent is None else agents[case.agent]
        _add(rows, case, site=site, agent=agent, queue=queues.get(case.media))
        if case.media is Media.VOICE:
            rows.interactions[-1].adapter = adapter
    with transaction.atomic():
        rows.insert()
        AgentStateEvent.objects.bulk_create(
            [event for agent in agents for event in _presence(agent, today)], BATCH
        )
    return len(rows.interactions)


def _add(
    rows: Rows, case: Case, *, site: Site, agent: Agent | None, queue: Queue | None
) -> None:
    answered_at = case.began_at + case.waited
    ended_at = answered_at + case.lasted
    path, title = case.page
    page = {"url": ORIGIN + path, "page_title": title, "referrer": ORIGIN + "/"}
    customer = Customer(
        site=site,
        token_hash=hash_token(new_token()),
        display_name=case.name,
        created_at=case.began_at,
        last_seen_at=ended_at,
        **page,
    )
    voice = case.media is Media.VOICE
    reason = EndReason.CALL_ENDED if voice else EndReason.CUSTOMER_ENDED
    interaction = Interaction(
        site=site,
        media=case.media,
        state=State.ENDED,
        customer=customer,
        customer_name=case.phone_number or case.name,
        agent=agent,
        queue=queue,
        source="phone" if voice else case.source,
        external_call_id=f"history-{uuid.uuid4()}" if voice else "",
        phone_number=case.phone_number,
        created_at=case.began_at,
        queued_at=None if voice else case.began_at,
        answered_at=answered_at if agent else None,
        ended_at=ended_at,
        end_reason=reason if agent else EndReason.ABANDONED,
        ended_by="adapter" if voice else "customer",
        last_seq=2 if agent and not voice else 0,
        **page,
    )
    rows.customers.append(customer)
    rows.interactions.append(interaction)
    if agent is not None and not voice:
        _add_chat(rows, interaction, case, agent)
    _add_events(rows, interaction, agent)
    for share in case.shares:
        if agent is not None:
            session, events = session_rows(
                share, interaction=interaction, agent=agent, answered_at=answered_at
            )
            rows.sessions.append(session)
            rows.session_events.extend(events)


def _add_chat(rows: Rows, chat: Interaction, case: Case, agent: Agent) -> None:
    assert chat.answered_at is not None
    rows.offers.append(
        Offer(
            interaction=chat,
            agent=agent,
            state=OfferState.ACCEPTED,
            made_at=chat.created_at,
            expires_at=chat.answered_at + dt.timedelta(seconds=30),
            closed_at=chat.answered_at,
        )
    )
    asked, answered = case.question
    for seq, role, text, at in (
        (1, "customer", asked, chat.created_at),
        (2, "agent", answered, chat.answered_at + dt.timedelta(seconds=12)),
    ):
        rows.messages.append(
            ChatMessage(
                interaction=chat,
                seq=seq,
                author_role=role,
                agent=agent if role == "agent" else None,
                text=text,
                created_at=at,
            )
        )


def _add_events(rows: Rows, interaction: Interaction, agent: Agent | None) -> None:
    voice = interaction.media == Media.VOICE
    first = State.RINGING if voice else State.QUEUED
    customer = ("adapter", "") if voice else ("customer", str(interaction.customer_id))
    ended_at = interaction.ended_at
    assert ended_at is not None
    steps: list[tuple[dt.datetime, str, str, str, tuple[str, str]]] = [
        (
            interaction.created_at,
            "call.ringing" if voice else "chat.started",
            "",
            first,
            customer,
        )
    ]
    last: str = first
    if agent is not None and interaction.answered_at is not None:
        by = customer if voice else ("agent", str(agent.pk))
        name = "call.answered" if voice else "offer.accepted"
        steps.append((interaction.answered_at, name, first, State.ACTIVE, by))
        last = State.ACTIVE
    steps.append((ended_at, "interaction.ended", last, State.ENDED, customer))
    rows.events.extend(
        InteractionEvent(
            interaction=interaction,
            at=at,
            name=name,
            old_state=old,
            state=new,
            agent=agent,
            queue=interaction.queue,
            actor_role=role,
            actor_id=actor_id,
        )
        for at, name, old, new, (role, actor_id) in steps
    )


def _presence(agent: Agent, today: dt.date) -> list[AgentStateEvent]:
    """Ready in the morning, a lunch, gone in the evening."""
    events = []
    for day in working_days(today):
        closes = 14 if day.weekday() == 5 else CLOSES
        old = Presence.LOGGED_OUT
        for hour, new, reason in (
            (OPENS, Presence.READY, ""),
            (LUNCH, Presence.NOT_READY, "Lunch"),
            (LUNCH_ENDS, Presence.READY, ""),
            (closes, Presence.LOGGED_OUT, ""),
        ):
            events.append(
                AgentStateEvent(
                    agent=agent,
                    at=dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC),
                    old_state=old,
                    state=new,
                    reason=reason,
                    actor_role="agent",
                    actor_id=str(agent.pk),
                )
            )
            old = new
    return events
