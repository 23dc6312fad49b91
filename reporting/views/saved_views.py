"""Saved views: keep one, open it, change one's own."""

from uuid import UUID

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from cobrowse.errors import DomainError
from reporting.access import Reader
from reporting.catalogue import Report, report_named
from reporting.forms import ReportForm
from reporting.models import SavedView
from reporting.selectors.saved_views import own_view, view_to_open
from reporting.services import saved_views as services
from reporting.views.reading import for_readers


@require_safe
@for_readers
def open_view(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """On to the report. It says whose rows this reader sees, not the view."""
    view = view_to_open(reader, view_id)
    if view is None:
        raise Http404
    return redirect(_address(view))


@require_POST
@for_readers
def save(request: HttpRequest, reader: Reader, report: Report) -> HttpResponse:
    """Keep what the report's page shows; what cannot be is asked again."""
    if not reader.may_read(report):
        raise Http404
    name = request.POST.get("name", "")
    shared = bool(request.POST.get("shared"))
    query = request.POST.get("query", "")
    try:
        view = services.save_view(
            owner=get_object_or_404(User, pk=reader.user_id),
            report=report.key,
            name=name,
            query=_checked_query(report, reader, query),
            shared=shared,
        )
    except DomainError as error:
        asked = {"report": report, "name": name, "query": query, "shared": shared}
        return _asked_again(request, error, asked)
    return redirect(_address(view))


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def edit(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """The name, and whether others find it."""
    view = _own(reader, view_id)
    asked: dict[str, object] = {"view": view, "report": report_named(view.report)}
    if request.method != "POST":
        return render(request, "reporting/view_form.html", _form_context(view, asked))
    name, shared = request.POST.get("name", ""), bool(request.POST.get("shared"))
    try:
        services.rename_view(view=view, name=name)
        services.share_view(view=view, shared=shared)
    except DomainError as error:
        return _asked_again(request, error, asked | {"name": name, "shared": shared})
    return redirect(_list())


@require_POST
@for_readers
def share(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """To share it or, without `shared`, to keep it for oneself."""
    view = _own(reader, view_id)
    services.share_view(view=view, shared=bool(request.POST.get("shared")))
    return redirect(_list())


@require_POST
@for_readers
def update(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """From now on the view shows what the page shows."""
    view = _own(reader, view_id)
    report = report_named(view.report)
    if report is None or not reader.may_read(report):
        raise Http404
    query = request.POST.get("query", "")
    try:
        services.update_view(view=view, query=_checked_query(report, reader, query))
    except DomainError as error:
        asked = {"view": view, "report": report, "query": query}
        return _asked_again(request, error, _form_context(view, asked))
    return redirect(_address(view))


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def delete(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """Asks first; its schedules go with it."""
    view = _own(reader, view_id)
    if request.method == "POST":
        services.delete_view(view=view)
        return redirect(_list())
    context = {
        "area": "historical",
        "view": view,
        "report": report_named(view.report),
        "schedules": view.schedules.count(),
    }
    return render(request, "reporting/view_delete.html", context)


def _own(reader: Reader, view_id: UUID) -> SavedView:
    view = own_view(reader, view_id)
    if view is None:
        raise Http404
    return view


def _checked_query(report: Report, reader: Reader, query: str) -> str:
    """The canonical address of a view, read as its page would read it."""
    form = ReportForm(QueryDict(query[:4_000]), report=report, reader=reader)
    if not form.is_valid():
        raise DomainError("bad_filter", 400, "These filters make no sense.")
    return form.view_query()


def _address(view: SavedView) -> str:
    page = reverse("reporting:report", args=[view.report])
    return f"{page}?{view.query}{'&' if view.query else ''}view={view.pk}"


def _list() -> str:
    return reverse("reporting:overview") + "#views"


def _form_context(view: SavedView, asked: dict[str, object]) -> dict[str, object]:
    return {"area": "historical", "name": view.name, "shared": view.shared, **asked}


def _asked_again(
    request: HttpRequest, error: DomainError, asked: dict[str, object]
) -> HttpResponse:
    context = {"area": "historical", "error": error.detail, **asked}
    return render(
        request, "reporting/view_form.html", context, status=error.http_status
    )
