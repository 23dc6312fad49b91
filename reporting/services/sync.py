"""Bring the saved facts of some subjects to what they should be, and say which hours
that concerns."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from reporting.aggregation.buckets import hour_of, hours_over
from reporting.aggregation.measures import MOMENTS
from reporting.models import StateFact

F = TypeVar("F", bound=Model)

BATCH = 500


def sync(
    saved: QuerySet[F],
    wanted: Sequence[F],
    *,
    key: tuple[str, ...],
    groups: dict[int, int | None],
) -> set[datetime]:
    """Insert, update and delete until `saved` is `wanted`; the hours that changed.

    `saved` are the facts of the same subjects; `key` names a fact within them. A fact
    keeps the group that it was first written with, unless its agent is another one.
    What is the same already is not touched: doing it twice is doing it once.
    """
    model = saved.model
    names = [field.attname for field in model._meta.concrete_fields]
    columns = [name for name in names if name != "id"]
    known = {_values(row, key): row for row in saved}
    new, changed, touched = [], [], []
    for fact in wanted:
        old = known.pop(_values(fact, key), None)
        _fill_group(fact, old, groups)
        if old is None:
            new.append(fact)
        elif _values(old, columns) != _values(fact, columns):
            fact.pk = old.pk
            changed.append(fact)
            touched.append(old)
    gone = list(known.values())
    if gone:
        saved.filter(pk__in=[row.pk for row in gone]).delete()
    if new:
        model._default_manager.bulk_create(new, BATCH)
    if changed:
        fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
        model._default_manager.bulk_update(changed, fields, BATCH)
    return hours_of([*new, *changed, *touched, *gone])


def _values(row: Model, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _fill_group(fact: Model, old: Model | None, groups: dict[int, int | None]) -> None:
    agent_id = getattr(fact, "agent_id", None)
    if old is not None and getattr(old, "agent_id", None) == agent_id:
        group_id = getattr(old, "group_id", None)
    else:
        group_id = groups.get(agent_id) if agent_id is not None else None
    setattr(fact, "group_id", group_id)  # noqa: B010  not every Model has one


def hours_of(facts: Iterable[Model]) -> set[datetime]:
    """The hours (UTC) in whose sums these facts are."""
    hours: set[datetime] = set()
    for fact in facts:
        if isinstance(fact, StateFact):
            if fact.state != "logged_out":
                hours.update(hours_over(fact.started_at, fact.ended_at))
        else:
            hours.add(hour_of(getattr(fact, MOMENTS[type(fact)])))
    return hours
