"""One writer of facts and aggregates at a time, whatever process it is in."""

from reporting.models import BuildLock

LOCK = "reports"


def hold_lock(*, wait: bool = False) -> bool:
    """Hold the lock until the transaction ends; False if somebody else has it.

    On SQLite the transaction itself keeps all other writers out.
    """
    rows = BuildLock.objects.select_for_update(skip_locked=not wait).filter(name=LOCK)
    if rows.first() is not None:
        return True
    if BuildLock.objects.filter(name=LOCK).exists():
        return False
    # The row is made by a migration; a database that was emptied has lost it.
    BuildLock.objects.bulk_create([BuildLock(name=LOCK)], ignore_conflicts=True)
    return rows.first() is not None
