"""Reads of schedules: who may get what."""

from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from reporting.access import VIEW_REPORTS, Reader
from reporting.models import SavedView, Schedule


def possible_recipients(owner: User) -> QuerySet[User]:
    """Whoever reads everything, and the owner; with an e-mail address.

    A message holds what its owner may see. An agent who reads only his or her own rows
    could get other people's that way, so agents get nobody's but their own.
    """
    readers = User.objects.with_perm(
        VIEW_REPORTS, backend="django.contrib.auth.backends.ModelBackend"
    )
    people = User.objects.filter(Q(pk__in=readers.values("pk")) | Q(pk=owner.pk))
    return people.filter(is_active=True).exclude(email="").order_by("username")


def present_recipients(schedule: Schedule) -> list[User]:
    """Those of the chosen who may get it now."""
    may = possible_recipients(schedule.view.owner)
    return list(may.filter(pk__in=schedule.recipients.values("pk")))


def schedules_of(view: SavedView) -> QuerySet[Schedule]:
    return view.schedules.prefetch_related("recipients").order_by("next_at", "pk")


def own_schedule(*, reader: Reader, schedule_id: UUID) -> Schedule | None:
    """One on a view of the reader's own; None for all others alike."""
    return (
        Schedule.objects.select_related("view__owner")
        .filter(pk=schedule_id, view__owner_id=reader.user_id)
        .first()
    )
