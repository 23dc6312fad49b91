"""Reads of saved views: who sees which."""

from uuid import UUID

from django.db.models import Q, QuerySet

from reporting.access import Reader
from reporting.catalogue import REPORTS
from reporting.models import SavedView


def own_views(reader: Reader) -> QuerySet[SavedView]:
    return SavedView.objects.filter(owner_id=reader.user_id)


def shared_views(reader: Reader) -> QuerySet[SavedView]:
    """What others share, of reports that this reader may read."""
    return (
        _readable(reader)
        .filter(shared=True, owner__is_active=True)
        .exclude(owner_id=reader.user_id)
        .select_related("owner")
    )


def view_to_open(reader: Reader, view_id: UUID) -> SavedView | None:
    """An own or a shared one; None for all others alike."""
    mine = Q(owner_id=reader.user_id)
    found = _readable(reader).filter(mine | Q(shared=True), pk=view_id)
    return found.select_related("owner").first()


def own_view(reader: Reader, view_id: UUID) -> SavedView | None:
    """One that the reader may change."""
    return own_views(reader).filter(pk=view_id).first()


def _readable(reader: Reader) -> QuerySet[SavedView]:
    keys = [report.key for report in REPORTS if reader.may_read(report)]
    return SavedView.objects.filter(report__in=keys)
