"""The hot path: who sits in which session in this process, and what may pass.

Per frame: is it the current socket, is the session active, is the kind allowed in this
mode, is it small enough, is it not too often; then on to the peer. No database, no
JSON, no log line. What is allowed is frames.LIMITS; nothing here reads a body.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Lock
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings

from cobrowse.actors import Role
from cobrowse.limits import Rate
from sessions_app.frames import (
    HEADERS,
    LIMITS,
    MODE_EPOCH,
    MODE_EPOCH_OFFSET,
    Kind,
    is_allowed_somewhere,
)
from sessions_app.lifecycle import Mode, State
from sessions_app.outbox import Outbox

PEER: Final = {Role.CUSTOMER: Role.AGENT, Role.AGENT: Role.CUSTOMER}

_STREAM = Kind.STREAM.value
_COMMAND = Kind.COMMAND.value


@dataclass(frozen=True, slots=True)
class Permit:
    """What a session allows. A higher mode epoch is newer: each change raises it."""

    state: State
    mode: Mode
    mode_epoch: int
    paused: bool = False

    def as_data(self) -> dict[str, object]:
        return {
            "state": self.state.value,
            "mode": self.mode.value,
            "mode_epoch": self.mode_epoch,
            "paused": self.paused,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "Permit":
        return cls(
            State(str(data["state"])),
            Mode(str(data["mode"])),
            int(str(data["mode_epoch"])),
            bool(data["paused"]),
        )


# Before anything is known, nothing passes.
NOTHING: Final = Permit(State.PENDING, Mode.POINTER, -1)


class Verdict(Enum):
    """What became of a frame."""

    PASSED = auto()
    # Not the current socket, session not active or paused, or a pointer too many: no
    # harm done.
    DROPPED = auto()
    MODE_REQUIRED = auto()
    NOT_ALLOWED = auto()
    TOO_LARGE = auto()
    TOO_OFTEN = auto()
    NO_PEER = auto()
    # A piece of the stream was dropped: the customer's page must send a snapshot.
    STREAM_LOST = auto()
    PEER_SLOW = auto()


def _rates(role: Role) -> dict[int, Rate]:
    """Frames of each kind per second and at once (docs/protocol.md, Limits)."""
    return {
        kind.value: Rate(*settings.COBROWSE_FRAME_RATES[kind.name])
        for kind in LIMITS[role][Mode.WRITE]
    }


@dataclass(slots=True, eq=False)
class Seat:
    """One socket's place. `connection` names the socket among all there ever were."""

    role: Role
    connection: str
    outbox: Outbox
    rates: dict[int, Rate] = field(init=False)
    stream_bytes: Rate = field(init=False)
    # Whether anything was sent since somebody last asked.
    was_active: bool = False
    frames: int = 0
    bytes: int = 0

    def __post_init__(self) -> None:
        self.rates = _rates(self.role)
        self.stream_bytes = Rate(*settings.COBROWSE_STREAM_BYTES)


class Bus(Protocol):
    """The way to a peer in another process."""

    def send(self, session_id: UUID, seat: Seat, frame: bytes) -> Verdict: ...


class Room:
    """The sockets of one session in this process."""

    __slots__ = ("members", "permit", "seats", "session_id")

    def __init__(self, session_id: UUID) -> None:
        self.session_id = session_id
        self.permit = NOTHING
        self.seats: dict[Role, Seat] = {}
        self.members = 0

    def sit(self, seat: Seat) -> None:
        """The newer socket of a role takes the place of the older one."""
        self.seats[seat.role] = seat

    def rise(self, seat: Seat) -> None:
        seat.outbox.close()
        if self.seats.get(seat.role) is seat:
            del self.seats[seat.role]

    def judge(self, role: Role, frame: bytes) -> Verdict:
        """What the table says, knowing nothing of who sends or how often."""
        permit = self.permit
        if permit.state is not State.ACTIVE:
            return Verdict.DROPPED
        if not frame:
            return Verdict.NOT_ALLOWED
        kind = frame[0]
        limit = LIMITS[role][permit.mode].get(kind)  # type: ignore[call-overload]
        if limit is None:
            if is_allowed_somewhere(role, kind):
                return Verdict.MODE_REQUIRED
            return Verdict.NOT_ALLOWED
        size = len(frame)
        if size > limit:
            return Verdict.TOO_LARGE
        if size < HEADERS[kind].size:  # type: ignore[index]
            return Verdict.NOT_ALLOWED
        if kind == _COMMAND:
            (mode_epoch,) = MODE_EPOCH.unpack_from(frame, MODE_EPOCH_OFFSET)
            if mode_epoch != permit.mode_epoch:
                return Verdict.MODE_REQUIRED
        return Verdict.DROPPED if permit.paused else Verdict.PASSED

    def take(self, seat: Seat, frame: bytes) -> Verdict:
        """Pass a frame of this seat on, or say why not."""
        if self.seats.get(seat.role) is not seat:
            return Verdict.DROPPED
        verdict = self.judge(seat.role, frame)
        if verdict is not Verdict.PASSED:
            return verdict
        kind = frame[0]
        if not seat.rates[kind].take():
            return _too_often(kind)
        if kind == _STREAM:
            if not seat.stream_bytes.take(len(frame)):
                return Verdict.STREAM_LOST
        else:
            # The page may change by itself; everything else is a person's doing.
            seat.was_active = True
        peer = self.seats.get(PEER[seat.role])
        if peer is not None:
            verdict = self.hand_over(peer, frame)
        elif rooms.bus is not None:
            verdict = rooms.bus.send(self.session_id, seat, frame)
        else:
            verdict = Verdict.NO_PEER
        if verdict is Verdict.PASSED:
            seat.frames += 1
            seat.bytes += len(frame)
        return verdict

    @staticmethod
    def hand_over(peer: Seat, frame: bytes) -> Verdict:
        if peer.outbox.put(frame):
            return Verdict.PASSED
        # The outbox itself asks for a snapshot once the peer has caught up.
        return Verdict.DROPPED if frame[0] == _STREAM else Verdict.PEER_SLOW


def _too_often(kind: int) -> Verdict:
    if kind == _STREAM:
        return Verdict.STREAM_LOST
    if kind == _COMMAND:
        return Verdict.TOO_OFTEN
    return Verdict.DROPPED


class Rooms:
    """All sessions with a socket in this process.

    Rooms are entered and left in the event loop; `note` may come from any thread.
    """

    def __init__(self) -> None:
        self._rooms: dict[UUID, Room] = {}
        self._noting = Lock()
        self.bus: Bus | None = None

    def __len__(self) -> int:
        return len(self._rooms)

    def find(self, session_id: UUID) -> Room | None:
        return self._rooms.get(session_id)

    def enter(self, session_id: UUID) -> Room:
        room = self._rooms.get(session_id)
        if room is None:
            room = self._rooms[session_id] = Room(session_id)
        room.members += 1
        return room

    def leave(self, room: Room) -> None:
        room.members -= 1
        if room.members == 0:
            self._rooms.pop(room.session_id, None)

    def note(self, session_id: UUID, permit: Permit) -> None:
        """The session changed; older news never overwrites newer."""
        room = self._rooms.get(session_id)
        if room is None:
            return
        with self._noting:
            if permit.mode_epoch > room.permit.mode_epoch:
                room.permit = permit
                if permit.paused:
                    # Also what waits for a slow socket is not shown any more.
                    for seat in list(room.seats.values()):
                        seat.outbox.void()


rooms: Final = Rooms()
