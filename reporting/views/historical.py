"""The historical reports: what there is, and one of them."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError
from reporting.access import Reader
from reporting.catalogue import REPORTS, Report
from reporting.forms import MOST_PAGES, ReportForm
from reporting.models import SavedView
from reporting.pages.chart import chart_of, may_be_drawn
from reporting.pages.filter_words import filters_in_words
from reporting.pages.table import table_of
from reporting.selectors import Page, run
from reporting.selectors.saved_views import own_views, shared_views, view_to_open
from reporting.views.reading import for_readers
from reporting.wanted import Wanted

# Fields of the filter bar; what else an address says has no field there.
BAR = (
    "preset",
    "start",
    "end",
    "zone",
    "interval",
    "medium",
    "agent",
    "group",
    "site",
    "queue",
)


@require_safe
@for_readers
def overview(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Folders with their reports, own views and those of others."""
    readable = [report for report in REPORTS if reader.may_read(report)]
    folders = [
        (folder, list(reports))
        for folder, reports in groupby(readable, key=lambda report: report.folder)
    ]
    titles = {report.key: report.title for report in REPORTS}
    return render(
        request,
        "reporting/overview.html",
        {
            "area": "historical",
            "reader": reader,
            "folders": folders,
            "views": [(each, titles.get(each.report)) for each in own_views(reader)],
            "shared": [
                (each, titles.get(each.report)) for each in shared_views(reader)
            ],
        },
    )


@require_safe
@for_readers
def report(request: HttpRequest, reader: Reader, report: Report) -> HttpResponse:
    """One report: filters, chart, table. 400 where the filters make no sense."""
    if not reader.may_read(report):
        raise Http404
    form = ReportForm(request.GET, report=report, reader=reader)
    view = _view_named(reader, report, request.GET.get("view", ""))
    context: dict[str, object] = {
        "area": "historical",
        "reader": reader,
        "report": report,
        "form": form,
        "bar": [form[name] for name in BAR if name in form.fields],
        "view": view,
    }
    status = 200
    if form.is_valid():
        wanted = form.wanted()
        try:
            context |= _found(form, wanted, run(wanted), view)
        except DomainError as error:
            status = error.http_status
            context["problems"] = [error.detail]
        context["chosen"] = wanted.columns
    else:
        status = 400
        context["problems"] = [
            text
            for name, texts in form.errors.items()
            if name not in BAR
            for text in texts
        ]
        context["chosen"] = form.cleaned_data.get("columns", report.shown)
    return render(request, "reporting/report.html", context, status=status)


def _found(
    form: ReportForm, wanted: Wanted, page: Page, view: SavedView | None
) -> dict[str, object]:
    """What was found, and the ways on from there."""
    size = str(wanted.page_size) if form.cleaned_data.get("page_size") else ""
    places = {
        "next_query": {"page": _number(page.next_page), "after": page.after},
        "previous_query": {"page": _number(page.previous_page), "before": page.before},
    }
    ways = {
        name: form.view_query(page_size=size, **place) if any(place.values()) else ""
        for name, place in places.items()
    }
    query = form.view_query()
    return {
        **ways,
        "wanted": wanted,
        "page": page,
        "query": query,
        "is_first": wanted == wanted.whole(),
        "table": table_of(form, wanted, page),
        "chart": chart_of(wanted) if page.rows else None,
        "may_be_drawn": may_be_drawn(wanted),
        "words": filters_in_words(form, wanted),
        "changed": view is not None and view.query != query,
    }


def _number(page: int | None) -> str:
    return str(page) if page is not None and page <= MOST_PAGES else ""


def _view_named(reader: Reader, report: Report, key: str) -> SavedView | None:
    """The saved view that one came by; unknown ones are ignored."""
    try:
        view = view_to_open(reader, UUID(key)) if key else None
    except ValueError:
        return None
    return view if view is not None and view.report == report.key else None
