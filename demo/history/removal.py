"""Takes the invented year out again, piece by piece."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from agents.models import Agent, AgentGroup, AgentStateEvent
from demo.history.loading import trust_keys
from demo.history.places import LABEL, history_agents, history_sites
from interactions.models import (
    CallReport,
    ChatMessage,
    CtiAdapter,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
)
from reporting.models import (
    ActivityDay,
    ActivityHour,
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from sessions_app.models import CobrowsePolicy, CobrowseSession, SessionEvent

PIECE = 5_000
# What hangs on an interaction or a session goes with it, before it.
_OF_INTERACTION: tuple[type[Model], ...] = (
    InteractionEvent,
    Offer,
    CallReport,
    ChatMessage,
)
_SUMS: tuple[type[Model], ...] = (ActivityHour, ActivityDay)
_STATES: tuple[type[Model], ...] = (StateFact, AgentStateEvent)
_FACTS: tuple[type[Model], ...] = (
    SessionFact,
    InteractionFact,
    HandlingFact,
    QueueStayFact,
    OfferFact,
)


def remove_year(tell: Callable[[str, int], None]) -> int:
    """Everything that carries the label; how many rows. Safe to stop and do again."""
    sites = list(history_sites().values_list("pk", flat=True))
    agents = list(history_agents().values_list("pk", flat=True))
    of_site, of_agent = Q(site__in=sites), Q(agent__in=agents)
    count = 0

    def gone(what: str, more: int) -> None:
        nonlocal count
        count += more
        tell(what, count)

    for model in (*_SUMS, *_FACTS):
        _in_pieces(model, of_site, gone)
    for model in (*_SUMS, *_STATES):
        _in_pieces(model, of_agent, gone)
    _in_pieces(CobrowseSession, of_site, gone, ((SessionEvent, "session"),))
    parts = tuple((model, "interaction") for model in _OF_INTERACTION)
    _in_pieces(Interaction, of_site, gone, parts)
    _in_pieces(Customer, of_site, gone)
    with transaction.atomic():
        gone("places", _remove_places(sites, agents))
    return count


def _in_pieces(
    model: type[Model],
    which: Q,
    gone: Callable[[str, int], None],
    parts: tuple[tuple[type[Model], str], ...] = (),
) -> None:
    rows = model._default_manager.filter(which).order_by()
    while pks := list(rows.values_list("pk", flat=True)[:PIECE]):
        with transaction.atomic():
            trust_keys()
            count = sum(
                _delete(part._default_manager.filter(**{f"{name}__in": pks}))
                for part, name in parts
            )
            count += _delete(model._default_manager.filter(pk__in=pks))
        gone(str(model._meta.verbose_name_plural), count)


def _delete(rows: QuerySet[Any]) -> int:
    """Without reading them first: nothing else hangs on them."""
    return int(rows._raw_delete(rows.db))


def _remove_places(sites: list[int], agents: list[int]) -> int:
    users = list(Agent.objects.filter(pk__in=agents).values_list("user", flat=True))
    groups = AgentGroup.objects.filter(name__endswith=LABEL)
    count = 0
    for rows in (
        Queue.objects.filter(site__in=sites),
        CtiAdapter.objects.filter(site__in=sites),
        CobrowsePolicy.objects.filter(site__in=sites),
        Agent.objects.filter(pk__in=agents),
        User.objects.filter(pk__in=users),
        groups,
        history_sites(),
    ):
        deleted, _ = rows.delete()
        count += deleted
    return count
