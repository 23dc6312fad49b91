"""Pictures and fonts: the customer's page brings them, the agent's viewer shows them.

What comes is checked before it is read, and bounded while it is.
"""

import re
from datetime import timedelta
from typing import Annotated, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from pydantic import Field, StringConstraints, ValidationError

from agents.selectors import agent_for_user
from cobrowse.bodies import read_body
from cobrowse.errors import DomainError, not_found
from cobrowse.protocol import WireModel
from cobrowse.wire import bad_message, parse_object
from interactions.models import Customer
from interactions.views.answers import refusal
from interactions.views.cross_origin import for_the_customer
from sessions_app.media_types import media_type
from sessions_app.mirror_health import count_asset
from sessions_app.models import Asset
from sessions_app.models.assets import DIGEST_CHARS, DIGEST_PATTERN
from sessions_app.selectors import asset_for_agent
from sessions_app.services.assets import (
    bad_digest,
    count_asset_request,
    keep_asset,
    missing_assets,
    session_bringing,
    unsupported_type,
)

MAX_DIGESTS: Final = 200
QUESTION_BYTES: Final = 16_384
_DIGEST: Final = re.compile(DIGEST_PATTERN)
# Whoever opens one by itself gets a document that can do and fetch nothing.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

Digest = Annotated[str, StringConstraints(max_length=DIGEST_CHARS)]


class MissingQuestion(WireModel):
    """Files that a page names."""

    digests: list[Digest] = Field(max_length=MAX_DIGESTS)


@for_the_customer(methods=("POST",), headers=("authorization", "content-type"))
def missing(request: HttpRequest, customer: Customer) -> HttpResponse:
    """`{digests}` → `{missing}`: those that have to be brought."""
    session = session_bringing(customer)
    body = read_body(request, limit=QUESTION_BYTES)
    try:
        question = MissingQuestion.model_validate(parse_object(body.decode()))
    except (UnicodeDecodeError, ValidationError):
        raise bad_message("This names no files.") from None
    digests = [_digest(text) for text in question.digests]
    return JsonResponse({"missing": missing_assets(session=session, digests=digests)})


@for_the_customer(methods=("PUT",), headers=("authorization", "content-type"))
def bring(request: HttpRequest, customer: Customer, digest: str) -> HttpResponse:
    """The bytes of one file; 204 once it is kept."""
    try:
        _keep(request, customer, digest)
    except DomainError as error:
        count_asset(error.code)
        raise
    count_asset("kept")
    return HttpResponse(status=204)


def _keep(request: HttpRequest, customer: Customer, digest: str) -> None:
    session = session_bringing(customer)
    count_asset_request(session=session, name="assets.brought")
    digest = _digest(digest)
    declared = media_type(request.headers.get("Content-Type", ""))
    if declared is None:
        raise unsupported_type()
    content = read_body(request, limit=declared.most_bytes)
    keep_asset(session=session, digest=digest, media_type=declared, content=content)


def _digest(text: str) -> str:
    if not _DIGEST.match(text):
        raise bad_digest()
    return text


@require_safe
def show(request: HttpRequest, site_key: str, digest: str) -> HttpResponse:
    """One file, for agents of the site; for everybody else there is none."""
    agent = agent_for_user(request.user)
    asset = None
    if agent is not None and _DIGEST.match(digest):
        asset = asset_for_agent(agent, site_key=site_key, digest=digest)
    if asset is None:
        response: HttpResponse = refusal(not_found())
        response["Cache-Control"] = "no-store"
        return response
    response = HttpResponse(asset.content, content_type=asset.media_type)
    response["Cache-Control"] = f"private, max-age={_seconds_left(asset)}, immutable"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY"
    return response


def _seconds_left(asset: Asset) -> int:
    """The agent's browser keeps it no longer than we do."""
    ends = asset.used_at + timedelta(hours=settings.COBROWSE_ASSET_HOURS)
    return max(0, int((ends - timezone.now()).total_seconds()))
