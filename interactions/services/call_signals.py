"""What the two browsers of a call tell each other to connect; passed on, never kept."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Actor, Role
from cobrowse.announce import (
    agent_group,
    announce,
    customer_group,
    customer_tab_group,
)
from cobrowse.errors import DomainError
from cobrowse.quotas import take_quota
from interactions.models import BrowserCall, Customer, Interaction
from interactions.protocol.calls import (
    CallConnect,
    CallSignal,
    Signal,
    SignalConnected,
    SignalReady,
    SignalTrouble,
)
from interactions.selectors import answered_call_of, ice_servers
from interactions.services.moves import locked, record

# One round takes about thirty; a network that keeps changing needs several.
SIGNALS_PER_MINUTE = 300
# Troubles of one side of a call that are worth a row each.
TROUBLES_NOTED_PER_HOUR = 20


def tell_connect(interaction: Interaction) -> None:
    """An agent took the call: both sides begin. Call it in that transaction."""
    call = BrowserCall.objects.filter(pk=interaction.pk).first()
    if call is None:
        return
    BrowserCall.objects.filter(pk=interaction.pk).update(connected_at=None)
    for group in _both_sides(interaction):
        announce(group, _connect(interaction, call.customer_tab, asked=False))


def relay_from_customer(*, customer: Customer, signal: Signal) -> None:
    """Pass on what the talking tab says; `ready` makes a tab the talking one.

    Errors: no_call (none, or nobody is in it), other_tab, rate_limited.
    """
    call = answered_call_of(customer)
    if call is None or call.agent_id is None:
        raise DomainError("no_call", 409, "Nobody is in a call with you now.")
    _count(call, Role.CUSTOMER)
    actor = customer.as_actor()
    if isinstance(signal, SignalReady):
        _take_to_tab(call, customer)
    elif call.browser_call.customer_tab != customer.tab:
        raise DomainError("other_tab", 409, "Another tab has this call.")
    if _is_kept(call, signal, actor):
        return
    announce(agent_group(call.agent_id), CallSignal(interaction=call.pk, signal=signal))


def relay_from_agent(*, call: Interaction, agent: Agent, signal: Signal) -> None:
    """Pass on what the desktop says; `call` is one the agent talks in.

    Errors: rate_limited.
    """
    _count(call, Role.AGENT)
    if call.customer_id is None:
        return
    tab = call.browser_call.customer_tab
    if isinstance(signal, SignalReady):
        announce(agent_group(agent.pk), _connect(call, tab, asked=True))
    if _is_kept(call, signal, agent.as_actor()):
        return
    announce(
        customer_tab_group(call.customer_id, tab),
        CallSignal(interaction=call.pk, signal=signal),
    )


def _count(call: Interaction, role: Role) -> None:
    take_quota(
        "signals", f"{call.pk.hex}.{role}", limit=SIGNALS_PER_MINUTE, window_seconds=60
    )


def _both_sides(interaction: Interaction) -> list[str]:
    """The agent's first: it must know before the customer's `ready` comes."""
    groups = []
    if interaction.agent_id is not None:
        groups.append(agent_group(interaction.agent_id))
    if interaction.customer_id is not None:
        groups.append(customer_group(interaction.customer_id))
    return groups


def _connect(call: Interaction, tab: str, *, asked: bool) -> CallConnect:
    return CallConnect(
        interaction=call.pk, tab=tab, asked=asked, ice_servers=ice_servers(call)
    )


def _take_to_tab(call: Interaction, customer: Customer) -> None:
    """The customer's tabs all hear which of them talks from now on."""
    BrowserCall.objects.filter(pk=call.pk).update(
        customer_tab=customer.tab, customer_line=customer.line, customer_left_at=None
    )
    announce(customer_group(customer.pk), _connect(call, customer.tab, asked=True))


def _is_kept(call: Interaction, signal: Signal, actor: Actor) -> bool:
    """Note in the call's history what belongs there; whether it ends here."""
    if isinstance(signal, SignalConnected):
        with transaction.atomic():
            won = BrowserCall.objects.filter(
                pk=call.pk, connected_at__isnull=True
            ).update(connected_at=timezone.now())
            if won:
                _record(call, "call.connected", actor)
        return True
    if isinstance(signal, SignalTrouble):
        with suppress(DomainError):
            take_quota(
                "troubles",
                f"{call.pk.hex}.{actor.role}",
                limit=TROUBLES_NOTED_PER_HOUR,
                window_seconds=3600,
            )
            with transaction.atomic():
                _record(call, "call.trouble", actor, code=signal.code)
    return False


def _record(call: Interaction, name: str, actor: Actor, **detail: str) -> None:
    fresh = locked(call.pk)
    record(
        interaction=fresh,
        name=name,
        actor=actor,
        agent=fresh.agent,
        queue=fresh.queue,
        detail=detail,
    )
