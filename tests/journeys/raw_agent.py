"""An agent's client made by hand: it has a sign-in, and no manners."""

import json
import struct
from contextlib import ExitStack
from types import TracebackType

from playwright.sync_api import APIResponse
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.journeys.people import AgentAtDesk

COMMAND = struct.Struct(">BIII")


class RawAgent:
    """The session socket of an agent who is signed in in `desk`'s browser."""

    def __init__(self, desk: AgentAtDesk, session_id: str) -> None:
        self._desk = desk
        self._session_id = session_id
        self._seq = 0
        self._open = ExitStack()
        self._socket: ClientConnection | None = None

    def __enter__(self) -> "RawAgent":
        cookies = {
            cookie["name"]: cookie["value"] for cookie in self._desk.context.cookies()
        }
        answer: APIResponse = self._desk.context.request.post(
            f"{self._desk.origin}/agent/ticket/",
            headers={
                "X-CSRFToken": cookies["csrftoken"],
                "Referer": f"{self._desk.origin}/agent/",
            },
        )
        assert answer.ok, answer.status
        cookie_header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        address = self._desk.origin.replace("http", "ws", 1)
        self._socket = self._open.enter_context(
            connect(
                f"{address}/ws/session/{self._session_id}/agent",
                origin=Origin(self._desk.origin),
                additional_headers={"Cookie": cookie_header},
            )
        )
        ticket = answer.json()["ticket"]
        self.say({"type": "hello", "protocol": 1, "ticket": ticket})
        self.hear("welcome")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def say(self, message: dict[str, object]) -> None:
        assert self._socket is not None
        self._socket.send(json.dumps(message))

    def hear(self, kind: str) -> dict[str, object]:
        """The next control message of this type; everything else is passed over."""
        assert self._socket is not None
        while True:
            data = self._socket.recv(timeout=20)
            if isinstance(data, str):
                message: dict[str, object] = json.loads(data)
                if message["type"] == kind:
                    return message

    def command(self, body: dict[str, object], *, epoch: int, mode_epoch: int) -> None:
        """A COMMAND frame, whether it is allowed or not."""
        assert self._socket is not None
        self._seq += 1
        head = COMMAND.pack(0x04, epoch, mode_epoch, self._seq)
        self._socket.send(head + json.dumps(body).encode())
