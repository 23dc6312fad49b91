"""Write facts and sums of a range anew, from what they are made of.

The result is the same as what is there already, unless something was lost, changed by
hand, or a definition is new. Facts whose sources are gone (retention) stay.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, Min, Model, QuerySet

from agents.models import Agent
from interactions.models import Interaction
from reporting.aggregation.buckets import DAY, HOUR
from reporting.aggregation.measures import FEEDS
from reporting.models import FactDue, StateFact
from reporting.services.aggregates import DAYS_AT_ONCE, build
from reporting.services.facts import mark_dirty, write_facts, write_state_facts
from reporting.services.lock import hold_lock
from sessions_app.lifecycle import State
from sessions_app.models import CobrowseSession

CHUNK = 500

Progress = Callable[[str, int], None]
M = TypeVar("M", bound=Model)


def rebuild_facts(
    *, first: date | None = None, last: date | None = None, tell: Progress | None = None
) -> int:
    """Facts of what began between two days (UTC, inclusive); how many subjects.

    Each chunk is a transaction of its own: a rebuild that is stopped has done what it
    has done, and may be started again.
    """
    count = 0
    span = _span(first, last)
    for subject, rows in (
        (FactDue.Subject.INTERACTION, _between(Interaction.objects.all(), span)),
        (
            FactDue.Subject.SESSION,
            _between(CobrowseSession.objects.filter(state=State.ENDED), span),
        ),
    ):
        for keys in _chunks(rows):
            with transaction.atomic():
                hold_lock(wait=True)
                write_facts(subject, keys)
            count += len(keys)
            if tell:
                tell(f"facts of {subject.label}s", count)
    for agent in Agent.objects.order_by("pk"):
        with transaction.atomic():
            hold_lock(wait=True)
            mark_dirty(write_state_facts([str(agent.pk)], anew=True))
        count += 1
    return count


def rebuild_sums(
    *, first: date | None = None, last: date | None = None, tell: Progress | None = None
) -> int:
    """Hours and days (in all zones) between two days (UTC, inclusive); how many days.

    Only from facts: where those have been deleted the sums would be lost, so days
    before the first fact are left as they are.
    """
    known = _days_with_facts()
    if known is None:
        return 0
    first, last = max(first or known[0], known[0]), min(last or known[1], known[1])
    count = 0
    while first <= last:
        days = min((last - first).days + 1, DAYS_AT_ONCE)
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        with transaction.atomic():
            hold_lock(wait=True)
            build(start + n * HOUR for n in range(24 * days))
        count += days
        first += days * DAY
        if tell:
            tell("days", count)
    return count


def _days_with_facts() -> tuple[date, date] | None:
    """The first and the last day (UTC) on which a fact counts."""
    sources = [(feed.model, feed.moment) for feed in FEEDS]
    sources += [(StateFact, "started_at"), (StateFact, "ended_at")]
    moments: list[datetime] = []
    for model, moment in sources:
        ends = model._default_manager.aggregate(low=Min(moment), high=Max(moment))
        moments += [at for at in ends.values() if at is not None]
    if not moments:
        return None
    return min(moments).astimezone(UTC).date(), max(moments).astimezone(UTC).date()


def _span(first: date | None, last: date | None) -> dict[str, datetime]:
    span = {}
    if first is not None:
        span["created_at__gte"] = datetime(
            first.year, first.month, first.day, tzinfo=UTC
        )
    if last is not None:
        end = last + timedelta(days=1)
        span["created_at__lt"] = datetime(end.year, end.month, end.day, tzinfo=UTC)
    return span


def _between(rows: QuerySet[M], span: dict[str, datetime]) -> QuerySet[M]:
    return rows.filter(**span).order_by("pk")


def _chunks(rows: QuerySet[M]) -> Iterator[list[str]]:
    """Keys in order, each chunk read when it is its turn."""
    last: object = None
    while True:
        page = rows if last is None else rows.filter(pk__gt=last)
        pks = list(page.values_list("pk", flat=True)[:CHUNK])
        if not pks:
            return
        yield [str(pk) for pk in pks]
        last = pks[-1]
