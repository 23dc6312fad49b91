"""The Celery app. `manage.py serve` embeds worker and beat where no broker is."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cobrowse.settings")

app = Celery("cobrowse")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
