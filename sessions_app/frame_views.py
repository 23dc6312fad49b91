"""Frames of other origins that join a shared page (docs/protocol.md, P-72 to P-75)."""

from typing import Annotated, Final, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import StringConstraints, ValidationError

from cobrowse.bodies import read_body
from cobrowse.origins import MAX_ORIGIN_CHARS, Origin, parse_origin
from cobrowse.protocol import WireModel
from cobrowse.quotas import take_quota
from cobrowse.wire import bad_message, parse_object
from interactions.models import Customer, Site
from interactions.views.cross_origin import for_the_customer, for_the_site
from sessions_app.selectors import pinned_of, rules_for
from sessions_app.services.frame_tickets import (
    TICKET_SECONDS,
    issue_frame_ticket,
    redeem_frame_ticket,
)

BODY_BYTES: Final = 1_024
TICKET_CHARS: Final = 128
# Of one network address, customers behind it together.
REDEEMED_PER_MINUTE: Final = 240

Body = TypeVar("Body", bound=WireModel)


class TicketQuestion(WireModel):
    """The origin of the frame's document, as the browser says it."""

    origin: Annotated[str, StringConstraints(max_length=MAX_ORIGIN_CHARS)]


class TicketBack(WireModel):
    ticket: Annotated[str, StringConstraints(min_length=1, max_length=TICKET_CHARS)]


@for_the_customer(methods=("POST",), headers=("authorization", "content-type"))
def ticket(request: HttpRequest, customer: Customer) -> HttpResponse:
    """`{origin}` → `{ticket, proof, expires_in_seconds}`, asked by the shared page."""
    question = _read(request, TicketQuestion)
    child = parse_origin(question.origin)
    if child is None:
        raise bad_message("This is no origin.")
    made = issue_frame_ticket(customer=customer, parent=_origin(request), child=child)
    return JsonResponse(
        {
            "ticket": made.ticket,
            "proof": made.proof,
            "expires_in_seconds": TICKET_SECONDS,
        }
    )


@for_the_site(methods=("POST",), headers=("content-type",))
def join(request: HttpRequest, site: Site) -> HttpResponse:
    """`{ticket}` → whose page is around the frame that asks, and what holds in it.

    The frame's own address stays where it is: every rule that protects counts.
    """
    take_quota(
        "frames.join",
        str(request.META.get("REMOTE_ADDR", "")),
        limit=REDEEMED_PER_MINUTE,
        window_seconds=60,
    )
    back = _read(request, TicketBack)
    admitted = redeem_frame_ticket(
        site=site, child=_origin(request), ticket=back.ticket
    )
    pinned = pinned_of(admitted.session)
    rules = rules_for(admitted.session, "")
    return JsonResponse(
        {
            "parent_origin": admitted.parent_origin,
            "proof": admitted.proof,
            "rules": [rule.model_dump(mode="json") for rule in rules],
            "mask_all": pinned["mask_all"],
            "mask_title": pinned["mask_title"],
            "private_paths": pinned.get("private_paths", []),
        }
    )


def _origin(request: HttpRequest) -> Origin:
    """The one that the decorators have let in."""
    origin = parse_origin(request.headers.get("Origin", ""))
    assert origin is not None
    return origin


def _read(request: HttpRequest, model: type[Body]) -> Body:
    body = read_body(request, limit=BODY_BYTES)
    try:
        return model.model_validate(parse_object(body.decode()))
    except (UnicodeDecodeError, ValidationError):
        raise bad_message("This is not what is asked here.") from None
