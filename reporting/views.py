"""Report pages: parse the filter, read, render."""

from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting import selectors
from reporting.forms import DetailFilterForm

PAGE_SIZE = 50
MAY_READ = "sessions_app.view_cobrowsesession"


@require_safe
@login_required
@permission_required(MAY_READ, raise_exception=True)
def cobrowse_detail(request: HttpRequest) -> HttpResponse:
    """Co-browse Detail Report: a row per ended session."""
    form = DetailFilterForm(request.GET)
    if not form.is_valid():
        return render(
            request,
            "reporting/cobrowse_detail.html",
            {"form": form, "now": selectors.live_counts()},
            status=400,
        )
    sessions = selectors.ended_sessions(wanted=form.wanted())
    page = Paginator(sessions, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "reporting/cobrowse_detail.html",
        {
            "form": form,
            "now": selectors.live_counts(),
            "page": page,
            "rows": [selectors.detail_row(session) for session in page],
            "query": query.urlencode(),
        },
    )


@require_safe
@login_required
@permission_required(MAY_READ, raise_exception=True)
def session_detail(request: HttpRequest, history_id: UUID) -> HttpResponse:
    """One session: its figures, pages and timeline."""
    session = selectors.session_with_events(history_id)
    if session is None:
        raise Http404
    return render(
        request,
        "reporting/session_detail.html",
        {"row": selectors.detail_row(session), "events": session.events.all()},
    )
