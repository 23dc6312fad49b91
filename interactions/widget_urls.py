"""What widgets ask for from their own pages; below /widget/."""

from django.urls import path

from interactions.views import widget

urlpatterns = [path("<str:site_key>/transcript", widget.download_transcript)]
