"""Real-time pages, and what they fetch while they are open."""

from django.urls import URLPattern, path

from reporting.views import realtime

urlpatterns: list[URLPattern] = [
    path("realtime/", realtime.realtime, name="realtime"),
    path("realtime/figures", realtime.figures, name="realtime-figures"),
    path("realtime/trend", realtime.trend, name="realtime-trend"),
    path("wallboard/", realtime.wallboard, name="wallboard"),
]
