"""Building blocks of the shop's forms: looks and limits."""

from django import forms
from django.http import HttpRequest, QueryDict

from demo.shop.account import COUNTRY_NAMES

TEXT_MAX = 120


class SecretInput(forms.PasswordInput):
    """A text field that is empty when its form is shown again: card numbers."""

    input_type = "text"


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form gets: the data of a POST, even when nothing was filled in."""
    return request.POST if request.method == "POST" else None


def asking(label: str) -> str:
    """What a form says when the field of that label is empty."""
    return f"Enter your {label.lower().removeprefix('your ')}."


def attributes(look: str, **given: str) -> dict[str, str]:
    """HTML attributes of a control; `look` is its class, `_` in names becomes `-`."""
    named = {k.replace("_", "-"): v for k, v in given.items() if v}
    return {"class": look, **named} if look else named


def text(
    label: str,
    *,
    autocomplete: str = "",
    required: bool = True,
    max_length: int = TEXT_MAX,
    help_text: str = "",
    widget: type[forms.Widget] = forms.TextInput,
    ask: str = "",
    **given: str,
) -> forms.CharField:
    """One line of text; `given` becomes attributes (`inputmode`, `placeholder` …).

    `ask` is what the form says when the field is empty.
    """
    return forms.CharField(
        label=label,
        error_messages={"required": ask or asking(label)},
        required=required,
        max_length=max_length,
        help_text=help_text,
        widget=widget(attributes("input", autocomplete=autocomplete, **given)),
    )


def long_text(
    label: str, *, max_length: int, required: bool = False, help_text: str = ""
) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        error_messages={"required": asking(label)},
        required=required,
        max_length=max_length,
        help_text=help_text,
        widget=forms.Textarea(attributes("textarea", rows="3")),
    )


def email(label: str = "E-mail") -> forms.EmailField:
    """An e-mail address."""
    return forms.EmailField(
        label=label,
        error_messages={
            "required": asking(label),
            "invalid": "Enter an e-mail address, as in maya@example.com.",
        },
        max_length=TEXT_MAX,
        widget=forms.EmailInput(attributes("input", autocomplete="email")),
    )


def phone(label: str = "Phone") -> forms.CharField:
    """A telephone number, checked by `check_phone` in the form."""
    return text(
        label,
        autocomplete="tel",
        max_length=24,
        inputmode="tel",
        ask="Enter your telephone number.",
    )


def birth_date() -> forms.DateField:
    """A day of birth."""
    return forms.DateField(
        label="Date of birth",
        error_messages={
            "required": asking("Date of birth"),
            "invalid": "Enter a day that exists, as in 1988-06-14.",
        },
        help_text="We sell gas and knives, so we have to ask.",
        widget=DateInput(attributes("input", autocomplete="bday"), format="%Y-%m-%d"),
    )


def country() -> forms.ChoiceField:
    """One of the countries that we deliver to."""
    return forms.ChoiceField(
        label="Country",
        choices=list(COUNTRY_NAMES.items()),
        widget=forms.Select(attributes("select", autocomplete="country")),
    )


def tick(label: str, *, required: bool = False, error: str = "") -> forms.BooleanField:
    """A check box."""
    messages = {"required": error} if error else {}
    return forms.BooleanField(label=label, required=required, error_messages=messages)
