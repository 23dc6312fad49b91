"""Report pages, below /reports/."""

from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.cobrowse_detail, name="cobrowse-detail"),
    path("sessions/<uuid:history_id>/", views.session_detail, name="session-detail"),
]
