"""Between web processes: one Redis inbox per process, for peers that did not meet.

A directory (a Redis hash per session) says which process holds which side; whoever
takes a seat reads it and greets the other side's process. Frames travel as raw bytes,
those for one process are joined while the previous write is in flight. A superseded
socket is not listened to: every record names the connection it comes from.

Lost frames are no matter of this module: the stream is numbered, and a gap makes the
player ask for a snapshot (law 7). Nothing here grows: what one process may owe another
is bounded.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from redis.asyncio import Redis
from redis.exceptions import RedisError

from cobrowse.actors import Role
from sessions_app.bus_records import DATA, GONE, HERE, Broken, Record, join, unpack
from sessions_app.frames import Kind
from sessions_app.relay import PEER, Room, Seat, Verdict, rooms

log = logging.getLogger(__name__)

REFRESH_SECONDS: Final = 5
# A process that died is forgotten after this time.
DIRECTORY_SECONDS: Final = 60
RETRY_SECONDS: Final = 0.5

# Take the entry unless a newer socket has it; say who is where.
_KEEP_SEAT = """
local held = redis.call('HGET', KEYS[1], ARGV[1])
if (not held) or held == ARGV[2] or ARGV[4] == '1' then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
return redis.call('HGETALL', KEYS[1])
"""
_LEAVE_SEAT = """
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
"""

Place = tuple[UUID, Role]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a peer sits: its process and its socket."""

    process: str
    connection: str


class RedisBus:
    """One per process and event loop."""

    def __init__(self, url: str) -> None:
        self.process = uuid4().hex
        self.loop = asyncio.get_running_loop()
        self._redis: Redis = Redis.from_url(url, socket_timeout=5)
        # Waiting for the next message takes as long as it takes.
        self._inbox: Redis = Redis.from_url(url, socket_timeout=None)
        self._keep = self._redis.register_script(_KEEP_SEAT)
        self._leave = self._redis.register_script(_LEAVE_SEAT)
        self._seats: dict[Place, tuple[Room, Seat]] = {}
        self._routes: dict[Place, Route] = {}
        self._out: dict[str, deque[bytes]] = {}
        self._owed: dict[str, int] = {}
        self._listening = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._spawn(self._listen())
        self._spawn(self._refresh())

    # -- for the relay ------------------------------------------------------------
    def send(self, session_id: UUID, seat: Seat, frame: bytes) -> Verdict:
        """Hand a frame to the peer's process; never waits."""
        route = self._routes.get((session_id, PEER[seat.role]))
        if route is None:
            return Verdict.NO_PEER
        if self._owed.get(route.process, 0) + len(frame) > settings.COBROWSE_BUS_BYTES:
            if frame[0] == Kind.STREAM:
                return Verdict.STREAM_LOST
            return Verdict.DROPPED if frame[0] == Kind.POINTER else Verdict.PEER_SLOW
        record = Record(DATA, session_id, seat.role, seat.connection, frame)
        self._enqueue(route.process, record)
        return Verdict.PASSED

    # -- seats --------------------------------------------------------------------
    async def attach(self, room: Room, seat: Seat) -> None:
        """A seat was taken here: enter it, and find out where the peer is."""
        place = (room.session_id, seat.role)
        self._seats[place] = (room, seat)
        # From now on nobody elsewhere speaks for this side.
        self._routes.pop(place, None)
        try:
            async with asyncio.timeout(RETRY_SECONDS):
                await self._listening.wait()
            await self._enter(place, seat, is_new=True)
        except (RedisError, OSError, TimeoutError):
            log.warning("the directory of seats is out of reach")  # _refresh tries on

    def detach(self, room: Room, seat: Seat) -> None:
        place = (room.session_id, seat.role)
        held = self._seats.get(place)
        if held is not None and held[1] is seat:
            del self._seats[place]
        peer = self._routes.get((room.session_id, PEER[seat.role]))
        if peer is not None:
            gone = Record(GONE, room.session_id, seat.role, seat.connection)
            self._enqueue(peer.process, gone)
        if (room.session_id, PEER[seat.role]) not in self._seats:
            self._routes.pop((room.session_id, PEER[seat.role]), None)
        self._spawn(self._strike(room.session_id, seat))

    async def _strike(self, session_id: UUID, seat: Seat) -> None:
        try:
            await self._leave(
                keys=[_directory(session_id)],
                args=[seat.role.value, self._entry(seat)],
            )
        except (RedisError, OSError):
            log.debug("a seat stays in the directory until it expires")

    async def _enter(self, place: Place, seat: Seat, *, is_new: bool) -> None:
        session_id, role = place
        flat: list[bytes] = await self._keep(
            keys=[_directory(session_id)],
            args=[role.value, self._entry(seat), DIRECTORY_SECONDS, int(is_new)],
        )
        known = dict(zip(flat[::2], flat[1::2], strict=True))
        entry = known.get(PEER[role].value.encode())
        if entry is None or place not in self._seats:
            return
        process, _, connection = entry.decode().partition(":")
        peer = (session_id, PEER[role])
        route = Route(process, connection)
        if process == self.process or peer in self._seats:
            return
        if is_new or self._routes.get(peer) != route:
            self._routes[peer] = route
            greeting = self.process.encode()
            here = Record(HERE, session_id, role, seat.connection, greeting)
            self._enqueue(process, here)

    def _entry(self, seat: Seat) -> str:
        return f"{self.process}:{seat.connection}"

    async def _refresh(self) -> None:
        """Keep entries alive, and find what was missed (Redis may have restarted)."""
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            for place, (_, seat) in list(self._seats.items()):
                try:
                    await self._enter(place, seat, is_new=False)
                except (RedisError, OSError):
                    log.warning("the directory of seats is out of reach")
                    break

    # -- out ----------------------------------------------------------------------
    def _enqueue(self, process: str, record: Record) -> None:
        packed = record.pack()
        self._owed[process] = self._owed.get(process, 0) + len(packed)
        waiting = self._out.get(process)
        if waiting is None:
            self._out[process] = deque([packed])
            self._spawn(self._flush(process))
        else:
            waiting.append(packed)

    async def _flush(self, process: str) -> None:
        """Write until nothing waits; frames that come meanwhile are joined."""
        waiting = self._out[process]
        try:
            while waiting:
                blob = join(waiting)
                heard = await self._redis.publish(_channel(process), blob)
                self._owed[process] -= len(blob)
                if not heard:
                    self._forget(process)
                    break
        except (RedisError, OSError):
            log.warning("frames for another process were lost")
        finally:
            del self._out[process]
            self._owed.pop(process, None)

    def _forget(self, process: str) -> None:
        """Nobody listens there: the process is gone."""
        lost = [place for place, r in self._routes.items() if r.process == process]
        for place in lost:
            del self._routes[place]

    # -- in -----------------------------------------------------------------------
    async def _listen(self) -> None:
        while True:
            try:
                async with self._inbox.pubsub(ignore_subscribe_messages=True) as inbox:
                    await inbox.subscribe(_channel(self.process))
                    self._listening.set()
                    async for message in inbox.listen():
                        if message["type"] == "message":
                            self._take(message["data"])
            except (RedisError, OSError):
                log.warning("the inbox of this process is out of reach")
            self._listening.clear()
            await asyncio.sleep(RETRY_SECONDS)

    def _take(self, blob: bytes) -> None:
        try:
            for record in unpack(blob):
                self._obey(record)
        except Broken:
            log.warning("a message from another process was broken")

    def _obey(self, record: Record) -> None:
        place = (record.session_id, record.role)
        if (record.session_id, PEER[record.role]) not in self._seats:
            return
        if record.kind == HERE:
            if place not in self._seats:
                process = record.payload.decode("ascii")
                self._routes[place] = Route(process, record.connection)
            return
        route = self._routes.get(place)
        if route is None or route.connection != record.connection:
            return
        if record.kind == GONE:
            del self._routes[place]
        else:
            self._deliver(record)

    @staticmethod
    def _deliver(record: Record) -> None:
        """The table again: here, newer changes may be known than there."""
        room = rooms.find(record.session_id)
        if room is None:
            return
        peer = room.seats.get(PEER[record.role])
        verdict = room.judge(record.role, record.payload)
        if peer is not None and verdict is Verdict.PASSED:
            room.hand_over(peer, record.payload)

    # -- life ---------------------------------------------------------------------
    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._redis.aclose()
        await self._inbox.aclose()


def _channel(process: str) -> str:
    return f"cobrowse.inbox.{process}"


def _directory(session_id: UUID) -> str:
    return f"cobrowse.seats.{session_id.hex}"


def _bus() -> RedisBus | None:
    """This loop's bus, started on first use; none without Redis."""
    if not settings.REDIS_URL:
        return None
    bus = rooms.bus
    if not isinstance(bus, RedisBus) or bus.loop is not asyncio.get_running_loop():
        bus = rooms.bus = RedisBus(settings.REDIS_URL)
    return bus


async def attach(room: Room, seat: Seat) -> None:
    """The seat is taken in this process."""
    bus = _bus()
    if bus is not None:
        await bus.attach(room, seat)


def detach(room: Room, seat: Seat) -> None:
    """The seat is given up."""
    bus = _bus()
    if bus is not None:
        bus.detach(room, seat)
