"""What co-browse sessions write onto their interaction for reporting (spec AD).

Counts and sums come from the sessions' own rows each time: whatever is tried twice,
or settled late, comes out the same. Times and durations are in milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from cobrowse.actors import SYSTEM
from cobrowse.errors import DomainError
from interactions.lifecycle import Media
from interactions.models import Customer, Interaction
from interactions.selectors import answered_call_of, live_chat_of
from interactions.services import attach_data
from interactions.services.attached import AttachedValue
from sessions_app.models import CobrowseSession

AGENT_BUSY = "agent_busy"


def write_join(session: CobrowseSession) -> None:
    """An agent is in: Yes, until the exit; counted, and named by its history id."""
    assert session.interaction is not None
    attach_data(
        interaction=session.interaction,
        actor=SYSTEM,
        data={
            "CoBrowseAssociated": "Yes",
            **_sums(session.interaction),
            "CoBrowseSessionId": str(session.pk),
            "IsCoBrowseDenied": str(
                session.interaction.attached_data.get("IsCoBrowseDenied", "No")
            ),
        },
    )


def write_exit(session: CobrowseSession) -> None:
    """The agent is out, whoever ended it. A session that nobody joined says nothing."""
    if session.interaction is None or session.activated_at is None:
        return
    attach_data(
        interaction=session.interaction,
        actor=SYSTEM,
        data={"CoBrowseAssociated": "No", **_sums(session.interaction)},
    )


def write_denied(session: CobrowseSession) -> None:
    """The customer said no to a request for Write Mode; that stays said."""
    assert session.interaction is not None
    _deny(session.interaction)


@contextmanager
def refusals_noted(customer: Customer, media: Media) -> Iterator[None]:
    """A customer whose co-browse could not begin, because the agent was in another one,
    was denied it. Noted after the transaction inside has been rolled back."""
    try:
        yield
    except DomainError as error:
        if error.code == AGENT_BUSY:
            of = live_chat_of if media is Media.CHAT else answered_call_of
            interaction = of(customer)
            if interaction is not None:
                _deny(interaction)
        raise


def _deny(interaction: Interaction) -> None:
    attach_data(interaction=interaction, actor=SYSTEM, data={"IsCoBrowseDenied": "Yes"})


def _sums(interaction: Interaction) -> dict[str, AttachedValue]:
    """How many sessions an agent joined, when the first began, how long they lasted."""
    spans = list(
        CobrowseSession.objects.filter(
            interaction=interaction, activated_at__isnull=False
        )
        .order_by("activated_at")
        .values_list("activated_at", "ended_at")
    )
    starts = [_milliseconds(start) for start, _ in spans if start is not None]
    return {
        "CoBrowseSessionsQuantity": len(spans),
        "CoBrowseStartTime": starts[0],
        "CoBrowseDuration": sum(
            _milliseconds(end) - _milliseconds(start)
            for start, end in spans
            if start is not None and end is not None
        ),
    }


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
