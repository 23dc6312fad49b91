"""Celery's worker and beat inside the web process, where there is no broker."""

import threading
import warnings

from celery.beat import EmbeddedService, Scheduler
from celery.exceptions import SecurityWarning

from cobrowse.celery import app


def start_worker() -> None:
    """One task at a time, in a thread of this process."""
    # Celery warns of workers that run as root; this one is the web process itself,
    # and its broker takes tasks from nobody else.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    worker = app.Worker(
        pool="solo",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        loglevel="WARNING",
        redirect_stdouts=False,
        quiet=True,
    )
    threading.Thread(target=worker.start, name="celery-worker", daemon=True).start()


def start_beat() -> None:
    """The schedule lives in memory: a killed process leaves no file to go bad."""
    service = EmbeddedService(app, thread=True, scheduler_cls=Scheduler)
    assert isinstance(service, threading.Thread)
    service.daemon = True
    service.start()
