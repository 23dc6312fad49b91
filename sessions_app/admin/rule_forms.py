"""The forms of masking rules: one rule, and a file of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cobrowse.versioned_pages import VersionedForm
from interactions.models import Site
from sessions_app import rules
from sessions_app.genesys_rules import FoundRule, RuleFileProblem, read_rules


class RuleForm(VersionedForm):
    """The browser says what the selector costs there; without scripts it does not."""

    measured_ms = forms.FloatField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if selector := self.fields.get("selector"):
            selector.widget.attrs |= {
                "data-limit-ms": rules.MAX_SELECTOR_MS,
                "data-takes": gettext("Takes {ms} ms on a page of 10,000 elements."),
                "data-slow": gettext(
                    "Takes {ms} ms on a page of 10,000 elements: that is too slow."
                ),
                "data-unread": gettext(
                    "This browser cannot read it. In a session such a browser would "
                    "mask the whole page and let agents operate nothing."
                ),
            }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.instance.measured_ms = self.cleaned_data.get("measured_ms")
        return cleaned


class ImportForm(forms.Form):
    """A site and a file; the second time round the text that was shown."""

    site = forms.ModelChoiceField(Site.objects.all(), label=_("Site"))
    file = forms.FileField(label=_("File (domRestrictions XML)"), required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    found: list[FoundRule]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        text: str = cleaned.get("text") or ""
        if file is None and not text:
            raise ValidationError({"file": _("Choose a file.")}, code="required")
        data: bytes = file.read() if file else text.encode()
        try:
            self.found = read_rules(data)
        except RuleFileProblem as problem:
            raise ValidationError({"file": problem.text}, code=problem.code) from None
        cleaned["text"] = data.decode(errors="replace")
        return cleaned
