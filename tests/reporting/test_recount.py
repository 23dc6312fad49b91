"""Thousands of random histories: facts and sums equal a naive recount of the raw rows.

Work is cut off at random points (as a killed process would) and repeated, notes of work
are doubled, reports of calls come late and in any order.
"""

import os
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from agents.models import Agent
from reporting.aggregation.buckets import hour_of
from reporting.aggregation.measures import MEASURES
from reporting.models import (
    ActivityDay,
    ActivityHour,
    DirtyHour,
    FactDue,
    SessionFact,
)
from reporting.services.rebuild import rebuild_facts, rebuild_sums
from reporting.services.settle import settle_reports
from tests.reporting.comparison import compare
from tests.reporting.histories import live
from tests.reporting.world import World

pytestmark = pytest.mark.django_db

# Each run lives through so many chats, calls and lonely sessions.
HISTORIES = 20
RUNS = int(os.environ.get("RECOUNT_RUNS", "110"))


class Killed(BaseException):
    """The process is gone in the middle of its work."""


class _Killer:
    """Lets so many writes through, and no more."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Any,
    ) -> Any:
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            self.left -= 1
            if self.left < 0:
                raise Killed
        return execute(sql, params, many, context)


def settle_or_die(random: Random) -> None:
    """Some of the work, or all of it; half of the time the process dies of it."""
    if random.random() < 0.5:
        settle_reports(most_batches=random.choice((1, 50)))
        return
    try:
        with (
            transaction.atomic(),
            connection.execute_wrapper(_Killer(random.randrange(25))),
        ):
            settle_reports()
    except Killed:
        pass


def repeat_something(random: Random) -> None:
    """Notes of work that was done long ago, and marks of hours that are clean."""
    key = random.choice([str(agent.pk) for agent in Agent.objects.all()])
    FactDue.objects.create(subject=FactDue.Subject.AGENT, key=key)
    for fact in SessionFact.objects.order_by("?")[:2]:
        for _ in range(2):
            FactDue.objects.create(subject=FactDue.Subject.SESSION, key=str(fact.pk))
        if fact.interaction_id:
            FactDue.objects.create(
                subject=FactDue.Subject.INTERACTION, key=str(fact.interaction_id)
            )
        DirtyHour.objects.create(hour_at=hour_of(fact.created_at))


@pytest.mark.parametrize("seed", range(RUNS))
def test_sums_equal_a_naive_recount_of_random_histories(seed: int) -> None:
    random = Random(seed)
    # In some worlds reports follow every few steps: then facts move between hours.
    diligence = random.choice((0.01, 0.01, 0.01, 0.3))

    def meanwhile() -> None:
        if random.random() < diligence:
            settle_or_die(random)
        if random.random() < 0.01:
            repeat_something(random)

    live(World(random), HISTORIES, meanwhile)
    settle_reports()
    assert not FactDue.objects.exists()
    assert not DirtyHour.objects.exists()
    compare()


def test_random_histories_leave_no_measure_at_zero() -> None:
    """Else the comparison would prove nothing for it."""
    for seed in range(6):
        world = World(Random(9_000 + seed), number=seed)
        live(world, HISTORIES)
    settle_reports()
    totals = ActivityDay.objects.aggregate(
        **{f"total_{name}": Sum(name) for name in MEASURES}
    )
    assert [name for name, value in totals.items() if not value] == []


def test_a_rebuild_from_the_events_changes_nothing() -> None:
    live(World(Random(1974)), HISTORIES)
    settle_reports()
    before = list(SessionFact.objects.order_by("pk").values())
    rebuild_facts()
    assert not DirtyHour.objects.exists(), "a fact came out differently"
    rebuild_sums()
    assert list(SessionFact.objects.order_by("pk").values()) == before
    compare()


def test_sums_that_were_lost_are_made_anew() -> None:
    live(World(Random(1977)), HISTORIES)
    settle_reports()
    ActivityHour.objects.all().delete()
    ActivityDay.objects.update(sessions=7)
    rebuild_sums()
    compare()
