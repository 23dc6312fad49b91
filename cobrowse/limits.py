"""A token bucket: how often something may happen on one socket."""

from time import monotonic


class Rate:
    """`per_second` on average, up to `burst` at once. Not shared between processes."""

    __slots__ = ("_burst", "_last", "_left", "_per_second")

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second = per_second
        self._burst = self._left = float(burst)
        self._last = monotonic()

    def take(self, amount: float = 1.0) -> bool:
        """Whether it may happen now; taking nothing when it may not."""
        now = monotonic()
        self._left = min(
            self._burst, self._left + (now - self._last) * self._per_second
        )
        self._last = now
        if self._left < amount:
            return False
        self._left -= amount
        return True
