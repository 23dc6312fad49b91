"""The REST endpoints of this app."""

from django.urls import path

from reporting.api.catalogue import Reports
from reporting.api.record import SessionRecord
from reporting.api.rows import NoSuchReport, rows_view
from reporting.catalogue import REPORTS
from reporting.realtime.api import Realtime, RealtimeTemplate

urlpatterns = [
    path("reports", Reports.as_view(), name="report-list"),
    path(
        "reports/sessions/<uuid:history_id>",
        SessionRecord.as_view(),
        name="report-session",
    ),
    *(
        path(
            f"reports/{report.key}",
            rows_view(report).as_view(),
            name=f"report-rows-{report.key}",
        )
        for report in REPORTS
    ),
    path("reports/realtime", Realtime.as_view(), name="realtime-all"),
    path(
        "reports/realtime/<slug:template>",
        RealtimeTemplate.as_view(),
        name="realtime-template",
    ),
    path("reports/<slug:key>", NoSuchReport.as_view(), name="report-unknown"),
]
