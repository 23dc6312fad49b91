"""The checkout: order of the steps, what the forms say, what is never kept."""

import datetime as dt

import pytest
from django.urls import reverse

from demo.shop.forms.checkout import delivery_days
from tests.demo.shopper import CARD, DETAILS, Shopper


def test_from_basket_to_order(shopper: Shopper) -> None:
    shopper.reach("review")
    page = shopper.get("checkout-review")
    for text in ("Carla Dahl", "5013 Bergen, Norway", "Visa ending in 4242"):
        assert text in page
    response = shopper.send("checkout-review", terms="on")
    assert response.status_code == 302
    done = shopper.client.get(response["Location"]).content.decode()
    assert "Thank you!" in done
    assert "Termo flask" in done
    assert "Nothing in it yet" in shopper.get("basket")


def test_an_empty_basket_has_no_checkout(shopper: Shopper) -> None:
    for step in ("details", "delivery", "payment", "review"):
        response = shopper.client.get(reverse(f"shop:checkout-{step}"))
        assert response["Location"] == reverse("shop:basket")


def test_no_step_can_be_jumped_over(shopper: Shopper) -> None:
    shopper.reach("details")
    response = shopper.send("checkout-review", terms="on")
    assert response["Location"] == reverse("shop:checkout-details")
    shopper.reach("delivery")
    too_soon = shopper.client.get(reverse("shop:checkout-payment"))
    assert too_soon["Location"] == reverse("shop:checkout-delivery")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", "", "Enter your e-mail."),
        ("email", "carla", "Enter an e-mail address"),
        ("phone", "12", "7 to 15 digits"),
        ("phone", "+47 call me", "7 to 15 digits"),
        ("first_name", "", "Enter your first name."),
        ("first_name", "x" * 61, "at most 60 characters"),
        ("birth_date", "2999-01-01", "in the future"),
        ("birth_date", "1850-01-01", "Check the year"),
        ("birth_date", "31.02.1990", "Enter a day that exists"),
        ("postcode", "50131", "four digits"),
        ("country", "XX", "Select a valid choice"),
        ("city", "", "Enter your town."),
    ],
)
def test_details_are_checked(
    shopper: Shopper, field: str, value: str, message: str
) -> None:
    shopper.reach("details")
    response = shopper.send("checkout-details", **{**DETAILS, field: value})
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page
    assert "Please look at this form again" in page


def test_a_child_may_not_order(shopper: Shopper) -> None:
    shopper.reach("details")
    young = (dt.date.today() - dt.timedelta(days=365 * 15)).isoformat()
    response = shopper.send("checkout-details", **{**DETAILS, "birth_date": young})
    assert "16 or older" in response.content.decode()


def test_delivery_days_are_working_days_to_come() -> None:
    friday = dt.date(2026, 11, 20)
    days = [dt.date.fromisoformat(value) for value, _ in delivery_days(friday)]
    assert days[0] == dt.date(2026, 11, 23)
    assert all(day.weekday() < 5 for day in days)


def test_a_card_needs_a_present(shopper: Shopper) -> None:
    shopper.reach("delivery")
    response = shopper.send("checkout-delivery", method="pickup", gift_message="Hi")
    assert "Tick this if a card shall come" in response.content.decode()


def test_delivery_must_be_one_of_ours(shopper: Shopper) -> None:
    shopper.reach("delivery")
    response = shopper.send("checkout-delivery", method="drone", day="never", slot="x")
    assert response.content.decode().count("Select a valid choice") == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cc_number": ""}, "Enter the card number."),
        ({"cc_number": "4242 4242 4242 4241"}, "typing mistake"),
        ({"cc_number": "1234"}, "Enter the number of a Visa"),
        ({"cc_exp": "13/30"}, "Enter month and year"),
        ({"cc_exp": "01/20"}, "This card has expired."),
        ({"cc_csc": "12"}, "three or four digits"),
        ({"method": "cash"}, "Select a valid choice"),
        ({"method": "iban"}, "Enter your IBAN."),
        ({"method": "iban", "iban": "DE89 3704 0044 0532 0130 01"}, "typing mistake"),
        ({"method": "iban", "iban": "DE89 3704"}, "has 22 characters"),
        ({"method": "iban", "iban": "XX00 1"}, "Enter an IBAN"),
    ],
)
def test_payment_is_checked(
    shopper: Shopper, change: dict[str, str], message: str
) -> None:
    shopper.reach("payment")
    response = shopper.send("checkout-payment", **{**CARD, "holder": "C", **change})
    assert response.status_code == 200
    assert message in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "secret", "summary"),
    [
        (CARD, "4242424242424242", "Visa ending in 4242"),
        (
            {"method": "iban", "holder": "C", "iban": "DE89370400440532013000"},
            "DE89370400440532013000",
            "account ending in 3000",
        ),
        ({"method": "invoice"}, "never-typed", "payable within 14 days"),
    ],
)
def test_no_number_is_kept_or_shown_again(
    shopper: Shopper, fields: dict[str, str], secret: str, summary: str
) -> None:
    shopper.reach("payment")
    assert shopper.send("checkout-payment", **fields).status_code == 302
    kept = shopper.session_text()
    assert secret not in kept.replace(" ", "")
    assert summary in kept
    page = shopper.get("checkout-payment")
    assert f'value="{secret}' not in page.replace(" ", "")


def test_a_refused_payment_form_does_not_repeat_the_numbers(shopper: Shopper) -> None:
    shopper.reach("payment")
    wrong = {**CARD, "cc_exp": "01/20"}
    page = shopper.send("checkout-payment", **wrong).content.decode()
    assert 'value="4242 4242 4242 4242"' not in page
    assert 'value="321"' not in page


def test_the_terms_must_be_agreed_to(shopper: Shopper) -> None:
    shopper.reach("review")
    page = shopper.send("checkout-review").content.decode()
    assert "Please agree to the terms" in page


def test_nobody_else_sees_the_order(shopper: Shopper) -> None:
    shopper.reach("review")
    address = shopper.send("checkout-review", terms="on")["Location"]
    assert Shopper().client.get(address).status_code == 404


def test_card_fields_carry_what_the_masking_floor_looks_for(shopper: Shopper) -> None:
    shopper.reach("payment")
    page = shopper.get("checkout-payment")
    for token in ("cc-number", "cc-exp", "cc-csc", "cc-name"):
        assert f'autocomplete="{token}"' in page
    assert 'data-cobrowse="mask"' in page


def test_a_signed_in_customer_finds_the_details_filled_in(shopper: Shopper) -> None:
    shopper.sign_in()
    shopper.reach("details")
    page = shopper.get("checkout-details")
    assert 'value="maya@example.com"' in page
    assert 'value="Strandgaten 12"' in page
