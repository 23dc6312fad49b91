"""GET /api/v1/reports/<report>: rows and totals, a page at a time."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cobrowse.errors import not_found
from reporting.api.reading import wanted_of
from reporting.api.schema import REFUSALS, name_of, page_of, parameters_of
from reporting.api.values import row_json, values_json
from reporting.catalogue import Report
from reporting.selectors import Page, run
from reporting.wanted import Wanted


class ReportRows(APIView):
    """Agents without the right to read everything get their own rows."""

    report: ClassVar[Report]

    def get(self, request: Request) -> Response:
        wanted = wanted_of(request, self.report)
        return Response(_page(request, wanted, run(wanted)))


class NoSuchReport(APIView):
    @extend_schema(exclude=True)
    def get(self, request: Request, key: str) -> Response:
        raise not_found()


def rows_view(report: Report) -> type[ReportRows]:
    """The view of one report, so that the document has a path and a type for it."""
    described = extend_schema_view(
        get=extend_schema(
            operation_id=f"report_{report.key.replace('-', '_')}",
            summary=f"{report.title}: {report.about}",
            tags=["reports"],
            parameters=parameters_of(report),
            responses={200: page_of(report), **REFUSALS},
        )
    )
    view = type(f"{name_of(report)}Rows", (ReportRows,), {"report": report})
    return described(view)


def _page(request: Request, wanted: Wanted, page: Page) -> dict[str, Any]:
    report = wanted.report
    said: dict[str, Any] = {
        "report": report.key,
        "start": wanted.first.isoformat(),
        "end": wanted.last.isoformat(),
        "zone": wanted.zone.key,
        "columns": list(wanted.columns),
        "rows": [row_json(wanted, row) for row in page.rows],
    }
    if report.is_summary:
        said["interval"] = wanted.interval.value
        said["totals"] = values_json(wanted.chosen, page.totals, wanted.zone)
        said["next"] = _address(request, "page", page.next_page)
        said["previous"] = _address(request, "page", page.previous_page)
    else:
        said["rows_in_all"] = page.rows_in_all
        said["next"] = _address(request, "after", page.after)
        said["previous"] = _address(request, "before", page.before)
    return said


def _address(request: Request, name: str, place: int | str | None) -> str | None:
    """This address with another place in it; None where there is none."""
    if not place:
        return None
    query = request.GET.copy()
    for other in ("page", "after", "before"):
        query.pop(other, None)
    query[name] = str(place)
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))
