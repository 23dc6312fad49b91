"""What apps further up want to know of sessions. They append at start."""

from collections.abc import Callable
from uuid import UUID

from sessions_app.models import CobrowseSession

# Called inside the transaction in which a session ends, after the row was changed.
on_session_ended: list[Callable[[CobrowseSession], None]] = []

# Called inside the transaction in which the addresses of pages have been taken out of
# these sessions and their events.
on_pages_erased: list[Callable[[list[UUID]], None]] = []
