"""What apps further up add to the care for personal data. They append at start."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interactions.models import Site

JsonObject = dict[str, Any]

# What is counted, in words. A kind is part of receipts and of the REST API.
KINDS: dict[str, str | Promise] = {
    "customers": _("browsers"),
    "interactions": _("interactions"),
    "chat_lines": _("chat lines"),
    "interaction_events": _("audit events of interactions"),
    "offers": _("offers"),
    "call_reports": _("call reports"),
    "browser_calls": _("browser calls"),
    "callbacks": _("callbacks"),
    "callback_events": _("events of callbacks"),
    "transcripts": _("transcripts"),
    "phone_numbers": _("phone numbers"),
    "interaction_pages": _("page addresses of interactions"),
    "customer_names": _("names of customers"),
    "customer_pages": _("page addresses of customers"),
    "on_hold": _("kept by a legal hold"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One customer: every browser, and every interaction that is his or hers."""

    customers: tuple[UUID, ...] = ()
    interactions: tuple[UUID, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.customers or self.interactions)


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of one kind is held, from when to when; `live`: it still goes on."""

    kind: str
    count: int
    first_at: datetime | None = None
    last_at: datetime | None = None
    live: int = 0


@dataclass(slots=True)
class Erased:
    """What went: how many of each kind, and ids that somebody may ask for again."""

    counts: Counter[str] = field(default_factory=Counter)
    subjects: list[UUID] = field(default_factory=list)

    def add(self, other: "Erased") -> None:
        self.counts.update(other.counts)
        self.subjects += other.subjects


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that retention does, per site, in chunks.

    `days` is the field of the policy; `due` finds the rows that are older than the
    moment; `erase` takes their keys within a transaction, after which they are not due
    any more. `holds` are the paths from a row to the legal holds that spare it.
    """

    kind: str
    days: str
    due: Callable[[Site, datetime], QuerySet[Any]]
    erase: Callable[[Site, datetime, list[Any]], Erased]
    holds: tuple[str, ...] = ()


# Called in the transaction that erases, while everything is still there, the app
# furthest up first: it writes down what it needs and deletes what is its own.
on_erasing: list[Callable[[Person], Erased]] = []
# What an app holds about a person, and all of it: (section, object) in order.
holdings_of: list[Callable[[Person], list[Holding]]] = []
personal_data_of: list[Callable[[Person], Iterator[tuple[str, JsonObject]]]] = []
# Further kinds of ids by which a person is found.
finders: dict[str, Callable[[UUID], Person]] = {}
# In the order in which they are done.
steps: list[Step] = []


def counted(deleted: tuple[int, Mapping[str, int]], kinds: Mapping[str, str]) -> Erased:
    """What `QuerySet.delete()` says, by kind."""
    erased = Erased()
    for label, count in deleted[1].items():
        erased.counts[kinds[label]] += count
    return erased
