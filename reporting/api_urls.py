"""The REST endpoints of this app."""

from django.urls import path

from reporting.realtime.api import Realtime, RealtimeTemplate

urlpatterns = [
    path("reports/realtime", Realtime.as_view(), name="realtime-all"),
    path(
        "reports/realtime/<slug:template>",
        RealtimeTemplate.as_view(),
        name="realtime-template",
    ),
]
