"""Calls made in the browser: whose, and over which servers their sound may go."""

import base64
import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from agents.models import Agent
from cobrowse.errors import not_found
from interactions.lifecycle import HANDLED_STATES, LIVE_STATES, Media
from interactions.models import Customer, Interaction
from interactions.protocol.shapes import IceServer


def live_browser_calls() -> QuerySet[Interaction]:
    """Those of switches have no tab that talks."""
    return Interaction.objects.select_related(
        "customer", "agent", "queue", "site", "browser_call"
    ).filter(media=Media.VOICE, browser_call__isnull=False, state__in=LIVE_STATES)


def live_call_of(customer: Customer) -> Interaction | None:
    """The call that the customer makes in the browser now, waiting or talking."""
    return live_browser_calls().filter(customer=customer).first()


def answered_call_of(customer: Customer) -> Interaction | None:
    """The same once an agent is in it."""
    return (
        live_browser_calls().filter(customer=customer, state__in=HANDLED_STATES).first()
    )


def browser_call_of_agent(agent: Agent, interaction_id: UUID) -> Interaction:
    """One that the agent talks in; DomainError(not_found) for all others alike."""
    call = (
        live_browser_calls()
        .filter(pk=interaction_id, agent=agent, state__in=HANDLED_STATES)
        .first()
    )
    if call is None:
        raise not_found()
    return call


def talking_tab(customer: Customer) -> str | None:
    """The tab of the customer's browser that has the live call."""
    call = live_call_of(customer)
    return call.browser_call.customer_tab if call is not None else None


def ice_servers(
    interaction: Interaction, *, now: datetime | None = None
) -> list[IceServer]:
    """What both browsers may use to reach each other.

    Credentials of the TURN server are made per call and expire: user name
    `<expiry>:<id>`, password base64(HMAC-SHA1(shared secret, user name)), the REST
    scheme of coturn (`use-auth-secret`).
    """
    servers: list[IceServer] = []
    if settings.COBROWSE_STUN_URLS:
        servers.append(IceServer(urls=settings.COBROWSE_STUN_URLS))
    if settings.COBROWSE_TURN_URLS and settings.COBROWSE_TURN_SECRET:
        expiry = int((now or timezone.now()).timestamp())
        expiry += settings.COBROWSE_TURN_SECONDS
        username = f"{expiry}:{interaction.pk.hex[:12]}"
        digest = hmac.new(
            settings.COBROWSE_TURN_SECRET.encode(), username.encode(), hashlib.sha1
        ).digest()
        servers.append(
            IceServer(
                urls=settings.COBROWSE_TURN_URLS,
                username=username,
                credential=base64.b64encode(digest).decode(),
            )
        )
    return servers
