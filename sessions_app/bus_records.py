"""What processes say to each other, as bytes."""

import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cobrowse.actors import Role

# A frame; a seat was taken (the payload names its process); a seat was given up.
DATA, HERE, GONE = 0, 1, 2
_ROLES: Final = (Role.CUSTOMER, Role.AGENT)
# Length of the whole record, type, session, role of the sender, its connection.
_RECORD: Final = struct.Struct("!IB16sB16s")
# Joined records are written as one message of at most this size.
BLOB_BYTES: Final = 1_048_576


class Broken(ValueError):
    """This is no message of another process of ours."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing said from process to process."""

    kind: int
    session_id: UUID
    role: Role
    connection: str
    payload: bytes = b""

    def pack(self) -> bytes:
        return (
            _RECORD.pack(
                _RECORD.size + len(self.payload),
                self.kind,
                self.session_id.bytes,
                _ROLES.index(self.role),
                bytes.fromhex(self.connection),
            )
            + self.payload
        )


def unpack(blob: bytes) -> Iterator[Record]:
    """The records of one message, in order; Broken when it makes no sense."""
    at = 0
    while at < len(blob):
        try:
            size, kind, session, role, connection = _RECORD.unpack_from(blob, at)
            sender = _ROLES[role]
        except (struct.error, IndexError) as error:
            raise Broken(str(error)) from None
        if size < _RECORD.size or at + size > len(blob):
            raise Broken("a record is cut short")
        payload = blob[at + _RECORD.size : at + size]
        yield Record(kind, UUID(bytes=session), sender, connection.hex(), payload)
        at += size


def join(waiting: deque[bytes]) -> bytes:
    """As many whole records as fit into one message, at least one."""
    parts = [waiting.popleft()]
    size = len(parts[0])
    while waiting and size + len(waiting[0]) <= BLOB_BYTES:
        size += len(waiting[0])
        parts.append(waiting.popleft())
    return b"".join(parts)
