"""What somebody who bends the widget sends: none of it is kept, each has its answer."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.test.client import FakePayload

from interactions.models import SiteOrigin
from sessions_app import media_types
from sessions_app.models import Asset
from tests.sessions_app.files import FILES, PAGE, Browser, digest_of, png
from tests.sessions_app.places import make_chat_session, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Browser:
    place = make_place()
    SiteOrigin.objects.create(site=place.site, origin=PAGE)
    return Browser(make_chat_session(place))


@pytest.fixture(autouse=True)
def _nothing_is_kept(db: None) -> object:
    yield
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    "digest",
    [
        digest_of(b"something else"),
        digest_of(png()).upper(),
        digest_of(png())[:-1],
        digest_of(png()) + "0",
        digest_of(png()) + "%0A",
        "g" * 64,
        "٣" * 64,
        "..",
        ".%2e",
        "%00",
        "missing.png",
        "x" * 5_000,
    ],
)
def test_a_digest_that_is_not_that_of_the_bytes(browser: Browser, digest: str) -> None:
    answer = browser.bring(png(), digest=digest)
    assert (answer.status_code, answer.json()["error"]) == (422, "bad_digest")


@pytest.mark.parametrize("path", ["../../login/", "a/b", "%2e%2e%2fetc", ""])
def test_a_path_in_place_of_a_digest_leads_nowhere(browser: Browser, path: str) -> None:
    assert browser.bring(png(), digest=path).status_code in {404, 403}


@pytest.mark.parametrize(
    "declared",
    [
        "",
        "text/html",
        "text/css",
        "text/javascript",
        "application/octet-stream",
        "application/pdf",
        "image/png, text/html",
        "image/*",
        "*/*",
        "image/tiff",
        "image/svg",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
    ],
)
def test_a_type_that_is_not_taken(browser: Browser, declared: str) -> None:
    answer = browser.bring(png(), declared)
    assert (answer.status_code, answer.json()["error"]) == (415, "unsupported_type")


@pytest.mark.parametrize("declared", ["image/png", "image/svg+xml", "font/woff2"])
def test_bytes_that_are_something_else(browser: Browser, declared: str) -> None:
    """Which ones: tests/sessions_app/test_media_types.py."""
    for content in (b"", b"<!doctype html><script>alert(1)</script>"):
        answer = browser.bring(content, declared)
        refusal = (answer.status_code, answer.json()["error"])
        assert refusal == (415, "unsupported_type")


@pytest.mark.parametrize(
    ("declared", "limit"),
    [
        ("image/png", media_types.PICTURE_BYTES),
        ("font/woff2", media_types.FONT_BYTES),
    ],
)
def test_more_than_the_limit_of_its_type(
    browser: Browser, declared: str, limit: int
) -> None:
    answer = browser.bring(FILES[declared] + b"x" * limit, declared)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert answer.json()["limit"] == limit


class Tap(BytesIO):
    """A body that never ends, and notes how much of it was taken."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 < size < 1_000_000, "nobody asks for all of it"
        self.taken += size
        return b"\x89PNG\r\n\x1a\n".ljust(size, b"x")


def test_a_claim_that_is_too_large_is_not_read(browser: Browser) -> None:
    tap = Tap()
    answer = put(browser, tap, claimed=media_types.PICTURE_BYTES + 1)
    assert answer == (413, "too_large")
    assert tap.taken == 0


def put(browser: Browser, body: object, *, claimed: int) -> tuple[int, str]:
    sent: dict[str, Any] = {
        "wsgi.input": body,
        "CONTENT_LENGTH": str(claimed),
        "CONTENT_TYPE": "image/png",
    }
    answer = Client().generic(
        "PUT",
        f"/widget/assets/{digest_of(png())}",
        headers={"origin": PAGE, "authorization": f"Bearer {browser.token}"},
        **sent,
    )
    return answer.status_code, answer.json()["error"]


def test_what_was_not_claimed_is_not_taken(browser: Browser) -> None:
    """No more than the claim is read, and that is not the file."""
    body = FakePayload(png("longer than it says"))
    assert put(browser, body, claimed=20) == (422, "bad_digest")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", (400, "bad_message")),
        ("[]", (400, "bad_message")),
        ("{}", (400, "bad_message")),
        ('{"digests": null}', (400, "bad_message")),
        ('{"digests": "aa"}', (400, "bad_message")),
        ('{"digests": [1]}', (400, "bad_message")),
        ('{"digests": [], "site": "bank"}', (400, "bad_message")),
        (json.dumps({"digests": ["0" * 65]}), (400, "bad_message")),
        (json.dumps({"digests": ["0" * 64] * 201}), (400, "bad_message")),
        ('{"digests": [NaN]}', (400, "bad_message")),
        ("[" * 5_000, (400, "bad_message")),
        (b"\xff\xfe", (400, "bad_message")),
        ('{"digests": ["0"]}', (422, "bad_digest")),
        (json.dumps({"digests": ["A" * 64]}), (422, "bad_digest")),
        (json.dumps({"digests": ["0" * 63 + "\n"]}), (422, "bad_digest")),
        (" " * 16_385, (413, "too_large")),
    ],
)
def test_a_question_that_is_none(
    browser: Browser, text: str | bytes, refusal: tuple[int, str]
) -> None:
    answer = browser.say(text)
    assert (answer.status_code, answer.json()["error"]) == refusal


def test_two_hundred_may_be_asked_for_at_once(browser: Browser) -> None:
    digests = [f"{number:064x}" for number in range(200)]
    assert browser.ask(digests).json() == {"missing": digests}
