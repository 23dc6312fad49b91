"""Exports: a short one at once, a long one by a worker; and the list of the latter."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from cobrowse.downloads import download
from cobrowse.errors import DomainError
from reporting.access import Reader
from reporting.catalogue import report_named
from reporting.exporting import Format, Subject, all_rows, file_name, pieces_of
from reporting.exporting.lines import line_of, progress_of
from reporting.forms import ReportForm
from reporting.pages.filter_words import filters_in_words
from reporting.selectors import count_of
from reporting.selectors.exports import content_of, exports_of, file_to_download
from reporting.services import exports as services
from reporting.views.reading import for_readers

# Older ones are gone soon anyway.
MOST_SHOWN = 50


@require_GET
@for_readers
def export(
    request: HttpRequest, reader: Reader, key: str, format: Format
) -> HttpResponseBase:
    """The report with the filters, sort and columns of the address, from its first row.

    Filters that make no sense are explained by the report's own page.
    """
    report = report_named(key)
    if report is None or not reader.may_read(report):
        raise Http404
    form = ReportForm(request.GET, report=report, reader=reader)
    if not form.is_valid():
        page = reverse("reporting:report", args=[report.key])
        return redirect(f"{page}?{request.GET.urlencode()}")
    wanted = form.wanted().whole()
    rows = count_of(wanted)
    if rows <= settings.COBROWSE_EXPORT_DIRECT_ROWS:
        subject = Subject(wanted, filters_in_words(form, wanted), timezone.now())
        return download(
            request,
            pieces_of(subject, format, rows=all_rows(wanted)),
            name=file_name(wanted, format),
            content_type=format.content_type,
        )
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        # A link on somebody else's page makes nobody's server work.
        return redirect("reporting:exports")
    try:
        services.ask_for_export(
            user=_user(reader), form=form, format=format, rows_total=rows
        )
    except DomainError as error:
        return _page(request, reader, error)
    return redirect("reporting:exports")


@require_safe
@for_readers
def listing(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One's own exports, the newest first; the page keeps itself up to date."""
    return _page(request, reader)


@require_safe
@for_readers
def state(request: HttpRequest, reader: Reader) -> HttpResponse:
    """How far they are, as JSON for that page."""
    jobs = exports_of(reader.user_id)[:MOST_SHOWN]
    return JsonResponse({"exports": [progress_of(job) for job in jobs]})


@require_GET
@for_readers
def file(request: HttpRequest, reader: Reader, job_id: UUID) -> HttpResponseBase:
    """A finished export, from whichever process is asked."""
    job = file_to_download(reader=reader, job_id=job_id)
    if job is None:
        raise Http404
    format = Format(job.format)
    days = QueryDict(job.query)
    return download(
        request,
        content_of(job),
        name=f"{job.report}_{days['start']}_{days['end']}.{format}",
        content_type=format.content_type,
        size=job.size_bytes,
    )


@require_POST
@for_readers
def cancel(request: HttpRequest, reader: Reader, job_id: UUID) -> HttpResponse:
    """Stop making it."""
    try:
        services.cancel_export(user_id=reader.user_id, job_id=job_id)
    except DomainError:
        raise Http404 from None
    return redirect("reporting:exports")


@require_POST
@for_readers
def remove(request: HttpRequest, reader: Reader, job_id: UUID) -> HttpResponse:
    """Throw a finished one away before its time."""
    services.remove_export(user_id=reader.user_id, job_id=job_id)
    return redirect("reporting:exports")


def _user(reader: Reader) -> User:
    return get_object_or_404(User, pk=reader.user_id)


def _page(
    request: HttpRequest, reader: Reader, error: DomainError | None = None
) -> HttpResponse:
    user = _user(reader)
    jobs = exports_of(reader.user_id)[:MOST_SHOWN]
    context = {
        "area": "exports",
        "lines": [line_of(job, user) for job in jobs],
        "hours": settings.COBROWSE_EXPORT_HOURS,
        "error": error,
    }
    status = error.http_status if error else 200
    response = render(request, "reporting/exports.html", context, status=status)
    if error is not None and error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response
