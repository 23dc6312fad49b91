"""Tell connected browsers what was committed: the one way from services to sockets."""

import asyncio
import logging
from concurrent.futures import Future, wait
from hashlib import sha256
from time import monotonic
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from cobrowse.protocol import Message

log = logging.getLogger(__name__)

AGENTS_GROUP = "agents"
SEND_TIMEOUT_SECONDS = 10
LOOK_SECONDS = 0.2


def customer_group(customer_id: UUID) -> str:
    return f"customer.{customer_id.hex}"


def customer_tab_group(customer_id: UUID, tab: str) -> str:
    """One tab of the browser; what a client calls its tab is no group name as it is."""
    return f"{customer_group(customer_id)}.{sha256(tab.encode()).hexdigest()[:16]}"


def site_group(site_id: int) -> str:
    """All widgets on the pages of one site."""
    return f"site.{site_id}"


def agent_group(agent_id: int) -> str:
    return f"agent.{agent_id}"


def session_group(session_id: UUID, role: str | None = None) -> str:
    return f"session.{session_id.hex}" + (f".{role}" if role else "")


def announce(group: str, message: Message) -> None:
    """Forward the message verbatim to every socket of the group, after commit."""
    _send(group, {"type": "announce", "text": message.model_dump_json()})


def close_group(group: str, code: int, reason: str) -> None:
    """Close every socket of the group, after commit and after what was announced."""
    _send(group, {"type": "close.socket", "code": code, "reason": reason})


def tell(group: str, kind: str, **data: object) -> None:
    """A server-internal fact for the group's consumers: method `on_<kind>(data)`."""
    _send(group, {"type": "tell", "kind": kind, "data": data})


class _Home:
    """The event loop that serves this process's sockets, once there is one.

    The in-memory layer is not safe to use from other threads, and the embedded worker
    runs in one: whatever any thread announces is therefore sent from this loop.
    """

    loop: asyncio.AbstractEventLoop | None = None


def serve_from(loop: asyncio.AbstractEventLoop) -> None:
    _Home.loop = loop


def _send(group: str, event: dict[str, object]) -> None:
    def send() -> None:
        layer = get_channel_layer()
        assert layer is not None
        loop = _Home.loop
        if loop is not None and loop.is_running():
            sent = asyncio.run_coroutine_threadsafe(
                layer.group_send(group, event), loop
            )
            _wait_for(sent, loop)
        else:
            try:
                async_to_sync(layer.group_send)(group, event)
            except RuntimeError:
                if loop is None:
                    raise
                # The loop that served our sockets has stopped: so does the process.
                log.warning("an announcement was given up")

    transaction.on_commit(send, robust=True)


def _wait_for(sent: Future[None], loop: asyncio.AbstractEventLoop) -> None:
    """Announcements keep their order, so each is waited for.

    A loop that stops, because the process is told to, will never finish one; browsers
    that come back to another process are welcomed with the state as it is.
    """
    deadline = monotonic() + SEND_TIMEOUT_SECONDS
    while not wait([sent], timeout=LOOK_SECONDS).done:
        if not loop.is_running() or monotonic() > deadline:
            sent.cancel()
            log.warning("an announcement was given up")
            return
    sent.result()
