"""Real-time pages and what they ask for while they are open. For readers of all."""

from collections.abc import Iterable
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.access import Reader
from reporting.presentation import as_iso
from reporting.realtime.catalogue import TEMPLATES, Template
from reporting.realtime.filters import Filters, narrow
from reporting.realtime.forms import RealtimeForm, WallboardForm
from reporting.realtime.ticks import current_snapshot
from reporting.realtime.trend import trend_series
from reporting.realtime.wording import Panel, panel_of
from reporting.views.reading import for_readers
from reporting.zones import reporting_zones


class Now(TypedDict):
    """What page and JSON say of the moment."""

    at: str
    at_text: str
    zone: str
    seconds: int
    panels: list[Panel]


@require_safe
@for_readers
def realtime(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All templates; 400 where the filters make no sense."""
    _must_read_all(reader)
    form = RealtimeForm(request.GET)
    filters = form.filters() if form.is_valid() else None
    context = {
        "area": "realtime",
        "form": form,
        "query": _query(request.GET, form.fields),
        **_now(filters, TEMPLATES),
    }
    status = 200 if filters else 400
    return render(request, "reporting/realtime.html", context, status=status)


@require_safe
@for_readers
def wallboard(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Chosen templates in big figures, for a screen on a wall. It opens itself anew now
    and then: that keeps its sign-in, and brings a newer page."""
    _must_read_all(reader)
    form = WallboardForm(request.GET)
    filters = form.filters() if form.is_valid() else None
    templates = form.cleaned_data.get("templates", ()) if filters else ()
    request.session.modified = True
    context = {
        "form": form,
        "query": _query(request.GET, form.fields),
        "theme": "light" if request.GET.get("theme") == "light" else "dark",
        **_now(filters, templates),
    }
    status = 200 if filters else 400
    return render(request, "reporting/wallboard.html", context, status=status)


@require_safe
@for_readers
def figures(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What an open page shows next, in the words that it shows."""
    _must_read_all(reader)
    form = WallboardForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": "invalid"}, status=400)
    now = _now(form.filters(), form.cleaned_data["templates"])
    said = [panel.as_json() for panel in now["panels"]]
    return JsonResponse({**now, "panels": said})


@require_safe
@for_readers
def trend(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The last hour of everything, minute by minute."""
    _must_read_all(reader)
    return JsonResponse({"series": trend_series()})


def _must_read_all(reader: Reader) -> None:
    """What happens now is everybody's; nobody is shown only his or her own of it."""
    if not reader.reads_all:
        raise PermissionDenied


def _now(filters: Filters | None, templates: Iterable[Template]) -> Now:
    snapshot = current_snapshot()
    zone = reporting_zones()[0]
    panels: list[Panel] = []
    if filters is not None:
        seen = narrow(snapshot, filters)
        panels = [panel_of(template, seen, zone) for template in templates]
    return {
        "at": as_iso(snapshot.at),
        "at_text": f"{snapshot.at.astimezone(zone):%H:%M:%S}",
        "zone": zone.key,
        "seconds": settings.COBROWSE_REALTIME_SECONDS,
        "panels": panels,
    }


def _query(query: QueryDict, fields: Iterable[str]) -> str:
    """What the address says, without what it does not know and what is empty."""
    said = QueryDict(mutable=True)
    for name in fields:
        if value := query.get(name):
            said[name] = value
    return said.urlencode(safe=",")
