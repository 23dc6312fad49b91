"""Filters of the transcript pages."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.selectors.search import (
    QUERY_CHARS,
    Cursor,
    Wanted,
    parse_words,
)
from interactions.selectors.transcripts import Reader


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input"})


class TranscriptFilter(forms.Form):
    """Everything is optional: without any, the newest interactions."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=QUERY_CHARS,
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "type": "search",
                "placeholder": _("In lines, names, numbers and notes"),
            }
        ),
    )
    start = forms.DateField(label=_("From"), required=False, widget=DateInput)
    end = forms.DateField(label=_("To"), required=False, widget=DateInput)
    medium = forms.ChoiceField(
        label=_("Medium"),
        required=False,
        choices=[("", _("Chats and calls")), *Media.choices],
        widget=forms.Select(attrs={"class": "select"}),
    )
    agent = forms.ModelChoiceField(
        Agent.objects.all(),
        label=_("Agent"),
        required=False,
        empty_label=_("All agents"),
        widget=forms.Select(attrs={"class": "select"}),
    )

    def __init__(self, data: QueryDict, *, reader: Reader) -> None:
        super().__init__(data)
        if not reader.reads_all:
            del self.fields["agent"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start > end:
            self.add_error("end", _("The range ends before it starts."))
        return cleaned

    def wanted(self, before: Cursor | None) -> Wanted:
        """The filter of a valid form. Errors: those of the words."""
        cleaned = self.cleaned_data
        agent = cleaned.get("agent")
        return Wanted(
            words=parse_words(cleaned["q"]) if cleaned["q"] else (),
            start=cleaned["start"],
            end=cleaned["end"],
            media=cleaned["medium"],
            agent_id=agent.pk if agent else None,
            before=before,
        )
