"""What a co-browse session writes onto its interaction for reporting (spec AD)."""

from datetime import datetime

from cobrowse.actors import SYSTEM
from interactions.services import attach_data
from sessions_app.models import CobrowseSession


def write_join(session: CobrowseSession) -> None:
    """An agent is in: counted, and named by its history id."""
    assert session.interaction is not None
    assert session.activated_at is not None
    known = session.interaction.attached_data
    attach_data(
        interaction=session.interaction,
        actor=SYSTEM,
        data={
            "CoBrowseAssociated": "Yes",
            "CoBrowseSessionsQuantity": _number(known, "CoBrowseSessionsQuantity") + 1,
            "CoBrowseSessionId": str(session.pk),
            "CoBrowseStartTime": _number(known, "CoBrowseStartTime")
            or _milliseconds(session.activated_at),
            "CoBrowseDuration": _number(known, "CoBrowseDuration"),
            "IsCoBrowseDenied": str(known.get("IsCoBrowseDenied", "No")),
        },
    )


def write_exit(session: CobrowseSession) -> None:
    """The agent is out; durations add up, in milliseconds."""
    if session.interaction is None or session.activated_at is None:
        return
    assert session.ended_at is not None
    known = session.interaction.attached_data
    lasted = _milliseconds(session.ended_at) - _milliseconds(session.activated_at)
    attach_data(
        interaction=session.interaction,
        actor=SYSTEM,
        data={
            "CoBrowseAssociated": "No",
            "CoBrowseDuration": _number(known, "CoBrowseDuration") + lasted,
        },
    )


def write_denied(session: CobrowseSession) -> None:
    """The customer declined a request for Write Mode at least once."""
    assert session.interaction is not None
    attach_data(
        interaction=session.interaction,
        actor=SYSTEM,
        data={"IsCoBrowseDenied": "Yes"},
    )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _number(known: dict[str, object], key: str) -> int:
    value = known.get(key, 0)
    return value if isinstance(value, int) else 0
