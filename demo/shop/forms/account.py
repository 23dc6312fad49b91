"""Signing in, and what a customer may change."""

import datetime as dt

from django import forms
from django.utils import timezone

from demo.shop.account import Account, Address, Profile, password_fits
from demo.shop.forms import base
from demo.shop.validation import check_birth_date, check_phone, check_postcode

ACTIVITIES = (
    ("hiking", "Hiking"),
    ("skiing", "Skiing"),
    ("climbing", "Climbing"),
    ("paddling", "Paddling"),
    ("cycling", "Cycling"),
    ("fishing", "Fishing"),
)
CONTACTS = (("email", "E-mail"), ("phone", "Phone"), ("post", "Letter"))
PASSWORD_MAX = 128


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return base.text(
        label,
        autocomplete=autocomplete,
        max_length=PASSWORD_MAX,
        help_text=help_text,
        widget=forms.PasswordInput,
    )


class SignInForm(forms.Form):
    """E-mail and password."""

    email = base.email()
    password = _password("Password", "current-password")


class ProfileForm(forms.Form):
    """Who the customer is."""

    first_name = base.text("First name", autocomplete="given-name", max_length=60)
    last_name = base.text("Last name", autocomplete="family-name", max_length=60)
    email = base.email()
    phone = base.phone()
    birth_date = base.birth_date()
    contact_by = forms.ChoiceField(
        label="How shall we write to you?", choices=CONTACTS, widget=forms.RadioSelect
    )
    activities = forms.MultipleChoiceField(
        label="What takes you outside?",
        required=False,
        choices=ACTIVITIES,
        widget=forms.CheckboxSelectMultiple,
    )
    newsletter = base.tick("Send me the letter from the workshop, four times a year")
    about = base.long_text("Anything we should know?", max_length=500)

    def clean_phone(self) -> str:
        """A telephone number."""
        number = str(self.cleaned_data["phone"])
        check_phone(number)
        return number

    def clean_birth_date(self) -> dt.date:
        """A plausible day of birth."""
        born = self.cleaned_data["birth_date"]
        assert isinstance(born, dt.date)
        check_birth_date(born, today=timezone.localdate())
        return born

    def profile(self) -> Profile:
        """What the valid form says."""
        return Profile(**self.cleaned_data)


class AddressForm(forms.Form):
    """Where parcels go."""

    label = base.text(
        "Name of this address",
        max_length=40,
        placeholder="Home, cabin, work …",
        ask="Give this address a name.",
    )
    name = base.text("Full name", autocomplete="name")
    street = base.text("Street and number", autocomplete="address-line1")
    extra = base.text("Flat, floor, c/o", autocomplete="address-line2", required=False)
    postcode = base.text("Postcode", autocomplete="postal-code", max_length=10)
    city = base.text("Town", autocomplete="address-level2", max_length=60)
    country = base.country()

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

    def address(self) -> Address:
        """What the valid form says."""
        return Address(**self.cleaned_data)


class PasswordForm(forms.Form):
    """A new password, twice, and the old one."""

    current = _password("Current password", "current-password")
    new = _password("New password", "new-password", "At least ten characters.")
    again = _password("New password, again", "new-password")
    account: Account | None = None

    def clean_current(self) -> str:
        """The password of today."""
        typed = str(self.cleaned_data["current"])
        if self.account is None or not password_fits(self.account, typed):
            raise forms.ValidationError("This is not your current password.")
        return typed

    def clean_new(self) -> str:
        """Long enough."""
        typed = str(self.cleaned_data["new"])
        if len(typed) < 10:
            raise forms.ValidationError("Use ten characters or more.")
        return typed

    def clean_again(self) -> str:
        """The same once more."""
        typed = str(self.cleaned_data["again"])
        if self.cleaned_data.get("new") not in (None, typed):
            raise forms.ValidationError("The two new passwords differ.")
        return typed
