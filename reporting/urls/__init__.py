"""Report pages, below /reports/; one module of addresses for each subject."""

from reporting.urls import exports, historical, realtime, schedules

app_name = "reporting"
urlpatterns = [
    *exports.urlpatterns,
    *schedules.urlpatterns,
    *historical.urlpatterns,
    *realtime.urlpatterns,
]
