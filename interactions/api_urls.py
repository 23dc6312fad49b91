"""The REST endpoints of this app."""

from django.urls import path

from interactions.api import CallEvents
from interactions.privacy.api import Erasures, Exports, Receipt

urlpatterns = [
    path("cti/events", CallEvents.as_view(), name="cti-events"),
    path("privacy/erasures", Erasures.as_view(), name="erasures"),
    path("privacy/erasures/<uuid:receipt_id>", Receipt.as_view(), name="erasure"),
    path("privacy/exports", Exports.as_view(), name="customer-exports"),
]
