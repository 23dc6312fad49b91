"""Signing in and the customer's own pages."""

import pytest
from django.urls import reverse

from demo.shop.account import ADDRESSES_MAX, SESSION_KEY, read_account
from tests.demo.shopper import Shopper

PROFILE = {
    "first_name": "Maja",
    "last_name": "Lind",
    "email": "maya@example.com",
    "phone": "+47 55 12 34 56",
    "birth_date": "1988-06-14",
    "contact_by": "post",
    "activities": ["climbing", "fishing"],
    "about": "Left-handed",
}
ADDRESS = {
    "label": "Work",
    "name": "Maya Lindqvist",
    "street": "Bryggen 1",
    "postcode": "5003",
    "city": "Bergen",
    "country": "NO",
}


@pytest.mark.parametrize("page", ["account", "orders", "addresses", "password"])
def test_strangers_are_sent_to_sign_in(shopper: Shopper, page: str) -> None:
    address = reverse(f"shop:{page}")
    response = shopper.client.get(address)
    assert response["Location"].startswith(reverse("shop:sign-in"))
    assert shopper.send(page, **PROFILE).status_code in (302, 405)
    assert SESSION_KEY not in shopper.client.session


def test_a_customer_signs_in_and_out(shopper: Shopper) -> None:
    assert shopper.sign_in()["Location"] == reverse("shop:account")
    assert "Lindqvist" in shopper.get("account")
    shopper.send("sign-out")
    assert shopper.client.get(reverse("shop:account")).status_code == 302


def test_a_wrong_password_is_one_clear_error(shopper: Shopper) -> None:
    page = shopper.sign_in("guess").content.decode()
    assert "do not belong together" in page
    assert "guess" not in page


@pytest.mark.parametrize(
    "wish",
    ["https://evil.example/", "//evil.example/shop/", "/admin/", "x"],
)
def test_signing_in_never_leads_away_from_the_shop(shopper: Shopper, wish: str) -> None:
    fields = {"email": "maya@example.com", "password": "fjord-and-field"}
    response = shopper.send("sign-in", **fields, next=wish)
    assert response["Location"] == reverse("shop:account")


def test_the_profile_is_saved(shopper: Shopper) -> None:
    shopper.sign_in()
    assert shopper.send("account", **PROFILE).status_code == 302
    profile = read_account(shopper.client.session).profile
    assert (profile.first_name, profile.contact_by) == ("Maja", "post")
    assert profile.activities == ["climbing", "fishing"]
    assert "Left-handed" in shopper.get("account")


def test_a_bad_profile_is_not_saved(shopper: Shopper) -> None:
    shopper.sign_in()
    page = shopper.send("account", **{**PROFILE, "activities": ["flying"]})
    assert "Select a valid choice" in page.content.decode()
    assert read_account(shopper.client.session).profile.first_name == "Maya"


def test_addresses_come_change_and_go(shopper: Shopper) -> None:
    shopper.sign_in()
    shopper.send("addresses", **ADDRESS)
    shopper.send("address", 2, prefer="1")
    shopper.send("address", 0, **{**ADDRESS, "city": "Voss"})
    shopper.send("address", 1, delete="1")
    book = read_account(shopper.client.session).addresses
    assert [(a.label, a.city) for a in book] == [("Work", "Voss"), ("Cabin", "Finse")]


def test_the_address_book_has_an_end(shopper: Shopper) -> None:
    shopper.sign_in()
    for _ in range(ADDRESSES_MAX):
        shopper.send("addresses", **ADDRESS)
    assert len(read_account(shopper.client.session).addresses) == ADDRESSES_MAX
    assert shopper.send("address", 99, delete="1").status_code == 404


def test_an_address_needs_a_postcode_of_its_country(shopper: Shopper) -> None:
    shopper.sign_in()
    response = shopper.send("addresses", **{**ADDRESS, "country": "NL"})
    assert "four digits and two letters" in response.content.decode()


def test_orders_are_shown_and_foreign_ones_are_not(shopper: Shopper) -> None:
    shopper.sign_in()
    assert "FF-20418" in shopper.get("orders")
    assert "Storm shell jacket" in shopper.get("order", "FF-20418")
    foreign = reverse("shop:order", args=["FF-1"])
    assert shopper.client.get(foreign).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"current": "no", "new": "a" * 10, "again": "a" * 10}, "not your current"),
        ({"current": "fjord-and-field", "new": "a", "again": "a"}, "ten characters"),
        (
            {"current": "fjord-and-field", "new": "a" * 10, "again": "b" * 10},
            "The two new passwords differ",
        ),
    ],
)
def test_a_bad_password_change_is_refused(
    shopper: Shopper, fields: dict[str, str], message: str
) -> None:
    shopper.sign_in()
    page = shopper.send("password", **fields).content.decode()
    assert message in page
    assert f'value="{fields["new"]}"' not in page


def test_a_new_password_is_stored_as_a_hash_and_works(shopper: Shopper) -> None:
    shopper.sign_in()
    new = "a-much-longer-one"
    shopper.send("password", current="fjord-and-field", new=new, again=new)
    assert new not in shopper.session_text()
    shopper.send("sign-out")
    assert "do not belong together" in shopper.sign_in().content.decode()
    assert shopper.sign_in(new).status_code == 302


def test_an_account_of_another_shape_starts_afresh(shopper: Shopper) -> None:
    session = shopper.client.session
    session[SESSION_KEY] = {"signed_in": "perhaps", "profile": 7}
    session.save()
    assert not read_account(shopper.client.session).signed_in
    shopper.get("home")
