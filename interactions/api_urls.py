"""The REST endpoints of this app."""

from django.urls import path

from interactions.api import CallEvents

urlpatterns = [path("cti/events", CallEvents.as_view(), name="cti-events")]
