"""Exports as people see them: ask for one, cancel it, throw it away."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cobrowse.errors import DomainError, not_found
from reporting.exporting import Format
from reporting.forms import ReportForm
from reporting.models import ExportJob, ExportPart
from reporting.selectors.exports import UNFINISHED

MOST_UNFINISHED = 5
QUERY_CHARS = 2_000


def ask_for_export(
    *, user: User, form: ReportForm, format: Format, rows_total: int
) -> ExportJob:
    """An export that a worker makes; the same one if it is being made already.

    Errors: too_many_exports (429), filters_too_long.
    """
    query = _lasting_query(form)
    with transaction.atomic():
        # Two at the same time are counted one after the other.
        User.objects.select_for_update().get(pk=user.pk)
        unfinished = ExportJob.objects.filter(user=user, state__in=UNFINISHED)
        same = unfinished.filter(
            report=form.report.key, query=query, format=format.value
        ).first()
        if same is not None:
            return same
        if unfinished.count() >= MOST_UNFINISHED:
            raise DomainError(
                "too_many_exports",
                429,
                _("%(n)d exports of yours are not finished yet. Wait or cancel one.")
                % {"n": MOST_UNFINISHED},
                limit=MOST_UNFINISHED,
                retry_after=30,
            )
        return ExportJob.objects.create(
            user=user,
            report=form.report.key,
            query=query,
            format=format.value,
            language=get_language() or "en",
            rows_total=rows_total,
        )


def _lasting_query(form: ReportForm) -> str:
    """The filters with the days that they mean today, and whose rows they are."""
    wanted = form.wanted()
    query = form.view_query(
        preset="", start=wanted.first.isoformat(), end=wanted.last.isoformat()
    )
    if form.reader.agent_id is not None:
        query += f"&agent={form.reader.agent_id}"
    if len(query) > QUERY_CHARS:
        raise DomainError("filters_too_long", 400, _("These filters are too many."))
    return query


def cancel_export(*, user_id: int, job_id: UUID) -> None:
    """What is not finished is not made. Too late is no error. Errors: not_found."""
    mine = ExportJob.objects.filter(pk=job_id, user_id=user_id)
    if not mine.exists():
        raise not_found()
    with transaction.atomic():
        cancelled = mine.filter(state__in=UNFINISHED).update(
            state=ExportJob.State.CANCELLED, finished_at=timezone.now()
        )
        if cancelled:
            ExportPart.objects.filter(job_id=job_id).delete()


def remove_export(*, user_id: int, job_id: UUID) -> None:
    """Throw a finished one away; twice is no error."""
    mine = ExportJob.objects.filter(pk=job_id, user_id=user_id)
    mine.exclude(state__in=UNFINISHED).delete()


def remove_old_exports() -> int:
    """Those finished too long ago, and those that nobody ever took; how many."""
    until = timezone.now() - timedelta(hours=settings.COBROWSE_EXPORT_HOURS)
    old = Q(finished_at__lt=until) | Q(state__in=UNFINISHED, created_at__lt=until)
    pks = list(ExportJob.objects.filter(old).values_list("pk", flat=True)[:200])
    ExportJob.objects.filter(pk__in=pks).delete()
    return len(pks)
