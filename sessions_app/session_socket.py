"""What both sockets of a session share: a seat in the relay's room.

Text frames go through Channels, binary frames through the relay.
"""

from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

from django.conf import settings

from cobrowse.actors import Role
from cobrowse.announce import session_group
from cobrowse.errors import DomainError
from cobrowse.protocol import Error
from cobrowse.sockets import CLOSE_SUPERSEDED, CLOSE_TOO_LARGE, ControlConsumer
from sessions_app import bus, services
from sessions_app.deadlines import HEARTBEAT_SECONDS
from sessions_app.errors import session_ended, session_not_found
from sessions_app.lifecycle import State
from sessions_app.mirror_health import count_resync
from sessions_app.models import CobrowseSession
from sessions_app.outbox import Outbox
from sessions_app.protocol import ResyncRequested
from sessions_app.relay import Permit, Room, Seat, Verdict, rooms
from sessions_app.resync import ResyncPacer
from sessions_app.seated import SeatedAgent, SeatedCustomer
from sessions_app.selectors import session_by_id
from sessions_app.services.record import permit_of

_ERRORS = {
    Verdict.MODE_REQUIRED: "mode_required",
    Verdict.NOT_ALLOWED: "frame_not_allowed",
    Verdict.TOO_OFTEN: "rate_limited",
    Verdict.PEER_SLOW: "peer_slow",
}

# What a well-made client never sends: counted, for the audit log.
_BREACHES = {Verdict.MODE_REQUIRED, Verdict.NOT_ALLOWED}

A = TypeVar("A", SeatedCustomer, SeatedAgent)


class SessionConsumer(ControlConsumer[A]):
    """What both sides share: a seat in the room of the session."""

    role: ClassVar[Role]
    heartbeat_seconds = HEARTBEAT_SECONDS

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.session_id: UUID = scope["url_route"]["kwargs"]["session_id"]
        self.connection = uuid4().hex
        self.seat: Seat | None = None
        self.room: Room | None = None
        self.breaches = 0
        self.resyncs = ResyncPacer(self._send_resync)
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._rise()

    # -- greeting -----------------------------------------------------------------
    def groups_of(self, actor: A) -> list[str]:
        # From here on the room hears of every change; what was decided before is read
        # for the welcome. Nothing passes until then.
        self.room = rooms.enter(self.session_id)
        return [
            session_group(self.session_id),
            session_group(self.session_id, self.role.value),
        ]

    def db_fresh(self) -> CobrowseSession:
        """The session as it is now, for the welcome; the room learns its permit."""
        session = session_by_id(self.session_id)
        if session is None:
            raise session_not_found()
        if session.state == State.ENDED:
            raise session_ended()
        rooms.note(session.pk, permit_of(session))
        return session

    async def greeted(self, actor: A) -> None:
        assert self.room is not None
        self.seat = Seat(
            self.role,
            self.connection,
            Outbox(
                self._send_bytes,
                limit=settings.COBROWSE_PEER_BYTES,
                on_lost=self.peer_caught_up,
            ),
        )
        self.room.sit(self.seat)
        await bus.attach(self.room, self.seat)

    async def _send_bytes(self, frame: bytes) -> None:
        await self.base_send({"type": "websocket.send", "bytes": frame})

    def peer_caught_up(self) -> None:
        """This socket was too slow and lost frames; it has written the rest now."""

    # -- frames -------------------------------------------------------------------
    async def websocket_receive(self, message: Any) -> None:
        frame = message.get("bytes")
        if frame is None or self.seat is None or self.room is None:
            await super().websocket_receive(message)
            return
        verdict = self.room.take(self.seat, frame)
        if verdict is not Verdict.PASSED and verdict is not Verdict.DROPPED:
            await self._refused(verdict, frame)

    async def _refused(self, verdict: Verdict, frame: bytes) -> None:
        if verdict is Verdict.TOO_LARGE:
            await self.refuse(CLOSE_TOO_LARGE, "frame_too_large")
        elif verdict is Verdict.STREAM_LOST:
            self.resyncs.ask(None, "overflow")
        elif code := _ERRORS.get(verdict):
            kind = frame[0] if frame else 0
            retry_after = 1 if verdict is Verdict.TOO_OFTEN else None
            detail = f"A frame of kind {kind} went nowhere."
            await self.say(Error(code=code, detail=detail, retry_after=retry_after))
            if verdict in _BREACHES:
                self.breaches += 1
            if verdict is Verdict.NOT_ALLOWED:
                await self.count_mistake()

    async def _send_resync(self, node: int | None, reason: str) -> None:
        count_resync(reason, node)
        message = ResyncRequested(node=node, reason=reason)
        await self.channel_layer.group_send(
            session_group(self.session_id, Role.CUSTOMER.value),
            {"type": "announce", "text": message.model_dump_json()},
        )

    # -- what the channel layer tells ----------------------------------------------
    async def on_permit(self, data: dict[str, object]) -> None:
        rooms.note(self.session_id, Permit.from_data(data))

    async def on_taken_over(self, data: dict[str, object]) -> None:
        if data["connection"] != self.connection:
            await self.refuse(CLOSE_SUPERSEDED, "superseded")

    # -- life ---------------------------------------------------------------------
    def db_heartbeat(self, actor: A) -> None:
        self._note_breaches(actor)
        seat = self.seat
        was_active = seat is not None and seat.was_active
        if seat is not None:
            seat.was_active = False
        if services.mark_seen(
            session_id=self.session_id,
            role=self.role,
            connection=self.connection,
            was_active=was_active,
        ):
            return
        session = self.db_fresh()
        # Words through the channel layer may get lost; rows do not.
        raise DomainError("superseded", 409, str(session.pk))

    def _note_breaches(self, actor: A) -> None:
        count, self.breaches = self.breaches, 0
        if count:
            services.note_breaches(
                session_id=self.session_id, actor=actor.actor, count=count
            )

    def db_goodbye(self, actor: A) -> None:
        self._note_breaches(actor)
        services.disconnect(
            session_id=self.session_id, actor=actor.actor, connection=self.connection
        )

    async def disconnect(self, code: int) -> None:
        await self._rise()
        await super().disconnect(code)

    async def refuse(self, code: int, reason: str) -> None:
        await self._rise()
        await super().refuse(code, reason)

    async def _rise(self) -> None:
        """Give the seat up: nothing comes in or goes out from here on."""
        self.resyncs.cancel()
        room, seat = self.room, self.seat
        self.room = self.seat = None
        if room is not None:
            if seat is not None:
                room.rise(seat)
                bus.detach(room, seat)
            rooms.leave(room)
