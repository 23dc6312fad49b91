"""Exports as the worker makes them: each once, whoever dies on the way.

A worker takes a job by raising its `attempt`, and every write of its own names that
attempt: once another one has taken the job, or its owner has cancelled it, the first
writes nothing more.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from cobrowse.errors import DomainError
from reporting.asked import asked_before
from reporting.exporting import Format, Subject, all_rows, pieces_of
from reporting.models import ExportJob, ExportPart
from reporting.selectors import Row

log = logging.getLogger(__name__)

PART_BYTES = 262_144
# How often a worker says that it lives, in rows read, and in seconds of packing.
ROWS_AT_ONCE = 2_000
PACKING_SECONDS = 5
# A worker that has said nothing for so long is dead.
SILENT_SECONDS = 60
# A job that has outlived so many workers may be what they died of.
MOST_ATTEMPTS = 3


class _Lost(Exception):
    """The job is no longer this worker's."""


def run_exports() -> int:
    """Make the exports that wait, one after the other; how many were taken."""
    taken = 0
    while job := take_export():
        make_export(job)
        taken += 1
    return taken


def take_export() -> ExportJob | None:
    """The oldest job that waits or whose worker died: from now on this worker's."""
    dead = timezone.now() - timedelta(seconds=SILENT_SECONDS)
    free = Q(state=ExportJob.State.WAITING) | Q(
        state=ExportJob.State.RUNNING, seen_at__lt=dead
    )
    for job in ExportJob.objects.filter(free).order_by("created_at")[:20]:
        with transaction.atomic():
            mine = ExportJob.objects.filter(free, pk=job.pk, attempt=job.attempt)
            taken = mine.update(
                state=ExportJob.State.RUNNING,
                attempt=F("attempt") + 1,
                seen_at=timezone.now(),
                rows_done=0,
                size_bytes=0,
            )
            if taken:
                ExportPart.objects.filter(job_id=job.pk).delete()
        if taken:
            job.refresh_from_db()
            return job
    return None


def make_export(job: ExportJob) -> None:
    """Write the file of a job that was taken; if that cannot be, say why."""
    if job.attempt > MOST_ATTEMPTS:
        _end(job, ExportJob.State.FAILED, problem="workers_died")
        return
    try:
        with override(job.language):
            _write(job)
    except _Lost:
        log.info("an export was cancelled or taken over")
    except DomainError as error:
        _end(job, ExportJob.State.FAILED, problem=error.code)
    except Exception:
        log.exception("an export failed")
        _end(job, ExportJob.State.FAILED, problem="failed")


def _write(job: ExportJob) -> None:
    asked = asked_before(user=job.user, report=job.report, query=job.query)
    progress = _Progress(job)
    pieces = pieces_of(
        Subject(asked.wanted, asked.words, timezone.now()),
        Format(job.format),
        rows=progress.following(all_rows(asked.wanted)),
        alive=progress.alive,
    )
    for number, content in enumerate(_parts(pieces)):
        _write_part(job, number, content)
    rows = progress.rows
    _end(job, ExportJob.State.DONE, rows_done=rows, rows_total=rows)


class _Progress:
    """Counts rows as they are read, and tells of it now and then."""

    def __init__(self, job: ExportJob) -> None:
        self._job = job
        self.rows = 0
        self._said_at = monotonic()

    def following(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            yield row
            self.rows += 1
            if self.rows % ROWS_AT_ONCE == 0:
                _must_be_mine(
                    _mine(self._job).update(rows_done=self.rows, seen_at=timezone.now())
                )

    def alive(self) -> None:
        """While the file is packed; a job that is lost is found out with its parts."""
        if monotonic() - self._said_at > PACKING_SECONDS:
            self._said_at = monotonic()
            _mine(self._job).update(seen_at=timezone.now())


def _mine(job: ExportJob) -> QuerySet[ExportJob]:
    return ExportJob.objects.filter(
        pk=job.pk, attempt=job.attempt, state=ExportJob.State.RUNNING
    )


def _must_be_mine(updated: int) -> None:
    if not updated:
        raise _Lost


def _write_part(job: ExportJob, number: int, content: bytes) -> None:
    """The job's row stays locked until its part is there: whoever takes the job over
    waits, and then removes it."""
    with transaction.atomic():
        _must_be_mine(
            _mine(job).update(
                size_bytes=F("size_bytes") + len(content), seen_at=timezone.now()
            )
        )
        ExportPart.objects.create(job=job, number=number, content=content)


def _parts(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of PART_BYTES, the last one shorter."""
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        while len(buffer) >= PART_BYTES:
            yield bytes(buffer[:PART_BYTES])
            del buffer[:PART_BYTES]
    if buffer:
        yield bytes(buffer)


def _end(job: ExportJob, state: ExportJob.State, **fields: object) -> None:
    with transaction.atomic():
        ended = _mine(job).update(state=state, finished_at=timezone.now(), **fields)
        if ended and state != ExportJob.State.DONE:
            ExportPart.objects.filter(job_id=job.pk).delete()
