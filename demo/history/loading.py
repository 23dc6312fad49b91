"""Writes ledgers and their facts down: one insert a table."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from agents.models import AgentStateEvent
from cobrowse.bulk import insert_rows, reserved_keys
from demo.history.facts import FactTeller, LedgerFacts
from demo.history.ledger import EventRow, Ledger, SessionEventRow
from interactions.models import (
    CallReport,
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
)
from reporting.models import (
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from sessions_app.models import CobrowseSession, SessionEvent


def write_ledger(ledger: Ledger, teller: FactTeller, *, trusting: bool = False) -> int:
    """All rows and facts in one transaction; how many rows. `trusting`: `trust_keys`.

    The sums are to be made afterwards (`reporting.services.rebuild.rebuild_sums`).
    """
    offers = [offer for story in ledger.stories for offer in story.offers]
    with transaction.atomic():
        if trusting:
            trust_keys()
        _number(Offer, offers)
        _number(AgentStateEvent, ledger.states)
        count = _write_rows(ledger, offers)
        return count + _write_facts(teller.facts_of(ledger))


def trust_keys() -> None:
    """Until the end of the transaction PostgreSQL looks up no foreign keys, where it
    lets us: each would cost as much as the row. What refers is made with what it
    refers to."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL session_replication_role = replica")


def _number(model: type[Model], rows: Sequence[Any]) -> None:
    """Keys that facts are named by must be known before they are written."""
    if rows:
        for row, key in zip(rows, reserved_keys(model, len(rows)), strict=True):
            row.pk = key


def _write_rows(ledger: Ledger, offers: list[Offer]) -> int:
    stories = ledger.stories
    shared = [one for story in stories for one in story.sessions]
    return (
        _write(Customer, ledger.customers)
        + _write(Interaction, [story.interaction for story in stories])
        + _write_events(
            InteractionEvent, EventRow, (e for story in stories for e in story.events)
        )
        + _write(Offer, offers)
        + _write(CallReport, [report for story in stories for report in story.reports])
        + _write(ChatMessage, [line for story in stories for line in story.messages])
        + _write(CobrowseSession, [one.session for one in shared])
        + _write_events(
            SessionEvent, SessionEventRow, (e for one in shared for e in one.events)
        )
        + _write(AgentStateEvent, ledger.states)
    )


def _write_facts(facts: LedgerFacts) -> int:
    told = facts.interactions
    return (
        _write(InteractionFact, told.interactions)
        + _write(HandlingFact, told.handlings)
        + _write(QueueStayFact, told.stays)
        + _write(OfferFact, told.offers)
        + _write(SessionFact, facts.sessions)
        + _write(StateFact, facts.states)
    )


def _write(model: type[Model], rows: Sequence[Model]) -> int:
    if not rows:
        return 0
    numbers_itself = rows[0].pk is None
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not (field.primary_key and numbers_itself)
    ]
    return insert_rows(model, names, map(attrgetter(*names), rows))


def _write_events(
    model: type[Model], shape: type[EventRow | SessionEventRow], rows: Iterable[object]
) -> int:
    names = [field.name for field in fields(shape)]
    return insert_rows(model, names, map(attrgetter(*names), rows))
