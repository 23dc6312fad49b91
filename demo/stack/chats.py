"""The toy chat server: a few conversations in the cache, and their platform side."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Literal

from django.core.cache import cache
from pydantic import BaseModel, TypeAdapter

from demo.platform import Platform, PlatformRefused

EVENTS_PATH = "/api/v1/stack/interactions"
CHATS_MAX = 30
LINES_MAX = 200
TEXT_CHARS = 500
NAME_CHARS = 40
_KEY = "demo.stack.chats"
_KEPT_SECONDS = 24 * 3600
_lock = Lock()

Author = Literal["customer", "agent", "system"]


class Line(BaseModel):
    author: Author
    text: str


class Chat(BaseModel):
    """`id` is the customer's secret and the stack's id of the interaction in one."""

    id: str
    name: str
    agent: str = ""
    state: Literal["waiting", "talking", "ended"] = "waiting"
    lines: list[Line] = []

    def add(self, author: Author, text: str) -> None:
        said = text.strip()[:TEXT_CHARS]
        if said and len(self.lines) < LINES_MAX:
            self.lines.append(Line(author=author, text=said))


_Chats = TypeAdapter(dict[str, Chat])


@contextmanager
def _chats() -> Iterator[dict[str, Chat]]:
    """All conversations, written back afterwards; one change at a time."""
    with _lock:
        chats = _Chats.validate_python(cache.get(_KEY) or {})
        yield chats
        while len(chats) > CHATS_MAX:
            del chats[next(iter(chats))]
        cache.set(_KEY, _Chats.dump_python(chats), _KEPT_SECONDS)


def all_chats() -> list[Chat]:
    """The newest first."""
    with _chats() as chats:
        return list(reversed(chats.values()))


def find_chat(chat_id: str) -> Chat | None:
    with _chats() as chats:
        return chats.get(chat_id)


def start_chat(name: str) -> Chat:
    chat = Chat(id=secrets.token_urlsafe(12), name=name.strip()[:NAME_CHARS] or "Guest")
    with _chats() as chats:
        chats[chat.id] = chat
    return chat


def say(chat_id: str, author: Author, text: str) -> None:
    with _chats() as chats:
        chat = chats.get(chat_id)
        if chat is not None and chat.state != "ended":
            chat.add(author, text)


def take(platform: Platform, chat_id: str, agent: str) -> None:
    """The agent answers; the platform learns that there is an interaction."""
    with _chats() as chats:
        chat = chats.get(chat_id)
        if chat is None or chat.state == "ended" or chat.agent == agent:
            return
        moved = chat.state == "talking"
        chat.agent, chat.state = agent, "talking"
        chat.add("system", f"{agent.capitalize()} has joined the chat.")
    _report(platform, chat, "transferred" if moved else "answered")


def end(platform: Platform, chat_id: str) -> None:
    with _chats() as chats:
        chat = chats.get(chat_id)
        if chat is None or chat.state == "ended":
            return
        was_known = chat.state == "talking"
        chat.add("system", "The chat has ended.")
        chat.state = "ended"
    if was_known:
        _report(platform, chat, "ended")


def bring_digits(platform: Platform, chat_id: str, session_id: str) -> bool:
    """What the JavaScript adapter handed over goes on to the platform."""
    chat = find_chat(chat_id)
    if chat is None:
        return False
    try:
        platform.post(f"{EVENTS_PATH}/{chat.id}/join", {"session_id": session_id})
    except PlatformRefused as refused:
        say(chat_id, "system", f"The page could not be shared ({refused.code}).")
        return False
    say(chat_id, "system", "The page is shared.")
    return True


def _report(platform: Platform, chat: Chat, event: str) -> None:
    try:
        platform.post(
            EVENTS_PATH,
            {
                "external_id": chat.id,
                "media": "chat",
                "event": event,
                "agent": chat.agent,
                "to_agent": chat.agent if event == "transferred" else "",
                "customer_name": chat.name,
                "at": datetime.now(UTC).isoformat(),
            },
        )
    except PlatformRefused as refused:
        say(chat.id, "system", f"The platform did not take it ({refused.code}).")
