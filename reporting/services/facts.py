"""Write the facts that are due (docs/decisions/0012-facts-and-aggregates.md)."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agents.models import Agent
from reporting.facts.interactions import interaction_facts
from reporting.facts.sessions import session_facts
from reporting.facts.states import state_facts
from reporting.models import (
    DirtyHour,
    FactDue,
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from reporting.services.lock import hold_lock
from reporting.services.sync import BATCH, sync

log = logging.getLogger(__name__)

DUE_BATCH = 200
# A subject whose facts cannot be written is tried so often, after one, two, four …
# minutes, and then left for a person.
MOST_FAILURES = 10
FIRST_WAIT = timedelta(seconds=30)

Groups = dict[int, int | None]


def write_due_facts() -> int:
    """Write the facts of one batch of subjects; how many rows of work are done.

    All in one transaction: what is due, the facts and the hours that they make dirty.
    """
    due = FactDue.objects.filter(failures__lt=MOST_FAILURES, try_at__lte=timezone.now())
    if not due.exists():
        return 0
    with transaction.atomic():
        if not hold_lock():
            return 0
        rows = list(due.order_by("pk")[:DUE_BATCH])
        failed = _write(rows)
        done = [row.pk for row in rows if (row.subject, row.key) not in failed]
        FactDue.objects.filter(pk__in=done).delete()
    return len(done)


def _write(rows: Sequence[FactDue]) -> set[tuple[str, str]]:
    """All together; if that fails each alone, so that the failure has a name."""
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.key not in keys[row.subject]:
            keys[row.subject].append(row.key)
    try:
        with transaction.atomic():
            for subject, of in keys.items():
                write_facts(FactDue.Subject(subject), of)
        return set()
    except Exception:
        log.exception("facts could not be written together")
    failed = set()
    for subject, of in keys.items():
        for key in of:
            try:
                with transaction.atomic():
                    write_facts(FactDue.Subject(subject), [key])
            except Exception:
                log.exception("facts of one %s could not be written", subject)
                failed.add((subject, key))
    for row in rows:
        if (row.subject, row.key) in failed:
            row.failures += 1
            row.try_at = timezone.now() + FIRST_WAIT * 2**row.failures
            row.save(update_fields=["failures", "try_at"])
    return failed


def write_facts(subject: FactDue.Subject, keys: Sequence[str]) -> None:
    """Bring the facts of these subjects up to date and mark the hours they are in.

    Call it within a transaction. Subjects that are gone keep the facts they have.
    """
    writers = {
        FactDue.Subject.SESSION: write_session_facts,
        FactDue.Subject.INTERACTION: write_interaction_facts,
        FactDue.Subject.AGENT: write_state_facts,
    }
    mark_dirty(writers[subject](keys))


def write_session_facts(keys: Sequence[str]) -> set[datetime]:
    facts = session_facts([UUID(key) for key in keys])
    saved = SessionFact.objects.filter(pk__in=[fact.pk for fact in facts])
    return sync(saved, facts, key=("session_id",), groups=_groups())


def write_interaction_facts(keys: Sequence[str]) -> set[datetime]:
    facts = interaction_facts([UUID(key) for key in keys])
    found, groups = facts.found, _groups()
    hours = sync(
        InteractionFact.objects.filter(pk__in=found),
        facts.interactions,
        key=("interaction_id",),
        groups=groups,
    )
    hours |= sync(
        HandlingFact.objects.filter(interaction_id__in=found),
        facts.handlings,
        key=("interaction_id", "number"),
        groups=groups,
    )
    hours |= sync(
        QueueStayFact.objects.filter(interaction_id__in=found),
        facts.stays,
        key=("interaction_id", "number"),
        groups=groups,
    )
    hours |= sync(
        OfferFact.objects.filter(interaction_id__in=found),
        facts.offers,
        key=("offer_id",),
        groups=groups,
    )
    return hours


def write_state_facts(keys: Sequence[str], *, anew: bool = False) -> set[datetime]:
    """`anew`: all of the agents' stretches, not only those since the last known one."""
    hours: set[datetime] = set()
    groups = _groups()
    for agent in Agent.objects.filter(pk__in=[int(key) for key in keys]):
        saved = StateFact.objects.filter(agent=agent)
        newest = None if anew else saved.order_by("-event_id").first()
        if newest is not None:
            saved = saved.filter(pk__gte=newest.pk)
        elif anew:
            # Stretches whose events are gone stay as they are.
            saved = saved.filter(pk__in=agent.state_events.values("pk"))
        facts = state_facts(agent, since_fact=newest)
        hours |= sync(saved, facts, key=("event_id",), groups=groups)
    return hours


def mark_dirty(hours: set[datetime]) -> None:
    DirtyHour.objects.bulk_create(
        [DirtyHour(hour_at=hour) for hour in sorted(hours)], BATCH
    )


def _groups() -> Groups:
    return dict(Agent.objects.values_list("pk", "group_id"))
