"""The lines of the exports' page, in words: for the first look and for every poll."""

from typing import TypedDict

from django.contrib.auth.models import User
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from cobrowse.errors import DomainError
from reporting.asked import asked_before
from reporting.catalogue import report_named
from reporting.models import ExportJob
from reporting.selectors.exports import UNFINISHED


class Progress(TypedDict):
    """What changes while it is made. `tone` is a modifier of .badge; `of` is 0 while
    it is not known how many rows there are."""

    id: str
    state: str
    label: str
    tone: str
    text: str
    done: int
    of: int
    unfinished: bool


class Line(Progress):
    """`file` is its address, whether or not it is there yet."""

    title: str
    words: str
    format: str
    made_at: str
    file: str


TONES = {
    ExportJob.State.WAITING: "",
    ExportJob.State.RUNNING: "badge--info",
    ExportJob.State.DONE: "badge--ok",
    ExportJob.State.FAILED: "badge--danger",
    ExportJob.State.CANCELLED: "",
}


def progress_of(job: ExportJob) -> Progress:
    state = ExportJob.State(job.state)
    return {
        "id": str(job.pk),
        "state": state.value,
        "label": str(state.label),
        "tone": TONES[state],
        "text": _text(job, state),
        "done": job.rows_done,
        "of": max(job.rows_total, job.rows_done),
        "unfinished": state in UNFINISHED,
    }


def line_of(job: ExportJob, user: User) -> Line:
    report = report_named(job.report)
    try:
        asked = asked_before(user=user, report=job.report, query=job.query)
        words = " · ".join(value for _name, value in asked.words)
    except DomainError:
        words = ""
    made_at = timezone.localtime(job.created_at)
    return {
        **progress_of(job),
        "title": str(report.title) if report else job.report,
        "words": words,
        "format": job.format.upper(),
        "made_at": date_format(made_at, "Y-m-d H:i"),
        "file": reverse("reporting:export-file", args=[job.pk]),
    }


def _text(job: ExportJob, state: ExportJob.State) -> str:
    done, total = (number_format(n, force_grouping=True) for n in _rows(job))
    match state:
        case ExportJob.State.WAITING:
            return _("%(rows)s rows, waiting for their turn") % {"rows": total}
        case ExportJob.State.RUNNING:
            if job.rows_done >= job.rows_total:
                return _("Packing %(rows)s rows") % {"rows": done}
            return _("%(done)s of %(rows)s rows") % {"done": done, "rows": total}
        case ExportJob.State.DONE:
            size = filesizeformat(job.size_bytes)
            return _("%(rows)s rows, %(size)s") % {"rows": done, "size": size}
        case ExportJob.State.FAILED:
            return _problem(job.problem)
        case _:
            return ""


def _rows(job: ExportJob) -> tuple[int, int]:
    return job.rows_done, job.rows_total


def _problem(code: str) -> str:
    words = {
        "forbidden": _("You may not read this report any more."),
        "unknown_report": _("There is no such report any more."),
        "bad_filter": _("Something that it was filtered by is gone."),
        "workers_died": _("It was interrupted too often. Try a shorter range."),
    }
    return words.get(code, _("Something went wrong. Please try again."))
