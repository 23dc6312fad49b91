"""The far end of the widget's sockets, played by the test.

It answers as `docs/protocol.md` says and remembers what it was sent. No server runs:
Playwright hands over the page's connections.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

from playwright.sync_api import WebSocketRoute

Json = dict[str, object]

RECEIPTS = ("customer_delivered", "customer_read", "agent_delivered", "agent_read")
INTERACTION_ID = "11111111-1111-4111-8111-111111111111"


def now(*, seconds: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


class Line:
    """One connection and all that came over it."""

    def __init__(self, route: WebSocketRoute) -> None:
        self.route = route
        self.said: list[Json] = []
        self.frames: list[bytes] = []
        self.open = True

    def tell(self, kind: str, **data: object) -> None:
        self.route.send(json.dumps({"type": kind, **data}))

    def close(self, code: int) -> None:
        self.open = False
        self.route.close(code=code, reason="")

    def of(self, kind: str) -> list[Json]:
        return [message for message in self.said if message["type"] == kind]


def queue(key: str, **over: object) -> Json:
    return {
        "key": key,
        "name": key.title(),
        "media": "chat",
        "availability": "open",
        "opens_at": None,
        "estimated_wait_seconds": None,
        "callbacks": False,
        "messaging": False,
        **over,
    }


class Desk:
    """A contact centre with one agent, Alice, who does what the test says."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Line]] = {"widget": [], "session": []}
        self.interaction: Json | None = None
        self.session: Json | None = None
        self.messages: list[Json] = []
        self.down = False
        self.deaf = False
        self.chat_available = True
        self.voice_number: str | None = "+44 20 7946 0000"
        self.queues: list[Json] = []
        self.rules: list[Json] = []
        self.browser_calls = False
        self.callbacks = False
        self.callback: Json | None = None
        self.call: Json | None = None
        self.earlier_chats: list[Json] = []
        self.consent: Json | None = None
        self.mask_title = False
        self.private_paths: list[str] = []
        # A chat of this desk may be left and taken up again.
        self.messaging = False

    # What Playwright calls for each connection of the page.
    def answer(self, route: WebSocketRoute) -> None:
        kind = "session" if "/ws/session/" in route.url else "widget"
        line = Line(route)
        if self.down:
            route.close(code=1012)
            return
        self.lines[kind].append(line)
        route.on_close(lambda code, reason: self._hang_up(line, code, reason))
        hear = self._hear_session if kind == "session" else self._hear_widget
        route.on_message(lambda data: self._receive(line, data, hear))

    def _hang_up(self, line: Line, code: int | None, reason: str | None) -> None:
        line.open = False
        line.route.close(code=code if code and code >= 3000 else 1000)

    def _receive(
        self, line: Line, data: str | bytes, hear: Callable[[Line, Json], None]
    ) -> None:
        if isinstance(data, bytes):
            line.frames.append(data)
            return
        message = cast(Json, json.loads(data))
        line.said.append(message)
        if self.deaf and message["type"] != "hello":
            return
        if message["type"] == "ping":
            line.tell("pong")
        else:
            hear(line, message)

    def open_lines(self, kind: str) -> list[Line]:
        return [line for line in self.lines[kind] if line.open]

    @property
    def widget(self) -> Line:
        return self.lines["widget"][-1]

    @property
    def sharing(self) -> Line:
        return self.lines["session"][-1]

    def _hear_widget(self, line: Line, message: Json) -> None:
        match message["type"]:
            case "hello":
                live = self.session and self.session["state"] != "ended"
                line.tell(
                    "welcome",
                    protocol=1,
                    token="token-of-this-browser",
                    interaction=self.interaction,
                    messages=self.messages if self.interaction else [],
                    session=self.session if live else None,
                    call=self.call,
                    call_tab=None,
                    callback=self.callback,
                    earlier_chats=self.earlier_chats,
                    consent=self.consent,
                    page_policy={
                        "mask_title": self.mask_title,
                        "private_paths": self.private_paths,
                    },
                    site=self.site(),
                )
            case "chat.start":
                self.queue_chat(str(message["name"]), str(message["queue"]))
                if message["question"]:
                    self._add_message("customer", "Carla", str(message["question"]))
            case "callback.request":
                self.open_callback(message)
            case "callback.cancel":
                self.change_callback("cancelled")
            case "chat.send":
                self.hear_message(message)
            case "chat.end":
                self.end_chat()
            case "session.start":
                self.start_session(str(message["media"]))
            case "session.end":
                self.end_session("customer_ended")

    def _hear_session(self, line: Line, message: Json) -> None:
        match message["type"]:
            case "hello":
                line.tell(
                    "welcome",
                    protocol=1,
                    session=self.session,
                    rules=self.rules,
                    mask_all=False,
                    mask_title=False,
                    private_paths=self.private_paths,
                    allowed_origins=["http://shop.test"],
                )
            case "write.grant":
                self.change_session("write.granted", mode="write", epoch=True)
            case "write.decline":
                self.change_session("write.declined")
            case "sharing.pause":
                self.change_session("sharing.paused", paused=True)
            case "sharing.resume":
                self.change_session("sharing.resumed", paused=False)
            case "write.revoke":
                self.change_session("write.revoked", mode="pointer", epoch=True)
            case "session.end":
                self.end_session("customer_ended")

    def site(self) -> Json:
        return {
            "name": "Shop",
            "chat_available": self.chat_available,
            "voice_number": self.voice_number,
            "browser_calls": self.browser_calls,
            "callbacks": self.callbacks,
            "queues": self.queues,
        }

    def publish_site(self) -> None:
        for line in self.open_lines("widget"):
            line.tell("site.updated", site=self.site())

    # The callback.
    def open_callback(self, wish: Json) -> None:
        self.callback = {
            "id": "33333333-3333-4333-8333-333333333333",
            "state": "open",
            "phone_number": wish["phone_number"],
            "preferred_at": wish["preferred_at"],
            "created_at": now(),
        }
        self.change_callback("open")

    def change_callback(self, state: str) -> None:
        assert self.callback
        told = self.callback | {"state": state}
        self.callback = told if state in {"open", "taken"} else None
        for line in self.open_lines("widget"):
            line.tell("callback.updated", callback=told)

    # The chat.
    def queue_chat(self, name: str, key: str = "") -> None:
        names = [str(one["name"]) for one in self.queues if one["key"] == key]
        self.interaction = {
            "id": INTERACTION_ID,
            "media": "chat",
            "state": "queued",
            "external": False,
            "asynchronous": self.messaging,
            "queue_name": names[0] if names else "Help",
            "queue_position": 2,
            "estimated_wait_seconds": 150,
            "agent_name": None,
            "started_at": now(),
            "answered_at": None,
            "ended_at": None,
            "end_reason": None,
            "customer_name": name,
            "customer_online": True,
            "phone_number": None,
            "contact": None,
            "page": None,
            "source": "web",
            "receipts": dict.fromkeys(RECEIPTS, 0),
        }
        self._publish_chat()

    def accept_chat(self) -> None:
        assert self.interaction
        self.interaction |= {
            "state": "active",
            "agent_name": "Alice",
            "queue_position": None,
            "estimated_wait_seconds": None,
        }
        self._publish_chat()

    def change_chat(self, **changes: object) -> None:
        assert self.interaction
        self.interaction |= changes
        self._publish_chat()

    def receive(self, **marks: int) -> None:
        """The agent's side has received or read up to a line."""
        assert self.interaction
        receipts = cast(dict[str, int], self.interaction["receipts"]) | marks
        self.interaction |= {"receipts": receipts}
        for line in self.open_lines("widget"):
            line.tell("chat.receipts", receipts=receipts)

    def end_chat(self) -> None:
        assert self.interaction
        self.interaction |= {"state": "ended", "end_reason": "agent_ended"}
        self._publish_chat()
        self.interaction = None

    def _publish_chat(self) -> None:
        for line in self.open_lines("widget"):
            line.tell("interaction.updated", interaction=self.interaction)

    def say(self, text: str) -> None:
        self._add_message("agent", "Alice", text)

    def hear_message(self, message: Json) -> None:
        known = {line["client_id"] for line in self.messages}
        if message["client_id"] not in known:
            self._add_message(
                "customer", "Carla", str(message["text"]), str(message["client_id"])
            )

    def _add_message(
        self, author: str, name: str, text: str, client_id: str | None = None
    ) -> None:
        line: Json = {
            "seq": len(self.messages) + 1,
            "client_id": client_id,
            "author": author,
            "name": name,
            "text": text,
            "at": now(),
        }
        self.messages.append(line)
        for connection in self.open_lines("widget"):
            connection.tell("chat.message", message=line)

    # The session.
    def start_session(self, media: str) -> None:
        self.session = {
            "id": f"22222222-2222-4222-8222-{len(self.lines['session']):012d}",
            "session_id": "123456789",
            "state": "pending",
            "media": media,
            "mode": "pointer",
            "mode_epoch": 1,
            "paused": False,
            "write_request_expires_at": None,
            "write_requests_left": 3,
            "agent_name": None,
            "interaction_id": INTERACTION_ID,
            "created_at": now(),
            "activated_at": None,
            "ended_at": None,
            "end_reason": None,
            "customer_online": True,
            "agent_online": False,
            "page": None,
        }
        self._publish_session("session.started")

    def join(self) -> None:
        assert self.session
        self.session |= {
            "state": "active",
            "agent_name": "Alice",
            "agent_online": True,
            "activated_at": now(),
        }
        self._publish_session("session.joined")

    def ask_for_write(self, *, seconds: float = 60) -> None:
        assert self.session
        self.session |= {"write_request_expires_at": now(seconds=seconds)}
        self._publish_session("write.requested")

    def change_session(
        self,
        cause: str,
        *,
        mode: str | None = None,
        epoch: bool = False,
        paused: bool | None = None,
    ) -> None:
        assert self.session
        if paused is not None:
            self.session |= {"paused": paused}
        self.session |= {"write_request_expires_at": None}
        if mode:
            self.session |= {"mode": mode}
        if epoch:
            self.session |= {"mode_epoch": cast(int, self.session["mode_epoch"]) + 1}
        self._publish_session(cause)

    def end_session(self, reason: str) -> None:
        if not self.session or self.session["state"] == "ended":
            return
        self.session |= {
            "state": "ended",
            "end_reason": reason,
            "ended_at": now(),
            "session_id": None,
        }
        self._publish_session("session.ended")
        for line in self.lines["session"]:
            if line.open:
                line.close(4410)

    def _publish_session(self, cause: str) -> None:
        for line in [*self.open_lines("widget"), *self.open_lines("session")[-1:]]:
            line.tell("session.updated", session=self.session, cause=cause)

    # Trouble.
    def drop(self, kind: str = "widget", code: int = 1012) -> None:
        self.lines[kind][-1].close(code)
