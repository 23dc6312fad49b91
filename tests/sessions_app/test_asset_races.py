"""Many pages at once: a file is there once, and what is named is not forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from cobrowse.errors import DomainError
from sessions_app.media_types import MediaType, media_type
from sessions_app.models import Asset, CobrowseSession
from sessions_app.services import forget_old_assets, keep_asset, missing_assets
from tests.sessions_app.files import digest_of, png
from tests.sessions_app.places import make_chat_session, make_place

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6


def at_once(*calls: Callable[[], object]) -> list[object]:
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return call()
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def keeping(session: CobrowseSession, content: bytes) -> Callable[[], object]:
    kind = media_type("image/png")
    assert isinstance(kind, MediaType)
    return lambda: keep_asset(
        session=session, digest=digest_of(content), media_type=kind, content=content
    )


def test_the_same_file_from_many_at_once_is_there_once() -> None:
    session = make_chat_session(make_place())
    done = at_once(*[keeping(session, png()) for _ in range(THREADS)])
    assert done == [None] * THREADS
    assert bytes(Asset.objects.get().content) == png()


def test_the_quota_holds_however_many_come_at_once(
    settings: Settings,
) -> None:
    settings.COBROWSE_ASSET_MIB_PER_HOUR = 1
    session = make_chat_session(make_place())
    third = "x" * 400_000
    calls = [keeping(session, png(third + str(n))) for n in range(THREADS)]
    done = at_once(*calls)
    assert sorted(map(str, done)) == ["None"] * 2 + ["rate_limited"] * (THREADS - 2)
    assert Asset.objects.count() == 2


def test_what_is_said_to_be_there_is_not_forgotten_meanwhile() -> None:
    session = make_chat_session(make_place())
    keeping(session, png())()
    for _ in range(5):
        nearly = timezone.now() - timedelta(hours=24) + timedelta(seconds=2)
        Asset.objects.update(used_at=nearly)
        missing, _forgotten = at_once(
            lambda: missing_assets(session=session, digests=[digest_of(png())]),
            forget_old_assets,
        )
        assert missing == []
        assert Asset.objects.exists()
