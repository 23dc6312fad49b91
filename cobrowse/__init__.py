"""The project package: wiring and kernel. No rule about the business lives here."""

from cobrowse.celery import app as celery_app

__all__ = ["celery_app"]
