"""What widgets ask for from their own pages; below /widget/."""

from django.urls import path

from interactions.views import widget, widget_settings

urlpatterns = [
    path("<str:site_key>/transcript", widget.download_transcript),
    path("<str:site_key>/settings.json", widget_settings.settings_json),
]
