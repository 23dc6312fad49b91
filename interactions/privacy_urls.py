"""Pages about customers' personal data; below /privacy/."""

from django.urls import path

from interactions.views import privacy

urlpatterns = [
    path("", privacy.find, name="privacy"),
    path("export/", privacy.export, name="privacy-export"),
    path("erase/", privacy.erase, name="privacy-erase"),
    path("hold/", privacy.hold, name="privacy-hold"),
    path("receipts/<uuid:receipt_id>/", privacy.receipt, name="privacy-receipt"),
]
