"""One snapshot per interval for everybody who looks, in whatever process.

The cache holds it under the number of the interval (the tick). Whoever comes first
makes it; the others wait for a moment and then take it, or the last one.
"""

import logging
import time

from django.conf import settings
from django.core.cache import cache

from reporting.realtime.reading import read_snapshot
from reporting.realtime.snapshot import Snapshot

log = logging.getLogger(__name__)

# Raise it with the shape of a snapshot: processes of two versions share a cache.
_PREFIX = "reporting.realtime.1"
_LAST = f"{_PREFIX}.last"
# For so long a snapshot is better than none.
KEPT_SECONDS = 60
# Longer than a snapshot takes, shorter than anybody notices.
PATIENCE_SECONDS = 0.5
_GLANCE_SECONDS = 0.01
# Whoever makes one and dies keeps nobody waiting for longer.
_LOCK_SECONDS = 10


def current_snapshot() -> Snapshot:
    """The snapshot of this interval (COBROWSE_REALTIME_SECONDS)."""
    tick = int(time.time() // settings.COBROWSE_REALTIME_SECONDS)
    key = f"{_PREFIX}.{tick}"
    found: Snapshot | None = cache.get(key)
    if found is not None:
        return found
    if cache.add(f"{key}.lock", 1, _LOCK_SECONDS):
        return _make(key)
    return _made_by_another(key) or cache.get(_LAST) or read_snapshot()


def _make(key: str) -> Snapshot:
    try:
        snapshot = read_snapshot()
        cache.set(key, snapshot, KEPT_SECONDS)
        cache.set(_LAST, snapshot, KEPT_SECONDS)
    except Exception:
        # Somebody else may try.
        cache.delete(f"{key}.lock")
        raise
    return snapshot


def _made_by_another(key: str) -> Snapshot | None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found: Snapshot | None = cache.get(key)
        if found is not None:
            return found
        time.sleep(_GLANCE_SECONDS)
    log.warning("a snapshot is late: the last one is shown")
    return None
