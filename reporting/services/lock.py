"""One writer of facts and aggregates at a time, whatever process it is in."""

from reporting.models import BuildLock

LOCK = "reports"


def hold_lock(*, wait: bool = False) -> bool:
    """Hold the lock until the transaction ends; False if somebody else has it.

    On SQLite the transaction itself keeps all other writers out.
    """
    rows = BuildLock.objects.select_for_update(skip_locked=not wait)
    return rows.filter(name=LOCK).first() is not None
