"""The filters of the real-time pages and API, as they stand in an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agents.models import AgentGroup
from interactions.lifecycle import Media
from interactions.models import Queue, Site
from reporting.realtime.catalogue import TEMPLATES, Template
from reporting.realtime.filters import Filters


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "select"})


def _choice(rows: Any, label: Any, everything: Any) -> forms.Field:
    return forms.ModelChoiceField(
        rows, label=label, required=False, empty_label=everything, widget=_select()
    )


class RealtimeForm(forms.Form):
    """Everything is optional; without anything, all is shown."""

    queue = _choice(Queue.objects.select_related("site"), _("Queue"), _("All queues"))
    group = _choice(AgentGroup.objects.all(), _("Group"), _("All groups"))
    site = _choice(Site.objects.all(), _("Site"), _("All sites"))
    medium = forms.ChoiceField(
        label=_("Medium"),
        required=False,
        choices=[
            ("", _("Chat and inbound voice")),
            (Media.CHAT.value, _("Chat")),
            (Media.VOICE.value, _("Inbound voice")),
        ],
        widget=_select(),
    )

    def filters(self) -> Filters:
        """What a valid form asks for."""
        cleaned = self.cleaned_data
        return Filters(
            queue_id=_key(cleaned["queue"]),
            group_id=_key(cleaned["group"]),
            site_id=_key(cleaned["site"]),
            media=cleaned["medium"],
        )


class WallboardForm(RealtimeForm):
    """The filters, and which templates, in which order: keys with commas between."""

    templates = forms.CharField(required=False, max_length=200)

    def clean_templates(self) -> tuple[Template, ...]:
        text: str = self.cleaned_data["templates"]
        known = {template.key: template for template in TEMPLATES}
        keys = [key.strip() for key in text.split(",") if key.strip()]
        for key in keys:
            if key not in known:
                raise forms.ValidationError(
                    _("There is no template %(key)s."), params={"key": key[:40]}
                )
        return tuple(known[key] for key in dict.fromkeys(keys)) or TEMPLATES


def _key(row: Any) -> int | None:
    return None if row is None else int(row.pk)
