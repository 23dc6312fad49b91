"""Writing to the shop, and sending goods back."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from demo.shop.forms import base

TOPICS = (
    ("order", "An order"),
    ("advice", "Advice before buying"),
    ("repair", "A repair"),
    ("other", "Something else"),
)
REASONS = (
    ("size", "It does not fit"),
    ("damaged", "It arrived damaged"),
    ("mind", "I changed my mind"),
    ("wrong", "You sent something else"),
)
PHOTO_BYTES_MAX = 900_000
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")


class ContactForm(forms.Form):
    """A message to the shop."""

    name = base.text("Your name", autocomplete="name")
    email = base.email()
    topic = forms.ChoiceField(
        label="What is it about?",
        choices=TOPICS,
        widget=forms.Select(base.attributes("select")),
    )
    message = base.long_text("Message", max_length=2000, required=True)


class ReturnForm(forms.Form):
    """Goods that come back, with a photograph when they are damaged."""

    number = base.text("Order number", max_length=12, placeholder="FF-20418")
    email = base.email()
    reason = forms.ChoiceField(
        label="Why does it come back?", choices=REASONS, widget=forms.RadioSelect
    )
    photo = forms.FileField(
        label="Photograph",
        required=False,
        help_text="JPEG, PNG or WebP, up to 900 kB. We look at it and throw it away.",
        widget=forms.FileInput(base.attributes("input", accept=",".join(PHOTO_TYPES))),
    )
    comment = base.long_text("Anything else?", max_length=500)

    def clean_number(self) -> str:
        """FF and digits."""
        number = str(self.cleaned_data["number"]).strip().upper()
        if not (number.startswith("FF-") and number[3:].isdecimal()):
            raise forms.ValidationError("Order numbers look like FF-20418.")
        return number

    def clean_photo(self) -> "UploadedFile[bytes] | None":
        """A picture of a size that we take."""
        photo = self.cleaned_data["photo"]
        if not isinstance(photo, UploadedFile):
            return None
        if photo.content_type not in PHOTO_TYPES:
            raise forms.ValidationError("Send a JPEG, PNG or WebP picture.")
        if (photo.size or 0) > PHOTO_BYTES_MAX:
            raise forms.ValidationError("This picture is larger than 900 kB.")
        return photo

    def clean(self) -> dict[str, object]:
        """Damage needs a photograph."""
        given = self.cleaned_data
        damaged = given.get("reason") == "damaged"
        if damaged and not given.get("photo") and "photo" not in self.errors:
            self.add_error("photo", "Show us the damage in a photograph.")
        return given
