"""Writing to the shop and sending goods back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from demo.shop.forms.help import PHOTO_BYTES_MAX
from tests.demo.shopper import Shopper

RETURN = {"number": "ff-20418", "email": "maya@example.com", "reason": "size"}


def photo(size: int = 10, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile("tent.png", b"x" * size, content_type=kind)


def test_a_message_is_taken(shopper: Shopper) -> None:
    response = shopper.send(
        "contact", name="C", email="c@example.com", topic="advice", message="Hello"
    )
    assert response["Location"] == reverse("shop:help")
    assert "We answer within one working day" in shopper.get("help")


def test_an_empty_message_is_not(shopper: Shopper) -> None:
    page = shopper.send("contact", topic="x", message="m" * 2001).content.decode()
    assert "Enter your name." in page
    assert "at most 2000 characters" in page


def test_a_return_is_taken_with_and_without_a_photograph(shopper: Shopper) -> None:
    assert shopper.send("returns", **RETURN).status_code == 302
    damaged = {**RETURN, "reason": "damaged", "photo": photo()}
    assert shopper.send("returns", **damaged).status_code == 302


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"number": "20418"}, "Order numbers look like"),
        ({"reason": "damaged"}, "Show us the damage"),
        ({"photo": photo(kind="text/html")}, "Send a JPEG"),
        ({"photo": photo(PHOTO_BYTES_MAX + 1)}, "larger than 900"),
        ({"photo": photo(0)}, "empty"),
        ({"reason": "boredom"}, "Select a valid choice"),
    ],
)
def test_a_bad_return_is_refused(
    shopper: Shopper, change: dict[str, object], message: str
) -> None:
    page = shopper.send("returns", **{**RETURN, **change}).content.decode()
    assert message in page
