"""What apps further up want to know of sessions. They append at start."""

from collections.abc import Callable

from sessions_app.models import CobrowseSession

# Called inside the transaction in which a session ends, after the row was changed.
on_session_ended: list[Callable[[CobrowseSession], None]] = []
