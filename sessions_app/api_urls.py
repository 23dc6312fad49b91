"""The REST endpoints of this app."""

from django.urls import path

from sessions_app.api import SessionRecord

urlpatterns = [
    path("sessions/<uuid:history_id>", SessionRecord.as_view(), name="session-record"),
]
