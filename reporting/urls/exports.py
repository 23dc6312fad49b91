"""Exports of reports, and the list of those made in the background."""

from django.urls import URLPattern, path

from reporting.exporting import Format
from reporting.views import exports

urlpatterns: list[URLPattern] = [
    path("exports/", exports.listing, name="exports"),
    path("exports/state", exports.state, name="exports-state"),
    path("exports/<uuid:job_id>/file", exports.file, name="export-file"),
    path("exports/<uuid:job_id>/cancel/", exports.cancel, name="export-cancel"),
    path("exports/<uuid:job_id>/remove/", exports.remove, name="export-remove"),
    *(
        path(
            f"<slug:key>/export.{format}",
            exports.export,
            {"format": format},
            name=f"export-{format}",
        )
        for format in Format
    ),
]
