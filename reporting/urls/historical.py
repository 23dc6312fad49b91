"""Historical reports, saved views and the page of a session."""

from django.urls import URLPattern, path, register_converter

from reporting.catalogue import COBROWSE_DETAIL, REPORTS, Report, report_named
from reporting.views import historical, saved_views, sessions


class ReportConverter:
    """The key of a report that there is, and no other word."""

    regex = "|".join(report.key for report in REPORTS)

    def to_python(self, value: str) -> Report:
        report = report_named(value)
        if report is None:
            raise ValueError
        return report

    def to_url(self, value: Report | str) -> str:
        return value if isinstance(value, str) else value.key


register_converter(ReportConverter, "report")

urlpatterns: list[URLPattern] = [
    path("", historical.overview, name="overview"),
    path("sessions/<uuid:history_id>/", sessions.session, name="session-detail"),
    path("views/<uuid:view_id>/", saved_views.open_view, name="view"),
    path("views/<uuid:view_id>/edit/", saved_views.edit, name="view-edit"),
    path("views/<uuid:view_id>/share/", saved_views.share, name="view-share"),
    path("views/<uuid:view_id>/update/", saved_views.update, name="view-update"),
    path("views/<uuid:view_id>/delete/", saved_views.delete, name="view-delete"),
    path(
        "cobrowse-detail/",
        historical.report,
        {"report": COBROWSE_DETAIL},
        name="cobrowse-detail",
    ),
    path("<report:report>/", historical.report, name="report"),
    path("<report:report>/save/", saved_views.save, name="view-save"),
]
