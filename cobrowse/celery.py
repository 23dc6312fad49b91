"""The Celery app. `manage.py serve` embeds worker and beat where no broker is."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cobrowse.settings")


def make_app(*, current: bool) -> Celery:
    """An app with our settings and tasks; `current`: the one that tasks are sent by."""
    made = Celery("cobrowse", set_as_current=current)
    made.config_from_object("django.conf:settings", namespace="CELERY")
    made.autodiscover_tasks()
    return made


app = make_app(current=True)
