"""Between web processes: one Redis inbox per process."""

from sessions_app.relay import Room, Seat


async def attach(room: Room, seat: Seat) -> None:
    """The seat is taken in this process."""


async def detach(room: Room, seat: Seat) -> None:
    """The seat is given up."""
