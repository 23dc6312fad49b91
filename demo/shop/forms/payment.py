"""Card, bank account or invoice. Numbers are checked here and go no further."""

from collections.abc import Callable

from django import forms
from django.utils import timezone

from demo.shop.checkout import Payment
from demo.shop.forms import base
from demo.shop.validation import card_brand, check_expiry, check_iban, compact

METHODS = (
    ("card", "Card"),
    ("iban", "Direct debit"),
    ("invoice", "Invoice, 14 days"),
)
NEEDED = {
    "card": {
        "cc_name": "Enter the name on the card.",
        "cc_number": "Enter the card number.",
        "cc_exp": "Enter the expiry date.",
        "cc_csc": "Enter the security code on the back.",
    },
    "iban": {
        "holder": "Enter the name of the account's owner.",
        "iban": "Enter your IBAN.",
    },
    "invoice": {},
}


class PaymentForm(forms.Form):
    """Only the fields of the chosen method are looked at."""

    method = forms.ChoiceField(
        label="Method", choices=METHODS, initial="card", widget=forms.RadioSelect
    )
    cc_name = base.text(
        "Name on the card", autocomplete="cc-name", required=False, max_length=80
    )
    cc_number = base.text(
        "Card number",
        autocomplete="cc-number",
        required=False,
        max_length=24,
        inputmode="numeric",
        placeholder="0000 0000 0000 0000",
        widget=base.SecretInput,
    )
    cc_exp = base.text(
        "Expires",
        autocomplete="cc-exp",
        required=False,
        max_length=9,
        inputmode="numeric",
        placeholder="MM/YY",
        widget=base.SecretInput,
    )
    cc_csc = base.text(
        "Security code",
        autocomplete="cc-csc",
        required=False,
        max_length=4,
        inputmode="numeric",
        placeholder="123",
        widget=base.SecretInput,
    )
    holder = base.text(
        "Account owner", autocomplete="name", required=False, max_length=80
    )
    iban = base.text(
        "IBAN",
        required=False,
        max_length=42,
        placeholder="DE00 0000 0000 0000 0000 00",
        widget=base.SecretInput,
        autocomplete="off",
        data_cobrowse="mask",
    )
    reference = base.text(
        "Your reference", required=False, max_length=40, help_text="Shown on the bill."
    )

    def clean(self) -> dict[str, object]:
        """The chosen method's fields are there, and right."""
        given = self.cleaned_data
        method = str(given.get("method", ""))
        for name, message in NEEDED.get(method, {}).items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, message)
        if method == "card":
            self._check_card()
        elif method == "iban" and given.get("iban"):
            self._check("iban", lambda: check_iban(str(given["iban"])))
        return given

    def _check_card(self) -> None:
        given = self.cleaned_data
        number, expires = given.get("cc_number"), given.get("cc_exp")
        code = given.get("cc_csc")
        if number:
            self._check("cc_number", lambda: card_brand(str(number)))
        if expires:
            today = timezone.localdate()
            self._check("cc_exp", lambda: check_expiry(str(expires), today=today))
        if code and not (str(code).isdecimal() and len(str(code)) in (3, 4)):
            self.add_error("cc_csc", "The code has three or four digits.")

    def _check(self, name: str, check: Callable[[], object]) -> None:
        try:
            check()
        except forms.ValidationError as error:
            self.add_error(name, error)

    def payment(self) -> Payment:
        """What may be kept of the valid form: no number, only how it ends."""
        given = self.cleaned_data
        method = given["method"]
        if method == "card":
            number = compact(str(given["cc_number"]))
            summary = f"{card_brand(number)} ending in {number[-4:]}"
        elif method == "iban":
            summary = (
                f"Direct debit, account ending in {compact(str(given['iban']))[-4:]}"
            )
        else:
            summary = "Invoice, payable within 14 days"
        return Payment(method=method, summary=summary)
