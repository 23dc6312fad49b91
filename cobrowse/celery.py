"""The Celery app; `manage.py serve` embeds its worker and beat where there is no broker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cobrowse.settings")

app = Celery("cobrowse")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
