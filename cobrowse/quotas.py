"""How often somebody may do something, counted for all processes together."""

from django.core.cache import cache

from cobrowse.errors import DomainError


def take_quota(
    name: str, key: str, *, limit: int, window_seconds: int, cost: int = 1
) -> None:
    """Count `cost`; DomainError(rate_limited) once more than `limit` is used up.

    The window starts with the first use. The count is raised before it is looked at,
    so racing callers never get more than the limit; what is refused counts as well.
    """
    entry = f"quota.{name}.{key}"
    cache.add(entry, 0, timeout=window_seconds)
    try:
        used = cache.incr(entry, cost)
    except ValueError:  # the window ended in between
        cache.set(entry, cost, timeout=window_seconds)
        used = cost
    if used > limit:
        raise DomainError(
            "rate_limited",
            429,
            "Too often. Please wait a moment.",
            limit=limit,
            retry_after=window_seconds,
        )
