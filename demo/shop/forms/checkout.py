"""The checkout's steps."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from demo.shop.checkout import DELIVERY_METHODS, SLOTS, Delivery, Details
from demo.shop.forms import base
from demo.shop.validation import check_birth_date, check_phone, check_postcode

METHODS = [(key, name) for key, (name, _, _) in DELIVERY_METHODS.items()]


def delivery_days(today: dt.date | None = None) -> list[tuple[str, str]]:
    """The next six working days from tomorrow on."""
    day = today or timezone.localdate()
    days: list[tuple[str, str]] = []
    while len(days) < 6:
        day += dt.timedelta(days=1)
        if day.weekday() < 5:
            days.append((day.isoformat(), date_format(day, "l, j F")))
    return days


class DetailsForm(forms.Form):
    """Who buys, and where the parcel goes."""

    email = base.email()
    phone = base.phone()
    first_name = base.text("First name", autocomplete="given-name", max_length=60)
    last_name = base.text("Last name", autocomplete="family-name", max_length=60)
    birth_date = base.birth_date()
    street = base.text("Street and number", autocomplete="address-line1")
    extra = base.text("Flat, floor, c/o", autocomplete="address-line2", required=False)
    postcode = base.text("Postcode", autocomplete="postal-code", max_length=10)
    city = base.text("Town", autocomplete="address-level2", max_length=60)
    country = base.country()
    newsletter = base.tick("Send me the letter from the workshop, four times a year")

    def clean_phone(self) -> str:
        """A telephone number."""
        number = str(self.cleaned_data["phone"])
        check_phone(number)
        return number

    def clean_birth_date(self) -> dt.date:
        """A day of birth of someone who may order."""
        born = self.cleaned_data["birth_date"]
        assert isinstance(born, dt.date)
        check_birth_date(born, today=timezone.localdate())
        return born

    def clean_country(self) -> str:
        """The country; the postcode before it must look like one of its own."""
        country = str(self.cleaned_data["country"])
        postcode = self.cleaned_data.get("postcode")
        if postcode:
            try:
                check_postcode(str(postcode), country)
            except forms.ValidationError as error:
                self.add_error("postcode", error)
        return country

    def details(self) -> Details:
        """What the valid form says."""
        return Details(**self.cleaned_data)


class DeliveryForm(forms.Form):
    """How the parcel goes."""

    method = forms.ChoiceField(
        label="Method", choices=METHODS, initial="standard", widget=forms.RadioSelect
    )
    day = forms.ChoiceField(
        label="Day",
        choices=delivery_days,
        widget=forms.Select(base.attributes("select")),
    )
    slot = forms.ChoiceField(
        label="Time",
        choices=list(SLOTS.items()),
        widget=forms.Select(base.attributes("select")),
    )
    instructions = base.long_text(
        "Note for the driver",
        max_length=300,
        help_text="Where to leave the parcel, which bell to ring.",
    )
    gift = base.tick("This is a present: wrap it in paper")
    gift_message = base.long_text("Words on the card", max_length=200)

    def clean(self) -> dict[str, object]:
        """Words on a card need a present."""
        given = self.cleaned_data
        if given.get("gift_message") and not given.get("gift"):
            self.add_error("gift", "Tick this if a card shall come with it.")
        return given

    def delivery(self) -> Delivery:
        """What the valid form says."""
        return Delivery(**self.cleaned_data)


class ReviewForm(forms.Form):
    """The last word."""

    terms = base.tick(
        "I have read the terms of sale and the privacy notice",
        required=True,
        error="Please agree to the terms to place the order.",
    )
