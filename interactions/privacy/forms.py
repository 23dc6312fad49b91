"""What the privacy page asks for. Contacts travel in the body, never in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interactions.models.interactions import CONTACT_CHARS
from interactions.models.privacy import REASON_CHARS
from interactions.privacy.finding import CONTACT, CUSTOMER, INTERACTION, SESSION

WAYS = [
    (CONTACT, _("e-mail, phone number, contact")),
    (CUSTOMER, _("id of the customer")),
    (INTERACTION, _("id of an interaction")),
    (SESSION, _("history id of a co-browse session")),
]


class PersonForm(forms.Form):
    """Who."""

    by = forms.ChoiceField(
        label=_("Find by"),
        choices=WAYS,
        widget=forms.Select(attrs={"class": "select"}),
    )
    value = forms.CharField(
        label=_("Contact or id"),
        max_length=CONTACT_CHARS,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class HoldForm(forms.Form):
    """Why nothing may be erased."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_CHARS,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
