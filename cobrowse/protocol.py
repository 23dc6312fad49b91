"""What every control message is made of. Apps define theirs in their protocol.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

PROTOCOL_VERSION = 1

Ref = Annotated[str, StringConstraints(max_length=64)]


class WireModel(BaseModel):
    """A part of a message. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(WireModel):
    """One control message; subclasses narrow `type` to one literal."""

    type: str


class Command(Message):
    """Something a client asks for. `ref` comes back in the error, if there is one."""

    ref: Ref | None = None


class Ping(Command):
    type: Literal["ping"]


class Pong(Message):
    type: Literal["pong"] = "pong"


class Error(Message):
    """A refusal: the code is stable, the detail is for people."""

    type: Literal["error"] = "error"
    code: str
    detail: str
    ref: str | None = None
    limit: int | None = None
    retry_after: int | None = None


C = TypeVar("C", bound=Command)
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Entry(Generic[A]):
    message: type[Command]
    handler: Callable[[A, Command], None]


class CommandTable(Generic[A]):
    """Which commands a socket takes: type → message class and handler.

    The handler is synchronous, gets the socket's actor and the parsed message, and
    may raise DomainError. Apps further up add theirs at start.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Entry[A]] = {}

    def register(self, message: type[C], handler: Callable[[A, C], None]) -> None:
        """Add one command; a type registered twice is a programming error."""
        (name,) = message.model_fields["type"].annotation.__args__  # type: ignore[union-attr]
        if name in self._entries:
            raise ValueError(f"{name} is registered already")
        self._entries[name] = Entry(message, handler)  # type: ignore[arg-type]

    def find(self, name: str) -> Entry[A] | None:
        return self._entries.get(name)

    def messages(self) -> list[type[Command]]:
        return [entry.message for entry in self._entries.values()]
