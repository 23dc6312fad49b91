"""What a customer's widget asks for over HTTP, from its own page's origin."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from cobrowse.errors import DomainError
from cobrowse.quotas import take_quota
from cobrowse.wire import bad_message, parse_object
from interactions.models import Site
from interactions.protocol.reads import TranscriptRequest
from interactions.selectors.transcripts import chat_of_customer
from interactions.transcript_text import file_name, transcript_text
from interactions.views.cross_origin import customer_of, for_the_site

BODY_BYTES = 1_024
# Of one network address, customers behind it together.
ASKED_PER_MINUTE = 120


@for_the_site(methods=("POST",), headers=("authorization", "content-type"))
def download_transcript(request: HttpRequest, site: Site) -> HttpResponse:
    """The customer's own chat as plain text; the token stands in a header only."""
    take_quota(
        "transcript.asked",
        str(request.META.get("REMOTE_ADDR", "")),
        limit=ASKED_PER_MINUTE,
        window_seconds=60,
    )
    customer = customer_of(request, site)
    take_quota(
        "transcript.customer",
        customer.pk.hex,
        limit=settings.COBROWSE_DOWNLOADS_PER_MINUTE,
        window_seconds=60,
    )
    wanted = _wanted(request)
    chat = chat_of_customer(customer, wanted.interaction)
    text = transcript_text(chat, zone=_zone(wanted.time_zone))
    response = HttpResponse(text, "text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(chat)}"'
    return response


def _wanted(request: HttpRequest) -> TranscriptRequest:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > BODY_BYTES or len(body := request.body) > BODY_BYTES:
        raise DomainError("body_too_large", 413, limit=BODY_BYTES)
    try:
        return TranscriptRequest.model_validate(parse_object(body.decode()))
    except (UnicodeDecodeError, ValidationError):
        raise bad_message("This names no chat.") from None


def _zone(name: str) -> ZoneInfo:
    """Browsers know zones that this server does not: then UTC, and the text says so."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
