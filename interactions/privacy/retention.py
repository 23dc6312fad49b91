"""Let go in time what a site does not want to keep, found by query and not by timers.

In chunks, each a transaction of its own: a run that is killed has done what it has
done, the next one goes on, and two at once share the work. A receipt per site and run
says how much went.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cobrowse.actors import SYSTEM
from cobrowse.errors import DomainError
from interactions.models import ErasureReceipt, RetentionPolicy, Site
from interactions.privacy.receipts import issue_receipt, told
from interactions.privacy.registry import Erased, Step, steps

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Due:
    """What one step has to do for one site; `held`: what legal holds keep from it."""

    site: Site
    step: Step
    before: datetime
    rows: QuerySet[Any]
    held: int


def policy_of(site: Site) -> RetentionPolicy:
    """The site's own, or the defaults."""
    return RetentionPolicy.objects.filter(site=site).first() or RetentionPolicy(
        site=site
    )


def work_due(site: Site, now: datetime) -> Iterator[Due]:
    """Step by step, in order: a later one finds what an earlier one has left."""
    policy = policy_of(site)
    for step in steps:
        days = getattr(policy, step.days)
        if days is None:
            continue
        before = now - timedelta(days=days)
        rows = step.due(site, before)
        free = Q(**{f"{path}__isnull": True for path in step.holds})
        held = rows.exclude(free).count() if step.holds else 0
        yield Due(site, step, before, rows.filter(free), held)


def apply_retention(*, now: datetime | None = None) -> Erased:
    """Erase everything that is due at all sites. Safe to run twice and at once."""
    total, now = Erased(), now or timezone.now()
    for site in Site.objects.order_by("pk"):
        receipt: ErasureReceipt | None = None
        held = 0
        for due in work_due(site, now):
            held += due.held
            last: object = None
            while True:
                with transaction.atomic():
                    keys = _next_keys(due, last)
                    if not keys:
                        break
                    erased = _erase(due, keys)
                    receipt = _noted(receipt, erased, site, held)
                total.add(erased)
                last = keys[-1]
    return total


def _erase(due: Due, keys: list[Any]) -> Erased:
    """All together; if something of it still lives, each alone."""
    try:
        with transaction.atomic():
            return due.step.erase(due.site, due.before, keys)
    except DomainError:
        erased = Erased()
        for key in keys:
            with suppress(DomainError), transaction.atomic():
                erased.add(due.step.erase(due.site, due.before, [key]))
        return erased


def _next_keys(due: Due, last: object) -> list[Any]:
    """One chunk, locked; rows that somebody else has in hand are left to them."""
    rows = due.rows.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return list(rows.values_list("pk", flat=True)[:CHUNK])


def _noted(
    receipt: ErasureReceipt | None, erased: Erased, site: Site, held: int
) -> ErasureReceipt | None:
    """Add to the run's receipt, in the transaction of the chunk."""
    if not erased.counts.total():
        return receipt
    if receipt is None:
        receipt = issue_receipt(
            cause=ErasureReceipt.Cause.RETENTION,
            actor=SYSTEM,
            erased=Erased(),
            site=site,
        )
    counts = Counter(receipt.counts) + erased.counts
    counts["on_hold"] = held
    receipt.counts = told(counts)
    receipt.save(update_fields=["counts"])
    return receipt
