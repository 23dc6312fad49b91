"""Filters of the reports."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.models import Site
from reporting.selectors import DetailFilter

MAX_RANGE_DAYS = 400
DEFAULT_RANGE_DAYS = 30


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input"})


class DetailFilterForm(forms.Form):
    """Everything is optional: without a range, the last thirty days."""

    start = forms.DateField(label=_("From"), required=False, widget=DateInput)
    end = forms.DateField(label=_("To"), required=False, widget=DateInput)
    medium = forms.ChoiceField(
        label=_("Medium"),
        required=False,
        choices=[("", _("Chat and voice")), *Media.choices],
        widget=forms.Select(attrs={"class": "select"}),
    )
    agent = forms.ModelChoiceField(
        Agent.objects.all(),
        label=_("Agent"),
        required=False,
        empty_label=_("All agents"),
        widget=forms.Select(attrs={"class": "select"}),
    )
    site = forms.ModelChoiceField(
        Site.objects.all(),
        label=_("Site"),
        required=False,
        empty_label=_("All sites"),
        widget=forms.Select(attrs={"class": "select"}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        start, end = self._range()
        if start > end:
            self.add_error("end", _("The range ends before it starts."))
        elif (end - start).days > MAX_RANGE_DAYS:
            self.add_error(
                "start",
                _("A range has at most %(days)d days.") % {"days": MAX_RANGE_DAYS},
            )
        return cleaned

    def _range(self) -> tuple[date, date]:
        end = self.cleaned_data.get("end") or timezone.localdate()
        start = self.cleaned_data.get("start")
        return start or end - timedelta(days=DEFAULT_RANGE_DAYS), end

    def wanted(self) -> DetailFilter:
        """The filter of a valid form."""
        start, end = self._range()
        agent, site = self.cleaned_data["agent"], self.cleaned_data["site"]
        return DetailFilter(
            start=start,
            end=end,
            media=self.cleaned_data["medium"],
            agent_id=agent.pk if agent else None,
            site_id=site.pk if site else None,
        )
