"""Celery's worker and beat inside the web process, where there is no broker."""

import threading
from pathlib import Path

from celery.apps.beat import Beat
from celery.beat import EmbeddedService

from cobrowse.celery import app

__all__ = ["start_beat", "start_worker"]
_ = Beat  # the import registers beat's set-up with the app


def start_worker() -> threading.Thread:
    """One task at a time, in a thread of this process."""
    worker = app.Worker(
        pool="solo",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        loglevel="WARNING",
        redirect_stdouts=False,
        quiet=True,
    )
    thread = threading.Thread(target=worker.start, name="celery-worker", daemon=True)
    thread.start()
    return thread


def start_beat(schedule_file: Path) -> threading.Thread:
    service: threading.Thread = EmbeddedService(
        app, thread=True, schedule_filename=str(schedule_file), max_interval=1
    )
    service.daemon = True
    service.start()
    return service
