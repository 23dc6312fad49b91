"""Binary frames of the session sockets: kinds, header layouts, and who may send what.

Byte 0 is the kind; integers are big-endian. `LIMITS` is the one table the relay looks
into before it passes a frame on (docs/protocol.md, P-40 to P-49). `build_*` and `parse`
exist for tests and tools: the server itself never reads a body.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from cobrowse.actors import Role
from sessions_app.lifecycle import Mode


class Kind(IntEnum):
    STREAM = 0x01
    POINTER = 0x02
    ANNOTATION = 0x03
    COMMAND = 0x04
    ACK = 0x05


class PointerAction(IntEnum):
    MOVE = 0
    CLICK = 1
    LEAVE = 2


class AckStatus(IntEnum):
    """What became of a stream piece or a command."""

    OK = 0
    STALE_PAGE = 1
    MODE_REQUIRED = 2
    TARGET_GONE = 3
    TARGET_FORBIDDEN = 4
    BAD_URL = 5
    TEXT_TOO_LONG = 6
    KEY_NOT_ALLOWED = 7
    BAD_COMMAND = 8
    EXPIRED = 9


HEADERS: Final[Mapping[Kind, struct.Struct]] = {
    Kind.STREAM: struct.Struct("!BBII"),  # kind, flags, epoch, seq
    Kind.POINTER: struct.Struct("!BBIIHH"),  # kind, action, epoch, node, fx, fy
    Kind.ANNOTATION: struct.Struct("!BI"),  # kind, epoch
    Kind.COMMAND: struct.Struct("!BIII"),  # kind, epoch, mode_epoch, seq
    Kind.ACK: struct.Struct("!BIIB"),  # kind, epoch, seq, status
}
# Where a command carries the mode epoch it was made under.
MODE_EPOCH: Final = struct.Struct("!I")
MODE_EPOCH_OFFSET: Final = 5

# Daphne refuses messages over 1 MiB and a pointer must never wait long behind a page.
STREAM_BYTES: Final = 262_144
POINTER_BYTES: Final = 64
ANNOTATION_BYTES: Final = 16_384
COMMAND_BYTES: Final = 32_768
ACK_BYTES: Final = 1_024

_POINTER_MODE: Final[Mapping[Role, Mapping[Kind, int]]] = {
    Role.CUSTOMER: {
        Kind.STREAM: STREAM_BYTES,
        Kind.POINTER: POINTER_BYTES,
        Kind.ANNOTATION: ANNOTATION_BYTES,
        Kind.ACK: ACK_BYTES,
    },
    Role.AGENT: {
        Kind.POINTER: POINTER_BYTES,
        Kind.ANNOTATION: ANNOTATION_BYTES,
        Kind.ACK: ACK_BYTES,
    },
}

# role → mode → kind → most bytes; a pair that is missing is not allowed.
LIMITS: Final[Mapping[Role, Mapping[Mode, Mapping[Kind, int]]]] = {
    Role.CUSTOMER: {
        Mode.POINTER: _POINTER_MODE[Role.CUSTOMER],
        Mode.WRITE: _POINTER_MODE[Role.CUSTOMER],
    },
    Role.AGENT: {
        Mode.POINTER: _POINTER_MODE[Role.AGENT],
        Mode.WRITE: {**_POINTER_MODE[Role.AGENT], Kind.COMMAND: COMMAND_BYTES},
    },
}


def is_allowed_somewhere(role: Role, kind: int) -> bool:
    """Whether another mode would allow this role the kind (refused: mode_required)."""
    return any(kind in kinds for kinds in LIMITS[role].values())


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame taken apart: header fields by name, the body as it came."""

    kind: Kind
    fields: dict[str, int]
    body: bytes


_FIELDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.STREAM: ("flags", "epoch", "seq"),
    Kind.POINTER: ("action", "epoch", "node", "fx", "fy"),
    Kind.ANNOTATION: ("epoch",),
    Kind.COMMAND: ("epoch", "mode_epoch", "seq"),
    Kind.ACK: ("epoch", "seq", "status"),
}


def build(kind: Kind, body: bytes = b"", **fields: int) -> bytes:
    """A frame from its header fields, all of which must be given."""
    if set(fields) != set(_FIELDS[kind]):
        raise ValueError(f"{kind.name} takes {', '.join(_FIELDS[kind])}")
    return HEADERS[kind].pack(kind, *(fields[name] for name in _FIELDS[kind])) + body


def build_json(kind: Kind, body: object, **fields: int) -> bytes:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return build(kind, text.encode(), **fields)


def parse(frame: bytes) -> Frame:
    """Take a frame apart; ValueError for an unknown kind or a cut header."""
    if not frame:
        raise ValueError("an empty frame has no kind")
    kind = Kind(frame[0])
    header = HEADERS[kind]
    if len(frame) < header.size:
        raise ValueError(f"{kind.name} needs {header.size} bytes, got {len(frame)}")
    values = header.unpack_from(frame)[1:]
    return Frame(
        kind, dict(zip(_FIELDS[kind], values, strict=True)), frame[header.size :]
    )
