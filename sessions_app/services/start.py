"""Start sessions and join them (PI-1 to PI-5, SL-2, SL-5, SL-6)."""

import re
import secrets
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Actor, Role
from cobrowse.announce import agent_group, announce
from cobrowse.errors import DomainError, not_found
from cobrowse.quotas import take_quota
from interactions.lifecycle import HANDLED_STATES, Media
from interactions.models import CtiAdapter, Customer, Interaction
from interactions.selectors import (
    answered_call_of,
    interaction_of_agent,
    live_chat_of,
)
from interactions.services import attach_customer
from sessions_app.consents import Wording, agreed_wording
from sessions_app.errors import refusal, session_not_found
from sessions_app.lifecycle import NOT_ALLOWED, Action, State
from sessions_app.models import CobrowseSession
from sessions_app.protocol import SessionOpened
from sessions_app.selectors import (
    current_rules,
    live_session_of_customer,
    live_session_of_interaction,
    live_sessions_of_agent,
    policy_of,
    session_state,
    sessions,
)
from sessions_app.services import attached
from sessions_app.services.attempts import count_attempt, forgive
from sessions_app.services.end import settle
from sessions_app.services.record import decide, record, swap

STARTS_PER_HOUR = 60
DRAWS = 20
_DIGITS = re.compile(r"[0-9]{9}")


def start_session(
    *, customer: Customer, media: Media, actor: Actor, consent_version: int = 0
) -> CobrowseSession:
    """The customer starts; nobody else can (PI-3).

    On the live chat, or the answered call made in the browser, this agent's desktop
    joins by itself. Any other call: pending until the agent types the nine digits. A
    session that already waits or runs is given back instead of a second one.
    `consent_version` is what the customer said yes to.
    Errors: not_allowed, no_interaction, agent_busy, session_running, rate_limited,
    consent_outdated (ask anew, with the present wording).
    """
    if not actor.is_(Role.CUSTOMER, customer.pk):
        raise refusal(NOT_ALLOWED)
    if running := live_session_of_customer(customer):
        settle(session_id=running.pk)
    with attached.refusals_noted(customer, media), transaction.atomic():
        interaction = _interaction_to_share(customer, media)
        if running := live_session_of_customer(customer):
            if _waits_for_digits(running) and media is Media.VOICE and interaction:
                # Begun before the call in the browser was answered.
                return _join_agent_of(interaction, running)
            if not _is_same(running, media, interaction):
                raise DomainError("session_running", 409, "Stop the other one first.")
            return running
        wording = agreed_wording(customer, consent_version)
        if wording is None:
            raise DomainError("consent_outdated", 409, "Please ask the customer anew.")
        take_quota(
            "session.start", customer.pk.hex, limit=STARTS_PER_HOUR, window_seconds=3600
        )
        session = _create(customer, media, interaction, wording)
        record(session, actor=actor, cause="session.started")
        return _join_agent_of(interaction, session) if interaction else session


def _join_agent_of(
    interaction: Interaction, session: CobrowseSession
) -> CobrowseSession:
    assert interaction.agent is not None  # looked at under the interaction's lock
    return _join(session, interaction, interaction.agent)


def _waits_for_digits(session: CobrowseSession) -> bool:
    return session.state == State.PENDING and session.interaction_id is None


def _is_same(running: CobrowseSession, media: Media, chat: Interaction | None) -> bool:
    """Whether the running session is what is asked for once more."""
    if chat is not None:
        return running.interaction_id == chat.pk
    # Joined to a chat of the company's own stack, it counts as chat from then on.
    is_external = (
        running.interaction is not None and running.interaction.adapter_id is not None
    )
    return running.media == media or is_external


def _interaction_to_share(customer: Customer, media: Media) -> Interaction | None:
    """What the agent is known by, locked; None: a call that only the digits name."""
    if media is Media.VOICE:
        found = answered_call_of(customer)
    else:
        found = live_chat_of(customer)  # PI-1 allows no other
    if found is not None:
        found = Interaction.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if found.state in HANDLED_STATES and found.agent_id is not None:
            return found
    if media is Media.CHAT:
        raise DomainError("no_interaction", 409, "Co-browsing needs a chat or a call.")
    return None


def _create(
    customer: Customer,
    media: Media,
    interaction: Interaction | None,
    wording: Wording,
) -> CobrowseSession:
    """A pending session with digits that no live one has."""
    now = timezone.now()
    for _ in range(DRAWS):
        try:
            with transaction.atomic():
                created = CobrowseSession.objects.create(
                    session_id=f"{secrets.randbelow(10**9):09d}",
                    site=customer.site,
                    customer=customer,
                    interaction=interaction,
                    media=media,
                    pinned_rules=current_rules(customer.site),
                    consent_version=wording.version,
                    consent_language=wording.language,
                    consented_at=now,
                    created_at=now,
                    customer_seen_at=now,
                    last_activity_at=now,
                )
        except IntegrityError:
            # Taken digits, or the same customer in another tab was faster.
            if live_session_of_customer(customer) is not None:
                raise DomainError("session_running", 409) from None
            continue
        return sessions().get(pk=created.pk)
    raise DomainError("try_later", 503, retry_after=5)


def join_session(
    *, agent: Agent, interaction_id: UUID, session_id: str, actor: Actor
) -> CobrowseSession:
    """The agent types the digits that the customer on the telephone reads out (PI-4).

    The company's own chat stack may bring them, for interactions of its own (PI-11).
    Errors: bad_session_id (no nine digits: not counted as a guess), not_found (not the
    agent's call), agent_busy, rate_limited, and session_not_found for every wrong,
    expired, used or foreign id alike.
    """
    if actor.role is not Role.ADAPTER and not actor.is_(Role.AGENT, agent.pk):
        raise refusal(NOT_ALLOWED)
    digits = session_id.replace(" ", "").replace("-", "")
    if not _DIGITS.fullmatch(digits):
        raise DomainError("bad_session_id", 400, "A session id has nine digits.")
    call = interaction_of_agent(agent, interaction_id)
    if actor.role is Role.ADAPTER and not actor.is_(Role.ADAPTER, call.adapter_id):
        raise not_found()
    if not _takes_digits(call) or call.state not in HANDLED_STATES:
        raise DomainError("no_interaction", 409, "There is no call to join it with.")
    _must_be_free(agent, call)
    attempt = count_attempt(agent=agent, site=call.site)
    found = _waiting(call, digits)
    if found is None:
        raise session_not_found()
    settle(session_id=found.pk)
    with transaction.atomic():
        call = Interaction.objects.select_for_update(of=("self",)).get(pk=call.pk)
        # Whoever comes second finds it no longer waiting, like any used id.
        session = _waiting(call, digits, lock=True)
        if session is None:
            raise session_not_found()
        if call.agent_id != agent.pk or call.state not in HANDLED_STATES:
            raise DomainError("no_interaction", 409)
        joined = _join(session, call, agent, brought_by=actor)
        forgive(attempt)
    return joined


def join_for_adapter(
    *, adapter: CtiAdapter, interaction: Interaction, session_id: str
) -> CobrowseSession:
    """The company's own stack brings the digits for one of its interactions (PI-11).

    Errors: as of `join_session`; guesses count against the agent and the site.
    """
    if interaction.agent is None:
        raise DomainError("no_interaction", 409, "Nobody has it.")
    return join_session(
        agent=interaction.agent,
        interaction_id=interaction.pk,
        session_id=session_id,
        actor=adapter.as_actor(),
    )


def _takes_digits(interaction: Interaction) -> bool:
    """A call, or a chat that is not in our widget: what is not there cannot tell us."""
    return interaction.media == Media.VOICE or interaction.adapter_id is not None


def _waiting(
    call: Interaction, digits: str, *, lock: bool = False
) -> CobrowseSession | None:
    found = sessions()
    if lock:
        found = found.select_for_update(of=("self",))
    return found.filter(
        session_id=digits,
        state=State.PENDING,
        media=Media.VOICE,
        site_id=call.site_id,
        interaction__isnull=True,
    ).first()


def _must_be_free(agent: Agent, interaction: Interaction) -> None:
    if live_session_of_interaction(interaction) is not None:
        raise DomainError("already_joined", 409, "This interaction shares a page.")
    policy = policy_of(interaction.site)
    if policy.one_session_per_agent and live_sessions_of_agent(agent).exists():
        raise DomainError("agent_busy", 409, "The agent is in another session.")


def _join(
    session: CobrowseSession,
    interaction: Interaction,
    agent: Agent,
    *,
    brought_by: Actor | None = None,
) -> CobrowseSession:
    """Always in Pointer Mode (MD-1). Called with the interaction locked."""
    actor = agent.as_actor()
    locked = sessions().select_for_update(of=("self",)).get(pk=session.pk)
    # One at a time: two joins of one agent wait for each other here.
    Agent.objects.select_for_update(no_key=True).get(pk=agent.pk)
    policy = policy_of(locked.site)
    if policy.one_session_per_agent and live_sessions_of_agent(agent).exists():
        raise DomainError("agent_busy", 409, "The agent is in another session.")
    now = timezone.now()
    joined = swap(
        locked,
        decide(locked, Action.JOIN, actor),
        actor=actor,
        cause="session.joined",
        at=now,
        detail={"adapter": brought_by.id}
        if brought_by is not None and brought_by.role is Role.ADAPTER
        else None,
        media=interaction.media,
        interaction=interaction,
        agent=agent,
        activated_at=now,
        agent_seen_at=now,
        last_activity_at=now,
    )
    if interaction.customer_id is None:
        attach_customer(interaction=interaction, actor=actor, customer=joined.customer)
    attached.write_join(joined)
    announce(agent_group(agent.pk), SessionOpened(session=session_state(joined)))
    return joined
