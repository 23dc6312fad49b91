"""Checks of what people type: telephone, postcode, birth date, card, bank account.

All raise Django's ValidationError with a sentence that says what to do.
"""

import datetime as dt
import re

from django.core.exceptions import ValidationError

POSTCODES = {
    "NO": (re.compile(r"\d{4}"), "four digits, as in 5003"),
    "SE": (re.compile(r"\d{3} ?\d{2}"), "five digits, as in 411 03"),
    "DK": (re.compile(r"\d{4}"), "four digits, as in 2100"),
    "FI": (re.compile(r"\d{5}"), "five digits, as in 00100"),
    "DE": (re.compile(r"\d{5}"), "five digits, as in 20095"),
    "NL": (
        re.compile(r"\d{4} ?[A-Za-z]{2}"),
        "four digits and two letters, as in 1012 AB",
    ),
    "GB": (re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}"), "as in EH1 1BB"),
}

# Length of an IBAN per country, from the register of ISO 13616.
IBAN_LENGTHS = {"NO": 15, "SE": 24, "DK": 18, "FI": 18, "DE": 22, "NL": 18, "GB": 22}

CARD_BRANDS = (
    ("Visa", re.compile(r"4\d{12}(\d{3})?(\d{3})?")),
    ("Mastercard", re.compile(r"(5[1-5]\d{2}|2[2-7]\d{2})\d{12}")),
    ("American Express", re.compile(r"3[47]\d{13}")),
)


def compact(text: str) -> str:
    """The text without the blanks and hyphens that cards are printed with."""
    return re.sub(r"[\s-]", "", text)


def check_phone(text: str) -> None:
    """An international or national number of 7 to 15 digits."""
    if (
        not re.fullmatch(r"\+?[\d\s()/-]{6,24}", text)
        or not 7 <= len(re.sub(r"\D", "", text)) <= 15
    ):
        raise ValidationError(
            "Enter a telephone number with 7 to 15 digits, as in +47 55 12 34 56."
        )


def check_postcode(text: str, country: str) -> None:
    """A postcode in the shape of its country."""
    shape = POSTCODES.get(country)
    if shape and not shape[0].fullmatch(text.strip()):
        raise ValidationError(f"This country's postcodes look different: {shape[1]}.")


def check_birth_date(born: dt.date, *, today: dt.date) -> None:
    """A day in the past of a person of 16 to 120 years."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if born > today:
        raise ValidationError("This day is in the future.")
    if years < 16:
        raise ValidationError("You must be 16 or older to order with us.")
    if years > 120:
        raise ValidationError("Check the year.")


def card_brand(text: str) -> str:
    """Brand of a card number whose check digit (Luhn) is right."""
    number = compact(text)
    brand = next((name for name, shape in CARD_BRANDS if shape.fullmatch(number)), None)
    if brand is None:
        raise ValidationError(
            "Enter the number of a Visa, Mastercard or American Express card."
        )
    digits = [int(d) for d in reversed(number)]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    if (sum(digits[::2]) + sum(doubled)) % 10:
        raise ValidationError("This card number has a typing mistake.")
    return brand


def check_expiry(text: str, *, today: dt.date) -> None:
    """Month and year (MM/YY) that are not over yet."""
    match = re.fullmatch(r"(0[1-9]|1[0-2])\s*/\s*(?:20)?(\d{2})", text.strip())
    if not match:
        raise ValidationError("Enter month and year as on the card, as in 04/29.")
    month, year = int(match[1]), 2000 + int(match[2])
    if (year, month) < (today.year, today.month):
        raise ValidationError("This card has expired.")


def check_iban(text: str) -> None:
    """An IBAN of a country we know, with the right length and check digits (mod 97)."""
    iban = compact(text).upper()
    length = IBAN_LENGTHS.get(iban[:2])
    if length is None or not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]+", iban):
        raise ValidationError("Enter an IBAN, as in DE89 3704 0044 0532 0130 00.")
    if len(iban) != length:
        raise ValidationError(f"An IBAN of this country has {length} characters.")
    moved = iban[4:] + iban[:4]
    if int("".join(str(int(c, 36)) for c in moved)) % 97 != 1:
        raise ValidationError("This IBAN has a typing mistake.")
