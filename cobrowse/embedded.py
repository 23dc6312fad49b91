"""Celery's worker and beat inside the web process, where there is no broker."""

import threading
import warnings

from celery import Celery
from celery.beat import EmbeddedService, Scheduler
from celery.exceptions import SecurityWarning

from cobrowse.celery import app, make_app


def start_workers() -> None:
    """One task at a time for each queue, in threads of this process: a long export
    keeps no other task waiting."""
    # Celery warns of workers that run as root; this one is the web process itself,
    # and its broker takes tasks from nobody else.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    _start_worker(app, "celery")
    # Which queues are read is the app's to know, so the second worker has its own.
    _start_worker(make_app(current=False), "exports")


def _start_worker(of: Celery, queue: str) -> None:
    worker = of.Worker(
        hostname=f"{queue}@embedded",
        queues=[queue],
        pool="solo",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        loglevel="WARNING",
        redirect_stdouts=False,
        quiet=True,
    )
    threading.Thread(target=worker.start, name=f"worker-{queue}", daemon=True).start()


def start_beat() -> None:
    """The schedule lives in memory: a killed process leaves no file to go bad."""
    service = EmbeddedService(app, thread=True, scheduler_cls=Scheduler)
    assert isinstance(service, threading.Thread)
    service.daemon = True
    service.start()
