"""Schedules of one's own saved views: when they are sent, and to whom."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cobrowse.errors import DomainError
from reporting.access import Reader
from reporting.catalogue import report_named
from reporting.models import SavedView, Schedule
from reporting.scheduling.form import ScheduleForm
from reporting.scheduling.lines import line_of
from reporting.scheduling.mail import email_is_set_up
from reporting.selectors.saved_views import own_view
from reporting.selectors.schedules import own_schedule, schedules_of
from reporting.services import schedules as services
from reporting.views.reading import for_readers


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def listing(request: HttpRequest, reader: Reader, view_id: UUID) -> HttpResponse:
    """All schedules of a view, and the form of a new one."""
    view = own_view(reader, view_id)
    if view is None:
        raise Http404
    if request.method != "POST":
        return _page(request, view, ScheduleForm(view=view))
    form = ScheduleForm(request.POST, view=view)
    if form.is_valid():
        try:
            services.add_schedule(view=view, plan=form.plan())
        except DomainError as error:
            form.add_error(None, error.detail)
        else:
            return redirect("reporting:schedules", view.pk)
    return _page(request, view, form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def edit(request: HttpRequest, reader: Reader, schedule_id: UUID) -> HttpResponse:
    schedule = _own(reader, schedule_id)
    view = schedule.view
    if request.method != "POST":
        form = ScheduleForm(view=view, schedule=schedule)
        return _page(request, view, form, schedule)
    form = ScheduleForm(request.POST, view=view, schedule=schedule)
    if form.is_valid():
        try:
            services.change_schedule(schedule=schedule, plan=form.plan())
        except DomainError as error:
            form.add_error(None, error.detail)
        else:
            return redirect("reporting:schedules", view.pk)
    return _page(request, view, form, schedule, status=400)


@require_POST
@for_readers
def pause(request: HttpRequest, reader: Reader, schedule_id: UUID) -> HttpResponse:
    schedule = _own(reader, schedule_id)
    services.pause_schedule(schedule=schedule)
    return redirect("reporting:schedules", schedule.view_id)


@require_POST
@for_readers
def resume(request: HttpRequest, reader: Reader, schedule_id: UUID) -> HttpResponse:
    schedule = _own(reader, schedule_id)
    services.resume_schedule(schedule=schedule)
    return redirect("reporting:schedules", schedule.view_id)


@require_POST
@for_readers
def send(request: HttpRequest, reader: Reader, schedule_id: UUID) -> HttpResponse:
    """Now, once, besides its usual times."""
    schedule = _own(reader, schedule_id)
    try:
        services.send_soon(schedule=schedule)
    except DomainError as error:
        messages.error(request, error.detail)
    else:
        messages.success(request, _("It goes out within half a minute."))
    return redirect("reporting:schedules", schedule.view_id)


@require_POST
@for_readers
def delete(request: HttpRequest, reader: Reader, schedule_id: UUID) -> HttpResponse:
    schedule = _own(reader, schedule_id)
    services.delete_schedule(schedule=schedule)
    return redirect("reporting:schedules", schedule.view_id)


def _own(reader: Reader, schedule_id: UUID) -> Schedule:
    schedule = own_schedule(reader=reader, schedule_id=schedule_id)
    if schedule is None:
        raise Http404
    return schedule


def _page(
    request: HttpRequest,
    view: SavedView,
    form: ScheduleForm,
    editing: Schedule | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "area": "historical",
        "view": view,
        "report": report_named(view.report),
        "lines": [line_of(schedule) for schedule in schedules_of(view)],
        "form": form,
        "editing": editing,
        "email_is_set_up": email_is_set_up(),
        "prints": settings.COBROWSE_DEMO,
    }
    return render(request, "reporting/schedules.html", context, status=status)
