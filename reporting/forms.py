"""The filters of a report, as they stand in an address: pages, exports, saved views and
the REST API all read them with this form."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent, AgentGroup
from interactions.lifecycle import Media
from interactions.models import Queue, Site
from reporting.access import Reader
from reporting.catalogue.reports import Report
from reporting.presets import Preset, range_of
from reporting.selectors.details import UNSORTABLE
from reporting.wanted import (
    MOST_DAYS,
    MOST_PAGE_SIZE,
    PAGE_SIZE,
    Interval,
    Wanted,
)
from reporting.zones import reporting_zones, zone_named

DEFAULT_PRESET = Preset.LAST_30_DAYS
# More rows than anybody pages through; deep pages are for exports.
MOST_PAGES = 1_000
# Where one is reading; not part of a view.
_PLACE = ("page", "after", "before", "page_size")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input"})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "select"})


def _with_defaults(data: QueryDict) -> QueryDict:
    """What is shown as chosen when nothing was said."""
    filled = data.copy()
    if not any(data.get(name) for name in ("preset", "start", "end")):
        filled["preset"] = DEFAULT_PRESET.value
    if not data.get("interval"):
        filled["interval"] = Interval.DAY.value
    return filled


def _model_choice(rows: Any, label: Any, everything: Any) -> forms.Field:
    return forms.ModelChoiceField(
        rows, label=label, required=False, empty_label=everything, widget=_select()
    )


class ReportForm(forms.Form):
    """Everything is optional: without a range, the last 30 days.

    `columns` and `sort` name columns of the report. A reader who sees only his or her
    own rows gets those, whatever the address says.
    """

    preset = forms.ChoiceField(
        label=_("Range"),
        required=False,
        choices=[("", _("From … to …")), *Preset.choices],
        widget=_select(),
    )
    start = forms.DateField(label=_("From"), required=False, widget=DateInput)
    end = forms.DateField(label=_("To"), required=False, widget=DateInput)
    zone = forms.ChoiceField(label=_("Time zone"), required=False, widget=_select())
    interval = forms.ChoiceField(
        label=_("Rows"), required=False, choices=Interval.choices, widget=_select()
    )
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
    agent = _model_choice(Agent.objects.all(), _("Agent"), _("All agents"))
    group = _model_choice(AgentGroup.objects.all(), _("Group"), _("All groups"))
    site = _model_choice(Site.objects.all(), _("Site"), _("All sites"))
    queue = _model_choice(
        Queue.objects.select_related("site"), _("Queue"), _("All queues")
    )
    columns = forms.CharField(required=False, max_length=1_000)
    sort = forms.CharField(required=False, max_length=60)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)
    page_size = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PAGE_SIZE
    )
    after = forms.CharField(required=False, max_length=400)
    before = forms.CharField(required=False, max_length=400)

    def __init__(self, data: QueryDict, *, report: Report, reader: Reader) -> None:
        super().__init__(_with_defaults(data))
        self.report, self.reader, self.query = report, reader, data
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(name, name) for name in settings.COBROWSE_REPORT_ZONES]
        for name in report.without:
            del self.fields[name]
        if reader.agent_id is not None:
            for name in ("agent", "group"):
                self.fields.pop(name, None)

    def clean_columns(self) -> tuple[str, ...]:
        """Keys of columns, in whatever order; repeated parameters add up."""
        text = ",".join(self.query.getlist("columns"))
        keys = [key.strip() for key in text.split(",") if key.strip()]
        unknown = [key for key in keys if self.report.column(key) is None]
        if unknown:
            raise forms.ValidationError(
                _("There is no column %(key)s."), params={"key": unknown[0][:40]}
            )
        chosen = keys or self.report.shown
        return tuple(c.key for c in self.report.columns if c.key in chosen)

    def clean_sort(self) -> str:
        sort: str = self.cleaned_data["sort"] or self.report.default_sort
        column = self.report.column(sort.removeprefix("-"))
        if column is None or column.kind in UNSORTABLE:
            raise forms.ValidationError(_("The report cannot be sorted by this."))
        return sort

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"preset", "start", "end"} <= cleaned.keys():
            return cleaned
        first, last = self._range()
        if first > last:
            self.add_error("end", _("The range ends before it starts."))
        elif (last - first).days >= MOST_DAYS:
            self.add_error(
                "start" if "start" in self.data else "preset",
                _("A range has at most %(days)d days.") % {"days": MOST_DAYS},
            )
        elif cleaned.get("after") and cleaned.get("before"):
            self.add_error("before", _("Either after or before."))
        return cleaned

    def _zone(self) -> Any:
        name = self.cleaned_data.get("zone") or ""
        return zone_named(name) or reporting_zones()[0]

    def _range(self) -> tuple[date, date]:
        """Days that are named win over a preset."""
        today = timezone.localdate(timezone=self._zone())
        preset = self.cleaned_data["preset"] or DEFAULT_PRESET
        first, last = range_of(Preset(preset), today)
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        if start or end:
            last = end or max(today, start or today)
            first = start or last - timedelta(days=29)
        return first, last

    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        first, last = self._range()
        cleaned = self.cleaned_data
        return Wanted(
            report=self.report,
            first=first,
            last=last,
            zone=self._zone(),
            columns=cleaned["columns"],
            sort=cleaned["sort"],
            interval=Interval(cleaned.get("interval") or Interval.DAY),
            media=cleaned.get("medium") or "",
            agent_id=self.reader.agent_id or self._key("agent"),
            group_id=self._key("group"),
            site_id=self._key("site"),
            queue_id=self._key("queue"),
            page=cleaned.get("page") or 1,
            page_size=cleaned.get("page_size") or PAGE_SIZE,
            after=cleaned.get("after") or "",
            before=cleaned.get("before") or "",
        )

    def _key(self, name: str) -> int | None:
        row = self.cleaned_data.get(name)
        return None if row is None else int(row.pk)

    def view_query(self, **changes: str) -> str:
        """The address of this view without the place in it: only what was said, in the
        form's order. `changes` replace parameters; an empty one is left out."""
        pairs = []
        for name in self.fields:
            value = changes.get(name)
            if value is None and name not in _PLACE:
                value = ",".join(self.query.getlist(name))
            if value:
                pairs.append((name, value))
        return urlencode(pairs)
