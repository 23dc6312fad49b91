"""Frames of other origins join the shared page around them: both prove who they are.

The page asks for a ticket that is good for one frame's origin; a document of that
origin gives it back and hears around which origin's page it is, and which rules hold.
"""

from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from django.core.cache import cache

from cobrowse.errors import DomainError
from cobrowse.origins import Origin
from cobrowse.quotas import take_quota
from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer, Site
from interactions.selectors import may_embed
from sessions_app.errors import refusal
from sessions_app.lifecycle import NOT_ACTIVE, SHARING_PAUSED, State
from sessions_app.models import CobrowseSession
from sessions_app.selectors import live_session_of_customer, session_by_id
from sessions_app.services.end import settle

TICKET_SECONDS: Final = 30
TICKETS_PER_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class FrameTicket:
    """What the page gets: the ticket for the frame, and what the frame will answer."""

    ticket: str
    proof: str


@dataclass(frozen=True, slots=True)
class FrameAdmission:
    """What the ticket was for."""

    session: CobrowseSession
    parent_origin: str
    proof: str


@dataclass(frozen=True, slots=True)
class _Bound:
    session: UUID
    site: int
    parent_origin: str
    child_origin: str
    proof: str


def issue_frame_ticket(
    *, customer: Customer, parent: Origin, child: Origin
) -> FrameTicket:
    """A ticket for one document of `child` inside the customer's page at `parent`.

    Good once, for TICKET_SECONDS. Errors: session_ended (409), not_active,
    sharing_paused, origin_not_allowed (403: the site has no such origin), rate_limited.
    """
    session = live_session_of_customer(customer)
    if session is not None:
        settle(session_id=session.pk)
        session = live_session_of_customer(customer)
    if session is None:
        raise DomainError("session_ended", 409, "There is no session to join.")
    _refuse_unless_shared(session)
    take_quota(
        "frames.ticket", session.pk.hex, limit=TICKETS_PER_MINUTE, window_seconds=60
    )
    if not may_embed(session.site, child):
        raise DomainError("origin_not_allowed", 403, "Not a frame of this site.")
    made = FrameTicket(ticket=new_token(), proof=new_token())
    bound = _Bound(
        session=session.pk,
        site=session.site_id,
        parent_origin=str(parent),
        child_origin=str(child),
        proof=made.proof,
    )
    cache.set(_key(made.ticket), asdict(bound), timeout=TICKET_SECONDS)
    return made


def redeem_frame_ticket(*, site: Site, child: Origin, ticket: str) -> FrameAdmission:
    """Uses the ticket up, also where it is refused.

    Errors: bad_ticket (403) for one that is unknown, used, too old, another origin's or
    another site's alike; session_ended (409), not_active, sharing_paused.
    """
    key = _key(ticket)
    found = cache.get(key)
    # Of those who come at the same time one deletes it.
    if found is None or not cache.delete(key):
        raise bad_ticket()
    bound = _Bound(**found)
    if bound.child_origin != str(child) or bound.site != site.pk:
        raise bad_ticket()
    settle(session_id=bound.session)
    session = session_by_id(bound.session)
    if session is None or session.state == State.ENDED:
        raise DomainError("session_ended", 409, "The session is over.")
    _refuse_unless_shared(session)
    return FrameAdmission(session, bound.parent_origin, bound.proof)


def bad_ticket() -> DomainError:
    return DomainError("bad_ticket", 403, "This ticket is not good here.")


def _refuse_unless_shared(session: CobrowseSession) -> None:
    if session.state != State.ACTIVE:
        raise refusal(NOT_ACTIVE)
    if session.paused:
        raise refusal(SHARING_PAUSED)


def _key(ticket: str) -> str:
    return f"frame.ticket.{hash_token(ticket)}"
