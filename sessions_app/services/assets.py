"""Pictures and fonts that customers' pages bring: which are missing, keep, forget."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cobrowse.errors import DomainError
from cobrowse.quotas import take_quota
from interactions.models import Customer
from sessions_app.errors import refusal
from sessions_app.lifecycle import NOT_ACTIVE, State
from sessions_app.media_types import MIB, MediaType
from sessions_app.models import Asset, CobrowseSession
from sessions_app.selectors import (
    kept_assets,
    kept_assets_since,
    live_session_of_customer,
)
from sessions_app.services.end import settle

WINDOW_SECONDS = 3_600
FORGOTTEN_AT_ONCE = 200
# An asset that is named again is noted as used no oftener than this part of its time.
_NOTED_AFTER = 1 / 24


def session_bringing(customer: Customer) -> CobrowseSession:
    """The session that this customer's page brings its files to: one that an agent has
    joined, so that nobody can fill the database by himself.

    Errors: session_ended (409), not_active.
    """
    session = live_session_of_customer(customer)
    if session is not None:
        settle(session_id=session.pk)
        session = live_session_of_customer(customer)
    if session is None:
        raise DomainError("session_ended", 409, "There is no session to bring it to.")
    if session.state != State.ACTIVE:
        raise refusal(NOT_ACTIVE)
    return session


def count_asset_request(*, session: CobrowseSession, name: str) -> None:
    """Errors: rate_limited."""
    take_quota(
        name,
        session.pk.hex,
        limit=settings.COBROWSE_ASSETS_PER_HOUR,
        window_seconds=WINDOW_SECONDS,
    )


def missing_assets(*, session: CobrowseSession, digests: Iterable[str]) -> list[str]:
    """Those that the site does not have, in their order, each once; the others are kept
    as long as if they had come now. Errors: rate_limited."""
    count_asset_request(session=session, name="assets.asked")
    wanted = list(dict.fromkeys(digests))
    now = timezone.now()
    named = kept_assets().filter(site=session.site, digest__in=wanted)
    span = timedelta(hours=settings.COBROWSE_ASSET_HOURS) * _NOTED_AFTER
    named.filter(used_at__lt=now - span).update(used_at=now)
    there = set(named.values_list("digest", flat=True))
    return [digest for digest in wanted if digest not in there]


def keep_asset(
    *, session: CobrowseSession, digest: str, media_type: MediaType, content: bytes
) -> None:
    """The file is there afterwards, for the whole site. Twice is once.

    Errors: rate_limited (bytes in an hour), unsupported_type (the bytes are something
    else), bad_digest (they are others). Then nothing is kept.
    """
    take_quota(
        "assets.bytes",
        session.pk.hex,
        limit=settings.COBROWSE_ASSET_MIB_PER_HOUR * MIB,
        window_seconds=WINDOW_SECONDS,
        cost=len(content),
    )
    if hashlib.sha256(content).hexdigest() != digest:
        raise bad_digest()
    if not media_type.fits(content):
        raise unsupported_type()
    asset = Asset(
        site=session.site,
        session=session,
        digest=digest,
        media_type=media_type.name,
        size_bytes=len(content),
        content=content,
    )
    with transaction.atomic():
        there = Asset.objects.filter(site=session.site, digest=digest)
        if not there.update(used_at=asset.used_at):
            # Whoever brings the same at the same time brings the same.
            Asset.objects.bulk_create([asset], ignore_conflicts=True)


def forget_old_assets() -> int:
    """Those that no page has named for COBROWSE_ASSET_HOURS; how many."""
    forgotten = 0
    old = Asset.objects.filter(used_at__lt=kept_assets_since())
    while keys := list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        # One that was named in between stays.
        forgotten += old.filter(pk__in=keys).delete()[0]
    return forgotten


def bad_digest() -> DomainError:
    return DomainError("bad_digest", 422, "This is not the SHA-256 of these bytes.")


def unsupported_type() -> DomainError:
    return DomainError("unsupported_type", 415, "Only pictures and fonts are taken.")
