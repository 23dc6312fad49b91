"""Reads of exports: one's own, and of them only what one may still see."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from reporting.access import Reader
from reporting.catalogue import report_named
from reporting.models import ExportJob, ExportPart

UNFINISHED = (ExportJob.State.WAITING, ExportJob.State.RUNNING)


def exports_of(user_id: int) -> QuerySet[ExportJob]:
    """The newest first."""
    return ExportJob.objects.filter(user_id=user_id).order_by("-created_at")


def file_to_download(*, reader: Reader, job_id: UUID) -> ExportJob | None:
    """A finished export of one's own. Whoever reads only his or her own rows by now
    does not get a file that holds those of others."""
    job = ExportJob.objects.filter(
        pk=job_id, user_id=reader.user_id, state=ExportJob.State.DONE
    ).first()
    if job is None:
        return None
    report = report_named(job.report)
    if report is None or not reader.may_read(report):
        return None
    whose = QueryDict(job.query).get("agent", "")
    return job if reader.agent_id in (None, _number(whose)) else None


def content_of(job: ExportJob) -> Iterator[bytes]:
    """The file's parts, one at a time."""
    number = 0
    while True:
        part = ExportPart.objects.filter(job_id=job.pk, number=number).first()
        if part is None:
            return
        yield bytes(part.content)
        number += 1


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
