"""Snapshots are dear for the customer's page: ask in time, but not all the time."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

RESYNC_SECONDS: Final = 1.0

AskPage = Callable[[int | None, str], Awaitable[None]]


class ResyncPacer:
    """At most one request in RESYNC_SECONDS; the last one is never lost.

    Used from one event loop. `node` is an element of the mirror, None the whole page.
    """

    def __init__(self, ask_page: AskPage) -> None:
        self._ask_page = ask_page
        self._asked_at = -RESYNC_SECONDS
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Future[None]] = set()

    def ask(self, node: int | None, reason: str) -> None:
        """Now if none was asked for of late, else soon and then for the whole page."""
        if self._timer is not None:
            return
        wait = self._asked_at + RESYNC_SECONDS - monotonic()
        if wait <= 0:
            self.ask_now(node, reason)
        else:
            self._timer = asyncio.get_running_loop().call_later(
                wait, self.ask_now, None, reason
            )

    def ask_now(self, node: int | None, reason: str) -> None:
        self.cancel()
        self._asked_at = monotonic()
        task = asyncio.ensure_future(self._ask_page(node, reason))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def cancel(self) -> None:
        """Forget a request that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
