"""GET /api/v1/reports: which reports there are, and what their columns mean."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reporting.api.reading import reader_of
from reporting.api.schema import REFUSALS, made
from reporting.catalogue import REPORTS, Column, Report
from reporting.catalogue.reports import Kind
from reporting.selectors.details import UNSORTABLE

COLUMN = made(
    "ReportColumn",
    {
        "key": serializers.CharField(),
        "label": serializers.CharField(),
        "kind": serializers.CharField(
            help_text="One of: " + ", ".join(f"`{kind.value}`" for kind in Kind)
        ),
        "definition": serializers.CharField(),
        "formula": serializers.CharField(allow_blank=True),
        "source": serializers.CharField(help_text="The events that it follows from."),
        "shown": serializers.BooleanField(help_text="Whether it is there unasked."),
        "sortable": serializers.BooleanField(),
        "codes": serializers.DictField(
            child=serializers.CharField(), help_text="Codes and the words for them."
        ),
    },
)
REPORT = made(
    "Report",
    {
        "key": serializers.CharField(),
        "folder": serializers.CharField(),
        "title": serializers.CharField(),
        "about": serializers.CharField(),
        "summary": serializers.BooleanField(
            help_text="A row per period and dimensions; else a row per fact."
        ),
        "columns": COLUMN(many=True),
    },
)


class Reports(APIView):
    @extend_schema(
        operation_id="reports",
        summary="The reports that you may read, with the meaning of every column",
        tags=["reports"],
        responses={200: REPORT(many=True), 404: REFUSALS[404]},
    )
    def get(self, request: Request) -> Response:
        reader = reader_of(request)
        return Response([_report(each) for each in REPORTS if reader.may_read(each)])


def _report(report: Report) -> dict[str, object]:
    return {
        "key": report.key,
        "folder": str(report.folder),
        "title": str(report.title),
        "about": str(report.about),
        "summary": report.is_summary,
        "columns": [_column(column) for column in report.columns],
    }


def _column(column: Column) -> dict[str, object]:
    return {
        "key": column.key,
        "label": str(column.label),
        "kind": column.kind.value,
        "definition": str(column.definition),
        "formula": column.formula,
        "source": column.source,
        "shown": column.shown,
        "sortable": column.kind not in UNSORTABLE,
        "codes": {code: str(words) for code, words in column.choices.items()},
    }
