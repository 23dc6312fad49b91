"""Report pages, below /reports/; one module of addresses for each subject."""

from reporting.urls import historical

app_name = "reporting"
urlpatterns = [
    *historical.urlpatterns,
]
